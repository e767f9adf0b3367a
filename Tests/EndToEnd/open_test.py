# SPDX-License-Identifier: Apache-2.0
"""Another rollout is in the way: told, waited for, superseded; and a driver that was stopped."""

import json
import os
import signal

from project_case import GOOD, ProjectCase
from sluice_program import wait_until


class Open(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")

    def baking(self):
        running = self.background("deploy", "production", "--local", "--yes", "--output", "json")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def open_rollout(self):
        (rollout,) = self.sluice("status", "--output", "json").json["rollouts"]
        return rollout

    def revision(self):
        """The alias's revision: another one after each write."""
        import boto3

        client = boto3.client("lambda", **self.place())
        return client.get_alias(FunctionName="orders-production", Name="live")["RevisionId"]

    def place(self):
        return dict(
            endpoint_url=self.engine.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
        )

    def test_a_second_deployment_says_what_is_in_its_way(self):
        running = self.baking()
        ended = self.sluice("deploy", "production", "--local", "--yes", "--output", "json")
        self.assertEqual(ended.code, 12, ended)
        error = ended.json["error"]
        text = json.dumps(error, ensure_ascii=False)
        self.assertIn(f"process {running.pid} on", text)
        self.assertIn("v1 → v2, step 1 of 2", text)
        self.assertIn("traffic is v1 80 %, v2 20 %", text)
        for way in ("promote", "abort", "status", "--wait", "--supersede", "--hotfix"):
            self.assertIn(way, " ".join(error["next"]))
        # It is driven: a resume would be refused.
        self.assertNotIn("sluice resume", " ".join(error["next"]))

    def test_wait_goes_on_afterwards(self):
        running = self.baking()
        with self.traffic():
            self.write("src/app.py", GOOD + "# third\n")
            ended = self.sluice(
                "deploy", "production", "--local", "--yes", "--output", "json", "--wait", "60s"
            )
        self.assertEqual(running.wait(20).code, 0)
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("waiting up to 1 min for rollout r-", ended.err)
        target = self.target(ended.json)
        self.assertEqual((target["stable"], target["candidate"]), ("2", "3"))
        self.assertEqual(self.alias(), ("3", {}))

    def test_supersede(self):
        running = self.baking()
        self.write("src/app.py", GOOD + "# third\n")
        with self.traffic():
            ended = self.sluice(
                "deploy", "production", "--local", "--yes", "--output", "json", "--supersede"
            )
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual((target["stable"], target["candidate"]), ("1", "3"))
        old = running.wait(20)
        self.assertEqual(old.code, 10, old)
        self.assertEqual(self.target(old.json)["reason"]["kind"], "operator")
        self.assertEqual(self.alias(), ("3", {}))
        self.assertEqual(self.summary["dropped"], 0)

    def test_a_stopped_driver_is_worked_around_and_does_nothing_when_it_wakes(self):
        running = self.baking()
        rollout = self.open_rollout()
        self.assertTrue(rollout["driver"]["answering"])
        journal = self.folder / f".sluice/rollouts/{rollout['rollout']}.jsonl"
        running.send(signal.SIGSTOP)
        try:
            before = journal.read_bytes()
            back = self.sluice("rollback", "production", "--local", "--output", "json")
            self.assertEqual(back.code, 0, back)
            self.assertEqual(self.alias(), ("1", {}))
            self.assertEqual(self.target(back.json)["traffic"], {"1": 1.0})
            self.assertRegex(
                back.err,
                rf"process {running.pid} on \S+ drives {rollout['rollout']} and has not answered "
                r"since \d\d:\d\d:\d\d",
            )
            self.assertEqual(journal.read_bytes(), before, "the sleeper's journal is its own")
            self.assertFalse(self.open_rollout()["driver"]["answering"])
            self.assertRegex(
                self.sluice("status").out,
                r"abort asked \d\d:\d\d:\d\d, not taken up +was v1 80 %, v2 20 %",
            )
            revision = self.revision()
        finally:
            running.send(signal.SIGCONT)
        ended = running.wait(20)
        self.assertIn(ended.code, (10, 12), ended)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(self.revision(), revision, "nothing was written twice")
        self.assertEqual(self.sluice("status", "--output", "json").json["rollouts"], [])
        shown = self.sluice("show", rollout["rollout"], "--events")
        events = [json.loads(line)["event"] for line in shown.out.splitlines()]
        asked = next(n for n, event in enumerate(events) if "requested" in event)
        self.assertEqual(
            [e for e in events[asked:] if "decided" in e and "advance" in e["decided"]["decision"]], []
        )

    def test_status_watch(self):
        watching = self.background("status", "--watch", "--output", "json")
        first = json.loads(watching.wait_for_line(lambda line: line.startswith("{")))
        self.assertEqual(first, {"rollouts": []})
        running = self.baking()
        line = watching.wait_for_line(lambda line: '"r-' in line, 20)
        (rollout,) = json.loads(line)["rollouts"]
        self.assertEqual(rollout["driver"]["pid"], running.pid)
        self.assertTrue(rollout["driver"]["answering"])
        self.assertEqual(rollout["driver"]["host"], os.uname().nodename)
        running.kill()
        watching.wait_for_line(lambda line: '"answering":false' in line, 20)
        ended = watching.stop(signal.SIGINT)
        self.assertEqual(ended.code, 0, ended)
        for line in ended.out.splitlines():
            json.loads(line)
