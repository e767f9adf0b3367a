# SPDX-License-Identifier: Apache-2.0
"""How long a new driver takes from its start to its next action, with 10,000 events in the journal.

    SLUICE_BINARY=.build/release/sluice python3 Scripts/bench_resume.py [EVENTS]

The journal is that of a real rollout, killed in its bake and made as long as one of some hours:
each second an observation of the last eight, under a whole chain of hashes.
"""

import hashlib
import json
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "Tests/Support"), str(ROOT / "Tests/RealKills")]

from project_case import GOOD  # noqa: E402
from sluice_program import wait_until  # noqa: E402
from world import World  # noqa: E402

TIMES = 7
WINDOWS = 8


def entries(journal):
    return [json.loads(line)["entry"] for line in journal.read_text().splitlines()]


def moved(value, by):
    """The same with every time in it so many milliseconds earlier."""
    if isinstance(value, dict):
        return {
            key: found - by
            if key in ("at", "until", "start") and isinstance(found, int)
            else moved(found, by)
            for key, found in value.items()
        }
    return [moved(one, by) for one in value] if isinstance(value, list) else value


def observed(poll, until):
    """What a driver sees in the poll at this second: 18 calls, four of them of the candidate."""
    windows = [
        {
            "start": until - 1000 * back,
            "candidate": {"calls": 4, "failures": 0},
            "stable": {"calls": 14, "failures": 0},
        }
        for back in range(WINDOWS, 0, -1)
    ]
    return {"observed": {"observation": {"until": until, "windows": windows}, "poll": poll}}


def lengthened(journal, count):
    """Makes the journal so long that its last event is of now."""
    known = [e for e in entries(journal) if "observed" not in e["event"]]
    more = count - len(known)
    known = [moved(entry, 1000 * more) for entry in known]
    second = known[-1]["at"] // 1000 * 1000
    for poll in range(more):
        at = second + 1000 * (poll + 1)
        known.append({"at": at + 120, "event": observed(poll, at), "n": len(known) + 1})
    previous, lines = "0" * 64, []
    for n, entry in enumerate(known, 1):
        entry["n"] = n
        body = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256((previous + body).encode()).hexdigest()
        lines.append(f'{{"hash":"{previous}","entry":{body}}}\n')
    journal.write_text("".join(lines))


def resumed(world, journal, count):
    """Milliseconds from the start of `resume` to its first event after taking the journal."""
    before = journal.read_bytes()

    def acted():
        """Reads only what was added: the driver has the machine for itself."""
        with journal.open("rb") as file:
            file.seek(len(before))
            return file.read().count(b"\n") >= 2

    began = time.time()
    driver = world.background("resume", "--output", "json")
    try:
        wait_until(acted, 30, "the next action")
    finally:
        driver.kill()
    first, second = entries(journal)[count : count + 2]
    assert "driving" in first["event"], first
    # What the next driver finds is what this one has found.
    journal.write_bytes(before)
    return second["at"] - began * 1000, next(iter(second["event"]))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    world = World("steps: [{weight: 20%, bake: 12h}]")
    try:
        world.write("src/app.py", GOOD)
        assert world.deploy().code == 0, "the first deployment"
        world.write("src/app.py", GOOD + "# second\n")
        driver = world.background("deploy", "production", "--yes", "--output", "json")
        wait_until(lambda: world.alias()[1], 30, "the first step")
        driver.kill()
        (rollout,) = world.open_rollouts()
        journal = world.folder / f".sluice/rollouts/{rollout['rollout']}.jsonl"
        lengthened(journal, count)
        assert world.sluice("show", rollout["rollout"], "--verify").code == 0, "the journal is whole"
        size = journal.stat().st_size / 1e6
        found = [resumed(world, journal, count) for _ in range(TIMES)]
        taken = [milliseconds for milliseconds, _ in found]
        what = f"resume of {count:,} events ({size:.1f} MB) to its next action"
        measured = f"{statistics.median(taken):.0f} ms ({max(taken):.0f})"
        print(f"{what:<52} {measured:>22}   at most 600 ms", flush=True)
    finally:
        world.close()


if __name__ == "__main__":
    main()
