# SPDX-License-Identifier: Apache-2.0
"""Every waiter and every paginator that botocore has for what the engine offers."""

import datetime
import importlib.machinery
import importlib.util
import pathlib
import time
import urllib.request

from botocore import xform_name
from botocore.waiter import WaiterModel

from engine_case import ROLE, EngineCase
from packages import python, saying
from sluice_program import wait_until

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"lambda.amazonaws.com"}}]}'
)
POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
)


def offered():
    """Service → the operations that the engine serves, as the compatibility page is written."""
    loader = importlib.machinery.SourceFileLoader(
        "compatibility", str(ROOT / "Scripts/compatibility")
    )
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader("compatibility", loader)
    )
    loader.exec_module(module)
    return module.operations()


def operations_of(client):
    return set(offered().get(client.meta.service_model.endpoint_prefix, ()))


class Paging(EngineCase):
    """Pages of one item say the same as one answer that holds all."""

    def setUp(self):
        self.tried = set()

    def pages(self, client, operation, least, **arguments):
        """Reads a list whole and in pages of one; both must hold the same, at least so many."""
        name = xform_name(operation)
        paginator = client.get_paginator(name)
        keys = [key.expression for key in paginator.result_keys]
        self.tried.add(operation)

        def items(size):
            found = {key: [] for key in keys}
            count = 0
            config = {"PageSize": size} if size else {}
            for page in paginator.paginate(PaginationConfig=config, **arguments):
                count += 1
                for key in keys:
                    found[key] += page.get(key) or []
                self.assertLess(count, 500, f"{operation} has pages without end")
            return found, count

        whole, _ = items(None)
        self.assertGreaterEqual(sum(map(len, whole.values())), least, operation)
        if paginator._limit_key is None:
            return
        cut, count = items(1)
        if operation == "GetMetricData":
            # A page is a part of each metric's values.
            cut, whole = ([v for r in f["MetricDataResults"] for v in r["Values"]] for f in (cut, whole))
        self.assertEqual(cut, whole, operation)
        self.assertGreaterEqual(count, min(least, 2), f"{operation} is not cut into pages")

    def all_tried(self, client, without=()):
        """No paginator was left out."""
        names = {o for o in operations_of(client) if client.can_paginate(xform_name(o))}
        self.assertEqual(names - self.tried - set(without), set())

    def test_lambda(self):
        client = self.awslambda
        for name in ("one", "two"):
            self.create(name, saying("a"))
            self.client("sqs").create_queue(QueueName=name)
            client.create_event_source_mapping(
                FunctionName=name, EventSourceArn=f"arn:aws:sqs:us-east-1:000000000000:{name}"
            )
        for word in ("b", "c"):
            self.publish("one", saying(word))
        config = None
        for _ in range(2):
            config = client.create_code_signing_config(
                AllowedPublishers={
                    "SigningProfileVersionArns": [
                        "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/abcdefghij"
                    ]
                }
            )["CodeSigningConfig"]["CodeSigningConfigArn"]
        for number, alias in (("1", "blue"), ("2", "green")):
            client.create_alias(FunctionName="one", Name=alias, FunctionVersion=number)
            client.create_function_url_config(FunctionName="one", Qualifier=alias, AuthType="NONE")
            client.put_function_event_invoke_config(
                FunctionName="one", Qualifier=alias, MaximumRetryAttempts=1
            )
            client.put_provisioned_concurrency_config(
                FunctionName="one", Qualifier=alias, ProvisionedConcurrentExecutions=1
            )
            client.publish_layer_version(LayerName="both", Content={"ZipFile": python()})
            client.publish_layer_version(LayerName=alias, Content={"ZipFile": python()})
        for name in ("one", "two"):
            client.put_function_code_signing_config(FunctionName=name, CodeSigningConfigArn=config)
        for alias in ("blue", "green"):
            wait_until(
                lambda: client.get_provisioned_concurrency_config(
                    FunctionName="one", Qualifier=alias
                )["Status"] == "READY",
                30,
                "the provisioned workers are ready",
            )  # fmt: skip
        self.pages(client, "ListFunctions", 2)
        self.pages(client, "ListEventSourceMappings", 2)
        self.pages(client, "ListCodeSigningConfigs", 2)
        self.pages(client, "ListFunctionsByCodeSigningConfig", 2, CodeSigningConfigArn=config)
        self.pages(client, "ListLayers", 3)
        self.pages(client, "ListLayerVersions", 2, LayerName="both")
        for operation, least in (
            ("ListAliases", 2), ("ListVersionsByFunction", 3), ("ListFunctionUrlConfigs", 2),
            ("ListFunctionEventInvokeConfigs", 2), ("ListProvisionedConcurrencyConfigs", 2),
        ):  # fmt: skip
            self.pages(client, operation, least, FunctionName="one")
        self.all_tried(client)

    def test_cloudwatch(self):
        client = self.client("cloudwatch")
        now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
        for name in ("one", "two"):
            client.put_metric_data(
                Namespace="Paged",
                MetricData=[
                    {"MetricName": name, "Value": 1, "Timestamp": now - datetime.timedelta(minutes=m)}
                    for m in (1, 2, 3)
                ],
            )
            client.put_metric_alarm(
                AlarmName=name, Namespace="Paged", MetricName=name, Statistic="Sum", Period=60,
                EvaluationPeriods=1, Threshold=5, ComparisonOperator="GreaterThanThreshold",
            )  # fmt: skip
        self.pages(client, "ListMetrics", 2, Namespace="Paged")
        self.pages(client, "DescribeAlarms", 2)
        self.pages(client, "DescribeAlarmHistory", 2)
        self.pages(
            client,
            "GetMetricData",
            1,
            StartTime=now - datetime.timedelta(minutes=10),
            EndTime=now,
            MetricDataQueries=[
                {
                    "Id": "m",
                    "MetricStat": {
                        "Metric": {"Namespace": "Paged", "MetricName": "one"},
                        "Period": 60,
                        "Stat": "Sum",
                    },
                }
            ],
        )
        self.all_tried(client)

    def test_logs(self):
        client = self.client("logs")
        now = int(time.time() * 1000)
        for group in ("one", "two"):
            client.create_log_group(logGroupName=group)
        for stream in ("a", "b"):
            client.create_log_stream(logGroupName="one", logStreamName=stream)
            client.put_log_events(
                logGroupName="one",
                logStreamName=stream,
                logEvents=[{"timestamp": now + n, "message": f"{stream}{n}"} for n in range(3)],
            )
        self.pages(client, "DescribeLogGroups", 2)
        self.pages(client, "DescribeLogStreams", 2, logGroupName="one")
        self.pages(client, "FilterLogEvents", 6, logGroupName="one")
        for name in ("one", "two"):
            client.put_metric_filter(
                logGroupName=name, filterName=name, filterPattern="x",
                metricTransformations=[
                    {"metricName": "m", "metricNamespace": "n", "metricValue": "1"}
                ],
            )  # fmt: skip
        self.pages(client, "DescribeMetricFilters", 2)
        self.pages(client, "DescribeSubscriptionFilters", 0, logGroupName="one")
        self.all_tried(client)

    def test_sqs(self):
        client = self.client("sqs")
        for name in ("one", "two"):
            client.create_queue(QueueName=name)
        self.pages(client, "ListQueues", 2)
        self.all_tried(client)

    def test_cloudformation(self):
        client = self.client("cloudformation")
        for name in ("one", "two"):
            request = urllib.request.Request(
                f"{self.engine.endpoint}/_sluice/stacks/{name}", data=b"{}", method="PUT"
            )
            with urllib.request.urlopen(request) as answer:
                self.assertEqual(answer.status, 200)
        self.pages(client, "DescribeStacks", 2)
        self.all_tried(client)

    def test_s3(self):
        client = self.client("s3")
        for bucket in ("paged-one", "paged-two"):
            client.create_bucket(Bucket=bucket)
        bucket = {"Bucket": "paged-one"}
        uploads = []
        for key in ("a", "b", "c"):
            client.put_object(**bucket, Key=key, Body=b"x")
            uploads.append(client.create_multipart_upload(**bucket, Key=key)["UploadId"])
        for number in (1, 2):
            client.upload_part(
                **bucket, Key="a", UploadId=uploads[0], PartNumber=number, Body=b"x" * 10
            )
        self.pages(client, "ListBuckets", 2)
        for operation in (
            "ListObjects", "ListObjectsV2", "ListObjectVersions", "ListMultipartUploads",
        ):  # fmt: skip
            self.pages(client, operation, 3, **bucket)
        self.pages(client, "ListParts", 2, **bucket, Key="a", UploadId=uploads[0])
        self.all_tried(client)

    def test_sns(self):
        client = self.client("sns")
        self.create("heard", saying("a"))
        function = "arn:aws:lambda:us-east-1:000000000000:function:heard"
        for name in ("one", "two"):
            topic = client.create_topic(Name=name)["TopicArn"]
            client.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function)
        self.pages(client, "ListTopics", 2)
        self.pages(client, "ListSubscriptions", 2)
        self.pages(client, "ListSubscriptionsByTopic", 1, TopicArn=topic)
        self.all_tried(client)

    def test_iam(self):
        client = self.client("iam")
        for name in ("one", "two"):
            client.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
            client.put_role_policy(RoleName="one", PolicyName=name, PolicyDocument=POLICY)
            arn = client.create_policy(PolicyName=name, PolicyDocument=POLICY)["Policy"]["Arn"]
            client.attach_role_policy(RoleName="one", PolicyArn=arn)
            client.tag_role(RoleName="one", Tags=[{"Key": name, "Value": "1"}])
        client.create_policy_version(PolicyArn=arn, PolicyDocument=POLICY)
        client.tag_policy(PolicyArn=arn, Tags=[{"Key": k, "Value": "1"} for k in "ab"])
        role = {"RoleName": "one"}
        self.pages(client, "ListRoles", 2)
        self.pages(client, "ListPolicies", 2, Scope="Local")
        self.pages(client, "ListInstanceProfilesForRole", 0, **role)
        for operation in ("ListRolePolicies", "ListAttachedRolePolicies", "ListRoleTags"):
            self.pages(client, operation, 2, **role)
        self.pages(client, "ListPolicyVersions", 2, PolicyArn=arn)
        self.pages(client, "ListPolicyTags", 2, PolicyArn=arn)
        self.all_tried(client)


