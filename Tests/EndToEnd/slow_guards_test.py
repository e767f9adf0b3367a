# SPDX-License-Identifier: Apache-2.0
"""Guards that need whole minutes: a throttled function, and metrics that come by the minute and late."""

import json

from project_case import FUNCTION, GOOD, ProjectCase

PROJECT = FUNCTION + """\
  production:
    alias: live
    strategy: { steps: [{weight: 30%, bake: 121s}] }
    gates: [ { invoke: { payload: { gate: true }, expect: { payload: { status: ok } } } } ]
    guards: { failures: [function], throttles: true }
"""
SLOW = GOOD.replace("def handler", "import time\ndef handler").replace(
    "    return", "    time.sleep(1.5)\n    return"
)
FAILING = GOOD.replace("def handler", "import random\ndef handler").replace(
    "    return", "    if 'gate' not in event and random.random() < 0.5: raise KeyError('tenant')\n    return"
)


class SlowGuardsCase(ProjectCase):
    with_engine = False

    def setUp(self):
        super().setUp()
        self.write("sluice.yaml", PROJECT)

    def client(self):
        import boto3

        return boto3.client(
            "lambda", endpoint_url=self.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        )  # fmt: skip

    def events(self, rollout):
        shown = self.sluice("show", rollout, "--local", "--events")
        self.assertEqual(shown.code, 0, shown)
        return [json.loads(line) for line in shown.out.splitlines()]


class Throttled(SlowGuardsCase):
    def test_a_candidate_that_eats_the_concurrency_of_both_is_not_promoted(self):
        self.engine = self.start_engine()
        self.deploy("production", code=0)
        self.client().put_function_concurrency(
            FunctionName="orders-production", ReservedConcurrentExecutions=4
        )
        self.write("src/app.py", SLOW)
        # The bake, the one time that it is longer, and the wait for the last counts.
        with self.traffic(rate=20, lasting="300s"):
            driver = self.background("deploy", "production", "--local", "--yes", "--output", "json")
            ended = driver.wait(290)
        self.assertEqual(ended.code, 10, ended)
        self.assertGreater(self.summary["dropped"], 0)
        target = self.target(ended.json)
        self.assertEqual(target["reason"]["kind"], "inconclusive", ended)
        events = self.events(target["rollout"])
        decisions = [entry["event"].get("decided", {}).get("decision", {}) for entry in events]
        holds = [decision["hold"] for decision in decisions if "hold" in decision]
        self.assertIn("caution", json.dumps(holds))
        throttled = [
            window["throttles"]["function"]
            for entry in events
            for window in entry["event"].get("observed", {}).get("observation", {}).get("windows", [])
            if window.get("throttles", {}).get("function")
        ]
        self.assertGreater(sum(counts["failures"] for counts in throttled), 0)


class Minutes(SlowGuardsCase):
    def test_minutes_that_come_late_take_a_bad_candidate_back(self):
        """As on AWS: shifts at second 50 to 54, no window with two weights, decided on whole minutes."""
        self.engine = self.start_engine("--metric-delay", "60s")
        self.change("bake: 121s", "bake: 4m")
        self.deploy("production", code=0)
        self.write("src/app.py", FAILING)
        with self.traffic(rate=20):
            # The load lasts two minutes: longer than a minute that is whole after the shift needs.
            driver = self.background("deploy", "production", "--local", "--yes", "--output", "json")
            ended = driver.wait(280)
        self.assertEqual(ended.code, 10, ended)
        target = self.target(ended.json)
        self.assertEqual(target["reason"]["kind"], "errors", ended)
        events = self.events(target["rollout"])
        shifted = [
            entry["at"] for entry in events
            if "intended" in entry["event"] and '"shift"' in json.dumps(entry["event"])
        ]  # fmt: skip
        self.assertIn(int(shifted[0][17:19]), range(50, 56), shifted)
        observations = [
            entry["event"]["observed"]["observation"]
            for entry in events
            if "observed" in entry["event"]
        ]
        starts = [window["start"] for one in observations for window in one["windows"]]
        self.assertTrue(starts)
        self.assertLessEqual(target["verdict"]["seconds"], 190, target)
        self.assertGreater(target["verdict"]["calls"], 0)
