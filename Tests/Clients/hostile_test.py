# SPDX-License-Identifier: Apache-2.0
"""Requests that nobody's client sends by accident: each gets a clean refusal, and the engine goes on."""

import http.client
import json
import unittest
import urllib.parse

from engine_case import ROLE, EngineCase
from packages import python

FUNCTIONS = "/2015-03-31/functions"


class Hostile(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls().create("echo", python())

    def tearDown(self):
        self.assertEqual(self.invoke("echo", {"alive": True})["Payload"], {"alive": True})

    def ask(self, method, path, body=b""):
        """The status and the JSON of an answer to exactly these bytes."""
        host = urllib.parse.urlsplit(self.engine.endpoint)
        connection = http.client.HTTPConnection(host.hostname, host.port, timeout=30)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(text) if text else None

    def creation(self, **more):
        body = {"FunctionName": "bad", "Runtime": "python3.12", "Handler": "app.handler",
                "Role": ROLE, "Code": {"ZipFile": "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}}  # fmt: skip
        return {**body, **more}

    def test_values_that_are_nested_deeply(self):
        deep = b"[" * 1000 + b"]" * 1000
        status, _ = self.ask("POST", FUNCTIONS, b'{"FunctionName":' + deep + b"}")
        self.assertEqual(status, 400)
        status, answer = self.ask("POST", f"{FUNCTIONS}/echo/invocations", b"[" * 100_000)
        self.assertEqual(status, 400, answer)

    def test_numbers_that_are_huge(self):
        for number in ("1e400", "-1e400", "9" * 400, "99999999999999999999"):
            body = json.dumps(self.creation(MemorySize=0)).replace(": 0", f": {number}")
            status, _ = self.ask("POST", FUNCTIONS, body.encode())
            self.assertEqual(status, 400, number)

    def test_bytes_that_are_no_text(self):
        status, _ = self.ask("POST", FUNCTIONS, b'{"FunctionName":"\xff\xfe"}')
        self.assertEqual(status, 400)
        status, _ = self.ask("GET", f"{FUNCTIONS}/%FF%FE")
        self.assertIn(status, (400, 404))
        status, _ = self.ask("GET", f"{FUNCTIONS}/%00")
        self.assertEqual(status, 400)

    def test_members_that_come_twice(self):
        body = b'{"ReservedConcurrentExecutions":1,"ReservedConcurrentExecutions":2}'
        status, answer = self.ask("PUT", "/2017-10-31/functions/echo/concurrency", body)
        self.assertEqual(status, 200)
        self.assertIn(answer["ReservedConcurrentExecutions"], (1, 2))
        self.awslambda.delete_function_concurrency(FunctionName="echo")

    def test_paths_with_encoded_slashes(self):
        status, answer = self.ask("GET", f"{FUNCTIONS}/echo%2Fconfiguration")
        self.assertEqual(status, 400, answer)
        status, answer = self.ask("GET", f"{FUNCTIONS}/..%2F..%2Fetc%2Fpasswd")
        self.assertEqual(status, 400, answer)
        status, _ = self.ask("GET", "/_sluice/code/..%2F..%2Fstate.sqlite.zip")
        self.assertEqual(status, 404)
        status, _ = self.ask("GET", "/lambda-url/..%2F..%2F/x")
        self.assertEqual(status, 404)

    def test_an_event_over_the_limit(self):
        body = b'"' + b"a" * 6_291_455 + b'"'
        self.assertEqual(self.ask("POST", f"{FUNCTIONS}/echo/invocations", body)[0], 413)

    def test_operations_that_are_not_offered(self):
        for method, path in (
            ("GET", "/2025-12-01/durable-executions"),
            ("POST", "/2025-11-30/capacity-providers"),
            ("PATCH", FUNCTIONS),
            ("GET", "/2015-03-31/nothing"),
        ):
            status, answer = self.ask(method, path)
            self.assertTrue(400 <= status < 500, (method, path, status))
            self.assertIsInstance(answer, dict)


class Waiting(EngineCase):
    def test_every_waiter_ends_and_another_client_sees_what_is_under_way(self):
        other = self.client("lambda")
        names = {"FunctionName": "awaited"}
        made = self.awslambda.create_function(
            Runtime="python3.12", Handler="app.handler", Role=ROLE,
            Code={"ZipFile": python()}, **names,
        )  # fmt: skip
        self.assertEqual((made["State"], made["StateReasonCode"]), ("Pending", "Creating"))
        self.assertNotIn("LastUpdateStatus", made)
        seen = other.get_function_configuration(**names)
        self.assertEqual(seen["State"], "Pending")
        for waiter in ("function_exists", "function_active", "function_active_v2"):
            self.wait(waiter, "awaited")
        self.awslambda.update_function_code(ZipFile=python("# two\n"), **names)
        seen = other.get_function_configuration(**names)
        self.assertEqual((seen["State"], seen["LastUpdateStatus"]), ("Active", "InProgress"))
        code, status, text = self.refused(other.publish_version, **names)
        self.assertEqual((code, status), ("ResourceConflictException", 409))
        self.assertIn("An update is in progress for resource", text)
        for waiter in ("function_updated", "function_updated_v2"):
            self.wait(waiter, "awaited")
        self.publish("awaited")
        self.awslambda.get_waiter("published_version_active").wait(
            Qualifier="1", WaiterConfig={"Delay": 0.1, "MaxAttempts": 10}, **names
        )

    def test_pages_hold_all_and_nothing_twice(self):
        for number in range(5):
            self.create(f"page-{number}", python())
        names = []
        for page in self.awslambda.get_paginator("list_functions").paginate(
            PaginationConfig={"PageSize": 2}
        ):
            names += [item["FunctionName"] for item in page["Functions"]]
        wanted = [f"page-{number}" for number in range(5)]
        self.assertEqual([name for name in names if name.startswith("page-")], wanted)


if __name__ == "__main__":
    unittest.main()
