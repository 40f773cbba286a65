"""How long three frameworks with their metrics and factors take to load, beyond imports; the target is 120 ms."""

import statistics
import subprocess
import sys

ROUNDS = 15
TARGET = 0.120  # seconds
NAMES = ("beautiful-factory-bj", "gri", "cn-exchanges-2024")
PROGRAM = f"""
import time
from esg_report.reference import load
start = time.perf_counter()
for name in {NAMES!r}: load.framework(name)
frameworks = time.perf_counter() - start
load.catalogue()
metrics = time.perf_counter() - start - frameworks
load.factors()
whole = time.perf_counter() - start
print(frameworks, metrics, whole - frameworks - metrics, whole)
"""


def seconds() -> list[float]:
    """Frameworks, catalogue, factors, and all of them, in a process of their own.

    Raises:
        CalledProcessError: Something does not load: a time would mean nothing.
    """
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Print medians and the quickest run."""
    seconds()  # warm the file cache
    runs = [seconds() for _ in range(ROUNDS)]
    for at, name in enumerate(("three frameworks", "catalogue", "factors", "all")):
        taken = [run[at] for run in runs]
        print(f"{name:18s} median {statistics.median(taken) * 1000:6.1f} ms   least {min(taken) * 1000:6.1f} ms")
    met = statistics.median(run[3] for run in runs) <= TARGET
    print(f"target {TARGET * 1000:.0f} ms: {'met' if met else 'missed'}")


if __name__ == "__main__":
    main()
