# SPDX-License-Identifier: Apache-2.0
"""Every kind of bad input: the whole message and the exit code."""

import socket

from front import front
from project_case import GOOD, PROJECT, ProjectCase


class ProjectFile(ProjectCase):
    """Mistakes in the project file: exit 64, file and place, nothing written anywhere."""

    with_engine = False

    def refused(self, *lines, environment="production", code=64):
        """Holds plan and deploy to the same words."""
        if lines[0].startswith("sluice.yaml"):
            lines += (
                "  now    Sluice changed nothing",
                "  next   mend sluice.yaml, then the same command again",
            )
        for verb in (["plan"], ["deploy", "--yes"]):
            with self.subTest(verb=verb[0]):
                ended = self.sluice(*verb, environment, "--local")
                self.complains(ended, code, "\n".join(lines))

    def steps(self, steps):
        """Writes other steps for production."""
        head, rest = PROJECT.split("      steps: ", 1)
        self.write("sluice.yaml", head + "      steps: " + steps + "\n" + rest.split("\n", 1)[1])

    def test_an_unknown_key(self):
        self.change("  handler: app.handler", "  handlr: app.handler")
        self.refused(
            "sluice.yaml:5:3: error: unknown key 'handlr' in function; did you mean 'handler'?"
        )

    def test_a_wrong_type(self):
        self.change("  code: src/", "  code: src/\n  memory: much")
        self.refused(
            "sluice.yaml:8:11: error: memory must be a whole number from 128 to 10240, not 'much'"
        )

    def test_all_mistakes_in_one_run(self):
        self.change("  handler: app.handler", "  handlr: app.handler\n  memory: much")
        self.change("    strategy: direct", "    stratgy: direct")
        self.refused(
            "sluice.yaml:5:3: error: unknown key 'handlr' in function; did you mean 'handler'?",
            "sluice.yaml:6:11: error: memory must be a whole number from 128 to 10240, not 'much'",
            "sluice.yaml:11:5: error: unknown key 'stratgy' in environment dev; "
            "did you mean 'strategy'?",
        )

    def test_no_project_file(self):
        (self.folder / "sluice.yaml").unlink()
        self.refused(
            "error: there is no sluice.yaml here or in a folder above",
            f"  why    searched from {self.folder} upward",
            "  now    Sluice changed nothing",
            "  next   cd into the project's folder, or name the file with -f",
            "         sluice demo   # shows what one looks like",
        )

    def test_code_that_is_not_there(self):
        self.change("  code: src/", "  code: source/")
        self.refused("sluice.yaml:7:9: error: code: source/ does not exist")

    def test_an_empty_folder(self):
        (self.folder / "src/app.py").unlink()
        self.refused("sluice.yaml:7:9: error: code: src/ holds no files")

    def test_a_handler_that_is_not_in_the_package(self):
        self.change("  handler: app.handler", "  handler: main.handler")
        self.refused(
            "sluice.yaml:5:12: error: handler main.handler is not in src/: "
            "there is neither main.py nor main/__init__.py"
        )

    def test_weights_out_of_range(self):
        for weight in ("0%", "101%", "-5%", "0", "10.125%"):
            with self.subTest(weight=weight):
                self.steps(f"[{{weight: {weight}, bake: 4s}}]")
                self.refused(
                    "sluice.yaml:19:24: error: weight must be over 0% and at most 100%, "
                    f"with at most two decimals, not '{weight}'"
                )

    def test_steps_that_fall(self):
        self.steps("[{weight: 50%, bake: 4s}, {weight: 10%, bake: 4s}]")
        self.refused("sluice.yaml:19:40: error: steps must not fall: 10% comes after 50%")

    def test_an_environment_that_does_not_exist(self):
        self.refused(
            "sluice.yaml: error: there is no environment 'prodction'; there are dev, staging, "
            "production; did you mean 'production'?",
            environment="prodction",
        )

    def test_direct_in_a_protected_environment(self):
        self.write(
            "sluice.yaml", PROJECT.split("  production:")[0] + "  production:\n    strategy: direct\n"
        )
        self.refused(
            "sluice.yaml:16:3: error: environment production is protected and lacks an alias and "
            "a gate",
            "sluice.yaml:17:15: error: environment production is protected: strategy direct is "
            "refused",
            code=12,
        )

    def test_usage(self):
        for arguments, text in (
            (["deploy"], "error: missing expected argument '<environment>'"),
            (["deploy", "dev", "--nonsense"], "error: unknown option '--nonsense'"),
            (["nonsense"], "error: unexpected argument 'nonsense'"),
        ):
            with self.subTest(arguments=arguments):
                ended = self.sluice(*arguments)
                self.assertEqual((ended.code, ended.err.splitlines()[0]), (64, text), ended)


