# SPDX-License-Identifier: Apache-2.0
"""Every kind of bad input: the whole message and the exit code."""

from project_case import GOOD, ProjectCase


class ProjectFile(ProjectCase):
    """Mistakes in the project file: exit 64, file and line, nothing written anywhere."""

    with_engine = False

    def refused(self, text, environment="production"):
        for verb in ("plan", "deploy"):
            with self.subTest(verb=verb):
                self.complains(self.sluice(verb, environment, "--local"), 64, text)

    def test_an_unknown_key(self):
        self.change("  handler: app.handler", "  handlr: app.handler")
        self.refused("sluice.yaml:5: error: unknown key 'handlr'; did you mean 'handler'?")

    def test_a_wrong_type(self):
        self.change("  code: src/", "  code: src/\n  memory: much")
        self.refused("sluice.yaml:8: error: 'memory' must be a whole number, not 'much'")

    def test_all_mistakes_in_one_run(self):
        self.change("  handler: app.handler", "  handlr: app.handler\n  memory: much")
        self.change("    strategy: direct", "    stratgy: direct")
        ended = self.sluice("deploy", "dev", "--local")
        self.assertEqual(ended.code, 64, ended)
        self.assertEqual(ended.err.count(": error: "), 3, ended)

    def test_no_project_file(self):
        (self.folder / "sluice.yaml").unlink()
        ended = self.sluice("deploy", "dev", "--local")
        self.assertEqual(ended.code, 64, ended)
        self.assertTrue(ended.err.startswith("error: "), ended)
        self.assertIn("sluice.yaml", ended.err)

    def test_code_that_is_not_there(self):
        self.change("  code: src/", "  code: source/")
        ended = self.sluice("deploy", "dev", "--local")
        self.assertEqual(ended.code, 64, ended)
        self.assertIn("source/", ended.err)

    def test_an_empty_folder(self):
        (self.folder / "src/app.py").unlink()
        ended = self.sluice("deploy", "dev", "--local")
        self.assertEqual(ended.code, 64, ended)

    def test_a_handler_that_is_not_in_the_package(self):
        self.change("  handler: app.handler", "  handler: main.handler")
        ended = self.sluice("deploy", "dev", "--local")
        self.assertEqual(ended.code, 64, ended)

    def test_weights_out_of_range(self):
        for weight in ("0%", "101%", "-5%"):
            with self.subTest(weight=weight):
                self.write("sluice.yaml", self.project_with(f"[{{weight: {weight}, bake: 4s}}]"))
                ended = self.sluice("plan", "production", "--local")
                self.assertEqual(ended.code, 64, ended)

    def project_with(self, steps):
        text = (self.folder / "sluice.yaml").read_text()
        head, rest = text.split("      steps: ", 1)
        return head + "      steps: " + steps + "\n" + rest.split("\n", 1)[1]

    def test_steps_that_fall(self):
        self.write(
            "sluice.yaml", self.project_with("[{weight: 50%, bake: 4s}, {weight: 10%, bake: 4s}]")
        )
        ended = self.sluice("plan", "production", "--local")
        self.assertEqual(ended.code, 64, ended)

    def test_an_environment_that_does_not_exist(self):
        ended = self.sluice("deploy", "prodction", "--local")
        self.assertEqual(ended.code, 64, ended)

    def test_direct_in_a_protected_environment(self):
        text = (self.folder / "sluice.yaml").read_text()
        self.write("sluice.yaml", text.split("  production:")[0] + "  production:\n    strategy: direct\n")
        ended = self.sluice("deploy", "production", "--local", "--yes")
        self.assertEqual(ended.code, 12, ended)

    def test_usage(self):
        for arguments in (["deploy"], ["deploy", "dev", "--nonsense"], ["nonsense"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.sluice(*arguments).code, 64)


class Settings(ProjectCase):
    """What the environment lacks."""

    with_engine = False

    def test_no_region(self):
        ended = self.sluice("plan", "dev", AWS_REGION="", AWS_DEFAULT_REGION="")
        self.assertEqual(ended.code, 64, ended)
        self.assertIn("region", ended.err.splitlines()[0])

    def test_no_credentials(self):
        ended = self.sluice("plan", "dev", AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn("credentials", ended.err.splitlines()[0])

    def test_nobody_answers(self):
        ended = self.sluice("plan", "dev", "--endpoint-url", "http://127.0.0.1:9")
        self.assertEqual(ended.code, 1, ended)
        self.assertIn("127.0.0.1:9", ended.err)

    def test_several_steps_need_a_running_engine(self):
        self.write("src/app.py", GOOD)
        ended = self.sluice("deploy", "production", "--local", "--yes")
        self.assertEqual(ended.code, 64, ended)
        self.assertIn("sluice local", ended.err)

    def test_an_error_as_json(self):
        self.change("  handler: app.handler", "  handlr: app.handler")
        ended = self.sluice("plan", "dev", "--local", "--output", "json")
        self.assertEqual(ended.code, 64, ended)
        report = ended.json
        self.assertEqual(report["exit"], 64)
        self.assertEqual(set(report["error"]), {"what", "why", "now", "next"})


class Protected(ProjectCase):
    def test_without_a_terminal_yes_is_needed(self):
        ended = self.sluice("deploy", "production", "--local")
        self.assertEqual(ended.code, 64, ended)
        self.assertIn("--yes", ended.err)
