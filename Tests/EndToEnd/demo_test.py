# SPDX-License-Identifier: Apache-2.0
"""The demo as people see it: in a terminal, and without one. Its figures: Scripts/check-demo."""

import shlex
import shutil
import subprocess
import unittest

from project_case import ProjectCase
from sluice_program import BINARY, wait_until


class Demo(ProjectCase):
    with_engine = False

    def test_without_a_terminal_it_tells_line_by_line(self):
        ended = self.sluice("demo")
        self.assertEqual(ended.code, 0, ended)
        self.assertNotIn("\x1b", ended.out + ended.err)
        self.assertIn("ROLLED BACK", ended.out)

    @unittest.skipUnless(shutil.which("tmux"), "tmux is not on this machine")
    def test_in_a_terminal_it_draws(self):
        server = ["tmux", "-S", str(self.folder / "tmux")]
        command = f"env TERM=xterm-256color {shlex.quote(BINARY)} demo; echo EXIT=$?; sleep 60"
        subprocess.run(
            [*server, "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "48",
             "-c", str(self.folder), command],
            check=True, env={**self.env, "TERM": "xterm-256color"},
        )  # fmt: skip
        self.addCleanup(subprocess.run, [*server, "kill-server"])
        seen = []

        def screen():
            shown = subprocess.run(
                [*server, "capture-pane", "-p", "-S", "-500"], capture_output=True, text=True
            ).stdout
            seen.append(shown)
            return "EXIT=" in shown and shown

        last = wait_until(screen, 80, "the demo ended")
        self.assertIn("EXIT=0", last)
        whole = "\n".join(seen)
        for word in ("traffic", "evidence", "gates", "ROLLED BACK"):
            self.assertIn(word, whole)
        self.assertLessEqual(max(map(len, last.splitlines())), 100)
