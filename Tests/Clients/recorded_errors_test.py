# SPDX-License-Identifier: Apache-2.0
"""Refusals recorded from AWS that only a whole engine can give, byte for byte on the wire.

The others are held against the model in Tests/ModelTests/Recorded.
"""

import base64
import io
import json
import pathlib
import unittest
import urllib.error
import urllib.request
import zipfile

from engine_case import ROLE, EngineCase
from packages import python

ROWS = pathlib.Path(__file__).parents[1] / "ModelTests/Fixtures/recorded-errors.tsv"


def recorded(step, test=""):
    """The one row of a step."""
    rows = [line.split("\t") for line in ROWS.read_text().splitlines()[1:]]
    found = [row for row in rows if row[7] == step and test in row[6]]
    assert len(found) == 1, (step, test, len(found))
    return found[0]


class Recorded(EngineCase):
    def answer(self, method, path, body):
        request = urllib.request.Request(
            self.engine.endpoint + path, data=body, method=method,
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, json.loads(error.read())

    def creation(self, code):
        return json.dumps(
            {
                "FunctionName": "recorded", "Runtime": "python3.12", "Handler": "app.handler",
                "Role": ROLE, "Code": code,
            }
        ).encode()  # fmt: skip

    def same(self, row, answer):
        status, headers, body = answer
        code, wanted, kind, key, reason, _, _, _, message = row
        self.assertEqual(status, int(wanted), body)
        self.assertEqual(headers["x-amzn-ErrorType"], code)
        self.assertEqual(body.get("Type", "-"), kind)
        self.assertEqual(body.get("Reason", "-"), reason)
        self.assertEqual(body.get("message" if key == "-" else key), json.loads(message))

    def tried(self, code):
        return self.answer("POST", "/2015-03-31/functions", self.creation(code))

    def test_a_package_that_is_no_zip(self):
        code = {"ZipFile": base64.b64encode(b"this is no zip").decode()}
        self.same(recorded("invalid_zip_exc"), self.tried(code))

    def test_a_bucket_that_is_not_there(self):
        code = {"S3Bucket": "nowhere-12345", "S3Key": "app.zip"}
        self.same(recorded("create-error-wrong-bucket"), self.tried(code))

    def test_packages_in_buckets(self):
        s3 = self.client("s3")
        s3.create_bucket(Bucket="packages")
        code = {"S3Bucket": "packages", "S3Key": "app.zip"}
        self.same(recorded("create-error-wrong-key"), self.tried(code))
        s3.put_object(Bucket="packages", Key="app.zip", Body=python())
        self.assertEqual(self.tried(code)[0], 201)
        self.wait("function_active_v2", "recorded")
        self.assertEqual(self.invoke("recorded", [1])["Payload"], [1])
        answer = self.awslambda.publish_layer_version(LayerName="bucket", Content=code)
        self.assertEqual(answer["Content"]["CodeSize"], len(python()))

    def test_a_request_that_is_too_large(self):
        code = {"ZipFile": base64.b64encode(bytes(53_000_000)).decode()}
        row = recorded("invalid_param_exc", "test_oversized_request_create_lambda")
        self.same(row, self.tried(code))

    def test_a_package_that_is_too_large(self):
        code = {"ZipFile": base64.b64encode(bytes(52_428_801)).decode()}
        row = recorded("invalid_param_exc", "test_oversized_zipped_create_lambda")
        self.same(row, self.tried(code))

    def test_a_package_that_unpacks_to_too_much(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("app.py", bytes(262_144_001))
        code = {"ZipFile": base64.b64encode(buffer.getvalue()).decode()}
        self.same(recorded("invalid_param_exc", "test_oversized_lambda"), self.tried(code))

    def test_an_event_that_is_no_json(self):
        self.create("echo", python())
        path = "/2015-03-31/functions/echo/invocations"
        row = recorded("invoke_function_invalid_payload_body")
        self.same(row, self.answer("POST", path, b"n\x87r\x9e\xe9\xb5\xd7I\xee\x9bmt"))
        row = recorded("invoke_function_invalid_payload_message")
        self.same(row, self.answer("POST", path, b"\x99\xeb,j\x07\xa1zYh"))

    def test_a_function_that_is_blocked(self):
        self.create("blocked", python())
        self.awslambda.put_function_concurrency(
            FunctionName="blocked", ReservedConcurrentExecutions=0
        )
        path = "/2015-03-31/functions/blocked/invocations"
        self.same(recorded("invoke_latest_first_exc"), self.answer("POST", path, b"{}"))

    def test_a_queue_that_is_not_there(self):
        self.create("reader", python())
        body = {
            "FunctionName": "reader",
            "EventSourceArn": "arn:aws:sqs:us-east-1:000000000000:nowhere",
        }
        answer = self.answer(
            "POST", "/2015-03-31/event-source-mappings", json.dumps(body).encode()
        )
        self.same(recorded("error", "test_esm_with_not_existing_sqs_queue"), answer)


if __name__ == "__main__":
    unittest.main()
