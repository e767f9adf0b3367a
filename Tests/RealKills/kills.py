# SPDX-License-Identifier: Apache-2.0
"""Kills the real program under real load, and checks that nothing is lost: make kills

python3 Tests/RealKills/kills.py [--seed N] [--drivers 40] [--engines 20] [--sleepers 5]
                                 [--sleep 90]

The seed is printed; the same seed kills at the same moments. Ends with 1 when anything is lost,
dropped, published twice or done twice.
"""

import argparse
import concurrent.futures
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

SHARED_PROJECTS = 4


def table(title, columns, rows):
    print(f"\n{title}")
    texts = [list(map(str, columns))] + [list(map(str, row)) for row in rows]
    widths = [max(len(row[i]) for row in texts) for i in range(len(columns))]
    for row in texts:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def kill_drivers(seed, count):
    """Half with the journal in the folder, half with one that machines share.

    Those wait for a lease of a minute each time, so there are some such projects side by side.
    """
    ask = drivers.DriverKills
    show("the journal in the folder", *ask(f"{seed} False").run(count - count // 2))
    shares = [len(range(n, count // 2, SHARED_PROJECTS)) for n in range(SHARED_PROJECTS)]
    with concurrent.futures.ThreadPoolExecutor(SHARED_PROJECTS) as pool:
        jobs = [
            pool.submit(ask(f"{seed} True {n}", shared=True).run, share)
            for n, share in enumerate(shares)
            if share
        ]
        for job in jobs:
            show("a shared journal", *job.result())


def show(home, rows, summary):
    columns = ("round", "candidate", "killed after", "stood", "resumed", "took", "published")
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
