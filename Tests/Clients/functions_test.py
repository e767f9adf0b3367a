# SPDX-License-Identifier: Apache-2.0
"""Real packages in the runtimes that the engine has, and what they do when they go wrong."""

import base64
import concurrent.futures
import importlib.util
import json
import os
import shutil
import sys
import unittest
import urllib.request

from botocore.exceptions import ClientError

from engine_case import EngineCase
from packages import ECHO, package, python
from sluice_program import processes_with, wait_until


class Runtimes(EngineCase):
    def test_python_sees_its_context_and_environment(self):
        source = """
import os

def handler(event, context):
    return {
        "event": event,
        "name": context.function_name,
        "version": context.function_version,
        "arn": context.invoked_function_arn,
        "memory": int(context.memory_limit_in_mb),
        "left": context.get_remaining_time_in_millis(),
        "id": context.aws_request_id,
        "client": context.client_context.custom if context.client_context else None,
        "table": os.environ["TABLE"],
        "region": os.environ["AWS_REGION"],
        "root": os.environ["LAMBDA_TASK_ROOT"] == os.getcwd(),
        "host": sorted(n for n in os.environ if n.startswith("SLUICE_TEST")),
    }
"""
        self.create("context", python(source), MemorySize=256, Timeout=9,
                    Environment={"Variables": {"TABLE": "orders"}})  # fmt: skip
        self.publish("context")
        self.awslambda.create_alias(FunctionName="context", Name="live", FunctionVersion="1")
        client = base64.b64encode(json.dumps({"custom": {"a": "b"}}).encode()).decode()
        answer = self.invoke("context:live", {"x": [1, "ü"]}, ClientContext=client)
        seen = answer["Payload"]
        self.assertTrue(8000 < seen.pop("left") <= 9000)
        self.assertEqual(seen.pop("id"), answer["ResponseMetadata"]["RequestId"])
        self.assertEqual(
            seen,
            {
                "event": {"x": [1, "ü"]},
                "name": "context",
                "version": "1",
                "arn": "arn:aws:lambda:us-east-1:000000000000:function:context:live",
                "memory": 256,
                "client": {"a": "b"},
                "table": "orders",
                "region": "us-east-1",
                "root": True,
                "host": [],
            },
        )

    def test_a_worker_is_used_again(self):
        source = "calls = 0\ndef handler(event, context):\n    global calls\n    calls += 1\n    return calls\n"
        self.create("warm", python(source))
        self.assertEqual([self.invoke("warm")["Payload"] for _ in range(3)], [1, 2, 3])

    def test_configuration_reaches_the_next_worker(self):
        source = "import os\ndef handler(event, context):\n    return os.environ.get('MODE')\n"
        self.create("configured", python(source))
        self.assertIsNone(self.invoke("configured")["Payload"])
        self.awslambda.update_function_configuration(
            FunctionName="configured", Environment={"Variables": {"MODE": "fast"}}
        )
        self.wait("function_updated_v2", "configured")
        self.assertEqual(self.invoke("configured")["Payload"], "fast")

    @unittest.skipUnless(shutil.which("node"), "node is not on this machine")
    def test_node_async_callback_and_module(self):
        files = {
            "index.js": "exports.handler = async (event, context) => "
            "({ event, version: context.functionVersion });\n"
            "exports.old = (event, context, callback) => callback(null, 'called back');\n",
            "esm.mjs": "export const handler = async () => 'module';\n",
        }
        self.create("node", package(files), "nodejs20.x", "index.handler")
        self.assertEqual(
            self.invoke("node", {"a": 1})["Payload"], {"event": {"a": 1}, "version": "$LATEST"}
        )
        self.create("node-old", package(files), "nodejs20.x", "index.old")
        self.assertEqual(self.invoke("node-old")["Payload"], "called back")
        self.create("node-esm", package(files), "nodejs20.x", "esm.handler")
        self.assertEqual(self.invoke("node-esm")["Payload"], "module")

    @unittest.skipUnless(shutil.which("node"), "node is not on this machine")
    def test_a_node_error_has_its_shape(self):
        files = {"index.js": "exports.handler = async () => { throw new TypeError('no'); };\n"}
        self.create("node-error", package(files), "nodejs20.x", "index.handler")
        answer = self.invoke("node-error")
        self.assertEqual(answer["FunctionError"], "Unhandled")
        self.assertEqual(answer["Payload"]["errorType"], "TypeError")
        self.assertEqual(answer["Payload"]["errorMessage"], "no")
        trace = answer["Payload"]["trace"]
        self.assertEqual(trace[0], "TypeError: no")
        self.assertRegex(trace[1], r"^    at .*\(/var/task/index\.js:1:\d+\)$")
        self.assertNotIn(str(self.folder), json.dumps(trace))

    def test_a_bootstrap_of_the_package(self):
        bootstrap = """#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
exec python3 - "$api" <<'PYTHON'
import sys, urllib.request
api = sys.argv[1]
while True:
    with urllib.request.urlopen(api + "/next") as call:
        request, body = call.headers["Lambda-Runtime-Aws-Request-Id"], call.read()
    urllib.request.urlopen(
        urllib.request.Request(api + "/" + request + "/response", data=b"[" + body + b"]")
    ).read()
PYTHON
"""
        self.create("own", package({"bootstrap": bootstrap}), "provided.al2023", "any")
        self.assertEqual(self.invoke("own", {"a": 1})["Payload"], [{"a": 1}])

    @unittest.skipUnless(importlib.util.find_spec("awslambdaric"), "awslambdaric is not installed")
    def test_awslambdaric_unchanged(self):
        files = {
            "bootstrap": f'#!/bin/sh\nexec {sys.executable} -m awslambdaric "$_HANDLER"\n',
            "app.py": ECHO
            + "def failing(event, context):\n    raise ValueError('from awslambdaric')\n",
        }
        self.create("ric", package(files), "provided.al2023")
        for number in range(3):
            self.assertEqual(self.invoke("ric", {"n": number})["Payload"], {"n": number})
        self.create("ric-failing", package(files), "provided.al2023", "app.failing")
        answer = self.invoke("ric-failing")
        self.assertEqual(answer["FunctionError"], "Unhandled")
        self.assertEqual(answer["Payload"]["errorMessage"], "from awslambdaric")

    def test_several_calls_at_once_have_several_workers(self):
        source = "import time, uuid\nme = uuid.uuid4().hex\ndef handler(event, context):\n    time.sleep(0.5)\n    return me\n"
        self.create("parallel", python(source))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            workers = list(pool.map(lambda _: self.invoke("parallel")["Payload"], range(4)))
        self.assertEqual(len(set(workers)), 4)


