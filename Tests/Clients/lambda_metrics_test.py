# SPDX-License-Identifier: Apache-2.0
"""What functions measure in their logs, and what Lambda counts beside calls."""

import datetime
import http.client
import json
import pathlib
import threading
import time
import unittest
import urllib.parse

from engine_case import EngineCase
from packages import python
from sluice_program import wait_until

UTC = datetime.timezone.utc
EMBEDDED = (
    "import json, time\n"
    "def handler(event, context):\n"
    "    print(json.dumps({'_aws': {'Timestamp': int(time.time() * 1000),\n"
    "        'CloudWatchMetrics': [{'Namespace': 'Shop', 'Dimensions': [['version'], []],\n"
    "            'Metrics': [{'Name': 'latency', 'Unit': 'Milliseconds'}]}]},\n"
    "        'version': context.function_version, 'latency': [event['ms'], 1]}))\n"
)


class Counting(EngineCase):
    def setUp(self):
        self.watch = self.client("cloudwatch")

    def value(self, namespace, metric, stat, **dimensions):
        """One figure of the last hour; None when there is none."""
        now = datetime.datetime.now(UTC)
        points = self.watch.get_metric_statistics(
            Namespace=namespace, MetricName=metric, Statistics=[stat], Period=86400,
            Dimensions=[{"Name": k, "Value": v} for k, v in dimensions.items()],
            StartTime=now - datetime.timedelta(hours=1),
            EndTime=now + datetime.timedelta(hours=1),
        )["Datapoints"]  # fmt: skip
        return points[0][stat] if points else None

    def test_a_function_measures_in_its_log(self):
        self.create("measuring", python(EMBEDDED))
        for ms in (10, 30):
            self.assertIsNone(self.invoke("measuring", {"ms": ms})["Payload"])
        wait_until(
            lambda: self.value("Shop", "latency", "SampleCount", version="$LATEST") == 4, 10,
            "the measurements are there",
        )  # fmt: skip
        self.assertEqual(self.value("Shop", "latency", "Sum", version="$LATEST"), 42.0)
        self.assertEqual(self.value("Shop", "latency", "Maximum"), 30.0)
        (metric, _) = self.watch.list_metrics(Namespace="Shop")["Metrics"]
        self.assertEqual(metric["MetricName"], "latency")

    def test_a_client_measures_in_a_log(self):
        logs = self.client("logs")
        logs.create_log_group(logGroupName="own")
        logs.create_log_stream(logGroupName="own", logStreamName="s")
        now = int(time.time() * 1000)
        event = {"_aws": {"Timestamp": now, "CloudWatchMetrics": [
            {"Namespace": "Own", "Dimensions": [[]], "Metrics": [{"Name": "n", "Unit": "Count"}]}
        ]}, "n": 7}  # fmt: skip
        logs.put_log_events(
            logGroupName="own", logStreamName="s",
            logEvents=[{"timestamp": now, "message": json.dumps(event)}],
        )  # fmt: skip
        self.assertEqual(self.value("Own", "n", "Sum"), 7.0)

    def test_events_are_counted(self):
        self.create("failing", python("def handler(e, c):\n    raise KeyError(e)\n"))
        self.awslambda.put_function_event_invoke_config(
            FunctionName="failing", MaximumRetryAttempts=0,
            DestinationConfig={"OnFailure": {"Destination": "arn:aws:sqs:us-east-1:000000000000:q"}},
        )  # fmt: skip
        for _ in range(2):
            self.awslambda.invoke(FunctionName="failing", InvocationType="Event", Payload=b"{}")

        def count(metric, stat="Sum", resource="failing"):
            return self.value(
                "AWS/Lambda", metric, stat, FunctionName="failing", Resource=resource
            )

        wait_until(lambda: count("AsyncEventsDropped") == 2, 20, "both events were given up")
        self.assertEqual(count("AsyncEventsReceived"), 2.0)
        self.assertEqual(count("AsyncEventAge", "SampleCount"), 2.0)
        # The queue is not there; it is told after the events were given up.
        wait_until(lambda: count("DestinationDeliveryFailures") == 2, 20, "neither was sent")
        received = self.value("AWS/Lambda", "AsyncEventsReceived", "Sum", FunctionName="failing")
        self.assertEqual(received, 2.0)

    def test_calls_at_once_are_counted(self):
        self.create("slow", python("import time\ndef handler(e, c):\n    time.sleep(1)\n"))
        self.awslambda.publish_version(FunctionName="slow")
        self.awslambda.put_provisioned_concurrency_config(
            FunctionName="slow", Qualifier="1", ProvisionedConcurrentExecutions=2
        )

        def ready():
            config = self.awslambda.get_provisioned_concurrency_config(
                FunctionName="slow", Qualifier="1"
            )
            return config["Status"] == "READY"

        wait_until(ready, 20, "the workers are ready")
        calls = [
            threading.Thread(
                target=lambda: self.awslambda.invoke(FunctionName="slow", Qualifier="1")
            )
            for _ in range(3)
        ]
        for call in calls:
            call.start()
        for call in calls:
            call.join()

        def value(metric, stat, **dimensions):
            return self.value("AWS/Lambda", metric, stat, FunctionName="slow", **dimensions)

        self.assertEqual(value("ConcurrentExecutions", "Maximum"), 3.0)
        self.assertGreaterEqual(self.value("AWS/Lambda", "ConcurrentExecutions", "Maximum"), 3.0)
        self.assertGreaterEqual(
            self.value("AWS/Lambda", "UnreservedConcurrentExecutions", "Maximum"), 3.0
        )
        version = {"Resource": "slow:1"}
        for metric, stat, expected in (
            ("ProvisionedConcurrencyInvocations", "Sum", 2.0),
            ("ProvisionedConcurrencySpilloverInvocations", "Sum", 1.0),
            ("ProvisionedConcurrentExecutions", "Maximum", 2.0),
            ("ProvisionedConcurrencyUtilization", "Maximum", 1.0),
        ):
            with self.subTest(metric):
                self.assertEqual(value(metric, stat, **version), expected)

