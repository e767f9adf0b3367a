# SPDX-License-Identifier: Apache-2.0
"""Whole deployments with the real program against a running `sluice local`."""

from project_case import BAD, GOOD, ProjectCase


class Direct(ProjectCase):
    def test_latest_is_updated_and_nothing_is_published(self):
        first = self.target(self.deploy("dev", code=0))
        self.assertEqual(first["outcome"], "promoted")
        self.assertIsNone(first["stable"])
        answer = self.sluice("invoke", "dev", "--local", "--payload", '{"a": 1}')
        self.assertEqual(answer.code, 0, answer)
        self.assertIn('"$LATEST"', answer.out)
        self.assertEqual(self.target(self.deploy("dev", code=0))["outcome"], "unchanged")
        self.write("src/app.py", GOOD.replace('"ok"', '"new"'))
        self.assertEqual(self.target(self.deploy("dev", code=0))["outcome"], "promoted")
        self.assertIn('"new"', self.sluice("invoke", "dev", "--local").out)


class FirstAndUnchanged(ProjectCase):
    def test_first_then_unchanged_then_versioned_then_back(self):
        first = self.target(self.deploy("staging", code=0))
        self.assertEqual(
            (first["outcome"], first["stable"], first["candidate"], first["traffic"]),
            ("promoted", None, "1", {"1": 1.0}),
        )
        self.assertEqual(first["steps"], [])
        again = self.target(self.deploy("staging", code=0))
        self.assertEqual((again["outcome"], again["traffic"]), ("unchanged", {"1": 1.0}))
        self.write("src/app.py", GOOD + "# second\n")
        second = self.target(self.deploy("staging", code=0))
        self.assertEqual(
            (second["outcome"], second["stable"], second["candidate"], second["traffic"]),
            ("promoted", "1", "2", {"2": 1.0}),
        )
        self.assertEqual(self.alias("staging"), ("2", {}))
        back = self.sluice("rollback", "staging", "--local", "--output", "json")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.target(back.json)["traffic"], {"1": 1.0})
        self.assertEqual(self.alias("staging"), ("1", {}))

    def test_same_content_gives_the_same_bytes(self):
        self.deploy("staging", code=0)
        for path in sorted((self.folder / "src").rglob("*")):
            path.touch()
        self.assertEqual(self.target(self.deploy("staging", code=0))["outcome"], "unchanged")


