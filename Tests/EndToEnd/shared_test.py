# SPDX-License-Identifier: Apache-2.0
"""Journals in a bucket: a second machine, with nothing on its disk, sees and goes on."""

import json
import pathlib
import shutil
import tempfile
import time

from project_case import GOOD, PROJECT, ProjectCase
from sluice_program import run, wait_until


class Shared(ProjectCase):
    """Two working copies that share a bucket and an endpoint, and nothing else."""

    def setUp(self):
        super().setUp()
        self.client("s3").create_bucket(Bucket="journals")
        self.env["AWS_ENDPOINT_URL"] = self.engine.endpoint
        self.write("sluice.yaml", PROJECT + "journal: s3://journals/orders\n")
        self.other = pathlib.Path(tempfile.mkdtemp(prefix="sluice-test-"))
        self.addCleanup(shutil.rmtree, self.other, ignore_errors=True)
        self.sluice("deploy", "production", "--yes", "--output", "json")
        self.write("src/app.py", GOOD + "# second\n")
        shutil.copy(self.folder / "sluice.yaml", self.other)
        shutil.copytree(self.folder / "src", self.other / "src")

    def client(self, service):
        import boto3

        return boto3.client(
            service, endpoint_url=self.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        )  # fmt: skip

    def elsewhere(self, *arguments):
        """The program on the other machine; it has the sources, no journal and no lock."""
        home = str(self.other)
        env = {**self.env, "HOME": home, "XDG_STATE_HOME": f"{home}/state"}
        return run(*arguments, cwd=self.other, env=env, timeout=150)

    def baking(self):
        running = self.background("deploy", "production", "--yes", "--output", "json")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def only(self, ended):
        self.assertEqual(ended.code, 0, ended)
        (rollout,) = ended.json["rollouts"]
        return rollout

    def test_the_journal_is_in_the_bucket_alone(self):
        self.assertFalse((self.folder / ".sluice/rollouts").exists())
        self.assertEqual(self.alias(), ("1", {}))
        rollout = self.only(self.elsewhere("history", "--output", "json"))
        self.assertEqual((rollout["candidate"], rollout["outcome"]), ("1", "promoted"))
        shown = self.elsewhere("show", rollout["rollout"])
        self.assertEqual(shown.code, 0, shown)

    def test_the_other_machine_sees_and_steers(self):
        running = self.baking()
        rollout = self.only(self.elsewhere("status", "--output", "json"))
        self.assertEqual((rollout["candidate"], rollout["driver"]["pid"]), ("2", running.pid))
        refused = self.elsewhere("deploy", "production", "--yes", "--output", "json")
        self.assertEqual(refused.code, 12, refused)
        self.assertIn(f"process {running.pid} on", json.dumps(refused.json["error"]))
        self.assertEqual(self.elsewhere("pause", "production").code, 0)
        held = self.only(self.elsewhere("status", "--output", "json"))
        self.assertIn("paused by", held["hold"])
        ended = self.elsewhere("abort", "production", "--reason", "seen enough")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(running.wait(30).code, 10)

    def test_the_machine_is_gone_and_another_takes_traffic_back(self):
        self.baking().kill()
        ended = self.elsewhere("rollback", "production")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))

    def test_the_machine_is_gone_and_another_goes_on(self):
        running = self.baking()
        running.kill()
        with self.traffic():
            ended = self.elsewhere("resume", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("has not given orders-production:live back", ended.err)
        self.assertEqual(self.target(ended.json)["outcome"], "promoted")
        self.assertEqual(self.alias(), ("2", {}))
        versions = self.client("lambda").list_versions_by_function(FunctionName="orders-production")
        self.assertEqual([v["Version"] for v in versions["Versions"]], ["$LATEST", "1", "2"])
        shown = self.elsewhere("show", ended.json["targets"][0]["rollout"], "--verify")
        self.assertEqual(shown.code, 0, shown)

    def settle(self, where):
        began = time.monotonic()
        ended = where("settle", "--output", "json")
        self.assertLess(time.monotonic() - began, 7)
        return ended

    def shorten_lease(self):
        """What a killed driver left runs out at once and not after a minute."""
        place = dict(Bucket="journals")
        found = self.client("s3").list_objects_v2(**place, Prefix="orders/targets/")
        (key,) = [entry["Key"] for entry in found["Contents"]]
        lease = json.loads(self.client("s3").get_object(**place, Key=key)["Body"].read())
        self.assertFalse(lease["isReleased"])
        self.assertEqual(lease["seconds"], 60)
        lease["seconds"] = 1
        self.client("s3").put_object(**place, Key=key, Body=json.dumps(lease).encode())
        return key

    def doctor(self, *options):
        ended = self.elsewhere("doctor", "--output", "json", *options)
        return ended.code, {item["id"]: item for item in ended.json["items"]}

    def lease(self, key):
        return json.loads(self.client("s3").get_object(Bucket="journals", Key=key)["Body"].read())

    def test_settle_rolls_back_what_died_here(self):
        self.baking().kill()
        ended = self.settle(self.sluice)
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["traffic"]), ("rolledBack", {"1": 1.0}))
        self.assertEqual(self.alias(), ("1", {}))
        history = self.elsewhere("history", "--output", "json")
        self.assertEqual(history.json["rollouts"][0]["outcome"], "rolledBack", history)

    def test_settle_leaves_a_rollout_to_its_driver_elsewhere(self):
        running = self.baking()
        ended = self.settle(self.elsewhere)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "open")
        self.assertIn(f"process {running.pid}", ended.err)
        self.assertIsNone(running.process.poll())

    def test_settle_elsewhere_names_the_lease_of_a_driver_that_died_and_waits_for_it(self):
        self.baking().kill()
        left = self.settle(self.elsewhere)
        self.assertEqual(left.code, 13, left)
        self.assertEqual(self.alias(), ("1", {"2": 0.2}))
        self.assertRegex(left.err, r"its lease s3://journals/orders/targets/\S+ runs out at")
        self.assertRegex(left.err, r"next +sluice settle --wait \d+s")
        self.shorten_lease()
        ended = self.elsewhere("settle", "--wait", "20s", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "rolledBack")
        self.assertEqual(self.alias(), ("1", {}))

    def test_settle_elsewhere_once_the_lease_has_run_out(self):
        self.baking().kill()
        self.shorten_lease()
        time.sleep(5)
        ended = self.settle(self.elsewhere)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "rolledBack")
        self.assertEqual(self.alias(), ("1", {}))

    def test_doctor_gives_a_lease_back_that_was_left(self):
        self.baking().kill()
        key = self.shorten_lease()
        time.sleep(5)
        code, items = self.doctor()
        self.assertEqual((code, items["lease.left"]["state"]), (2, "fail"), items)
        self.assertIn(key, items["lease.left"]["text"])
        self.assertFalse(self.lease(key)["isReleased"])
        asks = self.elsewhere("doctor", "--fix")
        self.assertEqual(asks.code, 64, asks)
        self.assertFalse(self.lease(key)["isReleased"])
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["lease.left"]["state"]), (0, "ok"), items)
        self.assertTrue(self.lease(key)["isReleased"])
        code, items = self.doctor()
        self.assertNotIn("lease.left", items)

    def test_a_bucket_that_is_not_there(self):
        self.change("s3://journals/orders", "s3://nowhere/orders")
        ended = self.sluice("deploy", "production", "--yes", "--output", "json")
        self.assertNotEqual(ended.code, 0)
        self.assertIn("nowhere", json.dumps(ended.json["error"]))
        self.assertIn("Sluice changed nothing", ended.json["error"]["now"])
        self.assertEqual(self.alias(), ("1", {}))
