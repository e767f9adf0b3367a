# SPDX-License-Identifier: Apache-2.0
"""What becomes of candidates that are bad in their own ways, with real functions under load.

All rollouts run side by side against one engine, an environment each; the tests look at their ends.
"""

import datetime
import json
import pathlib
import shutil
import statistics
import tempfile
import threading
import time
import unittest

import boto3

from sluice_program import Background, Local, clean_environment, credentials, run

RATE = 25
GATE = '{ gate: true }'

# Passes the gate, which says who asks; what it does to everybody else is in BODY.
HANDLER = """
import json, random, sys, time
calls = 0
def handler(event, context):
    global calls
    calls += 1
    if event.get("gate"):
        return {{"status": "ok"}}
    {body}
    return {{"status": "ok"}}
"""
FINE = "pass"
# A bad candidate is out long before the first bake ends, also on a machine that is busy.
STEPS = "[{weight: 20%, bake: 40s}]"


class Scenario:
    """A candidate, the environment that ships it, and how it ended."""

    def __init__(self, name, body, stable=FINE, steps=STEPS, more="", function="", rate=RATE):
        self.name, self.body, self.stable, self.rate = name, body, stable, rate
        self.environment = (
            f"  {name}:\n    alias: live\n"
            f"    function: {{ code: src/{name}, {function} }}\n"
            f"    strategy: {{ steps: {steps} }}\n"
            f"    gates: [ {{ invoke: {{ payload: {GATE}, expect: {{ payload: {{ status: ok }} }} }} }} ]\n"
            + "".join(f"    {line}\n" for line in more.splitlines())
        )
        self.alarm = f"{name}-errors" if "alarms:" in more else None
        self.ended = self.summary = self.error = None

    def source(self, body):
        return body if "\n" in body else HANDLER.format(body=body)

    @property
    def target(self):
        return self.ended.json["targets"][0]


SCENARIOS = [
    Scenario("half", "if random.random() < 0.5: raise KeyError('tenant')"),
    Scenario(
        "five", "if random.random() < 0.05: raise KeyError('tenant')",
        steps="[{weight: 20%, bake: 75s}]", rate=60,
    ),
    Scenario("importing", "import module_that_is_not_there\ndef handler(event, context):\n    pass\n"),
    Scenario("memory", "x = bytearray(600 << 20)", function="memory: 128"),
    Scenario(
        "late", "if calls > 200: raise KeyError('tenant')",
        steps="[{weight: 50%, bake: 4s}, {weight: 60%, bake: 60s}]", rate=40,
    ),
    Scenario(
        "quiet", FINE, steps="[{weight: 20%, bake: 4s}]", more="onHold: { quiet: hold, limit: 3s }", rate=0,
    ),
    Scenario(
        "answered", "print(json.dumps({'status': 500})); return {'statusCode': 500}",
        more="guards: { failures: [function, { log: '{ $.status >= 500 }' }] }",
    ),
    Scenario(
        "unseen", "print(json.dumps({'status': 500})); return {'statusCode': 500}",
        steps="[{weight: 50%, bake: 10s}]",
    ),
    Scenario(
        "logs", "if random.random() < 0.5: raise KeyError('tenant')", more="observe: logs",
    ),
    Scenario(
        "jsonlogs", "if random.random() < 0.5: raise KeyError('tenant')", more="observe: logs",
        function="properties: { LoggingConfig: { LogFormat: JSON } }",
    ),
    Scenario(
        "metric",
        "print(json.dumps({'_aws': {'Timestamp': int(time.time() * 1000), 'CloudWatchMetrics': "
        "[{'Namespace': 'Orders', 'Dimensions': [['Version']], 'Metrics': [{'Name': 'Failures'}]}]}, "
        "'Version': context.function_version, 'Failures': 1}))",
        more="guards: { failures: [{ metric: { namespace: Orders, name: Failures, versionDimension: Version } }] }",
    ),
    Scenario(
        "probed", FINE, rate=0,
        more="onHold: { quiet: probe }\nprobes: { rate: 5/s, payload: { probe: true } }",
    ),
    Scenario(
        "probedbad", "if event.get('probe'): raise KeyError('tenant')", rate=0,
        more="onHold: { quiet: probe }\nprobes: { rate: 5/s, payload: { probe: true } }",
    ),
    Scenario(
        "slow", "time.sleep(0.2)", stable="time.sleep(0.1)", steps="[{weight: 20%, bake: 110s}]", rate=15,
        more="guards: { failures: [function], latency: { margin: 20% } }",
    ),
    Scenario(
        "sick", FINE, stable="if random.random() < 0.5: raise KeyError('tenant')",
        steps="[{weight: 20%, bake: 6s}]", more="onHold: { limit: 3s }",
    ),
    Scenario(
        "alarmed", FINE, steps="[{weight: 20%, bake: 60s}]",
        more="guards: { failures: [function], alarms: [alarmed-errors] }",
    ),
]  # fmt: skip


