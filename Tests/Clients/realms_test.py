# SPDX-License-Identifier: Apache-2.0
"""Accounts and regions: what one of them has, no other sees, also after a kill."""

import datetime
import json
import signal

import boto3
from botocore.config import Config

from engine_case import EngineCase
from packages import python
from response_check import check
from sluice_program import wait_until

HOME = ("AKIDEXAMPLE", "us-east-1")
EUROPE = ("AKIDEXAMPLE", "eu-west-1")
OTHER = ("123456789012", "us-east-1")
SOURCE = (
    "import os\n"
    "def handler(event, context):\n"
    "    print('word', {word!r})\n"
    "    return {{'word': {word!r}, 'region': os.environ['AWS_REGION'],\n"
    "             'arn': context.invoked_function_arn, 'key': os.environ['AWS_ACCESS_KEY_ID']}}\n"
)


class Realms(EngineCase):
    def realm(self, service, realm, token=None):
        client = boto3.client(
            service,
            endpoint_url=self.engine.endpoint,
            region_name=realm[1],
            aws_access_key_id=realm[0],
            aws_secret_access_key="secret",
            aws_session_token=token,
            config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
        )
        client.meta.events.register("after-call", check)
        return client

    def make(self, realm, name, word):
        self.awslambda = self.realm("lambda", realm)
        account = realm[0] if realm[0].isdigit() else "0" * 12
        self.create(name, python(SOURCE.format(word=word)))
        self.publish(name)
        self.awslambda.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
        return f"arn:aws:lambda:{realm[1]}:{account}:function:{name}"

    def answer(self, realm, name):
        self.awslambda = self.realm("lambda", realm)
        return self.invoke(name)["Payload"]

    def test_functions_are_apart_by_account_and_region_and_survive_a_kill(self):
        arns = {r: self.make(r, "apart", f"{r}") for r in (HOME, EUROPE, OTHER)}
        self.assertEqual(len(set(arns.values())), 3)
        for again in (False, True):
            with self.subTest(restarted=again):
                if again:
                    self.engine.kill()
                    type(self).start()
                for realm, arn in arns.items():
                    awslambda = self.realm("lambda", realm)
                    configuration = awslambda.get_function(FunctionName="apart")["Configuration"]
                    self.assertEqual(configuration["FunctionArn"], arn)
                    listed = awslambda.list_functions()["Functions"]
                    found = [f["FunctionArn"] for f in listed]
                    self.assertEqual([a for a in found if a.endswith(":apart")], [arn])
                    said = self.answer(realm, "apart:live")
                    self.assertEqual(said["word"], f"{realm}")
                    self.assertEqual(said["region"], realm[1])
                    self.assertEqual(said["arn"], arn + ":live")
                    self.assertEqual(self.answer(realm, arn)["word"], f"{realm}")
        self.realm("lambda", EUROPE).delete_function(FunctionName="apart")
        self.assertEqual(self.answer(HOME, "apart")["word"], f"{HOME}")
        code, status, text = self.refused(
            self.realm("lambda", EUROPE).invoke, FunctionName="apart"
        )
        self.assertEqual((code, status), ("ResourceNotFoundException", 404))
        self.assertIn("eu-west-1:000000000000", text)

    def test_an_arn_of_elsewhere_is_refused(self):
        arn = self.make(EUROPE, "far", "far")
        code, status, text = self.refused(self.realm("lambda", HOME).invoke, FunctionName=arn)
        self.assertEqual((code, status), ("ResourceNotFoundException", 404))
        self.assertEqual(
            text,
            "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
        )
        code, status, _ = self.refused(
            self.realm("lambda", ("123456789012", "eu-west-1")).get_function, FunctionName=arn
        )
        self.assertEqual((code, status), ("AccessDeniedException", 403))

    def test_metrics_logs_alarms_and_topics_are_apart(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        for realm, name in ((EUROPE, "counted"), (OTHER, "other")):
            self.make(realm, name, name)
            self.answer(realm, name)
        for realm, name in ((EUROPE, "counted"), (OTHER, "other")):
            with self.subTest(realm=realm):
                metrics = self.realm("cloudwatch", realm)
                listed = metrics.list_metrics(Namespace="AWS/Lambda", MetricName="Invocations")
                names = {
                    d["Value"] for m in listed["Metrics"] for d in m["Dimensions"]
                    if d["Name"] == "FunctionName"
                }
                self.assertIn(name, names)
                self.assertFalse(names & {"counted", "other"} - {name})
                groups = self.realm("logs", realm).describe_log_groups()["logGroups"]
                self.assertIn(f"/aws/lambda/{name}", [g["logGroupName"] for g in groups])
                account = realm[0] if realm[0].isdigit() else "0" * 12
                for group in groups:
                    self.assertIn(f"{realm[1]}:{account}", group["arn"])
                metrics.put_metric_alarm(
                    AlarmName=name, MetricName="Errors", Namespace="AWS/Lambda",
                    Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1.0,
                    ComparisonOperator="GreaterThanThreshold",
                )
                alarms = metrics.describe_alarms()["MetricAlarms"]
                self.assertEqual([a["AlarmName"] for a in alarms], [name])
                self.assertIn(f":{realm[1]}:{account}:", alarms[0]["AlarmArn"])
                topic = self.realm("sns", realm).create_topic(Name=name)["TopicArn"]
                self.assertEqual(topic, f"arn:aws:sns:{realm[1]}:{account}:{name}")
                topics = self.realm("sns", realm).list_topics()["Topics"]
                self.assertEqual([t["TopicArn"] for t in topics], [topic])
                data = metrics.get_metric_statistics(
                    Namespace="AWS/Lambda", MetricName="Invocations", Period=60,
                    StartTime=now - datetime.timedelta(minutes=5),
                    EndTime=now + datetime.timedelta(minutes=5), Statistics=["Sum"],
                    Dimensions=[{"Name": "FunctionName", "Value": name}],
                )
                self.assertEqual(sum(d["Sum"] for d in data["Datapoints"]), 1)

    def test_an_event_that_was_accepted_runs_in_its_own_realm_after_a_kill(self):
        self.make(EUROPE, "later", "later")
        self.realm("lambda", EUROPE).invoke(FunctionName="later", InvocationType="Event")
        self.engine.send(signal.SIGKILL)
        self.engine.kill()
        type(self).start()
        logs = self.realm("logs", EUROPE)

        def ran():
            events = logs.filter_log_events(logGroupName="/aws/lambda/later")["events"]
            return any("word later" in e["message"] for e in events)

        wait_until(ran, 20, "the event ran")

    def test_a_role_is_of_its_account_and_so_is_a_bucket_of_all(self):
        trust = json.dumps({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "lambda.amazonaws.com"},
            }],
        })
        for realm in (HOME, OTHER):
            made = self.realm("iam", realm).create_role(
                RoleName="mine", AssumeRolePolicyDocument=trust
            )
            account = realm[0] if realm[0].isdigit() else "0" * 12
            self.assertEqual(made["Role"]["Arn"], f"arn:aws:iam::{account}:role/mine")
            identity = self.realm("sts", realm).get_caller_identity()
            self.assertEqual(identity["Account"], account)
        self.realm("iam", OTHER).delete_role(RoleName="mine")
        self.realm("iam", HOME).get_role(RoleName="mine")
        self.realm("s3", HOME).create_bucket(Bucket="of-all")
        self.realm("s3", OTHER).put_object(Bucket="of-all", Key="k", Body=b"1")
        self.assertEqual(
            self.realm("s3", EUROPE).get_object(Bucket="of-all", Key="k")["Body"].read(), b"1"
        )

    def test_the_keys_of_a_session_lead_to_its_account(self):
        keys = self.realm("sts", HOME).assume_role(
            RoleArn="arn:aws:iam::210987654321:role/deployer", RoleSessionName="one"
        )["Credentials"]
        realm = (keys["AccessKeyId"], "us-west-2")
        sts = self.realm("sts", realm, keys["SessionToken"])
        self.assertEqual(sts.get_caller_identity()["Account"], "210987654321")
        info = sts.get_access_key_info(AccessKeyId=keys["AccessKeyId"])
        self.assertEqual(info["Account"], "210987654321")
        topic = self.realm("sns", realm).create_topic(Name="t")["TopicArn"]
        self.assertEqual(topic, "arn:aws:sns:us-west-2:210987654321:t")

    def test_a_function_asks_the_engine_in_its_own_account(self):
        self.make(OTHER, "asking", "asking")
        key = self.answer(OTHER, "asking")["key"]
        self.assertEqual(
            self.realm("sts", (key, "us-east-1")).get_caller_identity()["Account"], OTHER[0]
        )


class OwnAccount(EngineCase):
    options = ("--account", "111122223333", "--region", "eu-central-1")

    def test_the_engine_has_an_account_and_region_of_its_own(self):
        sts = self.client("sts")
        self.assertEqual(sts.get_caller_identity()["Account"], "111122223333")
        self.create("here", python())
        arn = self.awslambda.get_function(FunctionName="here")["Configuration"]["FunctionArn"]
        self.assertEqual(arn, "arn:aws:lambda:us-east-1:111122223333:function:here")
        self.engine.kill()
        type(self).start()
        self.awslambda.get_function(FunctionName="here")
