# SPDX-License-Identifier: Apache-2.0
"""What hangs on functions: layers, addresses, permissions, provisioned workers, events, settings."""

import json
import os
import shutil
import unittest
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from engine_case import EngineCase
from packages import package, python
from sluice_program import wait_until

ARN = "arn:aws:lambda:us-east-1:000000000000"
WRITER = (
    "import json, pathlib\n"
    "def handler(event, context):\n"
    "    pathlib.Path(event['requestPayload']['to']).write_text(json.dumps(event))\n"
)


def fetch(url, data=None, headers=None, method=None):
    request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


class Layers(EngineCase):
    def publish_layer(self, name, files, **more):
        return self.awslambda.publish_layer_version(
            LayerName=name, Content={"ZipFile": package(files)}, **more
        )

    def test_versions_are_published_read_listed_and_deleted(self):
        first = self.publish_layer("books", {"a.txt": "1"}, Description="first")
        self.assertEqual(first["LayerVersionArn"], f"{ARN}:layer:books:1")
        self.assertNotIn("CompatibleRuntimes", first)
        second = self.publish_layer("books", {"a.txt": "2"}, CompatibleRuntimes=["python3.12"])
        self.assertEqual((second["Version"], second["Description"]), (2, ""))
        read = self.awslambda.get_layer_version(LayerName="books", VersionNumber=1)
        self.assertEqual(fetch(read["Content"]["Location"])[2], package({"a.txt": "1"}))
        by_arn = self.awslambda.get_layer_version_by_arn(Arn=first["LayerVersionArn"])
        self.assertEqual(by_arn["Content"]["CodeSha256"], first["Content"]["CodeSha256"])
        listed = self.awslambda.list_layer_versions(LayerName="books")["LayerVersions"]
        self.assertEqual([item["Version"] for item in listed], [2, 1])
        self.assertNotIn("Content", listed[0])
        layers = self.awslambda.list_layers(CompatibleRuntime="python3.12")["Layers"]
        self.assertEqual(layers[0]["LatestMatchingVersion"]["Version"], 2)
        self.awslambda.delete_layer_version(LayerName="books", VersionNumber=2)
        self.awslambda.delete_layer_version(LayerName="books", VersionNumber=2)
        third = self.publish_layer("books", {"a.txt": "3"})
        self.assertEqual(third["Version"], 3)

    def test_functions_import_from_layers_the_last_one_on_top(self):
        one = self.publish_layer("one", {"python/first.py": "WORD = 'one'\n",
                                         "python/both.py": "WORD = 'one'\n"})  # fmt: skip
        two = self.publish_layer("two", {"python/both.py": "WORD = 'two'\n"})
        source = (
            "import both, first, os\ndef handler(event, context):\n"
            "    if 'link' in event: return os.readlink(event['link'])\n"
            "    if 'path' in event: return open(event['path']).read()\n"
            "    return [first.WORD, both.WORD]\n"
        )
        layers = [one["LayerVersionArn"], two["LayerVersionArn"]]
        created = self.create("layered", python(source), Layers=layers)
        self.assertEqual([layer["Arn"] for layer in created["Layers"]], layers)
        self.assertEqual(created["Layers"][0]["CodeSize"], one["Content"]["CodeSize"])
        self.assertEqual(self.invoke("layered")["Payload"], ["one", "two"])
        mounts = self.invoke("layered", {"link": "/proc/self/ns/mnt"})["Payload"]
        if os.path.isdir("/opt") and mounts != os.readlink("/proc/self/ns/mnt"):
            told = self.invoke("layered", {"path": "/opt/python/both.py"})["Payload"]
            self.assertEqual(told, "WORD = 'two'\n")
        # What a function uses stays when the layer's version is deleted.
        self.awslambda.delete_layer_version(LayerName="one", VersionNumber=1)
        self.assertEqual(self.publish("layered"), "1")
        self.assertEqual(self.invoke("layered:1")["Payload"], ["one", "two"])
        answer = self.awslambda.update_function_configuration(FunctionName="layered", Layers=[])
        self.assertNotIn("Layers", answer)

    @unittest.skipUnless(shutil.which("node"), "node is not on this machine")
    def test_node_requires_from_layers(self):
        layer = self.publish_layer(
            "modules", {"nodejs/node_modules/word/index.js": "module.exports = 'layer';\n"}
        )
        files = {"index.js": "exports.handler = async () => require('word');\n"}
        self.create("node-layered", package(files), "nodejs20.x", "index.handler",
                    Layers=[layer["LayerVersionArn"]])  # fmt: skip
        self.assertEqual(self.invoke("node-layered")["Payload"], "layer")

    def test_a_layers_policy(self):
        self.publish_layer("shared", {"a.txt": "1"})
        names = {"LayerName": "shared", "VersionNumber": 1}
        added = self.awslambda.add_layer_version_permission(
            StatementId="all", Action="lambda:GetLayerVersion", Principal="*", **names
        )
        policy = self.awslambda.get_layer_version_policy(**names)
        self.assertEqual(policy["RevisionId"], added["RevisionId"])
        self.assertEqual(json.loads(policy["Policy"])["Statement"][0]["Sid"], "all")
        self.awslambda.remove_layer_version_permission(StatementId="all", **names)
        self.assertEqual(self.refused(self.awslambda.get_layer_version_policy, **names)[1], 404)


