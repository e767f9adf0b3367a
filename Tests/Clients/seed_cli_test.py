# SPDX-License-Identifier: Apache-2.0
"""The same three patterns, typed as people type them: by the aws cli."""

import datetime
import json
import shutil
import subprocess
import unittest

from calls import note_cli
from engine_case import ROLE, EngineCase
from packages import python, saying
from sluice_program import ROOT


class AWSCommandLine(EngineCase):
    program = "aws"

    @classmethod
    def setUpClass(cls):
        if shutil.which(cls.program) is None:
            raise unittest.SkipTest(f"not run: {cls.program} is not on this machine")
        super().setUpClass()
        cls.environment = dict(cls.engine.environment)

    def aws(self, *arguments, fails=False):
        """Runs one aws command: its JSON (or text), or its error when it must fail."""
        note_cli(arguments)
        done = subprocess.run(
            [self.program, "--endpoint-url", self.engine.endpoint, *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if fails:
            self.assertNotEqual(done.returncode, 0, done.stdout)
            return done.stderr.strip()
        self.assertEqual(done.returncode, 0, done.stderr)
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            return done.stdout.strip()

    def write(self, name, content):
        (self.folder / name).write_bytes(content)
        return f"fileb://{name}"

    def test_direct_versioned_and_gradual(self):
        made = self.aws(
            "lambda", "create-function", "--function-name", "my-function",
            "--runtime", "python3.12", "--handler", "app.handler", "--role", ROLE,
            "--zip-file", self.write("one.zip", saying("one")),
        )  # fmt: skip
        self.assertEqual(made["State"], "Pending")
        self.aws("lambda", "wait", "function-active-v2", "--function-name", "my-function")

        with self.subTest("Pattern 1: direct update"):
            self.aws(
                "lambda", "update-function-code", "--function-name", "my-function",
                "--zip-file", self.write("two.zip", saying("two")),
            )  # fmt: skip
            self.aws("lambda", "wait", "function-updated-v2", "--function-name", "my-function")
            self.assertEqual(self.call("my-function"), {"word": "two", "version": "$LATEST"})

        with self.subTest("Pattern 2: publish, alias, move, back"):
            first = self.publish_by_cli()
            self.aws(
                "lambda", "create-alias", "--function-name", "my-function",
                "--name", "production", "--function-version", first,
            )  # fmt: skip
            self.aws(
                "lambda", "update-function-code", "--function-name", "my-function",
                "--zip-file", self.write("three.zip", saying("three")),
            )  # fmt: skip
            self.aws("lambda", "wait", "function-updated", "--function-name", "my-function")
            second = self.publish_by_cli()
            self.assertEqual((first, second), ("1", "2"))
            self.move(second)
            self.assertEqual(self.call("my-function:production")["word"], "three")
            self.move(first)
            self.assertEqual(self.call("my-function:production")["word"], "two")

        with self.subTest("Pattern 3: weights, and the two traps at its end"):
            self.move(second, "--routing-config", "AdditionalVersionWeights={1=0.9}")
            self.move(second, "--routing-config", "AdditionalVersionWeights={1=0.5}")
            kept = self.move(second)
            self.assertEqual(kept["RoutingConfig"], {"AdditionalVersionWeights": {"1": 0.5}})
            error = self.move(first, fails=True)
            self.assertEqual(
                error.splitlines()[-1],
                "An error occurred (InvalidParameterValueException) when calling the UpdateAlias "
                "operation: Invalid function version 1. Function version 1 is already included in "
                "routing configuration.",
            )
            cleared = self.move(second, "--routing-config", "{}")
            self.assertNotIn("RoutingConfig", cleared)

        with self.subTest("Rollback, immediate"):
            good = self.aws(
                "lambda", "get-alias", "--function-name", "my-function", "--name", "production",
                "--query", "FunctionVersion", "--output", "text",
            )  # fmt: skip
            self.assertEqual(good, 2)
            self.move(first)
            self.assertEqual(self.call("my-function:production")["version"], "1")

        with self.subTest("The lists that clean-up scripts read"):
            versions = self.aws(
                "lambda", "list-versions-by-function", "--function-name", "my-function",
                "--query", "Versions[].Version",
            )  # fmt: skip
            self.assertEqual(versions, ["$LATEST", "1", "2"])

    def test_invoke_exits_with_0_though_the_function_failed(self):
        # The trap: `if [ $? -eq 0 ]` after `aws lambda invoke` is always true.
        self.create("failing", python("def handler(event, context):\n    raise KeyError('tenant')\n"))
        answer = self.aws("lambda", "invoke", "--function-name", "failing", "out.json")
        self.assertEqual(answer["StatusCode"], 200)
        self.assertEqual(answer["FunctionError"], "Unhandled")
        payload = json.loads((self.folder / "out.json").read_text())
        self.assertEqual((payload["errorType"], payload["errorMessage"]), ("KeyError", "'tenant'"))

    def test_who_am_i_metrics_and_logs(self):
        identity = self.aws("sts", "get-caller-identity")
        self.assertEqual(identity["Account"], "000000000000")
        self.create("seen", python("def handler(event, context):\n    print('hello', event)\n"))
        self.call("seen")
        now = datetime.datetime.now(datetime.timezone.utc)
        data = self.aws(
            "cloudwatch", "get-metric-data",
            "--start-time", (now - datetime.timedelta(hours=1)).isoformat(),
            "--end-time", (now + datetime.timedelta(hours=1)).isoformat(),
            "--metric-data-queries",
            json.dumps([{
                "Id": "m",
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/Lambda",
                        "MetricName": "Invocations",
                        "Dimensions": [{"Name": "FunctionName", "Value": "seen"}],
                    },
                    "Period": 60,
                    "Stat": "Sum",
                },
            }]),
        )  # fmt: skip
        self.assertEqual(sum(data["MetricDataResults"][0]["Values"]), 1)
        events = self.aws("logs", "filter-log-events", "--log-group-name", "/aws/lambda/seen")
        self.assertTrue(any("hello {}" in e["message"] for e in events["events"]), events)

    def call(self, name):
        self.aws("lambda", "invoke", "--function-name", name, "--payload", "{}", "answer.json")
        return json.loads((self.folder / "answer.json").read_text())

    def publish_by_cli(self):
        version = self.aws(
            "lambda", "publish-version", "--function-name", "my-function",
            "--query", "Version", "--output", "text",
        )  # fmt: skip
        return str(version)

    def move(self, version, *more, fails=False):
        return self.aws(
            "lambda", "update-alias", "--function-name", "my-function",
            "--name", "production", "--function-version", version, *more, fails=fails,
        )  # fmt: skip


class AWSCommandLineTwo(AWSCommandLine):
    """The same by version 2, which `Scripts/aws2` unpacks beside version 1."""

    program = str(ROOT / ".build-aws2/aws")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Version 2 takes payloads for base64 unless it is told otherwise.
        settings = cls.folder / "config"
        settings.write_text("[default]\ncli_binary_format = raw-in-base64-out\n")
        cls.environment["AWS_CONFIG_FILE"] = str(settings)
