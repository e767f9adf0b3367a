# SPDX-License-Identifier: Apache-2.0
"""What an account and its functions are told of their room."""

from engine_case import EngineCase
from packages import python


class Settings(EngineCase):
    def test_the_account_counts_what_it_holds(self):
        before = self.awslambda.get_account_settings()
        self.assertEqual(
            before["AccountLimit"],
            {
                "TotalCodeSize": 80_530_636_800,
                "CodeSizeUnzipped": 262_144_000,
                "CodeSizeZipped": 52_428_800,
                "ConcurrentExecutions": 1000,
                "UnreservedConcurrentExecutions": 1000,
            },
        )
        size = self.create("counted", python())["CodeSize"]
        self.publish("counted")
        self.awslambda.publish_layer_version(LayerName="counted", Content={"ZipFile": python()})
        self.awslambda.put_function_concurrency(
            FunctionName="counted", ReservedConcurrentExecutions=30
        )
        after = self.awslambda.get_account_settings()
        self.assertEqual(after["AccountLimit"]["UnreservedConcurrentExecutions"], 970)
        self.assertEqual(
            after["AccountUsage"],
            {
                "TotalCodeSize": before["AccountUsage"]["TotalCodeSize"] + 3 * size,
                "FunctionCount": before["AccountUsage"]["FunctionCount"] + 1,
            },
        )
        self.awslambda.delete_function(FunctionName="counted")
        self.awslambda.delete_layer_version(LayerName="counted", VersionNumber=1)
        left = self.awslambda.get_account_settings()
        self.assertEqual(left["AccountUsage"], before["AccountUsage"])
        self.assertEqual(left["AccountLimit"], before["AccountLimit"])

    def test_reserved_concurrency_is_read_back(self):
        self.create("reserving", python())
        read = self.awslambda.get_function_concurrency
        self.assertNotIn("ReservedConcurrentExecutions", read(FunctionName="reserving"))
        self.awslambda.put_function_concurrency(
            FunctionName="reserving", ReservedConcurrentExecutions=7
        )
        self.assertEqual(read(FunctionName="reserving")["ReservedConcurrentExecutions"], 7)
        told = self.awslambda.get_function(FunctionName="reserving")["Concurrency"]
        self.assertEqual(told, {"ReservedConcurrentExecutions": 7})
        self.awslambda.delete_function_concurrency(FunctionName="reserving")
        self.assertNotIn("ReservedConcurrentExecutions", read(FunctionName="reserving"))
        self.assertEqual(
            self.refused(read, FunctionName="nobody"),
            (
                "ResourceNotFoundException",
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody",
            ),
        )

    def test_a_package_is_brought_or_named_and_not_both(self):
        self.create("two-sources", python())
        code, status, text = self.refused(
            self.awslambda.update_function_code, FunctionName="two-sources", ZipFile=python(),
            S3Bucket="bucket", S3Key="key",
        )  # fmt: skip
        self.assertEqual((code, status), ("InvalidParameterValueException", 400))
        self.assertIn("do not provide other FunctionCode parameters", text)
