# SPDX-License-Identifier: Apache-2.0
"""CloudWatch as boto3 speaks it, in each of its three protocols."""

import copy
import datetime
import json
import subprocess
import shutil
import unittest

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from calls import note_cli
from engine_case import EngineCase
from packages import python
from response_check import check
from sluice_program import clean_environment, wait_until

UTC = datetime.timezone.utc
KEEPING = (
    "import json, os\n"
    "def handler(event, context):\n"
    "    print('told', event['alarmData']['state']['value'])\n"
)


class Protocol:
    """The checks; each subclass speaks one protocol."""

    protocol = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watch = cls.speaking(cls.protocol)

    @classmethod
    def speaking(cls, protocol):
        session = botocore.session.get_session()
        loader = session.get_component("data_loader")
        load = loader.load_service_model

        def forced(service, kind, api_version=None):
            model = load(service, kind, api_version)
            if service == "cloudwatch" and kind == "service-2":
                model = copy.deepcopy(model)
                model["metadata"]["protocols"] = [protocol]
                model["metadata"]["protocol"] = protocol
            return model

        loader.load_service_model = forced
        client = session.create_client(
            "cloudwatch", endpoint_url=cls.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )  # fmt: skip
        client.meta.events.register("after-call", check)
        return client

    def setUp(self):
        self.now = datetime.datetime.now(UTC).replace(microsecond=0)

    def span(self, before=3600, after=60):
        return {
            "StartTime": self.now - datetime.timedelta(seconds=before),
            "EndTime": self.now + datetime.timedelta(seconds=after),
        }

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        self.assertEqual(caught.exception.response["Error"]["Code"], code)
        return caught.exception.response

    def test_the_protocol_is_the_forced_one(self):
        self.assertEqual(self.watch.meta.service_model.resolved_protocol, self.protocol)

    def test_every_form_of_a_measurement_comes_back(self):
        self.watch.put_metric_data(
            Namespace="Forms",
            MetricData=[
                {"MetricName": "m", "Value": 5.5, "Unit": "Seconds", "Timestamp": self.now,
                 "Dimensions": [{"Name": "d", "Value": "a b&c/ü"}], "StorageResolution": 1},
                {"MetricName": "m", "Values": [1.0, 2.0], "Counts": [3.0, 1.0], "Unit": "Seconds",
                 "Timestamp": self.now, "Dimensions": [{"Name": "d", "Value": "a b&c/ü"}]},
                {"MetricName": "s", "StatisticValues": {
                    "SampleCount": 5.0, "Sum": 50.0, "Minimum": 8.0, "Maximum": 12.0}},
            ],
        )  # fmt: skip
        answer = self.watch.get_metric_statistics(
            Namespace="Forms", MetricName="m", Period=60, **self.span(),
            Dimensions=[{"Name": "d", "Value": "a b&c/ü"}],
            Statistics=["Sum", "SampleCount", "Minimum", "Maximum", "Average"],
        )  # fmt: skip
        (point,) = answer["Datapoints"]
        self.assertEqual(answer["Label"], "m")
        self.assertEqual(
            (point["Sum"], point["SampleCount"], point["Minimum"], point["Maximum"]),
            (10.5, 5.0, 1.0, 5.5),
        )
        self.assertEqual(point["Unit"], "Seconds")
        self.assertLess(abs((point["Timestamp"] - self.now).total_seconds()), 61)
        extended = self.watch.get_metric_statistics(
            Namespace="Forms", MetricName="m", Period=60, **self.span(),
            Dimensions=[{"Name": "d", "Value": "a b&c/ü"}],
            ExtendedStatistics=["p50", "tm90", "PR(:2)"],
        )["Datapoints"][0]["ExtendedStatistics"]  # fmt: skip
        self.assertEqual(extended["p50"], 1.0)
        self.assertEqual(extended["PR(:2)"], 80.0)
        listed = self.watch.list_metrics(Namespace="Forms")["Metrics"]
        self.assertEqual([m["MetricName"] for m in listed], ["m", "s"])

    def test_a_large_request_is_packed_and_understood(self):
        data = [
            {"MetricName": "packed", "Value": float(n), "Dimensions": [{"Name": "n", "Value": "x"}]}
            for n in range(1000)
        ]
        self.watch.put_metric_data(Namespace="Large", MetricData=data)
        (point,) = self.watch.get_metric_statistics(
            Namespace="Large", MetricName="packed", Period=3600, **self.span(),
            Dimensions=[{"Name": "n", "Value": "x"}], Statistics=["SampleCount", "Maximum"],
        )["Datapoints"]  # fmt: skip
        self.assertEqual((point["SampleCount"], point["Maximum"]), (1000.0, 999.0))

    def test_metric_math_pages_and_order(self):
        times = [self.now - datetime.timedelta(minutes=n) for n in (5, 4, 3)]
        self.watch.put_metric_data(
            Namespace="Math",
            MetricData=[
                {"MetricName": name, "Timestamp": time, "Value": value}
                for time, bad, all_ in zip(times, (1, 0, 5), (10, 10, 50))
                for name, value in (("bad", bad), ("all", all_))
            ],
        )

        def metric(id, name, stat="Sum"):
            return {"Id": id, "ReturnData": False, "MetricStat": {
                "Metric": {"Namespace": "Math", "MetricName": name}, "Period": 60, "Stat": stat,
            }}  # fmt: skip

        queries = [
            {"Id": "rate", "Expression": "100 * bad / FILL(all, 1)", "Label": "percent"},
            metric("bad", "bad"), metric("all", "all"),
        ]  # fmt: skip
        answer = self.watch.get_metric_data(
            MetricDataQueries=queries, ScanBy="TimestampAscending", **self.span()
        )
        (result,) = answer["MetricDataResults"]
        self.assertEqual(result["Values"], [10.0, 0.0, 10.0])
        self.assertEqual((result["Label"], result["StatusCode"]), ("percent", "Complete"))
        self.assertEqual(answer["Messages"], [])
        pages = self.watch.get_paginator("get_metric_data").paginate(
            MetricDataQueries=queries, MaxDatapoints=2, ScanBy="TimestampAscending", **self.span()
        )
        values = [v for p in pages for r in p["MetricDataResults"] for v in r["Values"]]
        self.assertEqual(values, [10.0, 0.0, 10.0])
        nothing = self.watch.get_metric_data(
            MetricDataQueries=[{**metric("no", "never"), "ReturnData": True}], **self.span()
        )["MetricDataResults"]
        self.assertEqual((nothing[0]["Values"], nothing[0]["Timestamps"]), ([], []))

    def test_alarms_from_putting_to_deleting(self):
        name = "slow checkout"
        self.watch.put_metric_alarm(
            AlarmName=name, Namespace="Shop", MetricName="Latency", Statistic="Average",
            Period=10, EvaluationPeriods=2, DatapointsToAlarm=1, Threshold=21.0,
            ComparisonOperator="GreaterThanThreshold", TreatMissingData="notBreaching",
            Dimensions=[{"Name": "f", "Value": "x"}], AlarmDescription="d",
            OKActions=["arn:aws:sns:us-east-1:000000000000:ok"],
            Tags=[{"Key": "team", "Value": "shop"}],
        )  # fmt: skip
        answer = self.watch.describe_alarms(AlarmNames=[name, "nope"])
        self.assertEqual(answer["CompositeAlarms"], [])
        (alarm,) = answer["MetricAlarms"]
        self.assertEqual(alarm["StateValue"], "INSUFFICIENT_DATA")
        self.assertEqual(alarm["StateReason"], "Unchecked: Initial alarm creation")
        self.assertEqual(alarm["OKActions"], ["arn:aws:sns:us-east-1:000000000000:ok"])
        self.assertEqual(alarm["AlarmActions"], [])
        self.assertEqual(alarm["Threshold"], 21.0)
        self.assertIsInstance(alarm["StateUpdatedTimestamp"], datetime.datetime)
        arn = alarm["AlarmArn"]
        self.watch.tag_resource(ResourceARN=arn, Tags=[{"Key": "a", "Value": "b"}])
        self.watch.untag_resource(ResourceARN=arn, TagKeys=["team"])
        tags = self.watch.list_tags_for_resource(ResourceARN=arn)["Tags"]
        self.assertEqual(tags, [{"Key": "a", "Value": "b"}])
        self.watch.disable_alarm_actions(AlarmNames=[name])
        self.watch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="a drill")
        (alarm,) = self.watch.describe_alarms_for_metric(
            Namespace="Shop", MetricName="Latency", Dimensions=[{"Name": "f", "Value": "x"}]
        )["MetricAlarms"]
        self.assertEqual((alarm["StateValue"], alarm["ActionsEnabled"]), ("ALARM", False))
        self.watch.enable_alarm_actions(AlarmNames=[name])
        self.watch.put_composite_alarm(AlarmName="either", AlarmRule=f'ALARM("{name}") OR FALSE')
        (either,) = self.watch.describe_alarms(AlarmTypes=["CompositeAlarm"])["CompositeAlarms"]
        self.assertEqual(either["StateValue"], "ALARM")
        history = self.watch.describe_alarm_history(AlarmName=name, HistoryItemType="StateUpdate")
        item = history["AlarmHistoryItems"][0]
        self.assertEqual(item["HistorySummary"], "Alarm updated from INSUFFICIENT_DATA to ALARM")
        self.assertEqual(json.loads(item["HistoryData"])["newState"]["stateValue"], "ALARM")
        pages = self.watch.get_paginator("describe_alarms").paginate()
        self.assertIn(name, [a["AlarmName"] for page in pages for a in page["MetricAlarms"]])
        self.watch.delete_alarms(AlarmNames=["either"])
        self.watch.delete_alarms(AlarmNames=[name])
        told = self.watch.describe_alarm_history(
            AlarmName=name, HistoryItemType="ConfigurationUpdate"
        )["AlarmHistoryItems"]
        told = [json.loads(item["HistoryData"]) for item in told]
        self.assertEqual((told[0]["type"], told[-1]["type"]), ("Delete", "Create"))
        self.assertEqual(told[0]["deletedAlarm"]["stateValue"], "ALARM")
        self.assertEqual(told[-1]["createdAlarm"]["threshold"], 21.0)
        self.assertEqual(told[-1]["createdAlarm"]["alarmName"], name)
        gone = self.watch.describe_alarms(AlarmNames=["either", name])
        self.assertEqual(gone["MetricAlarms"] + gone["CompositeAlarms"], [])

    def test_refusals_have_aws_codes(self):
        answer = self.refused(
            "ResourceNotFound", self.watch.set_alarm_state,
            AlarmName="nope", StateValue="OK", StateReason="r",
        )  # fmt: skip
        self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 404)
        answer = self.refused(
            "ValidationError", self.watch.set_alarm_state,
            AlarmName="nope", StateValue="INVALID", StateReason="r",
        )  # fmt: skip
        self.assertIn("[INSUFFICIENT_DATA, ALARM, OK]", answer["Error"]["Message"])
        alarm = {
            "AlarmName": "strict", "Namespace": "n", "MetricName": "m", "Statistic": "Sum",
            "Period": 60, "EvaluationPeriods": 1, "Threshold": 1.0,
            "ComparisonOperator": "GreaterThanThreshold",
        }  # fmt: skip
        answer = self.refused(
            "ValidationError", self.watch.put_metric_alarm, **alarm, AlarmActions=["no-arn"]
        )
        self.assertEqual(answer["Error"]["Message"], "Invalid arn syntax: no-arn")
        self.watch.put_metric_alarm(**alarm)
        self.refused(
            "InvalidFormat", self.watch.set_alarm_state,
            AlarmName="strict", StateValue="OK", StateReason="r", StateReasonData="{no json",
        )  # fmt: skip
        self.watch.delete_alarms(AlarmNames=["strict"])
        self.refused("ValidationError", self.watch.describe_alarm_history, ScanBy="Sideways")
        self.refused("ValidationError", self.watch.describe_alarms, AlarmTypes=["Sideways"])
        both = [{"MetricName": "m", "Value": 1.0, "Values": [1.0]}]
        answer = self.refused(
            "InvalidParameterCombination", self.watch.put_metric_data,
            Namespace="n", MetricData=both,
        )  # fmt: skip
        self.assertEqual(
            answer["Error"]["Message"],
            "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually "
            "exclusive and you have specified both.",
        )
        self.refused(
            "InvalidParameterValue", self.watch.put_metric_data,
            Namespace="n", MetricData=[{"MetricName": "m", "Values": [1.0], "Counts": []}],
        )  # fmt: skip
        for call in (self.watch.list_dashboards, self.watch.list_metric_streams):
            with self.assertRaises(ClientError) as caught:
                call()
            self.assertEqual(caught.exception.response["ResponseMetadata"]["HTTPStatusCode"], 400)


