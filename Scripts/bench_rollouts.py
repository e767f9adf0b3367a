# SPDX-License-Identifier: Apache-2.0
"""Rollouts on the engine, many side by side: how many of identical candidates go back, and why; and how
soon the alias is written once it is decided (T11).

    python3 Scripts/bench_rollouts.py [ROLLOUTS] [BAD]

`SLUICE_BINARY` names the program. It takes about a second a rollout, and is bounded by TIME_MAX.
"""

import collections
import concurrent.futures
import datetime
import json
import math
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Support"))

from sluice_program import Background, Local, clean_environment, credentials, run  # noqa: E402

SIDE_BY_SIDE = 5
RATE = 20
TIME_MAX = 1500
FAILS = 0.01
HANDLER = """
import random
def handler(event, context):
    if "gate" not in event and random.random() < {fails}:
        raise KeyError("tenant")
    return {{"status": "ok"}}
# {mark}
"""
PROJECT = """\
version: 1
function:
  name: ${environment}
  runtime: python3.12
  handler: app.handler
  role: arn:aws:iam::${account}:role/orders
  code: src/${environment}
environments:
"""
ENVIRONMENT = """\
  {name}:
    alias: live
    strategy: {{ steps: [{{weight: 30%, bake: 6s}}, {{weight: 60%, bake: 4s}}] }}
    guards: {{ failures: [function], latency: {{ margin: 20% }}, throttles: true }}
    onHold: {{ limit: 20s }}
    gates: [ {{ invoke: {{ payload: {{ gate: true }}, expect: {{ payload: {{ status: ok }} }} }} }} ]
"""


class Shop:
    """A project with so many functions, an engine in it, and load on each function."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-bench-"))
        self.names = [f"shop{number}" for number in range(SIDE_BY_SIDE)]
        text = PROJECT + "".join(ENVIRONMENT.format(name=name) for name in self.names)
        (self.folder / "sluice.yaml").write_text(text)
        self.env = clean_environment(
            XDG_STATE_HOME=str(self.folder / "state"), HOME=str(self.folder), **credentials()
        )
        self.engine = Local(self.folder / ".sluice/local", self.folder)

    def close(self):
        self.engine.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sluice(self, *arguments):
        return run(*arguments, cwd=self.folder, env=self.env, timeout=120)

    def deploy(self, name, mark, fails=FAILS, *options):
        source = self.folder / "src" / name
        source.mkdir(parents=True, exist_ok=True)
        (source / "app.py").write_text(HANDLER.format(fails=fails, mark=mark))
        return self.sluice("deploy", name, "--local", "--yes", "--output", "json", *options)

    def load(self, name):
        return Background(
            "traffic", name, "--local", "--rate", RATE, "--for", "50s", "--output", "json",
            cwd=self.folder, env=self.env,
        )  # fmt: skip

    def waited(self, rollout):
        """Seconds from the decision to roll back to the write that is sent for it."""
        decided = None
        for line in self.sluice("show", rollout, "--local", "--events").out.splitlines():
            entry = json.loads(line)
            at = datetime.datetime.fromisoformat(entry["at"])
            event = entry["event"]
            if "rollBack" in event.get("decided", {}).get("decision", {}):
                decided = at
            elif decided and "intended" in event:
                return (at - decided).total_seconds()
        return None


def ends(shop, name, count, fails, deadline):
    """The targets of so many rollouts of one function, one after the other under load."""
    found = []
    for number in range(count):
        if time.monotonic() > deadline:
            break
        load = shop.load(name)
        try:
            ended = shop.deploy(name, f"{fails} {number}", fails)
        finally:
            load.stop()
        if "targets" not in ended.out:
            sys.exit(f"a deployment was refused: {ended}")
        found.append(ended.json["targets"][0])
    return found


def side_by_side(shop, count, fails):
    deadline = time.monotonic() + TIME_MAX / 2
    shares = [count // SIDE_BY_SIDE + (place < count % SIDE_BY_SIDE) for place in range(SIDE_BY_SIDE)]
    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        jobs = [
            pool.submit(ends, shop, name, share, fails, deadline)
            for name, share in zip(shop.names, shares)
        ]
        return [target for job in jobs for target in job.result()]


def interval(count, total):
    """Wilson's, 95 %."""
    if not total:
        return 0, 1
    share, z = count / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total**2)) / (1 + z * z / total)
    return max(0, middle - half), min(1, middle + half)


def row(kept, name, what, value, between, promise):
    print(f"{'kept  ' if kept else 'BROKEN'} {name:4} {what:62} {value:10} {between:22} {promise}", flush=True)
    return kept


def identical(shop, count):
    """Candidates that are as good as the stable version: none should go back by evidence."""
    targets = side_by_side(shop, count, FAILS)
    outcomes = collections.Counter(
        target["outcome"] + (f" ({target['reason']['kind']})" if target["reason"] else "")
        for target in targets
    )
    by_evidence = sum(
        target["outcome"] == "rolledBack" and target["reason"]["kind"] in ("errors", "latency", "throttles")
        for target in targets
    )
    low, high = interval(by_evidence, len(targets))
    kept = row(
        low <= 0.01, "T6", f"{len(targets)} rollouts of an identical candidate, {FAILS:.0%} fail, on the engine",
        f"{by_evidence}", f"{low:.2%} – {high:.2%}", "≤ 1 % by evidence",
    )  # fmt: skip
    for outcome, number in sorted(outcomes.items()):
        print(f"            {outcome:60} {number}")
    return kept


def decisions(shop, count):
    """T11: bad candidates, and the time from the decision to the write."""
    targets = [one for one in side_by_side(shop, count, 0.9) if one["outcome"] == "rolledBack"]
    waits = [shop.waited(target["rollout"]) for target in targets]
    waits = sorted(wait for wait in waits if wait is not None)
    if not waits:
        return row(False, "T11", "decision to UpdateAlias sent, on the engine", "never", "", "≤ 50 ms")
    median = statistics.median(waits)
    return row(
        median <= 0.05, "T11", f"decision to UpdateAlias sent, {len(waits)} rollbacks on the engine, median",
        f"{median * 1000:.0f} ms", f"{waits[0] * 1000:.0f} – {waits[-1] * 1000:.0f} ms", "≤ 50 ms",
    )  # fmt: skip


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bad = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    shop = Shop()
    try:
        for name in shop.names:
            first = shop.deploy(name, "first", FAILS, "--strategy", "all-at-once")
            if first.code:
                sys.exit(f"the first deployment failed: {first}")
        kept = [decisions(shop, bad), identical(shop, count)]
    finally:
        shop.close()
    print(f"{kept.count(True)} passed, {kept.count(False)} failed")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
