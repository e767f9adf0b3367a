# SPDX-License-Identifier: Apache-2.0
"""What the commands that only look print, as text and as JSON."""

import json

from project_case import GOOD, ProjectCase


class Look(ProjectCase):
    def test_after_two_deployments(self):
        self.deploy("staging", code=0)
        self.write("src/app.py", GOOD.replace("return", "print('second'); return"))
        second = self.target(self.deploy("staging", code=0))

        with self.subTest("versions"):
            listed = self.sluice("versions", "staging", "--local", "--output", "json").json
            found = {v["version"]: v["aliases"] for v in listed["versions"]}
            self.assertEqual(found["2"], [{"name": "live", "weight": 1.0}])
            self.assertEqual(self.sluice("versions", "staging", "--local").code, 0)
        with self.subTest("history"):
            history = self.sluice("history", "staging", "--local", "--output", "json").json
            self.assertEqual([r["outcome"] for r in history["rollouts"]], ["promoted"] * 2)
        with self.subTest("show"):
            shown = self.sluice("show", second["rollout"], "--local")
            self.assertEqual(shown.code, 0, shown)
            self.assertIn("PROMOTED", shown.out)
            events = self.sluice("show", second["rollout"], "--local", "--events").out.splitlines()
            numbers = [json.loads(line)["n"] for line in events]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
        with self.subTest("status"):
            status = self.sluice("status", "--local", "--output", "json")
            self.assertEqual((status.code, status.json), (0, {"rollouts": []}))
        with self.subTest("invoke"):
            good = self.sluice("invoke", "staging", "--local", "--version", "1")
            self.assertEqual((good.code, json.loads(good.out)["version"]), (0, "1"), good)
        with self.subTest("logs"):
            self.sluice("invoke", "staging", "--local")
            log = self.sluice("logs", "staging", "--local", "--version", "2")
            self.assertEqual(log.code, 0, log)
            self.assertIn("second", log.out)
            self.assertNotIn("second", self.sluice("logs", "staging", "--local", "--version", "1").out)
        with self.subTest("plan"):
            plan = self.sluice("plan", "staging", "--local", "--output", "json")
            self.assertEqual((plan.code, plan.json["targets"][0]["publish"]), (0, False), plan)
            self.write("src/app.py", GOOD + "# third\n")
            plan = self.sluice("plan", "staging", "--local", "--detailed-exitcode")
            self.assertEqual(plan.code, 2, plan)
            self.assertEqual(self.alias("staging"), ("2", {}))
        with self.subTest("traffic"):
            ended = self.sluice(
                "traffic", "staging", "--local", "--rate", "50", "--for", "2s", "--output", "json"
            )
            counts = ended.json
            self.assertEqual(counts["sent"], counts["answered"])
            self.assertEqual((counts["failed"], counts["dropped"]), (0, 0))
            self.assertEqual(counts["byVersion"]["2"], {"calls": counts["sent"], "failed": 0})
            self.assertTrue(80 <= counts["sent"] <= 102, counts)
        with self.subTest("compare"):
            compared = self.sluice("compare", "staging", "--local", "--output", "json")
            self.assertEqual(compared.code, 0, compared)
            self.assertEqual([v["version"] for v in compared.json["versions"]], ["1", "2"])
            self.assertEqual(compared.json["verdict"], "notCompared")
            self.assertIn("v1 → v2", self.sluice("compare", "staging", "--local").out)

    def test_a_function_error_is_a_failure_of_invoke(self):
        self.write("src/app.py", "def handler(event, context):\n    raise KeyError('tenant')\n")
        self.change("    strategy: all-at-once\n    gates:\n      - invoke: { payload: { tenant: t }, expect: { payload: { status: ok }, within: 5s } }\n",
                    "    strategy: all-at-once\n")  # fmt: skip
        self.deploy("staging", code=0)
        ended = self.sluice("invoke", "staging", "--local")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn("KeyError", ended.out + ended.err)


class Program(ProjectCase):
    with_engine = False

    def test_version_and_help(self):
        version = self.sluice("--version")
        self.assertEqual(version.code, 0)
        self.assertRegex(version.out, r"^(sluice )?\d+\.\d+\.\d+\S*\n$")
        help_text = self.sluice("--help").out
        for verb in (
            "local", "demo", "deploy", "plan", "status", "rollback", "shift", "invoke", "logs",
            "versions", "traffic", "history", "show", "compare", "judge",
        ):  # fmt: skip
            with self.subTest(verb=verb):
                self.assertIn(f"  {verb} ", help_text)
                of_verb = self.sluice(verb, "--help")
                self.assertEqual(of_verb.code, 0, of_verb)
                self.assertGreaterEqual(of_verb.out.count(f"sluice {verb}"), 2, of_verb.out)
