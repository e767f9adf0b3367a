# SPDX-License-Identifier: Apache-2.0
"""The make commands that README names, but for the demo itself, which has figures of its own."""

import pathlib
import subprocess
import tempfile
import unittest

from sluice_program import ROOT

BUILD_SECONDS_MAX = 280


class Make(unittest.TestCase):
    def make(self, *arguments):
        done = subprocess.run(
            ["make", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=BUILD_SECONDS_MAX,
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_help_lists_what_there_is(self):
        listed = {line.split()[1] for line in self.make("help").splitlines() if line.strip()}
        rules = {
            line.split(":")[0]
            for line in (ROOT / "Makefile").read_text().splitlines()
            if line and line[0].islower() and ":" in line
        }
        self.assertEqual(listed, rules)
        self.assertIn("demo", listed)

    def test_install_puts_one_stripped_binary_in_place(self):
        with tempfile.TemporaryDirectory() as folder:
            self.make("install", f"PREFIX={folder}")
            (binary,) = [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]
            self.assertEqual(binary, pathlib.Path(folder) / "bin/sluice")
            said = subprocess.run([binary, "--version"], capture_output=True, text=True)
            self.assertRegex(said.stdout, r"^sluice \d+\.\d+\.\d+\n$")
            needed = subprocess.run(["ldd", binary], capture_output=True, text=True).stdout
            self.assertNotIn("libswift", needed)
