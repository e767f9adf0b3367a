# SPDX-License-Identifier: Apache-2.0
"""Every bound that AWS's models set for a value, against the engine: what breaks one is refused.

For each operation that is offered, a request that is good but for one value: too long, too short, out
of range, no word of a list, against a pattern.
"""

import pathlib
import re

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

from engine_case import ROLE, EngineCase
from packages import python

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/reference/compatibility.md"
ARN = "arn:aws:lambda:us-east-1:000000000000:"
# What stands for members that an operation requires.
GOOD = {
    "lambda": {
        "FunctionName": "bound", "Name": "live", "FunctionVersion": "1", "Qualifier": "live",
        "StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com",
        "Resource": ARN + "function:bound", "Tags": {"a": "b"}, "TagKeys": ["a"],
        "LayerName": "bound", "VersionNumber": 1, "ReservedConcurrentExecutions": 1,
        "ProvisionedConcurrentExecutions": 1, "AuthType": "NONE", "RecursiveLoop": "Allow",
        "UpdateRuntimeOn": "Auto", "UUID": "11111111-1111-1111-1111-111111111111",
        "CodeSigningConfigArn": ARN + "code-signing-config:csc-0123456789abcdef0", "Role": ROLE,
        "Code": {"ZipFile": python()}, "Content": {"ZipFile": python()}, "InvokeArgs": b"{}",
        "AllowedPublishers": {"SigningProfileVersionArns": [
            "arn:aws:signer:us-east-1:000000000000:/signing-profiles/x/y"
        ]}, "Arn": ARN + "layer:bound:1",
    },
    "logs": {
        "logGroupName": "bound", "logStreamName": "bound", "retentionInDays": 1,
        "logEvents": [{"timestamp": 0, "message": "m"}], "filterName": "bound",
        "filterPattern": "", "resourceArn": "arn:aws:logs:us-east-1:000000000000:log-group:bound",
        "tags": {"a": "b"}, "tagKeys": ["a"], "destinationArn": ARN + "function:bound",
        "metricTransformations": [
            {"metricName": "m", "metricNamespace": "n", "metricValue": "1"}
        ], "logEventMessages": ["a"],
    },
}  # fmt: skip
REFUSALS = {
    "lambda": ("ValidationException",),
    "logs": ("InvalidParameterException",),
}
# What is not refused as the models say, and why.
OTHERWISE = {
    "lambda": {
        "Runtime": "AWS answers InvalidParameterValueException, without the usual words",
        "TenantId": "there are no tenants here",
        "TenancyConfig": "there are no tenants here",
        "CapacityProviderConfig": "there are no capacity providers here",
        "DurableConfig": "there are no durable executions here",
        "DurableExecutionName": "there are no durable executions here",
        "PublishTo": "there are no capacity providers here",
        "SourceKMSKeyArn": "keys are not looked at",
        "MasterRegion": "functions at the edge are not offered",
        "ListEventSourceMappings": "a source that there is none of has no mappings",
        "CreateEventSourceMapping": "the source is looked at before its values",
        "UpdateEventSourceMapping": "the mapping is looked for before its values",
        "ListFunctionsByCodeSigningConfig.MaxItems": "the rules are looked for before the page",
        "RemoveLayerVersionPermission": "the layer is looked for before the statement",
        "Invoke": "calls do not pass the control plane",
        "InvokeWithResponseStream": "calls do not pass the control plane",
    },
    "logs": {
        "CreateLogGroup.kmsKeyId": "keys are not looked at",
        "accountIdentifiers": "other accounts are not looked into",
        "logGroupIdentifiers": "what is there none of is not listed",
        "nextToken": "a token that the engine did not give is refused as such",
        "entity": "entities are not kept",
        "sequenceToken": "tokens of old mean nothing",
        "filterPattern": "a pattern that is too long is refused as a pattern",
        "fieldSelectionCriteria": "other accounts are not looked into",
        "roleArn": "roles are not looked at",
        "destinationArn": "what is no function is refused by name",
        "metricName": "a metric's name goes with its namespace",
        "metricNamespace": "a metric's name goes with its namespace",
        "logEventMessages": "an empty message matches what it matches",
        "UntagLogGroup": "a tag that is not there is no error",
        "UntagResource.tagKeys": "a tag that is not there is no error",
    },
}


def offered():
    """The names of all operations on the compatibility page."""
    return set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(), re.M))


def broken(shape):
    """Values that break one bound of a shape each."""
    bounds = shape.metadata
    if shape.type_name == "string":
        yield from broken_text(shape, bounds)
    elif shape.type_name in ("integer", "long"):
        yield from [bounds["max"] + 1] if "max" in bounds else []
        yield from [bounds["min"] - 1] if "min" in bounds else []
    elif shape.type_name == "list":
        yield from [[]] if bounds.get("min", 0) > 0 else []
        yield from ([value] for value in broken(shape.member))
    elif shape.type_name == "structure":
        for name, member in shape.members.items():
            yield from ({name: value} for value in broken(member))


def broken_text(shape, bounds):
    if shape.enum:
        yield "no-word-of-it"
        return
    if "pattern" in bounds:
        try:
            yield from [v for v in ("a b!é",) if not re.fullmatch(bounds["pattern"], v)]
        except re.error:
            pass  # a pattern of another language than Python's
    if bounds.get("max", 20_000) < 20_000:
        yield "a" * (bounds["max"] + 1)
    if bounds.get("min", 0) > 0:
        yield ""


class Constraints(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls()
        case.create("bound", python())
        case.publish("bound")
        cls.awslambda.create_alias(FunctionName="bound", Name="live", FunctionVersion="1")
        logs = cls.client("logs")
        logs.create_log_group(logGroupName="bound")
        logs.create_log_stream(logGroupName="bound", logStreamName="bound")

    def unchecked(self, service):
        """A client that sends what its own model forbids."""
        return boto3.client(
            service, endpoint_url=self.engine.endpoint, region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}, parameter_validation=False),
        )  # fmt: skip

    def taken(self, service):
        """The requests that are not refused as the models say: `Operation.member value → answer`."""
        client, good = self.unchecked(service), GOOD[service]
        for name in client.meta.service_model.operation_names:
            shape = client.meta.service_model.operation_model(name).input_shape
            if shape is None or name not in offered() or name in OTHERWISE[service]:
                continue
            whole = {member: good[member] for member in shape.required_members}
            for member, inner in shape.members.items():
                if not {member, f"{name}.{member}"}.isdisjoint(OTHERWISE[service]):
                    continue
                # A name that is empty is no part of an address.
                is_place = inner.serialization.get("location") == "uri"
                for value in broken(inner):
                    if self.is_meant(service, value) and not (is_place and value == ""):
                        said = self.answer(client, name, {**whole, member: value})
                        if said not in REFUSALS[service]:
                            yield f"{name}.{member} {str(value)[:40]} → {said}"

    def is_meant(self, service, value):
        return not isinstance(value, dict) or OTHERWISE[service].keys().isdisjoint(value)

    def answer(self, client, name, arguments):
        try:
            getattr(client, xform_name(name))(**arguments)
        except ClientError as refusal:
            return refusal.response["Error"]["Code"]
        return "taken"

    def test_lambda(self):
        self.assertEqual(list(self.taken("lambda")), [])

    def test_logs(self):
        self.assertEqual(list(self.taken("logs")), [])
