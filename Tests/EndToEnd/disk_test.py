# SPDX-License-Identifier: Apache-2.0
"""Disks that fail: complaints before anything is written to AWS, and journals of another day."""

import ctypes
import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess

from end_test import LeftBehind
from sluice_program import BINARY

LIBC = ctypes.CDLL(None)


def give_up_superpowers():
    """The superuser may write wherever it likes; from here on as little as anybody."""
    PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
    if os.geteuid() == 0 and LIBC.prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) != 0:
        os._exit(99)


class Disk(LeftBehind):
    """Complaints before anything is written to AWS."""

    def refused(self, env=None, **more):
        before = self.aws().list_versions_by_function(FunctionName="orders-production")
        done = subprocess.run(
            [BINARY, "deploy", "production", "--local", "--yes", "--output", "json"],
            cwd=self.folder, env={**self.env, **(env or {})}, capture_output=True, text=True,
            timeout=60, **more,
        )  # fmt: skip
        after = self.aws().list_versions_by_function(FunctionName="orders-production")
        self.assertEqual(
            [v["Version"] for v in before["Versions"]], [v["Version"] for v in after["Versions"]]
        )
        self.assertEqual(self.alias(), ("1", {}))
        document = json.loads(done.stdout)
        self.assertEqual(document["exit"], done.returncode, done)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("Sluice changed nothing", document["error"]["now"])
        return document["error"]

    def test_a_state_directory_that_is_none(self):
        shutil.rmtree(self.folder / "state")
        self.write("state", "a file\n")
        error = self.refused()
        self.assertIn("cannot be locked", error["what"])
        self.assertIn("XDG_STATE_HOME", " ".join(error["next"]))

    def test_a_full_disk(self):
        def nothing_more():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))

        error = self.refused(preexec_fn=nothing_more, restore_signals=False)
        self.assertRegex(error["what"], "journal|package")
        self.assertTrue(error["next"])
        self.assertEqual(self.open_rollouts(), [])

    def read_only(self, folder):
        """A folder in which nothing can be made, for the superuser as well."""
        path = self.folder / folder
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o555)
        self.addCleanup(path.chmod, 0o755)
        return dict(preexec_fn=give_up_superpowers)

    def test_a_journal_folder_that_is_read_only(self):
        error = self.refused(**self.read_only(".sluice/rollouts"))
        self.assertIn("journal", error["what"])
        self.assertIn("Permission denied", error["why"])
        self.assertTrue(error["next"])
        self.assertEqual(self.open_rollouts(), [])

    def test_a_project_folder_that_is_read_only(self):
        for name in ("rollouts", "packages"):
            shutil.rmtree(self.folder / ".sluice" / name, ignore_errors=True)
        error = self.refused(**self.read_only(".sluice"))
        self.assertIn("package cannot be kept", error["what"])
        self.assertIn("Permission denied", error["why"])
        self.assertIn("may write to", " ".join(error["next"]))

    def test_a_state_directory_that_is_read_only(self):
        shutil.rmtree(self.folder / "state")
        error = self.refused(**self.read_only("state"))
        self.assertIn("cannot be locked", error["what"])
        self.assertIn("Permission denied", error["why"])
        self.assertIn("XDG_STATE_HOME", " ".join(error["next"]))
        self.assertEqual(self.open_rollouts(), [])

    def test_a_network_home_without_locks(self):
        for code in ("ENOLCK", "EOPNOTSUPP"):
            with self.subTest(code):
                error = self.refused(env={"LD_PRELOAD": self.without_locks(code)})
                self.assertIn("cannot be locked", error["what"])
                self.assertIn("has no locks (flock)", error["why"])
                self.assertIn("XDG_STATE_HOME", " ".join(error["next"]))
                self.assertEqual(self.open_rollouts(), [])

    def without_locks(self, code):
        """A library in whose presence files are locked as on a network share: not at all."""
        compiler = next(filter(shutil.which, ("cc", "gcc", "clang")), None)
        if not compiler:
            self.skipTest("there is no C compiler")
        source = self.folder / f"{code}.c"
        source.write_text(
            "#include <errno.h>\n"
            f"int flock(int file, int how) {{ errno = {code}; return -1; }}\n"
        )
        library = source.with_suffix(".so")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-o", str(library), str(source)], check=True
        )
        return str(library)

    def test_a_journal_folder_that_is_none(self):
        shutil.rmtree(self.folder / ".sluice/rollouts")
        self.write(".sluice/rollouts", "a file\n")
        error = self.refused()
        self.assertIn("journal", error["what"])

    def test_a_journal_of_a_future_format(self):
        self.baking().kill()
        (name,) = [r["rollout"] for r in self.open_rollouts()]
        self.future(name)
        status = self.sluice("status", "--output", "json")
        # Whether it is open cannot be known.
        self.assertEqual((status.code, status.json["rollouts"]), (1, []), status)
        self.assertIn("newer Sluice", status.err)
        history = self.sluice("history", "--output", "json")
        self.assertEqual((history.code, len(history.json["rollouts"])), (0, 1), history)
        self.assertIn("newer Sluice", history.err)
        for verb in (["show", name], ["show", name, "--verify"], ["resume", name], ["abort", name]):
            ended = self.sluice(*verb)
            self.assertEqual(ended.code, 1, ended)
            self.assertIn("newer Sluice", ended.err)
        # The way out works without the journal.
        back = self.sluice("rollback", "production", "--local", "--to", "1")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.alias(), ("1", {}))

    def future(self, name):
        """Writes the journal as a Sluice of another day would, its hashes whole."""
        path = self.folder / f".sluice/rollouts/{name}.jsonl"
        previous, lines = "0" * 64, []
        for line in path.read_text().splitlines():
            body = line.split('","entry":', 1)[1][:-1].replace('"format":1', '"format":99')
            previous = hashlib.sha256((previous + body).encode()).hexdigest()
            lines.append(f'{{"hash":"{previous}","entry":{body}}}\n')
        path.write_text("".join(lines))