class Gradual(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)

    def test_until_a_step_and_on_again(self):
        self.write("src/app.py", GOOD + "# second\n")
        with self.traffic():
            first = self.target(self.deploy("production", "--until", "20%", code=0))
            self.assertEqual((first["outcome"], first["traffic"]), ("open", {"1": 0.8, "2": 0.2}))
            ended = self.sluice("resume", "--local", "--output", "json")
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["traffic"]), ("promoted", {"2": 1.0}))

    def test_a_hotfix_takes_the_place_of_what_is_open(self):
        self.write("src/app.py", GOOD + "# second\n")
        with self.traffic():
            self.deploy("production", "--until", "20%", code=0)
            self.write("src/app.py", GOOD + "# third\n")
            fixed = self.target(
                self.deploy("production", "--hotfix", "--reason", "tenants wait", code=0)
            )
        self.assertEqual(
            (fixed["outcome"], fixed["stable"], fixed["candidate"], fixed["steps"]),
            ("promoted", "1", "3", []),
        )

    def test_a_good_version_is_promoted_step_by_step(self):
        self.write("src/app.py", GOOD + "# second\n")
        with self.traffic():
            target = self.target(self.deploy("production", code=0))
        self.assertEqual(target["outcome"], "promoted")
        self.assertEqual([s["weight"] for s in target["steps"]], [0.2, 0.5])
        self.assertEqual([s["decision"] for s in target["steps"]], ["baked", "baked"])
        self.assertGreaterEqual(target["steps"][0]["seconds"], 4)
        self.assertGreaterEqual(target["steps"][1]["seconds"], 3)
        self.assertEqual(target["requests"]["failed"], 0)
        self.assertGreaterEqual(target["requests"]["candidate"], 20)
        self.assertEqual(self.alias(), ("2", {}))
        self.assertEqual((self.summary["failed"], self.summary["dropped"]), (0, 0))
        self.assertEqual(set(self.summary["byVersion"]), {"1", "2"})

    def test_a_bad_version_is_rolled_back_by_itself(self):
        self.write("src/app.py", BAD)
        with self.traffic():
            report = self.deploy("production", code=10)
        target = self.target(report)
        self.assertEqual((report["outcome"], target["outcome"]), ("rolledBack", "rolledBack"))
        self.assertEqual(target["reason"]["kind"], "errors")
        self.assertEqual(target["traffic"], {"1": 1.0})
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(self.summary["dropped"], 0)
        self.assertGreater(self.summary["byVersion"]["2"]["failed"], 0)

        with self.subTest("the same bytes are refused, until --retry"):
            ended = self.sluice("deploy", "production", "--local", "--yes")
            self.assertEqual(ended.code, 12, ended)
            self.assertIn(
                f"error: these bytes were rolled back here before, in {target['rollout']}", ended.err
            )
            self.assertIn("sluice deploy production --local --retry", ended.err)
        with self.subTest("the report names the first error"):
            shown = self.sluice("show", target["rollout"], "--local")
            self.assertEqual(shown.code, 0, shown)
            self.assertIn("ROLLED BACK", shown.out)
            self.assertIn("KeyError: 'tenant'", shown.out)

    def test_a_step_without_enough_calls_is_held_not_passed(self):
        self.write("src/app.py", GOOD + "# quiet\n")
        running = self.background("deploy", "production", "--local", "--yes")
        running.wait_for_line(lambda line: "hold" in line.lower(), 40)
        self.assertEqual(self.alias(), ("1", {"2": 0.2}))

    def test_quiet_promote_is_an_outcome_of_its_own(self):
        self.change("    alias: live\n    strategy:\n", "    alias: live\n    onHold: {quiet: promote}\n    strategy:\n")
        self.write("src/app.py", GOOD + "# quiet\n")
        target = self.target(self.deploy("production", code=0))
        self.assertEqual(target["outcome"], "promotedUnjudged")
        self.assertEqual({s["decision"] for s in target["steps"]}, {"unjudged"})

    def test_a_gate_that_fails_moves_no_traffic(self):
        self.write("src/app.py", GOOD.replace('"ok"', '"broken"'))
        report = self.deploy("production", code=11)
        target = self.target(report)
        self.assertEqual((target["outcome"], target["reason"]["kind"]), ("stopped", "gate"))
        self.assertEqual(self.alias(), ("1", {}))

    def test_a_command_as_a_gate_knows_what_it_tests(self):
        self.write("gate.sh", '#!/bin/sh\nenv | grep ^SLUICE_ | sort > gate.txt\n')
        (self.folder / "gate.sh").chmod(0o755)
        self.change("    gates:\n      - invoke: { payload: { tenant: t }, expect: { payload: { status: ok }, within: 5s } }\n  production",
                    "    gates:\n      - run: ./gate.sh\n  production")  # fmt: skip
        self.deploy("staging", code=0)
        seen = (self.folder / "gate.txt").read_text()
        self.assertIn("SLUICE_FUNCTION=orders-staging\n", seen)
        self.assertIn("SLUICE_ENVIRONMENT=staging\n", seen)
        self.assertIn("SLUICE_ALIAS=live\n", seen)
        self.assertIn("SLUICE_VERSION=1\n", seen)
        self.assertIn("SLUICE_STABLE_VERSION=\n", seen)

    def test_shift_by_hand(self):
        self.write("src/app.py", GOOD + "# second\n")
        self.sluice("deploy", "staging", "--local", "--yes")
        with self.traffic():
            self.deploy("production", code=0)
        moved = self.sluice("shift", "production", "30", "--version", "1", "--local")
        self.assertEqual(moved.code, 0, moved)
        self.assertEqual(self.alias(), ("2", {"1": 0.3}))


class AsIfItWereAWS(ProjectCase):
    """The same engine, reached as AWS is: by an endpoint, a region and credentials."""

    def test_by_option_and_by_environment(self):
        ended = self.sluice(
            "deploy", "staging", "--endpoint-url", self.engine.endpoint, "--output", "json"
        )
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual(
            (target["outcome"], target["endpoint"]), ("promoted", self.engine.endpoint)
        )
        again = self.sluice(
            "plan", "staging", "--detailed-exitcode", AWS_ENDPOINT_URL=self.engine.endpoint
        )
        self.assertEqual(again.code, 0, again)

    def test_with_the_shared_files(self):
        self.write(
            ".aws/credentials",
            "[orders]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n",
        )
        self.write(
            ".aws/config",
            f"[profile orders]\nregion = us-east-1\nendpoint_url = {self.engine.endpoint}\n",
        )
        none = dict.fromkeys(
            ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION"), ""
        )
        ended = self.sluice("deploy", "staging", "--profile", "orders", "--output", "json", **none)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["endpoint"], self.engine.endpoint)


class AliasOnly(ProjectCase):
    def test_a_version_that_someone_else_published(self):
        self.deploy("staging", code=0)
        self.write("src/app.py", GOOD + "# second\n")
        self.deploy("staging", code=0)
        self.sluice("rollback", "staging", "--local")
        self.change("  code: src/\n", "")
        without = self.sluice("deploy", "staging", "--local", "--yes")
        self.complains(
            without,
            64,
            "error: the project file has no code: for orders-staging, so it needs --version\n"
            "  why    without code: someone else publishes, and Sluice moves only the alias\n"
            "  now    traffic is v1 100 %; Sluice changed nothing\n"
            "  next   sluice versions staging --local\n"
            "         sluice deploy staging --local --version N --yes\n",
        )
        again = self.sluice("deploy", "staging", "--local", "--yes", "--version", "2")
        self.assertEqual(again.code, 12, again)
        self.assertIn("sluice deploy staging --local --version 2 --retry", again.err)
        target = self.target(self.deploy("staging", "--version", "2", "--retry", code=0))
        self.assertEqual((target["outcome"], target["traffic"]), ("promoted", {"2": 1.0}))
