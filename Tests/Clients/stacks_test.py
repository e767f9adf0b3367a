# SPDX-License-Identifier: Apache-2.0
"""CloudFormation as boto3 reads it, of functions that a test says are a stack's."""

import json
import urllib.error
import urllib.request

from engine_case import EngineCase
from packages import python


class Stacks(EngineCase):
    def tell(self, name, body=None, method="PUT"):
        request = urllib.request.Request(
            f"{self.engine.endpoint}/_sluice/stacks/{name}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
        )
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def test_a_function_is_said_to_be_a_stacks_and_is_described_so(self):
        self.create("orders", python())
        cloud = self.client("cloudformation")
        code, status, text = self.refused(cloud.describe_stacks, StackName="prod")
        self.assertEqual(
            (code, status, text), ("ValidationError", 400, "Stack with id prod does not exist")
        )
        stack = {
            "Resources": {
                "Orders": {"Type": "AWS::Lambda::Function", "PhysicalId": "orders"},
                "Table": {"Type": "AWS::DynamoDB::Table", "PhysicalId": "prod-table"},
            },
            "Outputs": {"Url": "http://x"},
            "Parameters": {"Stage": "prod"},
            "Tags": {"team": "a"},
        }
        identity = self.tell("prod", stack)["StackId"]
        tags = self.awslambda.get_function(FunctionName="orders")["Tags"]
        self.assertEqual(tags, {
            "aws:cloudformation:stack-name": "prod",
            "aws:cloudformation:stack-id": identity,
            "aws:cloudformation:logical-id": "Orders",
        })
        for name in ("prod", identity):
            (described,) = cloud.describe_stacks(StackName=name)["Stacks"]
            self.assertEqual(described["StackId"], identity)
            self.assertEqual(described["StackStatus"], "CREATE_COMPLETE")
            self.assertEqual(described["Outputs"], [{"OutputKey": "Url", "OutputValue": "http://x"}])
            self.assertEqual(described["Tags"], [{"Key": "team", "Value": "a"}])
        table = cloud.describe_stack_resource(StackName="prod", LogicalResourceId="Table")
        self.assertEqual(table["StackResourceDetail"]["PhysicalResourceId"], "prod-table")
        resources = cloud.describe_stack_resources(PhysicalResourceId="orders")["StackResources"]
        self.assertEqual([r["LogicalResourceId"] for r in resources], ["Orders", "Table"])
        code, _, _ = self.refused(
            cloud.describe_stack_resource, StackName="prod", LogicalResourceId="Nobody"
        )
        self.assertEqual(code, "ValidationError")
        self.engine.kill()
        type(self).start()
        cloud = self.client("cloudformation")
        self.assertEqual(len(cloud.describe_stacks()["Stacks"]), 1)
        self.tell("prod", method="DELETE")
        self.assertEqual(cloud.describe_stacks()["Stacks"], [])
        self.assertNotIn("Tags", self.awslambda.get_function(FunctionName="orders"))

    def test_what_is_no_stack_is_refused(self):
        for name, body in (("s", []), ("s", {"Colour": {}}), ("a/b", {}), ("s", {"Resources": {
            "F": {"Type": "AWS::Lambda::Function", "PhysicalId": "nobody"}}})):
            with self.subTest(body=body), self.assertRaises(urllib.error.HTTPError) as caught:
                self.tell(name, body)
            self.assertEqual(caught.exception.code, 400)
