# SPDX-License-Identifier: Apache-2.0
"""Connections that no client of AWS makes: each is refused or borne, and others are served meanwhile."""

import base64
import io
import json
import pathlib
import resource
import socket
import unittest
import urllib.parse
import zipfile

from botocore.exceptions import ClientError

from engine_case import ROLE, EngineCase
from packages import python
from sluice_program import wait_until

IDLE = 10_000
MEMORY_BYTES_MAX = 400 << 20


class Connections(EngineCase):
    @classmethod
    def setUpClass(cls):
        # Before the engine starts, which has the limit from here.
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        cls.files = hard
        if hard > IDLE + 1000:
            resource.setrlimit(resource.RLIMIT_NOFILE, (IDLE + 1000, hard))
            cls.addClassCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        super().setUpClass()
        cls().create("echo", python())

    def tearDown(self):
        self.assertEqual(self.invoke("echo", {"alive": True})["Payload"], {"alive": True})

    def connect(self):
        host = urllib.parse.urlsplit(self.engine.endpoint)
        connection = socket.create_connection((host.hostname, host.port), timeout=20)
        self.addCleanup(connection.close)
        return connection

    def resident(self):
        text = pathlib.Path(f"/proc/{self.engine.process.pid}/statm").read_text()
        return int(text.split()[1]) * resource.getpagesize()

    def answer(self, sent, ends=False):
        """All that comes back for these bytes until the engine closes."""
        connection = self.connect()
        connection.sendall(sent)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        text = b""
        while piece := connection.recv(65536):
            text += piece
        return text

    def test_ten_thousand_that_say_nothing(self):
        if self.files <= IDLE + 1000:
            self.skipTest(f"{self.files} open files are allowed here")
        connections = [self.connect() for _ in range(IDLE)]
        self.assertEqual(self.invoke("echo", [1])["Payload"], [1])
        self.assertLess(self.resident(), MEMORY_BYTES_MAX)
        # Each is still served, the last one too.
        connections[-1].sendall(b"GET /_sluice/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertIn(b"200 OK", connections[-1].recv(1000))

    def test_requests_that_stop_half_way(self):
        halves = (
            b"P", b"POST /2015-03-31/functions", b"POST / HTTP/1.1\r\nHost: loc",
            b"POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
            b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\na",
        )  # fmt: skip
        held = []
        for half in halves * 20:
            connection = self.connect()
            connection.sendall(half)
            held.append(connection)
        self.assertEqual(self.invoke("echo", [2])["Payload"], [2])
        for half in halves:
            self.assertNotIn(b" 200 ", self.answer(half, ends=True)[:20])

    def test_a_client_that_sends_byte_by_byte(self):
        connection = self.connect()
        request = b"GET /_sluice/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for index, byte in enumerate(request):
            connection.sendall(bytes([byte]))
            if index % 10 == 0:
                self.assertEqual(self.invoke("echo", index)["Payload"], index)
        self.assertIn(b"200 OK", connection.recv(1000))

    def test_a_client_that_does_not_read(self):
        self.create("large", python("def handler(event, context):\n    return 'a' * 6_000_000\n"))
        call = (
            b"POST /2015-03-31/functions/large/invocations HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Length: 2\r\n\r\n{}"
        )
        for _ in range(8):
            self.connect().sendall(call * 4)
        self.assertEqual(self.invoke("echo", [3])["Payload"], [3])
        self.assertLess(self.resident(), MEMORY_BYTES_MAX)

    def test_many_that_do_not_read_a_large_object(self):
        s3 = self.client("s3")
        s3.create_bucket(Bucket="slow")
        size = 60 << 20
        s3.put_object(Bucket="slow", Key="large", Body=bytes(size))
        address = s3.generate_presigned_url("get_object", Params={"Bucket": "slow", "Key": "large"})
        parts = urllib.parse.urlsplit(address)
        readers = [self.connect() for _ in range(16)]
        for reader in readers:
            reader.sendall(
                f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
            )
        begun = [reader.recv(2000).split(b"\r\n") for reader in readers]
        # All of them together are far more than is kept for clients that do not read.
        statuses = [lines[0].split()[1] for lines in begun]
        self.assertLessEqual(set(statuses), {b"200", b"503"})
        self.assertIn(b"200", statuses)
        self.assertIn(b"503", statuses)
        self.assertLess(self.resident(), MEMORY_BYTES_MAX)
        for reader in readers:
            reader.close()

        def is_read():
            try:
                return s3.get_object(Bucket="slow", Key="large")["ContentLength"] == size
            except ClientError:
                return False

        wait_until(is_read, 20, "the object is read again")

    def test_a_gigabyte_is_refused_before_it_has_come(self):
        for path in (b"/2015-03-31/functions", b"/2015-03-31/functions/echo/invocations", b"/b/k"):
            connection = self.connect()
            connection.sendall(
                b"POST " + path + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n"
            )
            answer = connection.recv(1000)
            self.assertIn(b" 413 ", answer.split(b"\r\n")[0], path)
        self.assertLess(self.resident(), MEMORY_BYTES_MAX)

    def test_one_request_that_could_be_two(self):
        head = b"POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\n"
        second = b"GET /_sluice/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for fields in (
            b"Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}",
            b"Content-Length: 2, 4\r\n\r\n{}",
            b"Content-Length: +2\r\n\r\n{}",
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        ):
            answer = self.answer(head + fields + second)
            self.assertNotIn(b'"status":"ok"', answer, fields)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, fields)
            self.assertIn(b" 400 ", answer.split(b"\r\n")[0], fields)

    def test_packages_that_unpack_to_too_much(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("app.py", "def handler(event, context):\n    return 1\n")
            with archive.open("zeros", "w") as entry:
                for _ in range(300):
                    entry.write(bytes(1 << 20))
        self.refuse_package(packed.getvalue(), "Unzipped size must be smaller than 262144000 bytes")
        # The same, with a directory that says it is small.
        lying = bytearray(packed.getvalue())
        place = lying.rindex(b"PK\x01\x02")
        lying[place + 24 : place + 28] = (1000).to_bytes(4, "little")
        self.refuse_package(bytes(lying), "Could not unzip uploaded file")
        self.assertLess(self.resident(), MEMORY_BYTES_MAX)

    def refuse_package(self, code, words):
        error, status, text = self.refused(
            self.awslambda.create_function, FunctionName="bomb", Runtime="python3.12",
            Handler="app.handler", Role=ROLE, Code={"ZipFile": code},
        )  # fmt: skip
        self.assertEqual((error, status), ("InvalidParameterValueException", 400))
        self.assertIn(words, text)

    def test_a_page_of_another_origin_changes_nothing(self):
        body = json.dumps({
            "FunctionName": "from-a-page", "Runtime": "python3.12", "Handler": "app.handler",
            "Role": ROLE, "Code": {"ZipFile": base64.b64encode(python()).decode()},
        }).encode()  # fmt: skip
        for field in (b"Origin: https://evil.example", b"Sec-Fetch-Site: cross-site"):
            for method, path in (
                (b"POST", b"/2015-03-31/functions"),
                (b"DELETE", b"/2015-03-31/functions/echo"),
                (b"POST", b"/2015-03-31/functions/echo/invocations"),
                (b"PUT", b"/bucket-of-a-page"),
            ):
                answer = self.answer(
                    method + b" " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field
                    + b"\r\nContent-Type: text/plain\r\nContent-Length: "
                    + str(len(body)).encode() + b"\r\n\r\n" + body
                )  # fmt: skip
                self.assertIn(b" 403 ", answer.split(b"\r\n")[0], (method, path, field))
        names = [item["FunctionName"] for item in self.awslambda.list_functions()["Functions"]]
        self.assertNotIn("from-a-page", names)
        self.assertIn("echo", names)


if __name__ == "__main__":
    unittest.main()