class JudgedRollouts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.env = clean_environment(
            XDG_STATE_HOME=str(cls.folder / "state"), HOME=str(cls.folder), **credentials()
        )
        project = (
            "version: 1\nfunction:\n  name: ${environment}\n  runtime: python3.12\n"
            "  handler: app.handler\n  role: arn:aws:iam::${account}:role/orders\nenvironments:\n"
        )
        (cls.folder / "sluice.yaml").write_text(
            project + "".join(one.environment for one in SCENARIOS)
        )
        cls.engine = Local(cls.folder / ".sluice/local", cls.folder)
        cls.addClassCleanup(cls.engine.kill)
        cls.ends = {}
        threads = [threading.Thread(target=cls.drive, args=(one,)) for one in SCENARIOS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        cls.ends = {one.name: one for one in SCENARIOS}

    @classmethod
    def sluice(cls, *arguments):
        return run(*arguments, cwd=cls.folder, env=cls.env, timeout=200)

    @classmethod
    def drive(cls, one):
        """Deploys the stable version, then the candidate under load; what goes wrong is kept."""
        source = cls.folder / "src" / one.name
        source.mkdir(parents=True)
        options = ("--local", "--yes", "--output", "json")
        try:
            (source / "app.py").write_text(one.source(one.stable))
            first = cls.sluice("deploy", one.name, "--strategy", "all-at-once", *options)
            assert first.code == 0, first
            (source / "app.py").write_text(one.source(one.body) + "# candidate\n")
            if one.alarm:
                cls.watching(one.alarm)
            one.plan = cls.sluice("plan", one.name, "--local", "--output", "json")
            load = None
            if one.rate:
                load = Background(
                    "traffic", one.name, "--local", "--rate", one.rate, "--for", "180s",
                    "--output", "json", cwd=cls.folder, env=cls.env,
                )  # fmt: skip
            try:
                if one.alarm:
                    threading.Thread(target=cls.ring, args=(one,), daemon=True).start()
                one.ended = cls.sluice("deploy", one.name, *options)
            finally:
                if load:
                    one.summary = json.loads(load.stop().out)
        except Exception as error:  # A thread's exception would be lost: the test tells it.
            one.error = error

    @classmethod
    def client(cls, service):
        return boto3.client(
            service, endpoint_url=cls.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        )  # fmt: skip

    @classmethod
    def watching(cls, alarm):
        """An alarm that nothing sets off by itself."""
        cloudwatch = cls.client("cloudwatch")
        cloudwatch.put_metric_alarm(
            AlarmName=alarm, Namespace="Nowhere", MetricName="Nothing", Statistic="Sum", Period=60,
            EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold",
            TreatMissingData="notBreaching",
        )  # fmt: skip
        cloudwatch.set_alarm_state(AlarmName=alarm, StateValue="OK", StateReason="new")

    @classmethod
    def ring(cls, one):
        """Sets the alarm off once the candidate has calls."""
        functions, cloudwatch = cls.client("lambda"), cls.client("cloudwatch")
        for _ in range(600):
            alias = functions.get_alias(FunctionName=one.name, Name="live")
            if alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"):
                # The engine looks again every ten seconds, and has no data then.
                cloudwatch.set_alarm_state(
                    AlarmName=one.alarm, StateValue="ALARM", StateReason="rung by the test"
                )
                return
            time.sleep(0.1)

    def end(self, name, code, outcome, kind=None):
        """The target of a rollout that must have ended so."""
        one = self.ends[name]
        if one.error:
            raise one.error
        self.assertEqual(one.ended.code, code, one.ended)
        self.assertEqual(one.target["outcome"], outcome, one.ended)
        reason = one.target["reason"]
        self.assertEqual(reason and reason["kind"], kind, one.ended)
        return one

    def is_back(self, name, kind):
        one = self.end(name, 10, "rolledBack", kind)
        self.assertEqual(one.target["traffic"], {"1": 1.0}, one.ended)
        return one

    def events(self, one):
        """The journal's entries, oldest first."""
        shown = self.sluice("show", one.target["rollout"], "--local", "--events")
        self.assertEqual(shown.code, 0, shown)
        return [json.loads(line) for line in shown.out.splitlines()]

    def holds(self, one):
        """The decisions to hold, in their order."""
        decisions = [entry["event"].get("decided", {}).get("decision", {}) for entry in self.events(one)]
        return [decision["hold"] for decision in decisions if "hold" in decision]

    def test_half_of_all_calls_failing(self):
        one = self.is_back("half", "errors")
        self.assertEqual(len(one.target["steps"]), 1)

    def test_one_call_in_twenty_failing(self):
        self.is_back("five", "errors")

    def test_a_crash_at_import_stops_before_any_call_of_users(self):
        one = self.end("importing", 11, "stopped", "gate")
        self.assertEqual(one.summary["failed"], 0)
        self.assertEqual(set(one.summary["byVersion"]), {"1"})

    def test_a_candidate_that_is_killed_for_its_memory(self):
        self.is_back("memory", "errors")

    def test_a_candidate_that_breaks_late(self):
        self.is_back("late", "errors")

    def test_a_candidate_that_nobody_calls_is_held_and_then_taken_back(self):
        one = self.is_back("quiet", "deadline")
        self.assertIn("quiet", json.dumps(self.holds(one)))

    def test_status_500_answered_normally_is_caught_by_its_log(self):
        self.is_back("answered", "errors")

    def test_without_such_a_source_it_is_promoted_and_the_plan_has_said_so(self):
        one = self.end("unseen", 0, "promoted")
        unseen = one.plan.json["targets"][0]["cannotSee"]
        self.assertIn("status 500", unseen[0])
        answered = self.ends["answered"].plan.json["targets"][0]["cannotSee"]
        self.assertFalse([line for line in answered if "status 500" in line], answered)

    def test_a_metric_with_the_version_tells_failures(self):
        self.is_back("metric", "errors")

    def test_calls_are_counted_in_logs(self):
        for name in ("logs", "jsonlogs"):
            with self.subTest(name):
                one = self.is_back(name, "errors")
                self.assertGreater(one.target["requests"]["stable"], 0)

    def test_a_candidate_that_is_twice_as_slow(self):
        self.is_back("slow", "latency")

    def test_a_stable_version_that_fails_itself_holds(self):
        one = self.is_back("sick", "deadline")
        self.assertIn("baseline", json.dumps(self.holds(one)))

    def test_a_quiet_candidate_is_promoted_on_probes(self):
        one = self.end("probed", 0, "promoted")
        self.assertIn("quiet", json.dumps(self.holds(one)))
        self.assertEqual([step["decision"] for step in one.target["steps"]], ["baked"])

    def test_a_quiet_candidate_whose_probes_fail_is_taken_back(self):
        self.is_back("probedbad", "errors")

    def test_an_alarm_that_goes_off_takes_the_candidate_back(self):
        self.is_back("alarmed", "alarm")

    def test_the_report_stays_the_same(self):
        """`show` tells of the calls that were hurt what `deploy` told, whatever was counted since."""
        for name in ("half", "five", "memory", "late", "logs"):
            one = self.is_back(name, "errors")
            with self.subTest(name):
                shown = self.sluice("show", one.target["rollout"], "--output", "json", "--local")
                target = shown.json["targets"][0]
                self.assertEqual(target["requests"], one.target["requests"])
                text = self.sluice("show", one.target["rollout"], "--local").out
                again = self.sluice("show", one.target["rollout"], "--local").out
                self.assertEqual(text, again)

    def test_from_the_decision_to_the_alias_write_takes_no_time(self):
        """T11: at most 50 ms between the decision and the moment the write is sent."""
        waits = []
        for one in self.ends.values():
            if one.error or one.ended.code != 10:
                continue
            decided = None
            for entry in self.events(one):
                if "rollBack" not in json.dumps(entry["event"]):
                    continue
                at = datetime.datetime.fromisoformat(entry["at"])
                if "decided" in entry["event"]:
                    decided = at
                elif "intended" in entry["event"] and decided:
                    waits.append((at - decided).total_seconds())
                    break
        self.assertTrue(waits)
        # The median: the machine has more to do here than it has cores.
        self.assertLessEqual(statistics.median(waits), 0.05)


if __name__ == "__main__":
    unittest.main()
