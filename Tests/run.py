# SPDX-License-Identifier: Apache-2.0
"""Runs the Python tests of a folder: python3 Tests/run.py Tests/Clients [WORD…]

Each test class runs in a process of its own with a time limit, two at a time, so that waiting
(a bake, a time-out) costs little and one stuck test stops nobody. The last line counts all:
`N passed, N failed, N skipped`. With words, only classes whose module or name holds one run.
"""

import concurrent.futures
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest

CLASS_SECONDS_MAX = 300
AT_ONCE = int(os.environ.get("SLUICE_TEST_JOBS", "2"))


class LineResult(unittest.TestResult):
    """Prints one line a test, as `ok`, `FAIL` or `skip`, with its time."""

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()
        self.worst = None

    def say(self, word, test, text=""):
        seconds = time.monotonic() - getattr(self, "started", time.monotonic())
        print(f"{word:4} {seconds:6.1f} s  {test.id() if hasattr(test, 'id') else test}", flush=True)
        if text:
            print("      " + text.strip().replace("\n", "\n      "), flush=True)

    def addSuccess(self, test):
        if self.worst is None:
            self.say("ok", test)

    def addFailure(self, test, error):
        self.worst = "FAIL"
        self.say("FAIL", test, self._exc_info_to_string(error, test))

    addError = addFailure

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addFailure(subtest, error)

    def addSkip(self, test, reason):
        self.worst = "skip"
        self.say("skip", test, reason)


def suites(folder):
    """The test classes of a folder, as names that `--only` takes."""
    found = []

    def walk(suite):
        for item in suite:
            if isinstance(item, unittest.TestSuite):
                walk(item)
            else:
                name = f"{type(item).__module__}.{type(item).__qualname__}"
                # A module that cannot be imported shows as a test that fails, named for it.
                name = item.id() if "_FailedTest" in name else name
                if name not in found:
                    found.append(name)

    walk(unittest.defaultTestLoader.discover(str(folder), pattern="*_test.py", top_level_dir=str(folder)))
    return found


def run_class(folder, name):
    """One class in a process of its own: its output, complete."""
    command = [sys.executable, "-u", __file__, str(folder), "--only", name]
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = child.communicate(timeout=CLASS_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        output, _ = child.communicate()
        output += f"FAIL {name} took over {CLASS_SECONDS_MAX} s and was ended\n"
    else:
        if child.returncode != 0 and not any(l.startswith("FAIL") for l in output.splitlines()):
            output += f"FAIL {name} ended with {child.returncode}\n"
    return output


def run_only(folder, name):
    """Inside the process of one class."""
    suite = unittest.defaultTestLoader.loadTestsFromName(name.replace("unittest.loader._FailedTest.", ""))
    result = LineResult()
    suite.run(result)
    return 0


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    sys.path[:0] = [str(folder), str(pathlib.Path(__file__).resolve().parent / "Support")]
    if sys.argv[2:3] == ["--only"]:
        return run_only(folder, sys.argv[3])
    words = sys.argv[2:]
    names = [n for n in suites(folder) if not words or any(w in n for w in words)]
    counts = {"ok": 0, "FAIL": 0, "skip": 0}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for done in concurrent.futures.as_completed(pool.submit(run_class, folder, n) for n in names):
            output = done.result()
            print(output, end="", flush=True)
            for line in output.splitlines():
                word = line.split(" ")[0]
                if word in counts:
                    counts[word] += 1
    print(f"{counts['ok']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    return 1 if counts["FAIL"] or not names else 0


if __name__ == "__main__":
    sys.exit(main())
