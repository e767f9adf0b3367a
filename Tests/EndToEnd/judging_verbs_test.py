# SPDX-License-Identifier: Apache-2.0
"""The verbs that judge or look without deploying: compare, watch, check, alarms, doctor --function."""

import json
import time

from project_case import GOOD, PROJECT, ProjectCase

FAILING = GOOD.replace("    return", "    if 'tenant' not in event: raise KeyError('tenant')\n    return")


class JudgingVerbs(ProjectCase):
    def split(self, second=GOOD + "# second\n"):
        """Version 1 serves, version 2 has a fifth of the calls, and nobody drives."""
        self.deploy("production", "--strategy", "all-at-once", code=0)
        self.write("src/app.py", second)
        self.deploy("production", "--strategy", "all-at-once", code=0)
        self.shift("1", {})

    def shift(self, version, weights):
        """Moves the alias as somebody else would, beside Sluice."""
        self.client("lambda").update_alias(
            FunctionName="orders-production", Name="live", FunctionVersion=version,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )  # fmt: skip

    def client(self, service):
        import boto3

        return boto3.client(
            service, endpoint_url=self.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        )  # fmt: skip

    def json(self, *arguments, code=0):
        ended = self.sluice(*arguments, "--local", "--output", "json")
        self.assertEqual(ended.code, code, ended)
        return ended.json

    def test_compare_counts_the_calls_of_the_whole_time(self):
        self.split()
        self.shift("1", {"2": 0.5})
        with self.traffic(rate=40):
            time.sleep(35)
        # The period in which the calls ended is over then.
        time.sleep(11)
        compared = self.json("compare", "production", "--since", "10m")
        calls = [version["calls"] for version in compared["versions"]]
        self.assertGreater(sum(calls), 0.6 * self.summary["sent"], compared)
        self.assertTrue(all(calls), compared)
        self.assertEqual(compared["verdict"], "continue")
        few = self.json("compare", "production", "--since", "1m")
        self.assertLessEqual(sum(v["calls"] for v in few["versions"]), sum(calls))

    def test_compare_beside_a_rollout_tells_its_whole_step(self):
        self.change("weight: 20%, bake: 4s", "weight: 20%, bake: 90s")
        self.deploy("production", "--strategy", "all-at-once", code=0)
        self.write("src/app.py", GOOD + "# second\n")
        with self.traffic(rate=40):
            driver = self.background("deploy", "production", "--local", "--yes", "--output", "json")
            time.sleep(60)
            compared = self.json("compare", "production", "--since", "10m")
            driver.kill()
        stable, candidate = (version["calls"] for version in compared["versions"])
        # 55 s with weights, of which the first and the present period are left out.
        self.assertGreater(stable + candidate, 30 * 40, compared)
        self.assertGreater(candidate, 30 * 40 * 0.1, compared)

    def test_watch_judges_a_shift_that_somebody_else_performs(self):
        self.split(FAILING)
        with self.traffic(rate=50):
            watching = self.background(
                "watch", "production", "--local", "--output", "json"
            )
            time.sleep(1)
            self.shift("1", {"2": 0.2})
            ended = watching.wait(60)
        self.assertEqual(ended.code, 10, ended)
        target = self.target(ended.json)
        self.assertEqual(target["reason"]["kind"], "errors", ended)
        # It writes nothing: that is for whoever shifts.
        self.assertEqual(self.alias(), ("1", {"2": 0.2}))

    def test_alarms_are_proposed_made_found_sound_and_used(self):
        early = self.sluice("alarms", "production", "--local")
        self.assertEqual(early.code, 1, early)
        self.assertIn("orders-production:live does not exist", early.err)
        self.assertIn("sluice deploy production --local", early.err)
        self.deploy("production", "--strategy", "all-at-once", code=0)
        cloudwatch = self.client("cloudwatch")
        proposed = self.sluice("alarms", "production", "--local")
        self.assertEqual(proposed.code, 0, proposed)
        self.assertEqual(cloudwatch.describe_alarms()["MetricAlarms"], [])
        applied = self.sluice("alarms", "production", "--local", "--apply", "--yes")
        self.assertEqual(applied.code, 0, applied)
        names = {alarm["AlarmName"] for alarm in cloudwatch.describe_alarms()["MetricAlarms"]}
        self.assertIn("orders-production-live-errors", names)

        # The gate's call went to the version: that is the bypass that doctor finds.
        items = self.json("doctor", "--function", "orders-production", code=2)["items"]
        alarms = [item for item in items if item["id"].startswith("alarm")]
        self.assertEqual({item["state"] for item in alarms}, {"ok"}, alarms)

    def test_check_plan_and_doctor_name_what_is_wrong_with_an_alarm(self):
        self.client("cloudwatch").put_metric_alarm(
            AlarmName="average", Namespace="AWS/Lambda", MetricName="Errors", Statistic="Average",
            Dimensions=[{"Name": "FunctionName", "Value": "orders-production"}],
            Period=60, EvaluationPeriods=2, Threshold=5,
            ComparisonOperator="GreaterThanThreshold",
        )  # fmt: skip
        self.deploy("production", "--strategy", "all-at-once", code=0)
        self.write("sluice.yaml", PROJECT + "    guards: { failures: [function], alarms: [average] }\n")
        self.write("src/app.py", GOOD + "# second\n")
        checked = self.json("check", "production", code=2)["items"]
        self.assertIn("alarm.neverFires", [item["id"] for item in checked if item["state"] == "fail"])

        planned = self.json("plan", "production")["targets"][0]["alarms"]
        rules = {alarm["rule"]: alarm for alarm in planned}
        self.assertTrue(rules["neverFires"]["fault"])
        self.assertIn("0 or 1 a call", rules["neverFires"]["why"])
        text = self.sluice("plan", "production", "--local").out
        self.assertIn("alarm average can never fire", text)

        items = self.json("doctor", "--function", "orders-production", code=2)["items"]
        found = {item["id"]: item for item in items}
        self.assertEqual(found["alarm.neverFires"]["state"], "fail")
        self.assertEqual(found["alias"]["state"], "ok", json.dumps(items))