class Invocations(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls().create("echo", python())

    def test_a_log_type_that_there_is_none_of(self):
        for kind in ("RequestResponse", "Event"):
            code, status, text = self.refused(
                self.awslambda.invoke, FunctionName="echo", InvocationType=kind, LogType="All"
            )
            self.assertEqual((code, status), ("ValidationException", 400))
            self.assertIn("'All' at 'logType' failed to satisfy constraint", text)

    def test_event_is_accepted_and_runs(self):
        source = "import pathlib\ndef handler(event, context):\n    pathlib.Path(event['to']).write_text('ran')\n"
        self.create("event", python(source))
        mark = self.folder / "mark"
        answer = self.invoke("event", {"to": str(mark)}, InvocationType="Event")
        self.assertEqual((answer["StatusCode"], answer["Payload"]), (202, None))
        self.assertNotIn("ExecutedVersion", answer)
        wait_until(lambda: mark.exists() and mark.read_text() == "ran", 10, "the event ran")

    def test_an_answer_in_frames(self):
        answer = self.awslambda.invoke_with_response_stream(
            FunctionName="echo", Payload=json.dumps({"a": "b" * 3_000_000}), LogType="Tail"
        )
        self.assertEqual(answer["ExecutedVersion"], "$LATEST")
        self.assertEqual(
            answer["ResponseStreamContentType"], "application/vnd.amazon.eventstream"
        )
        events = list(answer["EventStream"])
        pieces = [event["PayloadChunk"]["Payload"] for event in events[:-1]]
        self.assertEqual(len(pieces), 3)
        self.assertEqual(json.loads(b"".join(pieces)), {"a": "b" * 3_000_000})
        self.assertEqual(list(events[-1]["InvokeComplete"]), ["LogResult"])
        self.assertIn(b"REPORT", base64.b64decode(events[-1]["InvokeComplete"]["LogResult"]))

    def test_a_failure_in_frames(self):
        self.create("frames", python("def handler(event, context):\n    raise ValueError('no')\n"))
        answer = self.awslambda.invoke_with_response_stream(FunctionName="frames")
        (event,) = answer["EventStream"]
        self.assertEqual(event["InvokeComplete"]["ErrorCode"], "Unhandled")
        self.assertEqual(json.loads(event["InvokeComplete"]["ErrorDetails"])["errorMessage"], "no")

    def test_dry_run_runs_nothing(self):
        self.assertEqual(self.invoke("echo", InvocationType="DryRun")["StatusCode"], 204)
        code, status, _ = self.refused(
            self.awslambda.invoke, FunctionName="gone", InvocationType="DryRun"
        )
        self.assertEqual((code, status), ("ResourceNotFoundException", 404))

    def test_the_log_tail_has_start_end_and_report(self):
        self.create("tail", python("def handler(event, context):\n    print('one line')\n"))
        answer = self.invoke("tail", LogType="Tail")
        request = answer["ResponseMetadata"]["RequestId"]
        log = answer["LogResult"]
        self.assertIn(f"START RequestId: {request} Version: $LATEST\n", log)
        self.assertIn("one line\n", log)
        self.assertIn(f"END RequestId: {request}\n", log)
        self.assertRegex(
            log,
            rf"REPORT RequestId: {request}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\t"
            r"Memory Size: 128 MB\tMax Memory Used: [1-9]\d+ MB\tInit Duration: \d+\.\d\d ms\t\n",
        )

    def test_a_body_that_is_not_json_is_refused(self):
        with self.assertRaises(ClientError) as caught:
            self.awslambda.invoke(FunctionName="echo", Payload=b"{not json")
        answer = caught.exception.response
        self.assertEqual(answer["Error"]["Code"], "InvalidRequestContentException")
        self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 400)
        self.assertTrue(
            answer["Error"]["Message"].startswith(
                "Could not parse request body into json: Could not parse payload into json: "
            ),
            answer,
        )

    def test_a_body_over_the_limit_is_refused(self):
        body = b'"' + b"a" * 6_291_455 + b'"'
        with self.assertRaises(ClientError) as caught:
            self.awslambda.invoke(FunctionName="echo", Payload=body)
        answer = caught.exception.response
        self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 413)
        self.assertEqual(
            answer["Error"]["Message"],
            "6291457 byte payload is too large for the RequestResponse invocation type "
            "(limit 6291456 bytes)",
        )

    def test_what_is_not_there_is_said_in_awss_words(self):
        arn = "arn:aws:lambda:us-east-1:000000000000:function"
        for name, missing in (
            ("gone", f"{arn}:gone:$LATEST"),
            ("echo:7", f"{arn}:echo:7"),
            ("echo:live", f"{arn}:echo:live"),
        ):
            with self.subTest(name=name):
                self.assertEqual(
                    self.refused(self.awslambda.invoke, FunctionName=name),
                    ("ResourceNotFoundException", 404, f"Function not found: {missing}"),
                )

    def test_an_operation_that_is_not_served_says_so(self):
        # Terraform tries a 5xx or an answer that is not JSON again for minutes.
        code, status, _ = self.refused(self.awslambda.list_capacity_providers)
        self.assertTrue(400 <= status < 500, (code, status))

    def test_the_code_can_be_fetched(self):
        url = self.awslambda.get_function(FunctionName="echo")["Code"]["Location"]
        with urllib.request.urlopen(url) as answer:
            self.assertEqual(answer.read(), python())

    def test_tags(self):
        arn = self.awslambda.get_function(FunctionName="echo")["Configuration"]["FunctionArn"]
        self.awslambda.tag_resource(Resource=arn, Tags={"team": "orders", "tier": "1"})
        self.awslambda.untag_resource(Resource=arn, TagKeys=["tier"])
        self.assertEqual(self.awslambda.list_tags(Resource=arn)["Tags"], {"team": "orders"})
        self.assertEqual(self.awslambda.get_function(FunctionName="echo")["Tags"], {"team": "orders"})


