# SPDX-License-Identifier: Apache-2.0
"""A project with an engine of its own and what can be asked of both."""

import json
import pathlib
import shutil
import tempfile

from sluice_program import Background, Local, clean_environment, credentials, run, wait_until

PROJECT = """\
version: 1
%(journal)s
function:
  name: orders
  runtime: python3.12
  handler: app.handler
  role: arn:aws:iam::000000000000:role/orders
  code: src/
environments:
  production:
    alias: live
    strategy:
      %(steps)s
    gates:
      - invoke: { payload: { tenant: t }, expect: { payload: { status: ok }, within: 5s } }
"""


class Broken(AssertionError):
    """What must never happen has happened."""


def check(holds, text):
    if not holds:
        raise Broken(text)


class Place:
    """A working copy, and the program in it."""

    def __init__(self, folder, endpoint, state):
        self.folder = pathlib.Path(folder)
        self.endpoint = endpoint
        # By the endpoint's address, as a machine without the engine's folder must reach it.
        self.env = clean_environment(
            XDG_STATE_HOME=str(state), HOME=str(folder), **credentials(endpoint)
        )

    def sluice(self, *arguments):
        return run(*arguments, cwd=self.folder, env=self.env)

    def background(self, *arguments):
        return Background(*arguments, cwd=self.folder, env=self.env)

    def open_rollouts(self):
        return self.sluice("status", "--output", "json").json["rollouts"]


class World(Place):
    """The working copy beside the engine."""

    def __init__(self, steps, journal=None):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-kills-"))
        self.project = PROJECT % {
            "journal": f"journal: {journal}" if journal else "", "steps": steps
        }  # fmt: skip
        (folder / "sluice.yaml").write_text(self.project)
        self.engine = Local(folder / ".sluice/local", folder)
        super().__init__(folder, self.engine.endpoint, folder / "state")
        self.started = []

    def close(self):
        for running in self.started:
            running.kill()
        self.engine.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def background(self, *arguments):
        running = super().background(*arguments)
        self.started.append(running)
        return running

    def elsewhere(self):
        """Another machine: the project file, and nothing else."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-elsewhere-"))
        (folder / "sluice.yaml").write_text(self.project)
        return Place(folder, self.endpoint, folder / "state")

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def deploy(self, *options):
        return self.sluice("deploy", "production", "--yes", *options)

    def client(self, service="lambda"):
        import boto3

        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
        )

    def make_bucket(self, name):
        self.client("s3").create_bucket(Bucket=name)

    def alias(self):
        alias = self.client().get_alias(FunctionName="orders", Name="live")
        weights = alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
        return alias["FunctionVersion"], weights

    def revision(self):
        return self.client().get_alias(FunctionName="orders", Name="live")["RevisionId"]

    def versions(self):
        pages = self.client().get_paginator("list_versions_by_function")
        found = [v["Version"] for p in pages.paginate(FunctionName="orders") for v in p["Versions"]]
        return [version for version in found if version != "$LATEST"]

    def history(self):
        """The newest first."""
        return self.sluice("history", "--output", "json").json["rollouts"]

    def stands(self):
        """Where the rollout of this round stands, in a few words."""
        rollouts = self.open_rollouts()
        if not rollouts:
            return "over" if self.has_shipped() else "not begun"
        rollout = rollouts[0]
        return f"step {rollout['step']}" if rollout["step"] else "before traffic"

    def has_shipped(self):
        """Whether what is in the folder was published and judged."""
        ended = self.sluice("plan", "production", "--output", "json")
        if ended.code == 12:
            return True
        return not ended.json["targets"][0]["publish"]

    def load(self, rate):
        running = self.background(
            "traffic", "production", "--rate", rate, "--for", "3600s", "--output", "json"
        )
        wait_until(lambda: running.process.poll() is None, 5, "the load runs")
        return running

    def end_load(self, running):
        return json.loads(running.stop().out)
