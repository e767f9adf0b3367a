# SPDX-License-Identifier: Apache-2.0
"""`kill -9` of the driver at a random moment under load, then `resume`: here, or where the journal is
shared from a working copy that has no file of the rollout."""

import random
import shutil
import signal
import time

from project_case import BAD, GOOD
from world import World, check

STEPS = "steps: [{weight: 20%, bake: 2s}, {weight: 50%, bake: 2s}]"
# From the start of the command to the end of the rollout, about.
GOOD_SECONDS = 6.0
BAD_SECONDS = 2.2
# A moment before the journal begins or after the end kills no rollout: another one is taken.
ROUNDS_PER_KILL = 4


class DriverKills:
    """Rounds of one project under one load: each ships a version and kills its driver."""

    def __init__(self, seed, shared=False):
        self.random = random.Random(f"drivers {seed}")
        self.shared = shared
        self.world = World(STEPS, journal="s3://journals/kills" if shared else None)
        self.rows = []
        self.kills = 0

    def run(self, count):
        """Goes on until so many drivers were killed amid their rollout."""
        world = self.world
        try:
            world.write("src/app.py", GOOD)
            if self.shared:
                world.make_bucket("journals")
            check(world.deploy().code == 0, "the first deployment")
            load = world.load(rate=90)
            while self.kills < count:
                check(len(self.rows) < count * ROUNDS_PER_KILL, f"{count} kills amid a rollout")
                self.round(len(self.rows) + 1)
            summary = world.end_load(load)
            check(summary["dropped"] == 0, f"dropped requests: {summary}")
            check(summary["sent"] > 0, "there was load")
            return self.rows, summary
        finally:
            world.close()

    def round(self, number):
        world, bad = self.world, self.random.random() < 0.5
        stable, _ = world.alias()
        versions = world.versions()
        world.write("src/app.py", (BAD if bad else GOOD) + f"# {number}\n")
        moment = self.random.random() * (BAD_SECONDS if bad else GOOD_SECONDS)
        driver = world.background("deploy", "production", "--yes", "--output", "json")
        try:
            driver.process.wait(moment)
        except Exception:
            driver.send(signal.SIGKILL)
            driver.process.wait()
        at, amid = world.stands(), bool(world.open_rollouts())
        self.kills += amid
        elsewhere = self.shared and amid
        began = time.monotonic()
        seconds = self.bring_to_its_end(bad, elsewhere)
        candidate = self.verify(bad, stable, versions)
        self.rows.append(
            (number, "bad" if bad else "good", f"{moment:.2f} s", at,
             "elsewhere" if elsewhere else "here", f"{seconds or time.monotonic() - began:.1f} s",
             f"v{candidate}" if candidate else "-")  # fmt: skip
        )
        print("  ".join(map(str, self.rows[-1])), flush=True)

    def bring_to_its_end(self, bad, elsewhere):
        """Resumes what is open; where the kill came before the journal, deploys once more."""
        world = self.world
        where = world.elsewhere() if elsewhere else world
        ended = None
        if where.open_rollouts():
            ended = where.sluice("resume", "--output", "json")
        elif not world.has_shipped():
            ended = world.deploy("--output", "json")
        if ended is not None:
            check(ended.code == (10 if bad else 0), f"the rollout's own code, not {ended}")
        if elsewhere:
            shutil.rmtree(where.folder, ignore_errors=True)
        return ended.seconds if ended else 0

    def verify(self, bad, stable, versions):
        world = self.world
        check(world.open_rollouts() == [], "nothing is open any more")
        new = sorted(set(world.versions()) - set(versions), key=int)
        check(len(new) == 1, f"one version was published, not {new}")
        wanted = stable if bad else new[0]
        check(world.alias() == (wanted, {}), f"v{wanted} serves alone, not {world.alias()}")
        name = world.history()[0]["rollout"]
        shown = world.sluice("show", name, "--verify")
        check(shown.code == 0, f"the journal is whole: {shown}")
        return new[0]
