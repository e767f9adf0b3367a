# SPDX-License-Identifier: Apache-2.0
"""A test case with an engine of its own and boto3 clients for it."""

import base64
import json
import pathlib
import shutil
import tempfile
import unittest

import boto3
from botocore.config import Config

import peer
from response_check import check
from sluice_program import Local

ROLE = "arn:aws:iam::000000000000:role/lambda"


class EngineCase(unittest.TestCase):
    """One `sluice local` for the class, with its data in a folder that goes away."""

    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.start()
        cls.addClassCleanup(cls.finish)

    @classmethod
    def start(cls):
        if peer.NAME:
            cls.engine = peer.Moto(cls.folder / "data", cls.folder)
        else:
            cls.engine = Local(cls.folder / "data", cls.folder, *cls.options)
        cls.awslambda = cls.client("lambda")

    @classmethod
    def finish(cls):
        """Every class ends its engine as a user does, and holds it to a clean end."""
        try:
            ended = cls.engine.stop()
        finally:
            cls.engine.kill()
        assert ended.code == 0, ended

    @classmethod
    def client(cls, service, retries=0):
        client = boto3.client(
            service,
            endpoint_url=cls.engine.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": retries + 1}, read_timeout=70),
        )
        if not peer.NAME:
            client.meta.events.register("after-call", check)
        return client

    def create(self, name, code, runtime="python3.12", handler="app.handler", **more):
        """Creates a function and waits until it is active."""
        answer = self.awslambda.create_function(
            FunctionName=name,
            Runtime=runtime,
            Handler=handler,
            Role=ROLE,
            Code={"ZipFile": code},
            **more,
        )
        self.wait("function_active_v2", name)
        return answer

    def update(self, name, code, **more):
        """Updates the code and waits until that is done."""
        answer = self.awslambda.update_function_code(FunctionName=name, ZipFile=code, **more)
        self.wait("function_updated_v2", name)
        return answer

    def publish(self, name, code=None, **more):
        """Publishes, after new code if some is given; the version's number."""
        if code is not None:
            self.update(name, code)
        return self.awslambda.publish_version(FunctionName=name, **more)["Version"]

    def wait(self, waiter, name):
        self.awslambda.get_waiter(waiter).wait(
            FunctionName=name, WaiterConfig={"Delay": 0.1, "MaxAttempts": 100}
        )

    def invoke(self, name, payload=None, **more):
        """Calls a function: the answer, with the payload read and the log decoded."""
        answer = self.awslambda.invoke(
            FunctionName=name, Payload=json.dumps({} if payload is None else payload), **more
        )
        text = answer["Payload"].read()
        answer["Payload"] = json.loads(text) if text else None
        if "LogResult" in answer:
            answer["LogResult"] = base64.b64decode(answer["LogResult"]).decode()
        return answer

    def refused(self, call, **arguments):
        """The error that AWS's client makes of a call that must be refused: code, status, text."""
        from botocore.exceptions import ClientError

        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        answer = caught.exception.response
        return (
            answer["Error"]["Code"],
            answer["ResponseMetadata"]["HTTPStatusCode"],
            answer["Error"]["Message"],
        )
