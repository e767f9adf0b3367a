# SPDX-License-Identifier: Apache-2.0
"""The figures of `make bench`: start-up, invocations and CloudWatch through the public port, the demo.

Each is measured here and now, on whatever else the machine does; run it on an idle one.
"""

import http.client
import importlib.util
import json
import multiprocessing
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Support"))

import bench_engine  # noqa: E402
import boto3  # noqa: E402
from packages import ECHO, package, python  # noqa: E402
from sluice_program import BINARY, Local, clean_environment  # noqa: E402

ROLE = "arn:aws:iam::000000000000:role/lambda"
CALLS = 2000
CALLERS = 8
LOAD_SECONDS = 5


def row(what, value, target=""):
    print(f"{what:<52} {value:>22}   {target}", flush=True)


def milliseconds(command, times):
    """The median and the least wall time of a command, after one run that is not counted."""
    taken = []
    for number in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, env=clean_environment(), capture_output=True, check=True)
        if number:
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), min(taken)


def start_up():
    median, least = milliseconds([BINARY, "--version"], 30)
    row("sluice --version, median (least)", f"{median:.1f} ms ({least:.1f})", "at most 8 ms")
    if shutil.which("aws"):
        median, least = milliseconds(["aws", "--version"], 5)
        row("aws --version, median (least)", f"{median:.1f} ms ({least:.1f})")


class Caller:
    """Invokes over one kept connection, with as little of its own as Python allows."""

    def __init__(self, endpoint, function):
        host, port = endpoint.removeprefix("http://").split(":")
        self.connection = http.client.HTTPConnection(host, int(port))
        self.connection.connect()
        self.request = (
            f"POST /2015-03-31/functions/{function}/invocations HTTP/1.1\r\n"
            f"Host: {host}:{port}\r\nContent-Length: 9\r\n"
            "Content-Type: application/json\r\n\r\n{\"a\": 17}"
        ).encode()
        self.socket = self.connection.sock

    def call(self):
        self.socket.sendall(self.request)
        answer = self.socket.recv(65536)
        if not answer.startswith(b"HTTP/1.1 200") or not answer.rstrip().endswith(b"17}"):
            # The body may come in a packet of its own.
            answer += self.socket.recv(65536)
            assert answer.rstrip().endswith(b"17}"), answer


def latency(endpoint, function, label, target):
    caller = Caller(endpoint, function)
    for _ in range(200):
        caller.call()
    taken = []
    for _ in range(CALLS):
        started = time.perf_counter()
        caller.call()
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    row(
        f"warm invoke, {label}, 1 caller: p50 (p99)",
        f"{taken[CALLS // 2]:.3f} ms ({taken[CALLS * 99 // 100]:.3f})",
        target,
    )