class Bounded(EngineCase):
    """More metrics than there may be."""

    REQUESTS = 200
    ROOM = 100

    def test_metrics_beyond_the_most_are_refused_at_a_clear_limit(self):
        host = urllib.parse.urlsplit(self.engine.endpoint)
        connection = http.client.HTTPConnection(host.hostname, host.port, timeout=60)

        def put(number):
            data = ",".join(
                '{"MetricName":"m","Value":1,"Dimensions":[{"Name":"n","Value":"%d"}]}'
                % (number * 1000 + n) for n in range(1000)
            )  # fmt: skip
            connection.request(
                "POST", "/", '{"Namespace":"Many","MetricData":[' + data + "]}",
                {"Content-Type": "application/x-amz-json-1.0",
                 "X-Amz-Target": "GraniteServiceVersion20100801.PutMetricData"},
            )  # fmt: skip
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

        try:
            answers = [put(number) for number in range(self.REQUESTS)]
            taken = [status for status, _ in answers[: self.ROOM]]
            self.assertEqual(set(taken), {200})
            for status, text in answers[self.ROOM :]:
                self.assertEqual(status, 400, text)
            self.assertIn("LimitExceeded", answers[-1][1])
            self.assertIn("This engine keeps at most 100000 metrics", answers[-1][1])
            # What is there goes on.
            self.assertEqual(put(0)[0], 200)
        finally:
            connection.close()
        status = pathlib.Path(f"/proc/{self.engine.process.pid}/status")
        if status.exists():
            (line,) = [x for x in status.read_text().splitlines() if x.startswith("VmHWM")]
            self.assertLess(int(line.split()[1]), 600_000, "kilobytes at most")


if __name__ == "__main__":
    unittest.main()