class Addresses(EngineCase):
    SOURCE = """
import json

def handler(event, context):
    path = event["rawPath"]
    if path == "/fail":
        raise ValueError("no")
    if path == "/plain":
        return "plain words"
    if path == "/proxy":
        return {"statusCode": 201, "headers": {"X-Word": "w"}, "cookies": ["a=1", "b=2"],
                "isBase64Encoded": True, "body": "aGVsbG8="}
    return event
"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls().create("site", python(cls.SOURCE))

    def allow(self, **more):
        self.awslambda.add_permission(
            FunctionName="site", StatementId="public", Action="lambda:InvokeFunctionUrl",
            Principal="*", FunctionUrlAuthType="NONE", **more,
        )  # fmt: skip

    def test_an_address_is_served(self):
        made = self.awslambda.create_function_url_config(FunctionName="site", AuthType="NONE")
        url = made["FunctionUrl"]
        self.assertNotIn("InvokeMode", made)
        status, headers, body = fetch(url)
        self.assertEqual((status, headers["x-amzn-ErrorType"]), (403, "AccessDeniedException"))
        self.assertTrue(json.loads(body)["Message"].startswith("Forbidden."))
        self.allow()
        status, _, body = fetch(
            url + "a%2Fb/c?x=1&x=2&y=%20", b'{"k":1}',
            {"Content-Type": "application/json", "X-Some": "v", "Cookie": "c=1; d=2"},
        )  # fmt: skip
        event = json.loads(body)
        self.assertEqual(status, 200)
        self.assertEqual((event["version"], event["rawPath"]), ("2.0", "/a%2Fb/c"))
        self.assertEqual(event["queryStringParameters"], {"x": "1,2", "y": " "})
        self.assertEqual((event["body"], event["isBase64Encoded"]), ('{"k":1}', False))
        self.assertEqual(event["headers"]["x-some"], "v")
        self.assertEqual(event["headers"]["x-forwarded-proto"], "http")
        self.assertEqual(event["headers"]["x-forwarded-for"], "127.0.0.1")
        self.assertTrue(event["headers"]["x-forwarded-port"].isdigit())
        self.assertRegex(event["headers"]["x-amzn-trace-id"], "^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$")
        self.assertNotIn("connection", event["headers"])
        self.assertEqual(event["cookies"], ["c=1", "d=2"])
        self.assertEqual(event["requestContext"]["http"]["method"], "POST")
        binary = json.loads(fetch(url, b"\x00\x01", {"Content-Type": "image/png"})[2])
        self.assertEqual((binary["body"], binary["isBase64Encoded"]), ("AAE=", True))
        status, headers, body = fetch(url + "proxy")
        self.assertEqual((status, headers["X-Word"], body), (201, "w", b"hello"))
        self.assertEqual(headers.get_all("Set-Cookie"), ["a=1", "b=2"])
        self.assertEqual(fetch(url + "plain")[2], b"plain words")
        self.assertEqual(fetch(url + "fail")[::2], (502, b"Internal Server Error"))
        host = url.split("/")[-2] + ".lambda-url.us-east-1.on.aws"
        self.assertEqual(fetch(self.engine.endpoint + "/plain", headers={"Host": host})[0], 200)
        # A page that the owner did not allow changes nothing.
        foreign = {"Origin": "https://elsewhere.example"}
        self.assertEqual(fetch(url, b"{}", foreign)[0], 403)
        self.awslambda.update_function_url_config(
            FunctionName="site", Cors={"AllowOrigins": ["https://elsewhere.example"]}
        )
        status, headers, _ = fetch(url, b"{}", foreign)
        self.assertEqual(
            (status, headers["Access-Control-Allow-Origin"]), (200, "https://elsewhere.example")
        )
        listed = self.awslambda.list_function_url_configs(FunctionName="site")
        self.assertEqual(listed["FunctionUrlConfigs"][0]["FunctionUrl"], url)
        self.awslambda.delete_function_url_config(FunctionName="site")
        self.assertEqual(fetch(url)[::2], (404, b'{"Message":null}'))

    def test_an_address_of_an_alias_asks_for_a_signature(self):
        self.publish("site")
        self.awslambda.create_alias(FunctionName="site", Name="live", FunctionVersion="1")
        made = self.awslambda.create_function_url_config(
            FunctionName="site", Qualifier="live", AuthType="AWS_IAM"
        )
        self.assertTrue(made["FunctionArn"].endswith(":site:live"))
        url = made["FunctionUrl"]
        self.assertEqual(fetch(url)[0], 403)
        request = AWSRequest("GET", url)
        SigV4Auth(Credentials("AKIDEXAMPLE", "secret"), "lambda", "us-east-1").add_auth(request)
        self.assertEqual(fetch(url, headers=dict(request.headers))[0], 200)
        self.awslambda.delete_alias(FunctionName="site", Name="live")
        self.assertEqual(fetch(url)[0], 404)


class Provisioned(EngineCase):
    SOURCE = (
        "import os, time\ntime.sleep(0.3)\n"
        "def handler(event, context):\n"
        "    return [context.function_version, os.environ['AWS_LAMBDA_INITIALIZATION_TYPE']]\n"
    )

    def status(self, name, qualifier):
        return self.awslambda.get_provisioned_concurrency_config(
            FunctionName=name, Qualifier=qualifier
        )

    def ready(self, name, qualifier, word="READY"):
        wait_until(lambda: self.status(name, qualifier)["Status"] == word, 20, f"{name} {word}")
        return self.status(name, qualifier)

    def test_workers_are_ready_before_calls_come_and_move_with_the_alias(self):
        self.create("ready", python(self.SOURCE))
        self.publish("ready")
        self.awslambda.create_alias(FunctionName="ready", Name="live", FunctionVersion="1")
        put = self.awslambda.put_provisioned_concurrency_config(
            FunctionName="ready", Qualifier="live", ProvisionedConcurrentExecutions=2
        )
        self.assertEqual(
            (put["Status"], put["AllocatedProvisionedConcurrentExecutions"]), ("IN_PROGRESS", 0)
        )
        there = self.ready("ready", "live")
        self.assertEqual(there["AvailableProvisionedConcurrentExecutions"], 2)
        self.assertEqual(
            self.invoke("ready:live")["Payload"], ["1", "provisioned-concurrency"]
        )
        items = self.awslambda.list_provisioned_concurrency_configs(FunctionName="ready")
        self.assertEqual(len(items["ProvisionedConcurrencyConfigs"]), 1)
        self.publish("ready", python(self.SOURCE + "# two\n"))
        moved = self.awslambda.update_alias(
            FunctionName="ready", Name="live", FunctionVersion="2"
        )
        self.assertEqual(moved["RoutingConfig"], {"AdditionalVersionWeights": {"1": 1.0}})
        self.assertEqual(self.invoke("ready:live")["Payload"][0], "1")
        self.ready("ready", "live")
        alias = self.awslambda.get_alias(FunctionName="ready", Name="live")
        self.assertNotIn("RoutingConfig", alias)
        self.assertEqual(self.invoke("ready:live")["Payload"][0], "2")
        self.awslambda.delete_provisioned_concurrency_config(
            FunctionName="ready", Qualifier="live"
        )
        self.assertEqual(
            self.refused(
                self.awslambda.get_provisioned_concurrency_config,
                FunctionName="ready", Qualifier="live",
            )[0],
            "ProvisionedConcurrencyConfigNotFoundException",
        )  # fmt: skip

    def test_a_version_that_cannot_initialise_fails(self):
        self.create("broken", python("import nothing_of_this_name\n"))
        self.publish("broken")
        self.awslambda.put_provisioned_concurrency_config(
            FunctionName="broken", Qualifier="1", ProvisionedConcurrentExecutions=1
        )
        failed = self.ready("broken", "1", "FAILED")
        self.assertEqual(failed["StatusReason"], "FUNCTION_ERROR_INIT_FAILURE")

    def test_weights_and_provisioned_concurrency_exclude_each_other(self):
        self.create("split", python(self.SOURCE))
        self.publish("split")
        self.publish("split", python(self.SOURCE + "# two\n"))
        self.awslambda.create_alias(
            FunctionName="split", Name="live", FunctionVersion="1",
            RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}},
        )  # fmt: skip
        self.assertEqual(
            self.refused(
                self.awslambda.put_provisioned_concurrency_config,
                FunctionName="split", Qualifier="live", ProvisionedConcurrentExecutions=1,
            ),
            (
                "InvalidParameterValueException", 400,
                "Alias with weights can not be used with Provisioned Concurrency",
            ),
        )  # fmt: skip

    def test_reserved_capacity_that_is_all_provisioned_leaves_none(self):
        self.create("full", python(self.SOURCE))
        self.publish("full")
        self.awslambda.put_function_concurrency(
            FunctionName="full", ReservedConcurrentExecutions=1
        )
        self.awslambda.put_provisioned_concurrency_config(
            FunctionName="full", Qualifier="1", ProvisionedConcurrentExecutions=1
        )
        self.ready("full", "1")
        self.assertEqual(self.invoke("full:1")["Payload"][0], "1")
        self.assertEqual(self.refused(self.awslambda.invoke, FunctionName="full")[1], 429)


class Events(EngineCase):
    def test_attempts_and_destinations(self):
        self.create("failing", python("def handler(event, context):\n    raise ValueError('no')\n"))
        self.create("told", python(WRITER))
        put = self.awslambda.put_function_event_invoke_config(
            FunctionName="failing", MaximumRetryAttempts=0,
            DestinationConfig={"OnFailure": {"Destination": f"{ARN}:function:told"}},
        )  # fmt: skip
        self.assertEqual(put["FunctionArn"], f"{ARN}:function:failing:$LATEST")
        self.assertEqual(put["DestinationConfig"]["OnSuccess"], {})
        mark = self.folder / "told"
        self.invoke("failing", {"to": str(mark)}, InvocationType="Event")
        wait_until(lambda: mark.exists() and mark.read_text(), 10, "the destination is told")
        record = json.loads(mark.read_text())
        self.assertEqual(record["requestContext"]["condition"], "RetriesExhausted")
        self.assertEqual(record["requestContext"]["approximateInvokeCount"], 1)
        self.assertEqual(record["responseContext"]["functionError"], "Unhandled")
        self.assertEqual(record["responsePayload"]["errorMessage"], "no")

    def test_success_is_told_too_and_updates_merge(self):
        self.create("working", python())
        self.create("hears", python(WRITER))
        names = {"FunctionName": "working"}
        self.awslambda.put_function_event_invoke_config(MaximumEventAgeInSeconds=60, **names)
        merged = self.awslambda.update_function_event_invoke_config(
            DestinationConfig={"OnSuccess": {"Destination": f"{ARN}:function:hears"}}, **names
        )
        self.assertEqual(merged["MaximumEventAgeInSeconds"], 60)
        self.assertEqual(self.awslambda.get_function_event_invoke_config(**names)
                         ["MaximumEventAgeInSeconds"], 60)  # fmt: skip
        mark = self.folder / "heard"
        self.awslambda.invoke_async(FunctionName="working",
                                    InvokeArgs=json.dumps({"to": str(mark)}))  # fmt: skip
        wait_until(lambda: mark.exists() and mark.read_text(), 10, "the destination is told")
        record = json.loads(mark.read_text())
        self.assertEqual(record["requestContext"]["condition"], "Success")
        self.assertEqual(record["responsePayload"], {"to": str(mark)})
        listed = self.awslambda.list_function_event_invoke_configs(**names)
        self.assertEqual(len(listed["FunctionEventInvokeConfigs"]), 1)
        self.awslambda.delete_function_event_invoke_config(**names)
        self.assertEqual(
            self.refused(self.awslambda.get_function_event_invoke_config, **names)[1], 404
        )


class Settings(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls().create("plain", python())

    def test_a_resource_policy(self):
        names = {"FunctionName": "plain"}
        before = self.awslambda.get_function(**names)["Configuration"]["RevisionId"]
        added = self.awslambda.add_permission(
            StatementId="bucket", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com",
            SourceArn="arn:aws:s3:::orders", SourceAccount="000000000000", **names,
        )  # fmt: skip
        self.assertEqual(
            json.loads(added["Statement"]),
            {
                "Sid": "bucket",
                "Effect": "Allow",
                "Principal": {"Service": "s3.amazonaws.com"},
                "Action": "lambda:InvokeFunction",
                "Resource": f"{ARN}:function:plain",
                "Condition": {
                    "StringEquals": {"AWS:SourceAccount": "000000000000"},
                    "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::orders"},
                },
            },
        )
        policy = self.awslambda.get_policy(**names)
        self.assertEqual(json.loads(policy["Policy"])["Id"], "default")
        self.awslambda.remove_permission(
            StatementId="bucket", RevisionId=policy["RevisionId"], **names
        )
        self.assertEqual(self.refused(self.awslambda.get_policy, **names)[1], 404)
        after = self.awslambda.get_function(**names)["Configuration"]["RevisionId"]
        self.assertEqual(after, before)

    def test_signing_rules(self):
        publishers = {"SigningProfileVersionArns": [
            "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/abcdefghij"]}  # fmt: skip
        rules = self.awslambda.create_code_signing_config(AllowedPublishers=publishers)
        arn = rules["CodeSigningConfig"]["CodeSigningConfigArn"]
        self.awslambda.put_function_code_signing_config(
            CodeSigningConfigArn=arn, FunctionName="plain"
        )
        read = self.awslambda.get_function_code_signing_config(FunctionName="plain")
        self.assertEqual(read["CodeSigningConfigArn"], arn)
        listed = self.awslambda.list_functions_by_code_signing_config(CodeSigningConfigArn=arn)
        self.assertEqual(listed["FunctionArns"], [f"{ARN}:function:plain"])
        updated = self.awslambda.update_code_signing_config(
            CodeSigningConfigArn=arn, Description="new"
        )
        self.assertEqual(updated["CodeSigningConfig"]["Description"], "new")
        self.awslambda.delete_function_code_signing_config(FunctionName="plain")
        self.assertEqual(len(self.awslambda.list_code_signing_configs()["CodeSigningConfigs"]), 1)
        self.assertEqual(
            self.awslambda.get_code_signing_config(CodeSigningConfigArn=arn)["CodeSigningConfig"],
            updated["CodeSigningConfig"],
        )
        self.awslambda.delete_code_signing_config(CodeSigningConfigArn=arn)

    def test_recursion_and_runtime_management(self):
        self.awslambda.put_function_recursion_config(FunctionName="plain", RecursiveLoop="Allow")
        read = self.awslambda.get_function_recursion_config(FunctionName="plain")
        self.assertEqual(read["RecursiveLoop"], "Allow")
        self.awslambda.put_runtime_management_config(
            FunctionName="plain", UpdateRuntimeOn="FunctionUpdate"
        )
        read = self.awslambda.get_runtime_management_config(FunctionName="plain")
        self.assertEqual(read["UpdateRuntimeOn"], "FunctionUpdate")

    def test_mappings_are_kept(self):
        sqs = self.client("sqs")
        queue = sqs.create_queue(QueueName="jobs")["QueueUrl"]
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "2"})
        refused = self.refused(
            self.awslambda.create_event_source_mapping,
            EventSourceArn="arn:aws:sqs:us-east-1:000000000000:jobs", FunctionName="plain",
        )  # fmt: skip
        self.assertEqual(
            refused[2],
            "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds",
        )
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "30"})
        made = self.awslambda.create_event_source_mapping(
            EventSourceArn="arn:aws:sqs:us-east-1:000000000000:jobs", FunctionName="plain",
            Tags={"team": "orders"},
        )  # fmt: skip
        self.assertEqual((made["State"], made["BatchSize"]), ("Creating", 10))
        names = {"UUID": made["UUID"]}
        read = lambda: self.awslambda.get_event_source_mapping(**names)  # noqa: E731
        wait_until(lambda: read()["State"] == "Enabled", 5, "the mapping is enabled")
        self.assertEqual(
            self.awslambda.list_tags(Resource=made["EventSourceMappingArn"])["Tags"],
            {"team": "orders"},
        )
        self.awslambda.update_event_source_mapping(Enabled=False, **names)
        wait_until(lambda: read()["State"] == "Disabled", 5, "the mapping is disabled")
        listed = self.awslambda.list_event_source_mappings(FunctionName="plain")
        self.assertEqual(len(listed["EventSourceMappings"]), 1)
        self.assertEqual(self.awslambda.delete_event_source_mapping(**names)["State"], "Deleting")
        self.assertEqual(read()["State"], "Deleting")
        self.assertEqual(
            self.refused(self.awslambda.delete_event_source_mapping, **names)[:2],
            ("ResourceInUseException", 400),
        )
        listed = lambda: self.awslambda.list_event_source_mappings(  # noqa: E731
            FunctionName="plain"
        )["EventSourceMappings"]
        wait_until(lambda: not listed(), 5, "the mapping is gone")
        self.assertEqual(self.refused(self.awslambda.get_event_source_mapping, **names)[1], 404)


class Kept(EngineCase):
    def test_all_of_it_is_there_after_a_restart(self):
        layer = self.awslambda.publish_layer_version(
            LayerName="kept", Content={"ZipFile": package({"python/kept.py": "WORD = 'kept'\n"})}
        )
        source = "import kept\ndef handler(event, context):\n    return kept.WORD\n"
        self.create("kept", python(source), Layers=[layer["LayerVersionArn"]])
        self.publish("kept")
        names = {"FunctionName": "kept"}
        self.awslambda.create_function_url_config(AuthType="AWS_IAM", **names)
        self.awslambda.put_function_event_invoke_config(MaximumRetryAttempts=1, **names)
        self.awslambda.add_permission(
            StatementId="s", Action="lambda:InvokeFunction", Principal="000000000000", **names
        )
        self.awslambda.put_provisioned_concurrency_config(
            Qualifier="1", ProvisionedConcurrentExecutions=1, **names
        )
        self.client("sqs").create_queue(QueueName="jobs")
        mapping = self.awslambda.create_event_source_mapping(
            EventSourceArn="arn:aws:sqs:us-east-1:000000000000:jobs", **names
        )
        self.finish()
        self.start()
        self.assertEqual(self.invoke("kept:1")["Payload"], "kept")
        self.assertEqual(self.awslambda.get_function_url_config(**names)["AuthType"], "AWS_IAM")
        config = self.awslambda.get_function_event_invoke_config(**names)
        self.assertEqual(config["MaximumRetryAttempts"], 1)
        self.assertIn("000000000000", self.awslambda.get_policy(**names)["Policy"])
        self.assertEqual(
            self.awslambda.get_event_source_mapping(UUID=mapping["UUID"])["BatchSize"], 10
        )
        status = lambda: self.awslambda.get_provisioned_concurrency_config(  # noqa: E731
            Qualifier="1", **names
        )["Status"]
        wait_until(lambda: status() == "READY", 20, "the workers are ready again")


if __name__ == "__main__":
    unittest.main()
