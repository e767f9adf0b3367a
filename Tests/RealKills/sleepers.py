# SPDX-License-Identifier: Apache-2.0
"""SIGSTOP of the driver, rollback from another shell or another machine that goes on, SIGCONT:
nothing is done twice."""

import concurrent.futures
import random
import shutil
import signal
import time

from project_case import GOOD
from sluice_program import wait_until
from world import World, check

STEPS = "steps: [{weight: 20%, bake: 3s}, {weight: 50%, bake: 30s}]"


def sleeper(number, moment, sleep):
    world = World(STEPS)
    try:
        world.write("src/app.py", GOOD)
        check(world.deploy().code == 0, "the first deployment")
        world.write("src/app.py", GOOD + "# second\n")
        load = world.load(rate=60)
        driver = world.background("deploy", "production", "--yes", "--output", "json")
        wait_until(lambda: world.alias()[1], 30, "the first step")
        time.sleep(moment)
        at = world.stands()
        driver.send(signal.SIGSTOP)
        stopped = time.monotonic()
        back = world.sluice("rollback", "production", "--output", "json")
        taken = time.monotonic() - stopped
        check(back.code == 0, f"the rollback went through: {back}")
        check(str(driver.pid) in back.err, f"the silent process is named: {back.err}")
        check(world.alias() == ("1", {}), f"v1 serves alone, not {world.alias()}")
        revision = world.revision()
        time.sleep(max(0, sleep - taken))
        check(world.revision() == revision, "nobody writes while the driver sleeps")
        driver.send(signal.SIGCONT)
        ended = driver.wait(30)
        check(ended.code in (10, 12), f"the sleeper ends as rolled back or superseded: {ended}")
        check(world.revision() == revision, "the sleeper wrote nothing")
        check(world.open_rollouts() == [], "nothing is open any more")
        name = world.history()[0]["rollout"]
        shown = world.sluice("show", name, "--verify")
        check(shown.code == 0, f"the journal is whole: {shown}")
        summary = world.end_load(load)
        check(summary["dropped"] == 0, f"dropped requests: {summary}")
        return (number, at, f"{taken:.1f} s", f"exit {ended.code}", summary["sent"])
    finally:
        world.close()


# A lease holds for so long, and whoever waits for it looks now and then.
LEASE_SECONDS = 60


def taken_over(number, moment):
    """The journal is in a bucket: another machine goes on once the sleeper's lease has run out."""
    world = World(STEPS, journal="s3://journals/sleepers")
    elsewhere = world.elsewhere()
    try:
        world.write("src/app.py", GOOD)
        world.make_bucket("journals")
        check(world.deploy().code == 0, "the first deployment")
        world.write("src/app.py", GOOD + "# second\n")
        load = world.load(rate=60)
        driver = world.background("deploy", "production", "--yes", "--output", "json")
        wait_until(lambda: world.alias()[1], 30, "the first step")
        time.sleep(moment)
        at, before = world.stands(), world.versions()
        name = world.open_rollouts()[0]["rollout"]
        driver.send(signal.SIGSTOP)
        stopped, revision = time.monotonic(), world.revision()
        other = elsewhere.background("resume", "--output", "json")
        world.started.append(other)

        def drives():
            shown = world.sluice("show", name, "--events")
            drivers = [line for line in shown.out.splitlines() if '"driving"' in line]
            return len(drivers) == 2

        wait_until(drives, LEASE_SECONDS * 2, "the other machine drives")
        taken = time.monotonic() - stopped
        check(taken > LEASE_SECONDS - 25, f"it waited for the lease, not {taken:.1f} s")
        driver.send(signal.SIGCONT)
        ended = driver.wait(30)
        check(ended.code == 12, f"the sleeper is refused: {ended}")
        finished = other.wait(90)
        check(finished.code == 0, f"the other machine ends it: {finished}")
        check(world.alias() == ("2", {}), f"v2 serves alone, not {world.alias()}")
        check(world.revision() != revision, "the other machine wrote")
        check(world.versions() == before, "nothing was published twice")
        check(world.open_rollouts() == [], "nothing is open any more")
        shown = elsewhere.sluice("show", name, "--verify")
        check(shown.code == 0, f"the journal is whole: {shown}")
        events = world.sluice("show", name, "--events").out
        check(events.count('"driving"') == 2, "the sleeper wrote no line")
        summary = world.end_load(load)
        check(summary["dropped"] == 0, f"dropped requests: {summary}")
        return (number, at, f"{taken:.1f} s", f"exit {ended.code}", f"exit {finished.code}",
                summary["sent"])  # fmt: skip
    finally:
        world.close()
        shutil.rmtree(elsewhere.folder, ignore_errors=True)


def run(seed, count, sleep):
    """Each has a project and an engine of its own, so they sleep at the same time.

    Beside every second one there is one more that shares its journal, and another machine goes on.
    """
    chance = random.Random(f"sleepers {seed}")
    here = [chance.random() * 6 for _ in range(count)]
    there = [chance.random() * 6 for _ in range(count // 2)]
    with concurrent.futures.ThreadPoolExecutor(max(1, len(here) + len(there))) as pool:
        jobs = [
            [pool.submit(sleeper, n + 1, moment, sleep) for n, moment in enumerate(here)],
            [pool.submit(taken_over, n + 1, moment) for n, moment in enumerate(there)],
        ]
        return tuple([job.result() for job in group] for group in jobs)
