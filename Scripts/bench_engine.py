# SPDX-License-Identifier: Apache-2.0
"""The figures of the engine as a whole: its control plane beside moto's in the same run, its start,
its memory, and what 200,000 mixed calls leave behind.

    SLUICE_BINARY=.build/release/sluice python3 Scripts/bench_engine.py
"""

import importlib.util
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Support"))

import boto3  # noqa: E402
from packages import python  # noqa: E402
from sluice_program import Local, clean_environment, descendants, wait_until  # noqa: E402

ROLE = "arn:aws:iam::000000000000:role/lambda"
CALLERS = 8
LOAD_SECONDS = 5
MIXED_CALLS = 200_000
SIGNED = (
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/lambda/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
GET = "GET", "/2015-03-31/functions/f", b""


def row(what, value, target=""):
    print(f"{what:<52} {value:>22}   {target}", flush=True)


def client(service, endpoint):
    return boto3.client(
        service, endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
    )  # fmt: skip


class Caller:
    """One kept connection, with as little of its own as Python allows."""

    def __init__(self, endpoint):
        host, port = endpoint.removeprefix("http://").split(":")
        self.address = host, int(port)
        self.connect()

    def connect(self):
        self.socket = socket.create_connection(self.address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, method, path, body):
        """The status; connects again where the other side closes after each answer."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.address[0]}:{self.address[1]}\r\n"
            f"Authorization: {SIGNED}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            self.socket.sendall(head.encode() + body)
            answer = self.socket.recv(65536)
        except ConnectionError:
            answer = b""
        if not answer:
            self.connect()
            self.socket.sendall(head.encode() + body)
            answer = self.socket.recv(65536)
        lines, _, rest = answer.partition(b"\r\n\r\n")
        fields = lines.lower().split(b"\r\n")
        lengths = [int(f.split(b":")[1]) for f in fields if f.startswith(b"content-length")]
        missing = (lengths[0] if lengths else 0) - len(rest)
        while missing > 0:
            missing -= len(self.socket.recv(65536))
        if b"connection: close" in fields:
            self.connect()
        return int(lines.split(b" ", 2)[1])


def load(endpoint, seconds):
    """Calls a second and the 99th percentile in milliseconds, of GetFunction by 8 callers of wrk."""
    done = subprocess.run(
        [
            "wrk", "--threads", "1", "--connections", str(CALLERS), "--duration", f"{seconds}s",
            "--latency", "--header", f"Authorization: {SIGNED}", endpoint + GET[1],
        ],
        capture_output=True, text=True, check=True, env=clean_environment(),
    )  # fmt: skip
    assert "Non-2xx" not in done.stdout, done.stdout
    words = done.stdout.split()
    rate = float(words[words.index("Requests/sec:") + 1])
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s)", words[words.index("99%") + 1]).groups()
    return rate, float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def create(awslambda, name, role=ROLE):
    awslambda.create_function(
        FunctionName=name, Runtime="python3.12", Handler="app.handler", Role=role,
        MemorySize=256, Timeout=30, Code={"ZipFile": python()},
    )  # fmt: skip
    awslambda.get_waiter("function_active_v2").wait(FunctionName=name)


def motos_calls():
    """GetFunction calls a second of moto's server, or None where there is none."""
    if not importlib.util.find_spec("moto") or not importlib.util.find_spec("flask"):
        return None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment(),
    )  # fmt: skip
    try:
        endpoint = f"http://127.0.0.1:{port}"

        def answers():
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return True
            except ConnectionError:
                return False

        wait_until(answers, 60, "moto's server listens")
        role = client("iam", endpoint).create_role(
            RoleName="r",
            AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}),
        )["Role"]["Arn"]
        create(client("lambda", endpoint), "f", role)
        return load(endpoint, LOAD_SECONDS)[0]
    finally:
        server.terminate()
        server.wait()


def resident(pid):
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def control_plane(endpoint):
    calls, p99 = load(endpoint, LOAD_SECONDS)
    moto = motos_calls()
    times = f", {calls / moto:.0f} x moto's {moto:,.0f}" if moto else ""
    row("GetFunction, 8 connections", f"{calls:,.0f} /s{times}", "at least 40 x moto's")
    row("GetFunction, 8 connections: p99", f"{p99:.2f} ms", "at most 3 ms")


def mixed(engine):
    """Calls of all kinds, one after the other; then what is left of them."""
    caller, awslambda = Caller(engine.endpoint), client("lambda", engine.endpoint)
    name = "/2015-03-31/functions/f"
    awslambda.publish_version(FunctionName="f")
    calls = [
        (*GET, 200), ("POST", f"{name}/invocations", b'{"a": 17}', 200),
        ("GET", f"{name}/aliases/live", b"", 200), ("GET", "/2015-03-31/functions/none", b"", 404),
        ("PUT", f"{name}/aliases/live", b'{"Description":"d"}', 200),
        ("POST", f"{name}/invocations", b"{", 400), ("POST", f"{name}:live/invocations", b"1", 200),
        ("GET", "/2015-03-31/functions", b"", 200),
    ]  # fmt: skip
    awslambda.create_alias(FunctionName="f", Name="live", FunctionVersion="1")

    def round_of(count):
        for number in range(count):
            method, path, body, status = calls[number % len(calls)]
            assert (got := caller.call(method, path, body)) == status, (method, path, got)

    def descriptors():
        return len(list(pathlib.Path(f"/proc/{engine.pid}/fd").iterdir()))

    round_of(MIXED_CALLS // 4)
    before = resident(engine.pid), descriptors(), len(descendants(engine.pid))
    round_of(MIXED_CALLS * 3 // 4)
    after = resident(engine.pid), descriptors(), len(descendants(engine.pid))
    grown = (after[0] - before[0]) / (1 << 20)
    row(
        f"memory after {MIXED_CALLS:,} mixed calls", f"{after[0] / (1 << 20):.0f} MB",
        f"{grown:+.1f} MB since a quarter of them",
    )  # fmt: skip
    row("descriptors, processes then", f"{after[1]}, {after[2]}", f"{before[1]}, {before[2]} before")


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data"
        engine = Local(data, folder)
        try:
            time.sleep(2)
            row("memory, idle", f"{resident(engine.pid) / (1 << 20):.0f} MB", "at most 40 MB")
            awslambda = client("lambda", engine.endpoint)
            create(awslambda, "f")
            control_plane(engine.endpoint)
            mixed(engine)
            for number in range(99):
                awslambda.create_function(
                    FunctionName=f"more-{number}", Runtime="python3.12", Handler="app.handler",
                    Role=ROLE, Code={"ZipFile": python(f"# {number}\n")},
                )  # fmt: skip
        finally:
            engine.stop()
        taken = []
        for _ in range(5):
            started = time.perf_counter()
            engine = Local(data, folder)
            taken.append((time.perf_counter() - started) * 1000)
            engine.stop()
        median = statistics.median(taken)
        row("start to ready, 100 functions, median", f"{median:.0f} ms", "at most 150 ms")


if __name__ == "__main__":
    main()