class Waiters(EngineCase):
    """Each ends when what it waits for is so."""

    def waiters(self, service, **arguments):
        client = self.client(service)
        served = operations_of(client)
        model = WaiterModel(client._get_waiter_config())
        names = {n for n in model.waiter_names if model.get_waiter(n).operation in served}
        self.assertEqual(names, set(arguments), "a waiter is not tried")
        for name, values in arguments.items():
            with self.subTest(name):
                client.get_waiter(xform_name(name)).wait(
                    **values, WaiterConfig={"Delay": 0.1, "MaxAttempts": 50}
                )

    def test_lambda(self):
        self.awslambda.create_function(
            FunctionName="f", Runtime="python3.12", Handler="app.handler", Role=ROLE,
            Code={"ZipFile": saying("a")}, Publish=True,
        )  # fmt: skip
        one = {"FunctionName": "f"}
        self.waiters(
            "lambda", FunctionExists=one, FunctionActive=one, FunctionActiveV2=one,
            PublishedVersionActive={**one, "Qualifier": "1"}, FunctionUpdated=one,
            FunctionUpdatedV2=one,
        )  # fmt: skip

    def test_the_others(self):
        watch = self.client("cloudwatch")
        watch.put_metric_alarm(
            AlarmName="a", Namespace="N", MetricName="m", Statistic="Sum", Period=60,
            EvaluationPeriods=1, Threshold=5, ComparisonOperator="GreaterThanThreshold",
        )  # fmt: skip
        watch.put_composite_alarm(AlarmName="both", AlarmRule='ALARM("a")')
        self.waiters(
            "cloudwatch",
            AlarmExists={"AlarmNames": ["a"]},
            CompositeAlarmExists={"AlarmNames": ["both"], "AlarmTypes": ["CompositeAlarm"]},
        )
        s3 = self.client("s3")
        s3.create_bucket(Bucket="waited")
        s3.put_object(Bucket="waited", Key="k", Body=b"x")
        self.waiters(
            "s3", BucketExists={"Bucket": "waited"}, BucketNotExists={"Bucket": "not-there"},
            ObjectExists={"Bucket": "waited", "Key": "k"},
            ObjectNotExists={"Bucket": "waited", "Key": "none"},
        )  # fmt: skip
        iam = self.client("iam")
        iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
        arn = iam.create_policy(PolicyName="p", PolicyDocument=POLICY)["Policy"]["Arn"]
        self.waiters("iam", RoleExists={"RoleName": "r"}, PolicyExists={"PolicyArn": arn})
