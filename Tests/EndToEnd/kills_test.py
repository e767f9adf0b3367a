# SPDX-License-Identifier: Apache-2.0
"""A few of the kills of `make kills`, at fixed moments."""

import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "RealKills"))

import drivers  # noqa: E402
import engines  # noqa: E402
import sleepers  # noqa: E402


class KilledDrivers(unittest.TestCase):
    def test_the_rollout_is_brought_to_its_end(self):
        rows, summary = drivers.DriverKills(4).run(6)
        self.assertGreaterEqual(len(rows), 6)
        self.assertEqual(summary["dropped"], 0)


class KilledEngines(unittest.TestCase):
    def test_what_was_answered_is_there(self):
        self.assertEqual(len(engines.run(4, 3)), 3)


class SleepingDrivers(unittest.TestCase):
    def test_a_sleeper_does_nothing_twice(self):
        here, there = sleepers.run(4, 1, 8)
        self.assertEqual((len(here), len(there)), (1, 0))
