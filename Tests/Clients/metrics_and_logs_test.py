# SPDX-License-Identifier: Apache-2.0
"""What a rollout is judged by: metrics per version at Period 1, and each version's log."""

import datetime

from engine_case import EngineCase
from packages import python, saying
from sluice_program import wait_until

FAILING = "def handler(event, context):\n    raise KeyError('tenant')\n"


class MetricsAndLogs(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watch = cls.client("cloudwatch")
        cls.logs = cls.client("logs")

    def sums(self, metric, period=1, stat="Sum", **dimensions):
        """The values of one metric over the last hour."""
        now = datetime.datetime.now(datetime.timezone.utc)
        answer = self.watch.get_metric_data(
            StartTime=now - datetime.timedelta(hours=1),
            EndTime=now + datetime.timedelta(minutes=2),
            MetricDataQueries=[{
                "Id": "q",
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/Lambda",
                        "MetricName": metric,
                        "Dimensions": [{"Name": n, "Value": v} for n, v in dimensions.items()],
                    },
                    "Period": period,
                    "Stat": stat,
                },
            }],
        )  # fmt: skip
        result = answer["MetricDataResults"][0]
        self.assertEqual(result["StatusCode"], "Complete")
        return result["Values"]

    def settled(self, expected, metric, **dimensions):
        """Waits until the sum is as expected: counts come to the store once a second."""
        wait_until(
            lambda: sum(self.sums(metric, **dimensions)) == expected,
            5,
            f"{metric} {dimensions} is {expected}; it is {self.sums(metric, **dimensions)}",
        )

    def test_each_version_of_a_weighted_alias_has_its_own(self):
        self.create("split", saying("good"))
        self.publish("split")
        self.publish("split", python(FAILING))
        self.awslambda.create_alias(
            FunctionName="split",
            Name="live",
            FunctionVersion="1",
            RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}},
        )
        calls, failed = {"1": 0, "2": 0}, 0
        for _ in range(60):
            answer = self.invoke("split:live")
            calls[answer["ExecutedVersion"]] += 1
            failed += "FunctionError" in answer
        self.assertEqual(failed, calls["2"])
        for version in ("1", "2"):
            split = {
                "FunctionName": "split", "Resource": "split:live", "ExecutedVersion": version,
            }  # fmt: skip
            self.settled(calls[version], "Invocations", **split)
            self.settled(failed if version == "2" else 0, "Errors", **split)
            # 0 is written too, so that Average is a rate.
            average = self.sums("Errors", period=3600, stat="Average", **split)
            self.assertEqual(set(average), {1.0 if version == "2" else 0.0})
        self.settled(60, "Invocations", FunctionName="split", Resource="split:live")
        self.settled(60, "Invocations", FunctionName="split")
        # Through an alias nothing is counted under the version's own name.
        self.assertEqual(self.sums("Invocations", FunctionName="split", Resource="split:2"), [])

    def test_without_weights_there_is_no_executed_version(self):
        self.create("whole", saying("good"))
        self.publish("whole")
        self.awslambda.create_alias(FunctionName="whole", Name="live", FunctionVersion="1")
        self.invoke("whole:live")
        self.settled(1, "Invocations", FunctionName="whole", Resource="whole:live")
        dimensions = {"FunctionName": "whole", "Resource": "whole:live", "ExecutedVersion": "1"}
        self.assertEqual(self.sums("Invocations", **dimensions), [])

    def test_durations_have_percentiles(self):
        self.create("timed", python("import time\ndef handler(e, c):\n    time.sleep(0.05)\n"))
        for _ in range(5):
            self.invoke("timed")
        self.settled(5, "Invocations", FunctionName="timed")
        (p99,) = self.sums("Duration", period=3600, stat="p99", FunctionName="timed")[:1]
        self.assertTrue(45 < p99 < 1000, p99)

    def test_metrics_are_listed(self):
        self.create("listed", saying("x"))
        self.invoke("listed")
        self.settled(1, "Invocations", FunctionName="listed")
        listed = self.watch.list_metrics(
            Namespace="AWS/Lambda",
            MetricName="Invocations",
            Dimensions=[{"Name": "FunctionName", "Value": "listed"}],
        )["Metrics"]
        self.assertIn(
            [{"Name": "FunctionName", "Value": "listed"}], [m["Dimensions"] for m in listed]
        )

    def test_the_log_of_one_version(self):
        self.create("logged", python("def handler(e, c):\n    print('from', c.function_version)\n"))
        self.publish("logged")
        self.invoke("logged")
        self.invoke("logged:1")
        group = "/aws/lambda/logged"
        wait_until(
            lambda: group
            in [g["logGroupName"] for g in self.logs.describe_log_groups()["logGroups"]],
            5,
            "the group is there",
        )
        streams = wait_until(
            lambda: [
                s["logStreamName"]
                for s in self.logs.describe_log_streams(logGroupName=group)["logStreams"]
            ],
            5,
            "streams are there",
        )
        of_one = [s for s in streams if "[1]" in s]
        self.assertEqual(len(of_one), 1, streams)
        self.assertRegex(of_one[0], r"^\d{4}/\d\d/\d\d/\[1\][0-9a-f]{32}$")
        messages = wait_until(
            lambda: [
                e["message"].rstrip()
                for e in self.logs.get_log_events(
                    logGroupName=group, logStreamName=of_one[0], startFromHead=True
                )["events"]
            ],
            5,
            "events are there",
        )
        self.assertIn("from 1", messages)
        self.assertNotIn("from $LATEST", messages)
        found = self.logs.filter_log_events(
            logGroupName=group, logStreamNames=of_one, filterPattern="from"
        )["events"]
        self.assertEqual([e["message"].rstrip() for e in found], ["from 1"])
