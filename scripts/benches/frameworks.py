"""How long three frameworks with their metrics and factors take to load, beyond imports; the target is 120 ms."""

import os
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 15
TARGET = 0.120  # seconds
NAMES = ("beautiful-factory-bj", "gri", "cn-exchanges-2024")
PROGRAM = f"""
import time
from esg_report.reference import load
start = time.process_time()
for name in {NAMES!r}: load.framework(name)
frameworks = time.process_time() - start
load.catalogue()
metrics = time.process_time() - start - frameworks
load.factors()
whole = time.process_time() - start
print(frameworks, metrics, whole - frameworks - metrics, whole)
"""


def seconds(kept: str) -> list[float]:
    """Frameworks, catalogue, factors, and all of them, in a process of their own: processor seconds.

    A busy machine does not stretch them; on a quiet one they are those of the clock.

    Args:
        kept: Where read tables are kept; ``off`` for nowhere, as on the first run of all.

    Raises:
        CalledProcessError: Something does not load: a time would mean nothing.
    """
    environment = {**os.environ, "ESG_REPORT_TABLES": kept}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=environment)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Print medians and the quickest run: where the tables were read before, and where they never were."""
    with tempfile.TemporaryDirectory() as kept:
        seconds(kept), seconds("off")  # files are in memory, tables are kept
        pairs = [(seconds(kept), seconds("off")) for _ in range(ROUNDS)]  # in turn: a busy moment hits both
    for title, runs in (("read before", [pair[0] for pair in pairs]), ("first run", [pair[1] for pair in pairs])):
        for at, name in enumerate(("three frameworks", "catalogue", "factors", "all")):
            taken = [run[at] for run in runs]
            middle, least = statistics.median(taken) * 1000, min(taken) * 1000
            print(f"{title:12s} {name:18s} median {middle:6.1f} ms   least {least:6.1f} ms")
    met = statistics.median(pair[0][3] for pair in pairs) <= TARGET
    print(f"target {TARGET * 1000:.0f} ms: {'met' if met else 'missed'}")


if __name__ == "__main__":
    main()
