# SPDX-License-Identifier: Apache-2.0
"""Kills the real program under real load, and checks that nothing is lost: make kills

python3 Tests/RealKills/kills.py [--seed N] [--drivers 40] [--engines 20] [--sleepers 5]
                                 [--sleep 90]

The seed is printed; the same seed kills at the same moments. Ends with 1 when anything is lost,
dropped, published twice or done twice.
"""

import argparse
import pathlib
import random
import sys

sys.path[:0] = [
    str(pathlib.Path(__file__).resolve().parent),
    str(pathlib.Path(__file__).resolve().parent.parent / "Support"),
]

import drivers  # noqa: E402
import engines  # noqa: E402
import sleepers  # noqa: E402


def table(title, columns, rows):
    print(f"\n{title}")
    texts = [list(map(str, columns))] + [list(map(str, row)) for row in rows]
    widths = [max(len(row[i]) for row in texts) for i in range(len(columns))]
    for row in texts:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def kill_drivers(seed, count):
    """A quarter with the journal in the folder, the others with one that machines share."""
    columns = ("kill", "candidate", "killed after", "stood", "resumed", "took", "published")
    shared_rounds = count * 3 // 4
    for shared, rounds in ((False, count - shared_rounds), (True, shared_rounds)):
        if not rounds:
            continue
        rows, summary = drivers.DriverKills(f"{seed} {shared}", shared).run(rounds)
        home = "a shared journal" if shared else "the journal in the folder"
        table(f"driver killed, {home}", columns, rows)
        print(f"  {summary['sent']} requests, {summary['dropped']} dropped")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    options.add_argument("--drivers", type=int, default=40)
    options.add_argument("--engines", type=int, default=20)
    options.add_argument("--sleepers", type=int, default=5)
    options.add_argument("--sleep", type=float, default=90)
    asked = options.parse_args()
    print(f"seed {asked.seed}", flush=True)
    if asked.drivers:
        kill_drivers(asked.seed, asked.drivers)
    if asked.engines:
        rows = engines.run(asked.seed, asked.engines)
        columns = ("kill", "killed after", "writes answered", "events", "objects", "")
        table("engine killed while clients write", columns, rows)
    if asked.sleepers:
        here, there = sleepers.run(asked.seed, asked.sleepers, asked.sleep)
        columns = ("driver", "stood", "rollback took", "driver ended", "requests")
        table(f"driver stopped for {asked.sleep:g} s, rolled back in another shell", columns, here)
        columns = ("driver", "stood", "taken over after", "driver ended", "other ended", "requests")
        table("driver stopped until another machine drives", columns, there)
    print(f"\n{asked.drivers} + {asked.engines} + {asked.sleepers} kills: 0 lost, 0 dropped, 0 twice")


if __name__ == "__main__":
    main()