class Settings(ProjectCase):
    """What the environment lacks."""

    with_engine = False

    def test_no_region(self):
        ended = self.sluice("plan", "dev", AWS_REGION="", AWS_DEFAULT_REGION="")
        self.complains(
            ended,
            64,
            "error: no region is set\n"
            "  why    no region: give --region, set AWS_REGION, or write region into a profile\n"
            "  now    Sluice changed nothing\n"
            "  next   give --region, or set AWS_REGION\n"
            "         or --local for the embedded engine\n",
        )

    def test_no_credentials(self):
        ended = self.sluice("plan", "dev", AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
        self.complains(
            ended,
            1,
            "error: no credentials were found\n"
            "  why    no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a "
            "profile with --profile or AWS_PROFILE\n"
            "  now    Sluice changed nothing\n"
            "  next   set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE\n"
            "         or --local for the embedded engine\n",
        )

    def test_nobody_answers(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        ended = self.sluice("plan", "dev", "--endpoint-url", f"http://127.0.0.1:{port}")
        self.complains(
            ended,
            1,
            f"error: nobody answers at http://127.0.0.1:{port}\n"
            f"  why    NoConnection: cannot connect to http://127.0.0.1:{port}: "
            "connection refused\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice local   # starts an engine\n"
            "         check --endpoint-url\n",
        )

    def test_several_steps_need_a_running_engine(self):
        ended = self.sluice("deploy", "production", "--local", "--yes")
        self.complains(
            ended,
            64,
            "error: a rollout with weighted steps needs a running engine\n"
            "  why    an engine that this command starts ends with it, in the middle of a bake\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice local   # in another terminal, then the same command again\n"
            "         sluice deploy production --local --strategy all-at-once --yes\n",
        )

    def test_an_error_as_json(self):
        self.change("  handler: app.handler", "  handlr: app.handler")
        ended = self.sluice("plan", "dev", "--local", "--output", "json")
        self.assertEqual(ended.code, 64, ended)
        self.assertEqual(
            ended.json,
            {
                "error": {
                    "what": "sluice.yaml has a problem",
                    "why": "sluice.yaml:5:3: error: unknown key 'handlr' in function; "
                    "did you mean 'handler'?",
                    "now": "Sluice changed nothing",
                    "next": ["mend sluice.yaml, then the same command again"],
                },
                "exit": 64,
            },
        )


class Protected(ProjectCase):
    def test_without_a_terminal_yes_is_needed(self):
        ended = self.sluice("deploy", "production", "--local")
        self.complains(
            ended,
            64,
            "error: environment production is protected, and there is no terminal to ask on\n"
            "  why    without a terminal, deploy to a protected environment needs --yes\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice deploy production --local --yes\n",
        )

    def test_in_ci_the_journal_must_outlive_the_runner(self):
        deploy = ["deploy", "production", "--yes", "--output", "json"]
        with front(self.engine.endpoint) as aws:
            refused = self.sluice(*deploy, CI="true", AWS_ENDPOINT_URL=aws)
            self.assertEqual(refused.code, 12, refused)
            error = refused.json["error"]
            self.assertIn("its journal would go with this runner", error["what"])
            self.assertIn("CI is set", error["why"])
            self.assertEqual(error["now"], "Sluice changed nothing")
            self.assertIn("--journal local", " ".join(error["next"]))
            self.assertFalse((self.folder / ".sluice/rollouts").exists())
            said = self.sluice(*deploy, "--journal", "local", CI="true", AWS_ENDPOINT_URL=aws)
            self.assertEqual(said.code, 0, said)
            # Nobody needs it where nothing is protected.
            head = "    alias: live\n    strategy:\n"
            self.change(head, "    protected: false\n" + head)
            open_to_all = self.sluice(*deploy, CI="true", AWS_ENDPOINT_URL=aws)
            self.assertEqual(open_to_all.code, 0, open_to_all)

    def test_in_ci_what_is_watched_by_hand_needs_a_journal_that_stays_too(self):
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")
        self.deploy("production", "--strategy", "all-at-once", code=0)
        gradual = ["rollback", "production", "--gradual", "--yes"]
        held = ["shift", "production", "10%", "--version", "1", "--yes"]
        with front(self.engine.endpoint) as aws:
            for command in (gradual, [*held, "--hold-until", "30m"]):
                refused = self.sluice(*command, "--output", "json", CI="true", AWS_ENDPOINT_URL=aws)
                self.assertEqual(refused.code, 12, refused)
                error = refused.json["error"]
                self.assertIn("its journal would go with this runner", error["what"])
                self.assertIn(f"sluice {command[0]} production", error["next"][-1])
                self.assertIn("--journal local", error["next"][-1])
                self.assertEqual(self.alias(), ("2", {}))
            back = self.sluice("rollback", "production", CI="true", AWS_ENDPOINT_URL=aws)
            self.assertEqual((back.code, self.alias()), (0, ("1", {})), back)
            none = self.sluice(
                "shift", "production", "0", "--version", "2", "--yes", CI="true", AWS_ENDPOINT_URL=aws
            )
            self.assertEqual((none.code, self.alias()), (0, ("1", {})), none)

    def test_in_ci_the_engine_needs_no_shared_journal(self):
        deploy = ["deploy", "production", "--yes"]
        for options, more in (
            (["--local"], {}),
            ([], {"AWS_ENDPOINT_URL": self.engine.endpoint}),
        ):
            with self.subTest(options=options):
                ended = self.sluice(*deploy, *options, CI="true", **more)
                self.assertEqual(ended.code, 0, ended)
