# SPDX-License-Identifier: Apache-2.0
"""CloudWatch Logs as boto3 speaks it: groups, streams, events, patterns, retention and tags."""

import base64
import gzip
import json
import time
import unittest

from engine_case import EngineCase
from packages import python
from sluice_program import wait_until

TELLER = """
import json

def handler(event, context):
    print(json.dumps(event))
"""


class Logs(EngineCase):
    def setUp(self):
        self.logs = self.client("logs")
        self.now = int(time.time() * 1000)

    def group(self, name, *streams):
        self.logs.create_log_group(logGroupName=name)
        for stream in streams:
            self.logs.create_log_stream(logGroupName=name, logStreamName=stream)
        return name

    def put(self, group, stream, *messages, at=None, step=1):
        start = self.now - 10_000 if at is None else at
        return self.logs.put_log_events(
            logGroupName=group, logStreamName=stream,
            logEvents=[
                {"timestamp": start + step * n, "message": m} for n, m in enumerate(messages)
            ],
        )  # fmt: skip

    def found(self, group, **more):
        pages = self.logs.get_paginator("filter_log_events").paginate(logGroupName=group, **more)
        return [event["message"] for page in pages for event in page["events"]]

    def test_groups_from_creating_to_deleting(self):
        name = self.group("shop/orders")
        refused = self.refused(self.logs.create_log_group, logGroupName=name)
        self.assertEqual(
            refused,
            ("ResourceAlreadyExistsException", 400, "The specified log group already exists"),
        )
        self.logs.put_retention_policy(logGroupName=name, retentionInDays=7)
        (group,) = self.logs.describe_log_groups(logGroupNamePrefix="shop/")["logGroups"]
        self.assertEqual((group["logGroupName"], group["retentionInDays"]), (name, 7))
        self.assertEqual(group["arn"], f"arn:aws:logs:us-east-1:000000000000:log-group:{name}:*")
        self.logs.delete_retention_policy(logGroupName=name)
        (group,) = self.logs.describe_log_groups(logGroupNamePattern="orders")["logGroups"]
        self.assertNotIn("retentionInDays", group)
        code, status, text = self.refused(
            self.logs.put_retention_policy, logGroupName=name, retentionInDays=2
        )
        self.assertEqual((code, status), ("InvalidParameterException", 400))
        self.assertIn("Member must satisfy enum value set: [1, 3, 5,", text)
        self.logs.delete_log_group(logGroupName=name)
        refused = self.refused(self.logs.delete_log_group, logGroupName=name)
        self.assertEqual(
            refused,
            ("ResourceNotFoundException", 400, "The specified log group does not exist."),
        )
        code, _, text = self.refused(self.logs.create_log_group, logGroupName="a b")
        self.assertEqual(code, "InvalidParameterException")

    def test_tags_in_both_forms(self):
        self.logs.create_log_group(logGroupName="tagged", tags={"a": "1", "b": "2"})
        arn = "arn:aws:logs:us-east-1:000000000000:log-group:tagged"
        self.logs.tag_log_group(logGroupName="tagged", tags={"c": "3"})
        self.logs.untag_resource(resourceArn=arn, tagKeys=["a"])
        self.logs.tag_resource(resourceArn=arn, tags={"d": "4"})
        self.logs.untag_log_group(logGroupName="tagged", tags=["b", "never"])
        expected = {"c": "3", "d": "4"}
        self.assertEqual(self.logs.list_tags_log_group(logGroupName="tagged")["tags"], expected)
        self.assertEqual(self.logs.list_tags_for_resource(resourceArn=arn)["tags"], expected)

    def test_streams_by_name_and_by_their_last_event(self):
        group = self.group("streams", "a", "b", "c")
        self.put(group, "a", "one", at=self.now - 1000)
        self.put(group, "c", "one", at=self.now - 9000)

        def names(**more):
            answer = self.logs.describe_log_streams(logGroupName=group, **more)
            return [s["logStreamName"] for s in answer["logStreams"]]

        self.assertEqual(names(), ["a", "b", "c"])
        self.assertEqual(names(orderBy="LastEventTime", descending=True), ["a", "c", "b"])
        self.assertEqual(names(logStreamNamePrefix="b"), ["b"])
        pages = self.logs.get_paginator("describe_log_streams").paginate(
            logGroupName=group, PaginationConfig={"PageSize": 2}
        )
        self.assertEqual([len(page["logStreams"]) for page in pages], [2, 1])
        (stream,) = self.logs.describe_log_streams(
            logGroupIdentifier=f"arn:aws:logs:us-east-1:000000000000:log-group:{group}",
            logStreamNamePrefix="a",
        )["logStreams"]  # fmt: skip
        self.assertEqual(stream["firstEventTimestamp"], self.now - 1000)
        code, _, _ = self.refused(
            self.logs.describe_log_streams, logGroupName=group, orderBy="LastEventTime",
            logStreamNamePrefix="b",
        )  # fmt: skip
        self.assertEqual(code, "InvalidParameterException")
        self.logs.delete_log_stream(logGroupName=group, logStreamName="a")
        self.assertEqual(names(), ["b", "c"])
        self.assertEqual(self.found(group), ["one"])

    def test_a_stream_is_read_both_ways(self):
        group = self.group("both", "s")
        # What comes later may have been earlier.
        self.put(group, "s", *[f"n{n}" for n in range(5, 10)], at=self.now - 5000)
        self.put(group, "s", *[f"n{n}" for n in range(5)], at=self.now - 9000)
        every = [f"n{n}" for n in range(10)]

        def get(**more):
            answer = self.logs.get_log_events(
                logGroupName=group, logStreamName="s", limit=4, **more
            )
            return [e["message"] for e in answer["events"]], answer

        messages, answer = get()
        self.assertEqual(messages, every[6:])
        read = messages
        while messages:
            messages, answer = get(nextToken=answer["nextBackwardToken"])
            read = messages + read
        self.assertEqual(read, every)
        messages, answer = get(startFromHead=True)
        read = messages
        while messages:
            before = answer["nextForwardToken"]
            messages, answer = get(nextToken=before)
            read = read + messages
        self.assertEqual((read, answer["nextForwardToken"]), (every, before))
        self.put(group, "s", "new", at=self.now)
        messages, answer = get(nextToken=before)
        self.assertEqual(messages, ["new"])
        messages, _ = get(startTime=self.now - 8999, endTime=self.now - 8997)
        self.assertEqual(messages, ["n1", "n2"])
        code, _, text = self.refused(
            self.logs.get_log_events, logGroupName=group, logStreamName="s", nextToken="x"
        )
        self.assertEqual(
            (code, text), ("InvalidParameterException", "The specified nextToken is invalid.")
        )

    def test_events_of_all_streams_are_found_by_pattern(self):
        group = self.group("found", "web", "worker")
        self.put(group, "web", '{"status":200,"path":"/a"}', '{"status":503,"path":"/b"}', step=10)
        self.put(group, "worker", "10.0.0.1 GET 404", "ERROR disk full", at=self.now - 9995, step=9)
        self.assertEqual(
            self.found(group),
            ['{"status":200,"path":"/a"}', "10.0.0.1 GET 404", '{"status":503,"path":"/b"}',
             "ERROR disk full"],
        )  # fmt: skip
        for pattern, expected in (
            ("{ $.status >= 500 }", ['{"status":503,"path":"/b"}']),
            ('{ $.path = "/*" && $.status < 300 }', ['{"status":200,"path":"/a"}']),
            ("[ip, method, status = 4*]", ["10.0.0.1 GET 404"]),
            ("ERROR -full", []),
            ('"disk full"', ["ERROR disk full"]),
            ("?GET ?ERROR", ["10.0.0.1 GET 404", "ERROR disk full"]),
        ):
            with self.subTest(pattern):
                self.assertEqual(self.found(group, filterPattern=pattern), expected)
        self.assertEqual(len(self.found(group, PaginationConfig={"PageSize": 1})), 4)
        self.assertEqual(len(self.found(group, logStreamNames=["web"])), 2)
        self.assertEqual(len(self.found(group, logStreamNamePrefix="wor")), 2)
        code, _, _ = self.refused(
            self.logs.filter_log_events, logGroupName=group, filterPattern="{ $.a"
        )
        self.assertEqual(code, "InvalidParameterException")
        code, _, _ = self.refused(
            self.logs.filter_log_events, logGroupName=group, logStreamNames=["none"]
        )
        self.assertEqual(code, "ResourceNotFoundException")

    def test_regular_expressions_and_their_bounds(self):
        group = self.group("regular", "s")
        self.put(group, "s", "status 500", "status 404", '{"code": "E503"}')
        self.assertEqual(self.found(group, filterPattern=r"%status\s5%"), ["status 500"])
        self.assertEqual(
            self.found(group, filterPattern="{ $.code = %^E5[0-9]{2}$% }"), ['{"code": "E503"}']
        )
        code, status, _ = self.refused(
            self.logs.filter_log_events, logGroupName=group, filterPattern="%(a)%"
        )
        self.assertEqual((code, status), ("InvalidParameterException", 400))

    def test_metric_filters_measure_what_is_logged(self):
        group = self.group("measured", "s")
        watch = self.client("cloudwatch")
        lost = self.refused(
            self.logs.put_metric_filter, logGroupName="nowhere", filterName="f",
            filterPattern="", metricTransformations=[self.transformation("1")],
        )
        self.assertEqual(
            lost, ("ResourceNotFoundException", 400, "The specified log group does not exist.")
        )
        for name, pattern, made in (
            ("errors", "ERROR", self.transformation("1", metricName="errors", defaultValue=0.0)),
            ("took", "{ $.ms > 0 }", self.transformation(
                "$.ms", metricName="took", unit="Milliseconds", dimensions={"Path": "$.path"},
            )),
        ):
            self.logs.put_metric_filter(
                logGroupName=group, filterName=name, filterPattern=pattern,
                metricTransformations=[made],
            )
            (shown,) = self.logs.describe_metric_filters(
                logGroupName=group, filterNamePrefix=name
            )["metricFilters"]
            self.assertEqual(shown["metricTransformations"], [made])
            self.assertEqual(shown["filterPattern"], pattern)
        (described,) = self.logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        self.assertEqual((described["metricFilterCount"], described["storedBytes"]), (2, 0))
        self.put(group, "s", "an ERROR", "fine", '{"ms": 12.5, "path": "/a"}', "ERROR again")
        self.put(group, "s", "nothing here")
        (described,) = self.logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        self.assertEqual(described["storedBytes"], 8 + 4 + 26 + 11 + 12 + 5 * 26)

        def statistics(name, *dimensions):
            points = watch.get_metric_statistics(
                Namespace="measured", MetricName=name, Dimensions=list(dimensions), Period=3600,
                StartTime=self.now / 1000 - 7200, EndTime=self.now / 1000 + 3600,
                Statistics=["Sum", "SampleCount"],
            )["Datapoints"]
            return sum(p["Sum"] for p in points), sum(p["SampleCount"] for p in points)

        self.assertEqual(statistics("errors"), (2.0, 3.0))
        self.assertEqual(statistics("took", {"Name": "Path", "Value": "/a"}), (12.5, 1.0))
        self.logs.delete_metric_filter(logGroupName=group, filterName="took")
        gone = self.refused(self.logs.delete_metric_filter, logGroupName=group, filterName="took")
        self.assertEqual(gone[:2], ("ResourceNotFoundException", 400))
        self.engine.kill()
        type(self).start()
        self.logs = self.client("logs")
        pages = self.logs.get_paginator("describe_metric_filters").paginate()
        names = [f["filterName"] for page in pages for f in page["metricFilters"]]
        self.assertEqual(names, ["errors"])
        self.logs.delete_log_group(logGroupName=group)
        self.assertEqual(self.logs.describe_metric_filters()["metricFilters"], [])

    @staticmethod
    def transformation(value, metricName="m", **more):
        return {
            "metricName": metricName, "metricNamespace": "measured", "metricValue": value, **more,
        }  # fmt: skip

    def test_a_pattern_is_tried_on_events(self):
        tried = self.logs.test_metric_filter(
            filterPattern="[ip, ..., status = 4*, size]",
            logEventMessages=["1.2.3.4 GET 404 10", "1.2.3.4 GET 200 10"],
        )["matches"]
        self.assertEqual(tried, [{
            "eventNumber": 1, "eventMessage": "1.2.3.4 GET 404 10",
            "extractedValues": {"$ip": "1.2.3.4", "$2": "GET", "$status": "404", "$size": "10"},
        }])

    def test_a_function_is_told_of_events(self):
        self.create("told", python(TELLER))
        self.create("plain", python())
        group = self.group("sent", "s")
        arn = "arn:aws:lambda:us-east-1:000000000000:function:told"
        filtered = dict(logGroupName=group, filterName="errors")
        self.logs.put_subscription_filter(
            filterPattern="ERROR", destinationArn=arn, **filtered
        )
        self.put(group, "s", "ERROR one", "fine", "ERROR two")
        (event,) = wait_until(lambda: self.told(), 10, "the function was told")
        ids = [e.pop("id") for e in event["logEvents"]]
        self.assertEqual([len(i) for i in ids], [56, 56])
        self.assertEqual(
            [e["message"] for e in event.pop("logEvents")], ["ERROR one", "ERROR two"]
        )
        self.assertEqual(event, {
            "messageType": "DATA_MESSAGE", "owner": "000000000000", "logGroup": group,
            "logStream": "s", "subscriptionFilters": ["errors"],
        })  # fmt: skip
        listed = self.logs.describe_subscription_filters(logGroupName=group)
        (found,) = listed["subscriptionFilters"]
        self.assertIsInstance(found.pop("creationTime"), int)
        self.assertEqual(found, {
            "filterName": "errors", "logGroupName": group, "filterPattern": "ERROR",
            "destinationArn": arn, "distribution": "ByLogStream",
        })  # fmt: skip
        for arguments, problem in (
            (dict(destinationArn=arn + "x"), "Could not execute the lambda function"),
            (dict(destinationArn="arn:aws:kinesis:us-east-1:0:stream/s"), "functions only"),
        ):
            refused = self.refused(
                self.logs.put_subscription_filter, filterPattern="", **filtered, **arguments
            )
            self.assertEqual(refused[:2], ("InvalidParameterException", 400))
            self.assertIn(problem, refused[2])
        # What a function writes reaches another one's filter as well, and not its own.
        own = self.refused(
            self.logs.put_subscription_filter, logGroupName="/aws/lambda/told",
            filterName="own", filterPattern="", destinationArn=arn,
        )  # fmt: skip
        self.assertIn("its own log", own[2])
        self.invoke("plain", 1)
        self.logs.put_subscription_filter(
            logGroupName="/aws/lambda/plain", filterName="reports", filterPattern="REPORT",
            destinationArn=arn,
        )  # fmt: skip
        self.invoke("plain", 1)
        events = wait_until(lambda: self.told()[1:], 10, "the function was told again")
        self.assertRegex(events[0]["logEvents"][0]["message"], r"^REPORT RequestId: .*\t\n$")
        self.logs.delete_subscription_filter(**filtered)
        gone = self.refused(self.logs.delete_subscription_filter, **filtered)
        self.assertEqual(gone[2], "The specified subscription filter does not exist.")

    def told(self):
        """What the function `told` was told, unpacked."""
        try:
            found = self.logs.filter_log_events(
                logGroupName="/aws/lambda/told", filterPattern='"awslogs"'
            )["events"]
        except self.logs.exceptions.ResourceNotFoundException:
            return []  # It has not run yet.
        return [
            json.loads(gzip.decompress(base64.b64decode(told["awslogs"]["data"])))
            for told in (json.loads(e["message"]) for e in found)
        ]

    def test_filters_of_a_group_that_is_not_there(self):
        group = self.group("unsent")
        answer = self.logs.describe_subscription_filters(logGroupName=group)
        self.assertEqual(answer["subscriptionFilters"], [])
        lost = self.refused(self.logs.describe_subscription_filters, logGroupName="nowhere")
        self.assertEqual(
            lost, ("ResourceNotFoundException", 400, "The specified log group does not exist.")
        )

    def test_what_is_not_taken_is_named(self):
        group = self.group("taken", "s")
        day = 86_400_000
        answer = self.put(group, "s", "old", "new", at=self.now - 15 * day, step=0)
        self.assertEqual(answer["rejectedLogEventsInfo"], {"tooOldLogEventEndIndex": 2})
        answer = self.put(group, "s", "now", "late", at=self.now, step=3 * 3_600_000)
        self.assertEqual(answer["rejectedLogEventsInfo"], {"tooNewLogEventStartIndex": 1})
        self.assertEqual(self.found(group), ["now"])
        for problem, arguments in (
            ("chronological order", dict(at=self.now, step=-1)),
            ("cannot span more than 24 hours", dict(at=self.now - 2 * day, step=2 * day)),
        ):
            with self.assertRaisesRegex(Exception, problem):
                self.put(group, "s", "a", "b", **arguments)
        with self.assertRaisesRegex(Exception, "Upload too large"):
            self.put(group, "s", *["x" * 200_000] * 6)
        self.put(group, "s", *["x" * 200_000] * 5)
        self.put(group, "s", *["x" * 200_000] * 5)
        page = self.logs.filter_log_events(logGroupName=group)
        self.assertLess(sum(len(e["message"]) for e in page["events"]), 1_048_577)
        self.assertEqual(len(self.found(group)), 11)
        self.logs.put_retention_policy(logGroupName=group, retentionInDays=1)
        answer = self.put(group, "s", "gone", at=self.now - 2 * day)
        self.assertEqual(answer["rejectedLogEventsInfo"], {"expiredLogEventEndIndex": 1})

    def test_groups_and_events_survive_a_restart(self):
        group = self.group("kept", "s")
        self.put(group, "s", "kept")
        self.logs.put_retention_policy(logGroupName=group, retentionInDays=30)
        self.engine.kill()
        type(self).start()
        self.logs = self.client("logs")
        self.assertEqual(self.found(group), ["kept"])
        (kept,) = self.logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        self.assertEqual(kept["retentionInDays"], 30)


if __name__ == "__main__":
    unittest.main()
