# SPDX-License-Identifier: Apache-2.0
"""Steering a rollout from another shell, and going back by hand."""

import datetime
import json

from project_case import GOOD, ProjectCase
from sluice_program import wait_until


def moment(at):
    """A journal's time: milliseconds since 1970, or a text."""
    if isinstance(at, str):
        return datetime.datetime.fromisoformat(at.replace("Z", "+00:00"))
    return datetime.datetime.fromtimestamp(at / 1000, datetime.timezone.utc)


class Steer(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")

    def baking(self):
        running = self.background("deploy", "production", "--local", "--yes", "--output", "json")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def test_status_and_abort_from_another_shell(self):
        running = self.baking()
        status = self.sluice("status", "--local", "--output", "json")
        (rollout,) = status.json["rollouts"]
        self.assertEqual(
            (rollout["stable"], rollout["candidate"], rollout["outcome"], rollout["traffic"]),
            ("1", "2", "open", {"1": 0.8, "2": 0.2}),
        )
        self.assertEqual((rollout["step"], rollout["steps"] > 1), (1, True))
        self.assertEqual(rollout["driver"]["pid"], running.pid)
        ended = self.sluice("abort", "production", "--local", "--reason", "seen enough")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        driver = running.wait(20)
        self.assertEqual(driver.code, 10, driver)
        target = self.target(driver.json)
        self.assertEqual((target["outcome"], target["reason"]["kind"]), ("rolledBack", "operator"))

    def test_without_a_users_name_nobody_steers_in_the_name_of_who_began(self):
        self.env["USER"] = "mira"
        running = self.baking()
        del self.env["USER"]
        paused = self.sluice("pause", "production", "--local", "--reason", "a ticket")
        self.assertEqual(paused.code, 0, paused)
        ended = self.sluice("abort", "production", "--local")
        self.assertEqual(ended.code, 0, ended)
        driver = running.wait(20)
        shown = self.sluice("show", self.target(driver.json)["rollout"], "--events")
        events = [json.loads(line)["event"] for line in shown.out.splitlines()]
        asked = [event["requested"]["request"]["who"] for event in events if "requested" in event]
        self.assertEqual(asked, ["arn:aws:iam::000000000000:root"] * 2, shown.out)

    def test_another_home_finds_the_driver_and_asks_it(self):
        running = self.baking()
        self.env["XDG_STATE_HOME"] = str(self.folder / "elsewhere")
        (open_one,) = self.sluice("status", "--local", "--output", "json").json["rollouts"]
        self.assertEqual(open_one["driver"]["pid"], running.pid)
        self.assertTrue(open_one["driver"]["answering"])
        refused = self.sluice("resume", open_one["rollout"], "--local")
        self.assertEqual(refused.code, 12, refused)
        self.assertIn(f"process {running.pid} ", refused.err)
        paused = self.sluice("pause", "production", "--local", "--reason", "look")
        self.assertEqual(paused.code, 0, paused)
        ended = self.sluice("abort", "production", "--local")
        self.assertEqual(ended.code, 0, ended)
        driver = running.wait(20)
        self.assertEqual(driver.code, 10, driver)
        shown = self.sluice("show", open_one["rollout"], "--events")
        events = [json.loads(line)["event"] for line in shown.out.splitlines()]
        asked = [event["requested"]["request"]["verb"] for event in events if "requested" in event]
        self.assertEqual(asked, ["pause", "abort"], shown.out)

    def test_a_mistyped_environment_is_no_success(self):
        for verb in ("abort", "settle", "status", "history", "pause"):
            typed = self.sluice(verb, "prodution")
            self.assertEqual(typed.code, 64, typed)
            self.assertIn("production", typed.err)
            self.assertEqual(self.sluice(verb, "staging").code, 0, verb)

    def test_an_abort_does_not_wait_for_a_gate(self):
        text = (self.folder / "sluice.yaml").read_text()
        head, tail = text.split("  production:")
        gate = "      - run: touch gate-began; sleep 50\n"
        self.write("sluice.yaml", head + "  production:" + tail.rstrip() + "\n" + gate)
        running = self.background("deploy", "production", "--local", "--yes", "--output", "json")
        wait_until(lambda: (self.folder / "gate-began").exists(), 30, "the gate")
        ended = self.sluice("abort", "production", "--local", "--reason", "not today")
        self.assertEqual(ended.code, 0, ended)
        driver = running.wait(20)
        self.assertEqual(driver.code, 14, driver)
        self.assertEqual(self.alias(), ("1", {}))
        shown = self.sluice("show", self.target(driver.json)["rollout"], "--events")
        at = {}
        for line in shown.out.splitlines():
            entry = json.loads(line)
            at.setdefault(next(iter(entry["event"])), moment(entry["at"]))
        self.assertLess((at["decided"] - at["requested"]).total_seconds(), 1.0, shown.out)

    def test_pause_promote_and_resume_from_another_shell(self):
        with self.traffic():
            running = self.baking()
            paused = self.sluice("pause", "production", "--local", "--reason", "a ticket")
            self.assertEqual(paused.code, 0, paused)
            status = self.sluice("status", "--local", "--output", "json").json["rollouts"][0]
            self.assertIn("paused", json.dumps(status["hold"]))
            self.assertEqual(self.alias(), ("1", {"2": 0.2}))
            self.assertEqual(self.sluice("promote", "production", "--local").code, 0)
            wait_until(lambda: self.alias() == ("1", {"2": 0.5}), 10, "the second step")
            self.assertEqual(self.sluice("promote", "--local", "--full").code, 0)
            self.assertEqual(running.wait(20).code, 0)
        self.assertEqual(self.alias(), ("2", {}))

    def test_a_foreign_change_is_held_named_and_adopted(self):
        head, tail = (self.folder / "sluice.yaml").read_text().split("  production:")
        limit = "    onHold: { limit: 3s }\n"
        self.write("sluice.yaml", head + "  production:" + tail.rstrip() + "\n" + limit)
        with self.traffic():
            running = self.baking()
            self.move({"2": 0.35})
            wait_until(lambda: "v1 65 %, v2 35 %" in self.hold(), 20, "the hold")
            left = running.wait(30)
            self.assertEqual(left.code, 13, left)
            rollout = self.target(left.json)["rollout"]
            for line in (
                "expected v1 80 %, v2 20 %",
                "found v1 65 %, v2 35 %",
                f"sluice resume {rollout} --local --adopt   # takes v1 65 %, v2 35 %",
                f"sluice abort {rollout} --local   # gives v1 all calls",
            ):
                self.assertIn(line, left.err)
            self.assertEqual(self.alias(), ("1", {"2": 0.35}))
            ended = self.sluice("resume", "--local", "--adopt", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "promoted")
        self.assertEqual(self.alias(), ("2", {}))

    def hold(self):
        rollouts = self.sluice("status", "--local", "--output", "json").json["rollouts"]
        return json.dumps(rollouts[0]["hold"]) if rollouts else ""

    def move(self, weights):
        """Someone else writes the alias."""
        import boto3

        client = boto3.client(
            "lambda",
            endpoint_url=self.engine.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
        )
        client.update_alias(
            FunctionName="orders-production",
            Name="live",
            RoutingConfig={"AdditionalVersionWeights": weights},
        )

    def test_rollback_while_a_rollout_is_open_is_abort(self):
        running = self.baking()
        ended = self.sluice("rollback", "production", "--local")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(running.wait(20).code, 10)

    def test_with_nothing_open_they_say_so(self):
        for verb in ("pause", "resume", "promote", "approve", "abort"):
            with self.subTest(verb=verb):
                ended = self.sluice(verb, "--local")
                self.assertEqual(ended.code, 0, ended)
                said = "nothing was approved: no" if verb == "approve" else "no"
                self.assertIn(f"{said} rollout is open", ended.out + ended.err)


class Back(ProjectCase):
    def test_again_is_one_further_back(self):
        for number in range(3):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        seen = []
        for _ in range(2):
            ended = self.sluice("rollback", "staging", "--local", "--output", "json")
            self.assertEqual(ended.code, 0, ended)
            seen.append(self.alias("staging"))
        self.assertEqual(seen, [("2", {}), ("1", {})])

    def test_step_by_step(self):
        for number in range(2):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("production", "--strategy", "all-at-once", code=0)
        running = self.background(
            "rollback", "production", "--local", "--gradual", "--output", "json"
        )
        wait_until(lambda: self.alias() == ("1", {"2": 0.5}), 30, "the first step down")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the second step down")
        ended = running.wait(30)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["reason"]["kind"]), ("rolledBack", "operator"))
        refused = self.sluice("rollback", "staging", "--local", "--gradual")
        self.assertNotEqual(refused.code, 0, refused)

    def test_to_a_version(self):
        for number in range(3):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        ended = self.sluice("rollback", "staging", "--local", "--to", "1", "--reason", "a ticket")
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("sluice rollback staging --local --to 3   # back to v3", ended.out)
        self.assertIn("a ticket", ended.out)
        last = self.sluice("history", "--output", "json").json["rollouts"][0]
        self.assertEqual((last["outcome"], last["reason"]["kind"]), ("rolledBack", "operator"))
        self.assertIn("a ticket", last["reason"]["text"])
        verified = self.sluice("show", last["rollout"], "--verify")
        self.assertIn("lines, whole", verified.out)
        verified = self.sluice("show", last["rollout"], "--verify", "--output", "json")
        self.assertTrue(verified.json["journal"]["whole"])
        self.assertEqual(self.alias("staging"), ("1", {}))
        for given in ("9", "$LATEST"):
            gone = self.sluice("rollback", "staging", "--local", "--to", given)
            self.assertEqual(gone.code, 64, gone)
        history = self.sluice("history", "staging", "--output", "json").json["rollouts"]
        self.assertEqual(len(history), 4, history)
        self.assertEqual(self.alias("staging"), ("1", {}))

    def test_without_a_journal(self):
        for number in range(2):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        for path in (self.folder / ".sluice/rollouts").iterdir():
            path.unlink()
        ended = self.sluice("rollback", "staging", "--local", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias("staging"), ("1", {}))
