# SPDX-License-Identifier: Apache-2.0
"""`sluice judge` as a script uses it: documents, streams, bad input, and its figures."""

import json
import resource
import subprocess
import time

from project_case import ProjectCase
from sluice_program import BINARY, clean_environment

EXAMPLE = {"segments": [{"weight": 0.1, "batches": [{"errors": [0, 90, 3, 10]}]}]}


class Judge(ProjectCase):
    with_engine = False

    def test_a_document(self):
        self.write("counts.json", json.dumps(EXAMPLE))
        judged = self.sluice("judge", "counts.json", "--output", "json")
        self.assertEqual(judged.code, 0, judged)
        self.assertAlmostEqual(judged.json["log10"]["combined"], 2.02686739143907, places=9)
        self.assertEqual(judged.json["verdict"], "rollBack")
        shown = self.sluice("judge", "counts.json")
        self.assertIn("roll back: the evidence reached 110 to 1", shown.out)

    def test_bad_input(self):
        self.write("counts.json", '{"segments":[\n{"weight":0.1,"batches":[\n{"errors":[0,1,2,1]}]}]}')
        self.complains(
            self.sluice("judge", "counts.json"),
            64,
            "error: counts.json:3: errors has 2 of 1 call of the candidate\n"
            "  why    in segments[0].batches[0]\n"
            "  now    Sluice changed nothing\n"
            "  next   sluice judge --help",
        )
        missing = self.sluice("judge", "nothing.json")
        self.assertEqual(missing.code, 64, missing)
        self.assertIn("nothing.json: No such file or directory", missing.err)

    def test_a_stream_in_constant_memory(self):
        batch = (
            b'{"errors":[0,90,0,10],"throttles":[0,90,0,10],"latency":{"p50":[45,90,5,10],'
            b'"p90":[9,90,1,10],"p99":[1,90,0,10]}}\n'
        )
        times, rounds = 4000, 100
        process = subprocess.Popen(
            [BINARY, "judge", "-", "--output", "json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=clean_environment(),
        )
        started = time.perf_counter()
        process.stdin.write(b'{}\n{"segment":{"weight":0.1}}\n')
        for _ in range(rounds):
            process.stdin.write(batch * times)
        out, _ = process.communicate()
        taken = time.perf_counter() - started
        self.assertEqual(process.returncode, 0)
        self.assertEqual(json.loads(out)["verdict"], "promoteEarly")
        rate = times * rounds / taken
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"judge: {rate:,.0f} batches/s, at most {memory:.0f} MiB")
        self.assertLess(memory, 50)
