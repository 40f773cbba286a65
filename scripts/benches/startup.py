"""How long --version and --help take as whole processes, against Python doing nothing."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
BIN = Path(sys.executable).parent
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "--version": [str(BIN / "esg-report"), "--version"],
    "--help": [str(BIN / "esg-report"), "--help"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one run.

    Raises:
        CalledProcessError: The command failed: a time would mean nothing.
    """
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Interleave the commands, so that a busy moment hits all of them, and print medians."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        seconds(command)  # warm the file cache
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    bare = statistics.median(times["python -c pass"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:16s} {middle * 1000:6.0f} ms  {middle / bare:4.1f} x bare Python")


if __name__ == "__main__":
    main()
