# SPDX-License-Identifier: Apache-2.0
"""Runs the program under test: once to its end, or in the background until it is told to stop.

`SLUICE_BINARY` names the program; `.build/debug/sluice` by default.
"""

import json
import os
import pathlib
import queue
import signal
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = os.path.abspath(os.environ.get("SLUICE_BINARY", ROOT / ".build/debug/sluice"))
RUN_SECONDS_MAX = 90
READY_SECONDS_MAX = 30
STOP_SECONDS_MAX = 15


def clean_environment(**more):
    """The machine's environment without any AWS setting, so that a test says all that matters."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "SLUICE_")) and name != "CI"
    }
    environment.update(
        NO_COLOR="1",
        TERM="dumb",
        AWS_EC2_METADATA_DISABLED="true",
        AWS_PAGER="",
    )
    environment.update({name: value for name, value in more.items() if value is not None})
    return environment


def credentials(endpoint=None):
    """The environment that any AWS client needs to reach an engine."""
    settings = dict(
        AWS_ACCESS_KEY_ID="AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        AWS_REGION="us-east-1",
        AWS_DEFAULT_REGION="us-east-1",
    )
    if endpoint:
        settings["AWS_ENDPOINT_URL"] = endpoint
    return settings


class Ended:
    """What a finished run left: the exit code and both streams."""

    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"exit {self.code} after {self.seconds:.1f} s\nstdout: {self.out}\nstderr: {self.err}"


def run(*arguments, cwd, env=None, stdin=None, timeout=RUN_SECONDS_MAX):
    """Runs `sluice ARGUMENTS` to its end."""
    started = time.monotonic()
    done = subprocess.run(
        [BINARY, *map(str, arguments)],
        cwd=cwd,
        env=env if env is not None else clean_environment(),
        input=stdin if stdin is not None else "",
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    return Ended(done.returncode, done.stdout, done.stderr, time.monotonic() - started)


def descendants(pid):
    """The processes below one, by id, read from /proc."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def processes_with(argument):
    """The processes, by id, that have exactly this among their arguments."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and argument.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_until(condition, seconds, what):
    """Asks until it is so; what took too long is named."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.02)


class Background:
    """`sluice ARGUMENTS` running beside the test; its lines can be waited for."""

    def __init__(self, *arguments, cwd, env=None):
        self.arguments = arguments
        self.process = subprocess.Popen(
            [BINARY, *map(str, arguments)],
            cwd=cwd,
            env=env if env is not None else clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.out, self.err = [], []
        self.lines = queue.Queue()
        self.readers = [
            threading.Thread(target=self._read, args=(stream, kept), daemon=True)
            for stream, kept in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self.readers:
            reader.start()

    @property
    def pid(self):
        return self.process.pid

    def _read(self, stream, kept):
        for line in stream:
            kept.append(line)
            self.lines.put(line)
        self.lines.put(None)

    def wait_for_line(self, holds, seconds=RUN_SECONDS_MAX):
        """The first line of either stream, from here on, that the function says yes to."""
        deadline = time.monotonic() + seconds
        ends = 0
        while ends < 2:
            try:
                line = self.lines.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                break
            if line is None:
                ends += 1
            elif holds(line):
                return line
        raise AssertionError(
            f"sluice {self.arguments} did not say it:\n{''.join(self.out)}{''.join(self.err)}"
        )

    def send(self, number):
        self.process.send_signal(number)

    def wait(self, seconds=RUN_SECONDS_MAX):
        """Waits for the end and returns what it left."""
        started = time.monotonic()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(
                f"sluice {self.arguments} did not end in {seconds} s:\n"
                f"{''.join(self.out)}{''.join(self.err)}"
            ) from None
        for reader in self.readers:
            reader.join(5)
        return Ended(
            self.process.returncode,
            "".join(self.out),
            "".join(self.err),
            time.monotonic() - started,
        )

    def stop(self, number=signal.SIGTERM):
        """Asks it to end, by its id, and waits."""
        if self.process.poll() is None:
            self.send(number)
        return self.wait(STOP_SECONDS_MAX)

    def kill(self):
        """Ends it and all below it at once, by their ids; for cleaning up."""
        below = descendants(self.pid)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in below:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


class Local(Background):
    """`sluice local` on a free port; ready when made."""

    def __init__(self, data, cwd, *options):
        super().__init__(
            "local", "--port", "0", "--output", "json", "--data", data, *options,
            cwd=cwd, env=clean_environment(),
        )
        try:
            self.ready = json.loads(
                self.wait_for_line(lambda line: line.startswith('{"'), READY_SECONDS_MAX)
            )
        except BaseException:
            self.kill()
            raise
        self.endpoint = self.ready["endpoint"]

    @property
    def environment(self):
        """What other programs need to reach it."""
        return clean_environment(**credentials(self.endpoint))

    def stop(self, number=signal.SIGTERM):
        """Ends it, and holds it to leaving no process behind."""
        below = descendants(self.pid)
        ended = super().stop(number)
        wait_until(
            lambda: not any(map(is_running, below)), 5, f"workers of {self.pid} ended: {below}"
        )
        return ended