def throughput(endpoint, function, label):
    # A process each: threads of one would wait for one another.
    counts = multiprocessing.Queue()

    def load():
        caller, calls = Caller(endpoint, function), 0
        until = time.perf_counter() + LOAD_SECONDS
        while time.perf_counter() < until:
            caller.call()
            calls += 1
        counts.put(calls)

    callers = [multiprocessing.Process(target=load) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    total = sum(counts.get(timeout=LOAD_SECONDS * 4) for _ in callers)
    for caller in callers:
        caller.join()
    row(f"calls a second, {label}, {CALLERS} callers", f"{total / LOAD_SECONDS:,.0f} /s")


def invocations():
    with tempfile.TemporaryDirectory() as folder:
        engine = Local(pathlib.Path(folder) / "data", folder)
        try:
            client = boto3.client(
                "lambda", endpoint_url=engine.endpoint, region_name="us-east-1",
                aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
            )  # fmt: skip
            functions = {"python": ("python3.12", python(), "our bootstrap", "at most 0.5 ms")}
            if importlib.util.find_spec("awslambdaric"):
                bootstrap = f'#!/bin/sh\nexec {sys.executable} -m awslambdaric "$_HANDLER"\n'
                functions["ric"] = (
                    "provided.al2023", package({"bootstrap": bootstrap, "app.py": ECHO}),
                    "awslambdaric", "at most 0.8 ms",
                )  # fmt: skip
            for name, (runtime, code, label, target) in functions.items():
                client.create_function(
                    FunctionName=name, Runtime=runtime, Handler="app.handler", Role=ROLE,
                    MemorySize=256, Timeout=30, Code={"ZipFile": code},
                )  # fmt: skip
                client.get_waiter("function_active_v2").wait(FunctionName=name)
                latency(engine.endpoint, name, label, target)
                throughput(engine.endpoint, name, label)
        finally:
            engine.stop()


class Watcher:
    """CloudWatch over one kept connection, in JSON, with as little of its own as Python allows."""

    def __init__(self, endpoint):
        host, port = endpoint.removeprefix("http://").split(":")
        self.connection = http.client.HTTPConnection(host, int(port))

    def send(self, operation, body):
        """The answer's body, and how many seconds it took."""
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"GraniteServiceVersion20100801.{operation}",
        }
        started = time.perf_counter()
        self.connection.request("POST", "/", body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        taken = time.perf_counter() - started
        assert answer.status == 200, text
        return text, taken


def put_body(number):
    """A request of 1,000 measurements of 100 metrics."""
    data = [
        {"MetricName": f"m{n % 10}", "Value": n * 0.5, "Unit": "Milliseconds",
         "Dimensions": [{"Name": "host", "Value": f"h{(n // 10) % 10}"}]}
        for n in range(number, number + 1000)
    ]  # fmt: skip
    return json.dumps({"Namespace": "Bench", "MetricData": data})


def metrics():
    with tempfile.TemporaryDirectory() as folder:
        engine = Local(pathlib.Path(folder) / "data", folder)
        try:
            watcher = Watcher(engine.endpoint)
            bodies = [put_body(number) for number in range(20)]
            for body in bodies:
                watcher.send("PutMetricData", body)
            started, sent = time.perf_counter(), 0
            while time.perf_counter() - started < LOAD_SECONDS:
                watcher.send("PutMetricData", bodies[sent % len(bodies)])
                sent += 1
            rate = sent * 1000 / (time.perf_counter() - started)
            row("PutMetricData, 1,000 a request, 1 caller", f"{rate:,.0f} points/s", "at least 50,000")
            a_day(watcher)
        finally:
            engine.stop()


def a_day(watcher):
    """Reads a day of one-minute data, which lies in the past as far as it goes."""
    end = int(time.time()) // 60 * 60
    times = range(end - 86400, end, 60)
    for first in range(0, len(times), 720):
        data = [
            {"MetricName": "day", "Value": float(n), "Timestamp": at}
            for n, at in enumerate(times[first : first + 720])
        ]
        watcher.send("PutMetricData", json.dumps({"Namespace": "Day", "MetricData": data}))
    query = json.dumps({
        "StartTime": end - 86400, "EndTime": end, "MetricDataQueries": [
            {"Id": "a", "MetricStat": {"Metric": {"Namespace": "Day", "MetricName": "day"},
                                       "Period": 60, "Stat": "Average"}}
        ],
    })  # fmt: skip
    text, _ = watcher.send("GetMetricData", query)
    assert len(json.loads(text)["MetricDataResults"][0]["Values"]) == 1440, text
    taken = sorted(watcher.send("GetMetricData", query)[1] * 1000 for _ in range(200))
    row(
        "GetMetricData, 1,440 minutes: p50 (p99)",
        f"{taken[100]:.1f} ms ({taken[197]:.1f})",
        "at most 20 ms",
    )


def demos(times):
    done = subprocess.run(
        [sys.executable, str(ROOT / "Scripts/check-demo"), str(times)],
        capture_output=True, text=True,
    )  # fmt: skip
    times_line, outcomes = done.stdout.splitlines()[-2:]
    row(f"{times} demos, the outcomes", outcomes, "0 failed")
    row(f"{times} demos, seconds to roll back", times_line.split(": ")[1], "at most 5 s")


def main():
    print(f"{'what':<52} {'measured':>22}   {'promised'}")
    start_up()
    invocations()
    metrics()
    bench_engine.main()
    demos(int(sys.argv[1]))


if __name__ == "__main__":
    main()
