# SPDX-License-Identifier: Apache-2.0
"""How many simulated rollouts a second one core runs.

    python3 Scripts/bench_swarm.py .build/release/SluiceSwarm [SEEDS]
"""

import re
import statistics
import subprocess
import sys

TIMES = 3


def main():
    program, seeds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "5000"
    rates = []
    for _ in range(TIMES):
        done = subprocess.run([program, seeds], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{program} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        rates.append(int(re.search(r"(\d+) rollouts a second", done.stdout).group(1)))
    measured = f"{statistics.median(rates):,.0f} /s ({max(rates):,})"
    what = f"simulated rollouts a second and core, {seeds} seeds"
    print(f"{what:<52} {measured:>22}   at least 300", flush=True)


if __name__ == "__main__":
    main()
