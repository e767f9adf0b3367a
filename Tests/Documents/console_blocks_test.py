# SPDX-License-Identifier: Apache-2.0
"""Runs every `console` block of README.md and docs/guide, as a reader would type it.

A page's blocks run in order, in one shell, in a copy of Examples/orders, with the program under
test as `sluice`. A command must end with 0, unless the next one is `echo $?`, whose output is shown.
Lines below a command must come in its output, in this order; `…` stands for anything.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

from sluice_program import BINARY, ROOT, clean_environment

PAGE_SECONDS_MAX = 240
# Runs commands from files, one after the other, each with its output and its status in files.
SHELL = r"""
status=0
for file in commands/*; do
    command=$(cat "$file")
    (exit $status)
    eval "$command" >"output/${file#commands/}" 2>&1 </dev/null
    status=$?
    echo $status >"status/${file#commands/}"
    case "$command" in *'&') sleep 2 ;; esac
done
kill $(jobs -p) 2>/dev/null
wait
"""


def blocks(page):
    """The (command, expected lines) of a page's console blocks, in order."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(), re.S | re.M):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def matches(expected, line):
    return re.fullmatch(".*".join(map(re.escape, expected.strip().split("…"))), line.strip())


class ConsoleBlocks(unittest.TestCase):
    def run_page(self, path):
        commands = blocks(ROOT / path)
        self.assertTrue(commands, f"{path} has no console block")
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-docs-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(ROOT / "Examples/orders", folder / "orders")
        for name in ("commands", "output", "status", "bin"):
            (folder / "orders" / name).mkdir()
        (folder / "orders/bin/sluice").symlink_to(BINARY)
        for number, (command, _) in enumerate(commands):
            (folder / f"orders/commands/{number:03d}").write_text(command)
        environment = clean_environment(HOME=str(folder), XDG_STATE_HOME=str(folder / "state"))
        environment["PATH"] = f"{folder}/orders/bin{os.pathsep}{environment['PATH']}"
        shell = subprocess.Popen(
            ["bash", "-c", SHELL], cwd=folder / "orders", env=environment,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            shell.wait(PAGE_SECONDS_MAX)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()
        for number, (command, expected) in enumerate(commands):
            with self.subTest(command=command):
                self.check(folder / "orders", number, commands, expected)

    def check(self, folder, number, commands, expected):
        output = (folder / f"output/{number:03d}").read_text()
        status = int((folder / f"status/{number:03d}").read_text())
        is_asked = number + 1 < len(commands) and commands[number + 1][0] == "echo $?"
        if not is_asked:
            self.assertEqual(status, 0, output)
        lines = iter(output.splitlines())
        for wanted in expected:
            if not any(matches(wanted, line) for line in lines):
                self.fail(f"not in this order in the output: {wanted!r}\n{output}")

    def test_readme(self):
        self.run_page("README.md")


def add_guides():
    """A test for each guide, so that each is counted and timed."""
    for page in sorted((ROOT / "docs/guide").glob("*.md")):
        path = str(page.relative_to(ROOT))

        def test(self, path=path):
            self.run_page(path)

        setattr(ConsoleBlocks, f"test_{page.stem.replace('-', '_')}", test)


add_guides()
