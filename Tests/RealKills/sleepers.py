# SPDX-License-Identifier: Apache-2.0
"""SIGSTOP of the driver, rollback from another shell, SIGCONT: nothing is done twice."""

import concurrent.futures
import random
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


def run(seed, count, sleep):
    """Each has a project and an engine of its own, so they sleep at the same time."""
    chance = random.Random(f"sleepers {seed}")
    moments = [chance.random() * 6 for _ in range(count)]
    with concurrent.futures.ThreadPoolExecutor(max(1, count)) as pool:
        jobs = [pool.submit(sleeper, n + 1, moment, sleep) for n, moment in enumerate(moments)]
        return [job.result() for job in jobs]
