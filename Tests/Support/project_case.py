# SPDX-License-Identifier: Apache-2.0
"""A test case with a project folder, an engine in it, and the program under test."""

import contextlib
import json
import pathlib
import shutil
import tempfile
import unittest

from sluice_program import Background, Local, clean_environment, credentials, run

GOOD = """
def handler(event, context):
    return {"status": "ok", "version": context.function_version}
"""
# Passes a gate that says who asks, and fails for everybody else.
BAD = """
def handler(event, context):
    tenant = event["tenant"]
    return {"status": "ok", "version": context.function_version, "tenant": tenant}
"""
# A project file up to its environments.
FUNCTION = """\
version: 1
function:
  name: orders-${environment}
  runtime: python3.12
  handler: app.handler
  role: arn:aws:iam::${account}:role/orders
  code: src/
environments:
"""
PROJECT = FUNCTION + """\
  dev:
    strategy: direct
  staging:
    alias: live
    strategy: all-at-once
    gates:
      - invoke: { payload: { tenant: t }, expect: { payload: { status: ok }, within: 5s } }
  production:
    alias: live
    strategy:
      steps: [{weight: 20%, bake: 4s}, {weight: 50%, bake: 3s}]
    gates:
      - invoke: { payload: { tenant: t }, expect: { payload: { status: ok }, within: 5s } }
"""


class ProjectCase(unittest.TestCase):
    """Each test has a folder of its own with a project and, if it says so, an engine."""

    with_engine = True

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("sluice.yaml", PROJECT)
        self.write("src/app.py", GOOD)
        # State of the machine (locks) stays in the folder as well.
        self.env = clean_environment(
            XDG_STATE_HOME=str(self.folder / "state"), HOME=str(self.folder), **credentials()
        )
        if self.with_engine:
            self.engine = self.start_engine()

    def start_engine(self, *options):
        engine = Local(self.folder / ".sluice/local", self.folder, *options)
        self.addCleanup(engine.kill)
        return engine

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def change(self, old, new, path="sluice.yaml"):
        """Replaces a text that must be there."""
        text = (self.folder / path).read_text()
        self.assertIn(old, text)
        self.write(path, text.replace(old, new))

    def sluice(self, *arguments, **more):
        return run(*arguments, cwd=self.folder, env={**self.env, **more})

    def deploy(self, environment, *options, code=None):
        """Deploys and reads the JSON of the end; the exit code stands beside it."""
        ended = self.sluice(
            "deploy", environment, "--local", "--yes", "--output", "json", *options
        )
        if code is not None:
            self.assertEqual(ended.code, code, ended)
        return ended.json

    def background(self, *arguments):
        running = Background(*arguments, cwd=self.folder, env=self.env)
        self.addCleanup(running.kill)
        return running

    @contextlib.contextmanager
    def traffic(self, environment="production", rate=60, lasting="120s"):
        """Calls through the alias while the block runs; its summary is in `self.summary`."""
        running = self.background(
            "traffic", environment, "--local", "--rate", rate, "--for", lasting, "--output", "json"
        )
        try:
            yield running
        finally:
            ended = running.stop()
        self.summary = json.loads(ended.out)

    def target(self, report):
        self.assertEqual(len(report["targets"]), 1, report)
        return report["targets"][0]

    def alias(self, environment="production"):
        """What the alias says, asked of the engine beside Sluice."""
        import boto3

        client = boto3.client(
            "lambda",
            endpoint_url=self.engine.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
        )
        alias = client.get_alias(FunctionName=f"orders-{environment}", Name="live")
        weights = alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
        return alias["FunctionVersion"], weights

    def complains(self, ended, code, text):
        """Holds the whole message on stderr, and nothing on stdout."""
        self.assertEqual((ended.code, ended.err.strip(), ended.out), (code, text.strip(), ""), ended)