class GoingWrong(EngineCase):
    def failing(self, name, source, **more):
        """Makes a Python function and calls it; it must fail as a function, not as a call."""
        self.create(name, python(source), **more)
        return self.called(name)

    def called(self, name):
        answer = self.invoke(name, LogType="Tail")
        self.assertEqual((answer["StatusCode"], answer["FunctionError"]), (200, "Unhandled"), answer)
        return answer

    def test_an_exception(self):
        answer = self.failing("raises", "def handler(event, context):\n    raise KeyError('tenant')\n")
        payload = answer["Payload"]
        self.assertEqual(payload["errorType"], "KeyError")
        self.assertEqual(payload["errorMessage"], "'tenant'")
        self.assertEqual(payload["requestId"], answer["ResponseMetadata"]["RequestId"])
        self.assertEqual(
            payload["stackTrace"],
            ['  File "/var/task/app.py", line 2, in handler\n    raise KeyError(\'tenant\')\n'],
        )
        self.assertIn('File "/var/task/app.py", line 2, in handler', answer["LogResult"])
        self.assertNotIn(str(self.folder), answer["LogResult"])

    def test_a_crash_in_init(self):
        payload = self.failing("init", "import nothing_of_this_name\n")["Payload"]
        self.assertEqual(payload["errorType"], "Runtime.ImportModuleError")
        self.assertEqual(
            payload["errorMessage"],
            "Unable to import module 'app': No module named 'nothing_of_this_name'",
        )
        # A broken import is tried again at the next call, and a good version after it works.
        self.assertEqual(self.called("init")["Payload"]["errorType"], "Runtime.ImportModuleError")
        self.update("init", python())
        self.assertEqual(self.invoke("init", [1])["Payload"], [1])

    def test_a_handler_that_is_not_there(self):
        payload = self.failing("handlerless", "def other(event, context):\n    pass\n")["Payload"]
        self.assertEqual(payload["errorType"], "Runtime.HandlerNotFound")
        self.assertEqual(payload["errorMessage"], "Handler 'handler' missing on module 'app'")

    def test_an_exit(self):
        source = "import os\ndef handler(event, context):\n    os._exit(3)\n"
        answer = self.failing("exits", source)
        request = answer["ResponseMetadata"]["RequestId"]
        self.assertEqual(
            answer["Payload"],
            {
                "errorType": "Runtime.ExitError",
                "errorMessage": f"RequestId: {request} Error: Runtime exited with error: "
                "exit status 3",
            },
        )

    def test_a_crash(self):
        source = "import ctypes\ndef handler(event, context):\n    ctypes.string_at(0)\n"
        answer = self.failing("crashes", source)
        request = answer["ResponseMetadata"]["RequestId"]
        self.assertEqual(
            answer["Payload"]["errorMessage"],
            f"RequestId: {request} Error: Runtime exited with error: signal: segmentation fault",
        )

    def test_a_time_out(self):
        source = "import time\ndef handler(event, context):\n    time.sleep(60)\n"
        answer = self.failing("hangs", source, Timeout=1)
        request = answer["ResponseMetadata"]["RequestId"]
        self.assertEqual(
            answer["Payload"],
            {
                "errorType": "Sandbox.Timedout",
                "errorMessage": f"RequestId: {request} Error: Task timed out after 1.00 seconds",
            },
        )
        self.assertIn("Status: timeout", answer["LogResult"])

    def test_a_time_out_ends_what_the_function_started(self):
        # Its pid would be one of the function's own namespace, so it is known by its arguments.
        seconds = f"300.{os.getpid()}"
        source = (
            "import subprocess, time\n"
            "def handler(event, context):\n"
            f"    subprocess.Popen(['sleep', '{seconds}'])\n"
            "    time.sleep(60)\n"
        )
        self.create("parent", python(source), Timeout=2)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            call = pool.submit(self.invoke, "parent")
            wait_until(lambda: processes_with(seconds), 10, "the child runs")
            self.assertEqual(call.result(20)["FunctionError"], "Unhandled")
        wait_until(lambda: not processes_with(seconds), 5, "the function's own child ended")

    def test_seven_megabytes(self):
        payload = self.failing("large", "def handler(event, context):\n    return 'a' * 7_000_000\n")[
            "Payload"
        ]
        self.assertEqual(
            payload,
            {
                "errorMessage": "Response payload size exceeded maximum allowed payload size "
                "(6291556 bytes).",
                "errorType": "Function.ResponseSizeTooLarge",
            },
        )

    def test_ten_megabytes_of_log(self):
        source = (
            "def handler(event, context):\n"
            "    for number in range(100_000):\n"
            "        print(f'{number:06d} ' + 'x' * 93)\n"
            "    return 'done'\n"
        )
        self.create("chatty", python(source), Timeout=30)
        answer = self.invoke("chatty", LogType="Tail")
        self.assertEqual(answer["Payload"], "done")
        self.assertLessEqual(len(answer["LogResult"]), 4096)
        self.assertIn("099999 xxx", answer["LogResult"])
        self.assertEqual(self.invoke("chatty")["Payload"], "done")

    def test_too_much_memory(self):
        source = (
            "def handler(event, context):\n"
            "    kept = bytearray(600 * 1024 * 1024)\n"
            "    kept[::4096] = b'x' * len(kept[::4096])\n"
            "    return len(kept)\n"
        )
        self.failing("greedy", source, MemorySize=128, Timeout=20)

    def test_a_package_that_climbs_out(self):
        climbing = package({"app.py": ECHO, "../../climbed.py": "print('out')\n"})
        self.assertEqual(
            self.refused(
                self.awslambda.create_function,
                FunctionName="climbs",
                Runtime="python3.12",
                Handler="app.handler",
                Role="arn:aws:iam::000000000000:role/lambda",
                Code={"ZipFile": climbing},
            ),
            (
                "InvalidParameterValueException",
                400,
                "Could not unzip uploaded file. Please check your file, then try to upload again.",
            ),
        )
        self.assertEqual(list(self.folder.rglob("climbed.py")), [])

    def test_a_package_that_is_no_zip(self):
        code, status, text = self.refused(
            self.awslambda.create_function,
            FunctionName="nozip",
            Runtime="python3.12",
            Handler="app.handler",
            Role="arn:aws:iam::000000000000:role/lambda",
            Code={"ZipFile": b"this is no zip"},
        )
        self.assertEqual((code, status), ("InvalidParameterValueException", 400))
        self.assertTrue(text.startswith("Could not unzip uploaded file."), text)

    def test_a_runtime_that_is_not_run_here_fails_when_it_is_called(self):
        made = self.awslambda.create_function(
            FunctionName="java",
            Runtime="java21",
            Handler="a.B::c",
            Role="arn:aws:iam::000000000000:role/lambda",
            Code={"ZipFile": python()},
        )
        self.assertEqual(made["Runtime"], "java21")
        self.fails_with("java", "runtime java21 cannot run here")

    def test_an_image_is_kept_and_fails_when_it_is_called(self):
        uri = "000000000000.dkr.ecr.us-east-1.amazonaws.com/shop:2"
        made = self.awslambda.create_function(
            FunctionName="image",
            PackageType="Image",
            Role="arn:aws:iam::000000000000:role/lambda",
            Code={"ImageUri": uri},
            ImageConfig={"Command": ["app.handler"]},
        )
        self.assertEqual(made["PackageType"], "Image")
        self.assertEqual(
            made["ImageConfigResponse"], {"ImageConfig": {"Command": ["app.handler"]}}
        )
        self.assertNotIn("Runtime", made)
        code = self.awslambda.get_function(FunctionName="image")["Code"]
        self.assertEqual(code["RepositoryType"], "ECR")
        self.assertEqual(code["ImageUri"], uri)
        self.assertEqual(
            code["ResolvedImageUri"], f"{uri[:-2]}@sha256:{made['CodeSha256']}"
        )
        self.fails_with("image", "a container image cannot run here")

    def fails_with(self, name, sentence):
        self.awslambda.get_waiter("function_active_v2").wait(FunctionName=name)
        answer = self.awslambda.invoke(FunctionName=name, LogType="Tail")
        self.assertEqual(answer["FunctionError"], "Unhandled")
        payload = json.loads(answer["Payload"].read())
        self.assertEqual(payload["errorType"], "Runtime.InvalidEntrypoint")
        self.assertIn(sentence, payload["errorMessage"])
        self.assertIn(sentence, base64.b64decode(answer["LogResult"]).decode())
