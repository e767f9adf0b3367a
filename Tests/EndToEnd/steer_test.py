# SPDX-License-Identifier: Apache-2.0
"""Steering a rollout from another shell, and going back by hand."""

from project_case import GOOD, ProjectCase
from sluice_program import wait_until


class Steer(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")

    def baking(self):
        running = self.background("deploy", "production", "--local", "--yes", "--output", "json")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def test_status_and_abort_from_another_shell(self):
        running = self.baking()
        status = self.sluice("status", "--local", "--output", "json")
        (rollout,) = status.json["rollouts"]
        self.assertEqual(
            (rollout["stable"], rollout["candidate"], rollout["outcome"], rollout["traffic"]),
            ("1", "2", "open", {"1": 0.8, "2": 0.2}),
        )
        self.assertEqual((rollout["step"], rollout["steps"] > 1), (1, True))
        self.assertEqual(rollout["driver"]["pid"], running.pid)
        ended = self.sluice("abort", "production", "--local", "--reason", "seen enough")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        driver = running.wait(20)
        self.assertEqual(driver.code, 10, driver)
        target = self.target(driver.json)
        self.assertEqual((target["outcome"], target["reason"]["kind"]), ("rolledBack", "operator"))

    def test_rollback_while_a_rollout_is_open_is_abort(self):
        running = self.baking()
        ended = self.sluice("rollback", "production", "--local")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(running.wait(20).code, 10)

    def test_with_nothing_open_they_say_so(self):
        for verb in ("resume", "abort"):
            with self.subTest(verb=verb):
                ended = self.sluice(verb, "--local")
                self.assertEqual(ended.code, 0, ended)
                self.assertIn("no rollout is open", ended.out + ended.err)


class Back(ProjectCase):
    def test_again_is_one_further_back(self):
        for number in range(3):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        seen = []
        for _ in range(2):
            ended = self.sluice("rollback", "staging", "--local", "--output", "json")
            self.assertEqual(ended.code, 0, ended)
            seen.append(self.alias("staging"))
        self.assertEqual(seen, [("2", {}), ("1", {})])

    def test_step_by_step(self):
        for number in range(2):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("production", "--strategy", "all-at-once", code=0)
        running = self.background(
            "rollback", "production", "--local", "--gradual", "--output", "json"
        )
        wait_until(lambda: self.alias() == ("1", {"2": 0.5}), 30, "the first step down")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the second step down")
        ended = running.wait(30)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias(), ("1", {}))
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["reason"]["kind"]), ("rolledBack", "operator"))
        refused = self.sluice("rollback", "staging", "--local", "--gradual")
        self.assertNotEqual(refused.code, 0, refused)

    def test_to_a_version(self):
        for number in range(3):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        ended = self.sluice("rollback", "staging", "--local", "--to", "1")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias("staging"), ("1", {}))
        gone = self.sluice("rollback", "staging", "--local", "--to", "9")
        self.assertNotEqual(gone.code, 0, gone)
        self.assertEqual(self.alias("staging"), ("1", {}))

    def test_without_a_journal(self):
        for number in range(2):
            self.write("src/app.py", GOOD + f"# {number}\n")
            self.deploy("staging", code=0)
        for path in (self.folder / ".sluice/rollouts").iterdir():
            path.unlink()
        ended = self.sluice("rollback", "staging", "--local", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.alias("staging"), ("1", {}))
