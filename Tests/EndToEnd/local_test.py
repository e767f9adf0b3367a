# SPDX-License-Identifier: Apache-2.0
"""`sluice local` as a program: its ready line, its health, its end, and what it refuses."""

import json
import os
import pathlib
import signal
import socket
import sqlite3
import urllib.request

from project_case import ProjectCase
from sluice_program import Background


class LocalProgram(ProjectCase):
    with_engine = False

    def start(self, *options):
        running = Background("local", *options, cwd=self.folder, env=self.env)
        self.addCleanup(running.kill)
        return running

    def test_ready_health_and_end(self):
        running = self.start("--port", "0")
        line = running.wait_for_line(lambda line: "ready" in line)
        self.assertRegex(line, r"^sluice local is ready: http://127\.0\.0\.1:\d+\n$")
        endpoint = line.split(": ")[1].strip()
        with urllib.request.urlopen(endpoint + "/_sluice/health") as answer:
            self.assertEqual(json.load(answer), {"status": "ok", "metricPeriod": 1})
        address = json.loads((self.folder / ".sluice/local.json").read_text())
        self.assertEqual((address["endpoint"], address["pid"]), (endpoint, running.pid))
        self.assertEqual(running.stop(signal.SIGINT).code, 0)

    def test_ready_as_json(self):
        running = self.start("--port", "0", "--output", "json")
        ready = json.loads(running.wait_for_line(lambda line: line.startswith("{")))
        self.assertEqual(set(ready), {"endpoint", "region", "account", "pid"})
        self.assertEqual(
            (ready["region"], ready["account"], ready["pid"]),
            ("us-east-1", "000000000000", running.pid),
        )

    def test_a_second_engine_leaves_the_address_of_the_first(self):
        first = self.start("--port", "0", "--data", "one")
        first.wait_for_line(lambda line: "ready" in line)
        kept = (self.folder / ".sluice/local.json").read_text()
        second = self.start("--port", "0", "--data", "two")
        second.wait_for_line(lambda line: "ready" in line)
        self.assertEqual((self.folder / ".sluice/local.json").read_text(), kept)
        self.assertEqual(second.stop().code, 0)
        self.assertEqual((self.folder / ".sluice/local.json").read_text(), kept)
        self.assertEqual(first.stop().code, 0)
        self.assertFalse((self.folder / ".sluice/local.json").exists())

    def test_an_engine_that_is_gone_is_not_replaced_by_an_empty_one(self):
        (self.folder / "sluice.yaml").write_text(
            "version: 1\nfunction: {name: orders}\nenvironments: {dev: {strategy: direct}}\n"
        )
        first = self.start("--port", "0", "--data", "elsewhere")
        first.wait_for_line(lambda line: "ready" in line)
        file = self.folder / ".sluice/local.json"
        first.kill()
        first.wait(10)
        ended = self.sluice("versions", "dev", "--local")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn(f"error: the engine of {file} does not answer", ended.err)
        self.assertIn(f"its process {first.pid} does not run any more", ended.err)
        self.assertIn(f"sluice local --data {self.folder}/elsewhere", ended.err)
        self.assertFalse((self.folder / ".sluice/local").exists())
        ended = self.sluice("doctor", "--output", "json")
        self.assertEqual(ended.code, 2, ended)
        items = {item["id"]: item["state"] for item in ended.json["items"]}
        self.assertEqual(items["engine.address"], "fail")
        file.write_text("{")
        ended = self.sluice("versions", "dev", "--local")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn("holds no address of an engine", ended.err)
        self.assertEqual(self.sluice("doctor", "--fix", "--yes").code, 0)
        self.assertFalse(file.exists())

    def test_the_address_of_an_engine_that_only_stands_still_is_kept(self):
        engine = self.start("--port", "0")
        engine.wait_for_line(lambda line: "ready" in line)
        file = self.folder / ".sluice/local.json"
        kept = file.read_text()
        engine.send(signal.SIGSTOP)
        ended = self.sluice("doctor", "--fix", "--yes")
        self.assertIn("is there and does not answer", ended.out)
        self.assertEqual(file.read_text(), kept)
        engine.send(signal.SIGCONT)
        self.assertEqual(engine.stop().code, 0)

    def test_an_engine_that_is_gone_is_gone_on_with_where_its_data_is_there(self):
        (self.folder / "sluice.yaml").write_text(
            "version: 1\nfunction: {name: orders}\nenvironments: {dev: {strategy: direct}}\n"
        )
        first = self.start("--port", "0")
        first.wait_for_line(lambda line: "ready" in line)
        first.kill()
        first.wait(10)
        ended = self.sluice("versions", "dev", "--local")
        self.assertIn("this command starts one with its data", ended.err)
        self.assertNotIn("does not answer", ended.err)

    def test_a_port_that_is_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            ended = self.sluice("local", "--port", port)
        me = pathlib.Path("/proc/self/comm").read_text().strip()
        self.complains(
            ended,
            1,
            f"error: port {port} of 127.0.0.1 is taken\n"
            f"  why    process {os.getpid()} ({me}) listens on it\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice local --port 0   # picks a free port\n"
            f"         kill {os.getpid()}\n",
        )

    def test_data_of_a_newer_version(self):
        first = self.start("--port", "0", "--data", "data")
        first.wait_for_line(lambda line: "ready" in line)
        self.assertEqual(first.stop().code, 0)
        with sqlite3.connect(self.folder / "data/state.sqlite") as database:
            database.execute("INSERT INTO grdb_migrations VALUES ('9 of another time')")
        ended = self.sluice("local", "--port", "0", "--data", "data")
        self.complains(
            ended,
            1,
            f"error: the data in {self.folder}/data was written by a newer Sluice\n"
            "  why    this one, 0.1.0, would damage what it does not know\n"
            "  now    Sluice changed nothing\n"
            "  next   use the newer Sluice\n"
            "         sluice local --data DIR   # with another folder\n",
        )

    def test_data_that_another_engine_works_in(self):
        first = self.start("--port", "0", "--data", "data")
        first.wait_for_line(lambda line: "ready" in line)
        ended = self.sluice("local", "--port", "0", "--data", "data")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn("error: another engine works in", ended.err)

    def test_a_page_in_a_browser_may_not_change_anything(self):
        running = self.start("--port", "0", "--output", "json")
        endpoint = json.loads(running.wait_for_line(lambda line: line.startswith("{")))["endpoint"]
        request = urllib.request.Request(
            endpoint + "/2015-03-31/functions/f", method="DELETE",
            headers={"Origin": "https://elsewhere.example"},
        )  # fmt: skip
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        self.assertEqual(caught.exception.code, 403)