class JSON(Protocol, EngineCase):
    protocol = "json"


class Query(Protocol, EngineCase):
    protocol = "query"


class CBOR(Protocol, EngineCase):
    protocol = "smithy-rpc-v2-cbor"

    def test_alarms_and_metrics_survive_a_restart(self):
        self.watch.put_metric_alarm(
            AlarmName="kept", Namespace="Kept", MetricName="m", Statistic="Sum", Period=60,
            EvaluationPeriods=1, Threshold=1.0, ComparisonOperator="GreaterThanThreshold",
        )  # fmt: skip
        self.watch.put_metric_data(
            Namespace="Kept", MetricData=[{"MetricName": "m", "Values": [1.0, 2.0, 9.0]}]
        )
        self.engine.stop()
        type(self).start()
        type(self).watch = self.speaking(self.protocol)
        (alarm,) = self.watch.describe_alarms(AlarmNames=["kept"])["MetricAlarms"]
        self.assertEqual(alarm["Threshold"], 1.0)
        (point,) = self.watch.get_metric_statistics(
            Namespace="Kept", MetricName="m", Period=3600, **self.span(), Statistics=["Sum"],
            ExtendedStatistics=["p50"],
        )["Datapoints"]  # fmt: skip
        self.assertEqual((point["Sum"], point["ExtendedStatistics"]["p50"]), (12.0, 2.0))


