# SPDX-License-Identifier: Apache-2.0
"""Runs the boto3 scripts against the engine and against moto, and prints both columns.

    python3 Tests/compare.py [WORD…]

A check that moto passes too says little of what the engine does better; one that nobody could fail
would pass everywhere. Ends with 1 when the engine fails a check, or when moto fails none: then the
checks check nothing. Without moto it says `not run`.
"""

import concurrent.futures
import contextlib
import importlib.util
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "Support"))
from sluice_program import descendants  # noqa: E402

SECONDS_MAX = 110
# Classes whose checks are calls and answers only: no kills, no processes, no restarts.
CLASSES = (
    "recorded_errors_test", "attached_test", "iam_test", "logs_test", "topics_test", "s3_test",
)  # fmt: skip
LINE = re.compile(r"^(ok|FAIL|skip) +([0-9.]+) s +(\S+)")


def run(peer, words):
    """The words of all checks against one emulator: name → ok, FAIL or skip."""
    environment = dict(os.environ, SLUICE_TEST_JOBS="1" if peer else "2")
    environment.pop("SLUICE_CALLS", None)
    if peer:
        environment["SLUICE_PEER"] = peer
    child = subprocess.Popen(
        [sys.executable, "-u", str(HERE / "run.py"), str(HERE / "Clients"), *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        output, _ = child.communicate(timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        # Each class and each emulator is in a session of its own.
        for process in [child.pid, *descendants(child.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        output, _ = child.communicate()
        print(f"compare: {peer or 'sluice'} was ended after {SECONDS_MAX} s")
    found = {}
    for line in output.splitlines():
        match = LINE.match(line)
        if match:
            found[match.group(3)] = match.group(1)
    return found


def main():
    words = sys.argv[1:] or list(CLASSES)
    if importlib.util.find_spec("moto") is None or importlib.util.find_spec("flask") is None:
        print("compare: not run: moto's server is not on this machine (Scripts/setup tests)")
        return 0
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        ours, theirs = pool.map(run, (None, "moto"), (words, words))
    print(f"{'sluice':8}{'moto':8}check")
    for name in sorted(set(ours) | set(theirs)):
        print(f"{ours.get(name, '-'):8}{theirs.get(name, '-'):8}{name}")
    failed = [name for name, word in ours.items() if word == "FAIL"]
    good = [name for name, word in ours.items() if word == "ok"]
    both = [name for name in good if theirs.get(name) == "ok"]
    print(
        f"{len(good)} checks that sluice passes, {len(both)} of them moto too, "
        f"{len(failed)} that sluice fails; {time.monotonic() - started:.0f} s"
    )
    if not good or len(both) == len(good):
        print("compare: no check tells the two apart")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
