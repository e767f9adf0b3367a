# SPDX-License-Identifier: Apache-2.0
"""A rollout that is interrupted or killed: left as it was, resumable, and said so."""

import os
import signal

from project_case import GOOD, ProjectCase
from sluice_program import processes_with, wait_until


class Interrupted(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")

    def baking(self):
        """A deployment that is in the first bake."""
        running = self.background("deploy", "production", "--local", "--yes")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def resume_to_the_end(self):
        ended = self.sluice("resume", "production", "--local", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["traffic"]), ("promoted", {"2": 1.0}))
        self.assertEqual(self.alias(), ("2", {}))

    def test_ctrl_c_in_a_bake_leaves_it_resumable(self):
        with self.traffic():
            ended = self.baking().stop(signal.SIGINT)
            self.assertEqual(ended.code, 130, ended)
            self.assertIn("sluice resume", ended.err)
            self.assertEqual(self.alias(), ("1", {"2": 0.2}))
            self.resume_to_the_end()
        self.assertEqual(self.summary["dropped"], 0)

    def test_sigterm_in_a_bake(self):
        ended = self.baking().stop(signal.SIGTERM)
        self.assertEqual(ended.code, 143, ended)
        self.assertEqual(self.alias(), ("1", {"2": 0.2}))

    def test_ctrl_c_may_roll_back(self):
        running = self.background(
            "deploy", "production", "--local", "--yes", "--on-interrupt", "rollback"
        )
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        ended = running.stop(signal.SIGINT)
        self.assertEqual(ended.code, 10, ended)
        self.assertEqual(self.alias(), ("1", {}))

    def test_ctrl_c_and_again_while_a_gate_hangs(self):
        seconds = f"250.{os.getpid()}"
        self.change(
            "    strategy: all-at-once\n    gates:\n",
            f"    strategy: all-at-once\n    gates:\n      - run: sleep {seconds}\n",
        )
        running = self.background("deploy", "staging", "--local", "--yes")
        wait_until(lambda: processes_with(seconds), 30, "the gate runs")
        running.send(signal.SIGINT)
        running.send(signal.SIGINT)
        ended = running.wait(10)
        self.assertEqual(ended.code, 130, ended)
        wait_until(lambda: not processes_with(seconds), 5, "the gate's command ended")

    def test_kill_in_a_bake_and_resume(self):
        with self.traffic():
            self.baking().kill()
            self.assertEqual(self.alias(), ("1", {"2": 0.2}))
            self.resume_to_the_end()
        self.assertEqual(self.summary["dropped"], 0)

    def test_kill_and_roll_back_by_hand(self):
        self.baking().kill()
        back = self.sluice("rollback", "production", "--local", "--output", "json")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.alias(), ("1", {}))

    def test_a_second_rollout_is_refused_while_one_is_open(self):
        first = self.baking()
        ended = self.sluice("deploy", "production", "--local", "--yes")
        self.assertEqual(ended.code, 12, ended)
        self.assertEqual(self.alias(), ("1", {"2": 0.2}))
        first.stop(signal.SIGTERM)


class Journal(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")
        running = self.background("deploy", "production", "--local", "--yes")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        running.kill()
        self.journals = sorted((self.folder / ".sluice/rollouts").rglob("*.jsonl"))
        self.open = max(self.journals, key=lambda path: path.stat().st_mtime)

    def test_a_torn_last_line_is_recovered(self):
        with self.open.open("a") as journal:
            journal.write('{"n":99,"at":17')
        back = self.sluice("rollback", "production", "--local", "--output", "json")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.alias(), ("1", {}))

    def test_a_changed_line_is_refused_and_named(self):
        lines = self.open.read_text().splitlines(keepends=True)
        lines[1] = lines[1].replace('"at":', '"at": ', 1)
        self.open.write_text("".join(lines))
        ended = self.sluice("resume", "production", "--local")
        self.complains(
            ended,
            1,
            f"error: the journal of rollout {self.open.stem} cannot be used\n"
            f"  why    {self.open}:2: this line is not as it was written\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice rollback production --local   # takes the traffic back without the "
            "journal, if it is split\n"
            "         restore the file from a backup, or put it aside: sluice doctor --fix\n",
        )
        # The way out works without the journal.
        back = self.sluice("rollback", "production", "--local", "--to", "1")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.alias(), ("1", {}))