class Acting(EngineCase):
    """What an alarm does by itself."""

    def test_errors_of_a_function_alarm_and_call_another(self):
        watch, logs = self.client("cloudwatch"), self.client("logs")
        self.create("failing", python("def handler(e, c):\n    raise KeyError('x')\n"))
        told = self.create("told", python(KEEPING))["FunctionArn"]
        watch.put_metric_alarm(
            AlarmName="failing", Namespace="AWS/Lambda", MetricName="Errors", Statistic="Sum",
            Dimensions=[{"Name": "FunctionName", "Value": "failing"}], Period=60,
            EvaluationPeriods=1, Threshold=1.0, AlarmActions=[told],
            ComparisonOperator="GreaterThanOrEqualToThreshold", TreatMissingData="notBreaching",
        )  # fmt: skip
        self.awslambda.invoke(FunctionName="failing")

        def alarm():
            (alarm,) = watch.describe_alarms(AlarmNames=["failing"])["MetricAlarms"]
            return alarm

        wait_until(lambda: alarm()["StateValue"] == "ALARM", 30, "the alarm is in ALARM")
        self.assertIn("was greater than or equal to the threshold (1.0)", alarm()["StateReason"])
        self.assertEqual(json.loads(alarm()["StateReasonData"])["recentDatapoints"], [1.0])

        def lines():
            groups = [g["logGroupName"] for g in logs.describe_log_groups()["logGroups"]]
            if "/aws/lambda/told" not in groups:
                return []
            events = logs.filter_log_events(logGroupName="/aws/lambda/told")["events"]
            return [e["message"].strip() for e in events]

        wait_until(lambda: "told ALARM" in lines(), 10, "the function was told")

    @unittest.skipUnless(shutil.which("aws"), "no aws cli")
    def test_the_aws_cli_puts_and_reads_an_alarm(self):
        def aws(*words):
            environment = {
                **clean_environment(), "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1",
            }  # fmt: skip
            done = subprocess.run(
                ["aws", "--endpoint-url", self.engine.endpoint, "cloudwatch", *words],
                env=environment, capture_output=True, text=True,
            )  # fmt: skip
            self.assertEqual(done.returncode, 0, done.stderr)
            note_cli(("cloudwatch", *words))
            return json.loads(done.stdout) if done.stdout else None

        aws(
            "put-metric-alarm", "--alarm-name", "cli", "--namespace", "N", "--metric-name", "m",
            "--statistic", "Sum", "--period", "60", "--evaluation-periods", "1",
            "--threshold", "5", "--comparison-operator", "GreaterThanThreshold",
        )  # fmt: skip
        aws("put-metric-data", "--namespace", "N", "--metric-name", "m", "--value", "7")
        (alarm,) = aws("describe-alarms", "--alarm-names", "cli")["MetricAlarms"]
        self.assertEqual(alarm["StateValue"], "INSUFFICIENT_DATA")
