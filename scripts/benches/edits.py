"""What one edit costs until the HTML page shows it: in a preview that is open, and by a build called anew.

    scripts/bench edits [--rounds 5] [--sample demo-plant]

A round edits a sentence, a cell of a ledger and a cell of the largest workbook in ``data/``; after each it takes the
time until the preview's new page has arrived, from the save on, and what the preview itself says that it took; then it
calls ``build --format html`` for the same state of the folder, which loads the program and proves what it writes.
Medians are told.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 0.8  # seconds, for the page of one language
CALL = [sys.executable, "-m", "esg_report", "--lang-ui", "en"]


def main() -> None:
    """Edit in rounds; tell medians against the budget."""
    asked = _asked()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, {asked.rounds} rounds, {asked.sample}")
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as held:
        place = Path(held)
        sample = place / "sample"
        shutil.copytree(ROOT / "sample_inputs" / asked.sample, sample, ignore=shutil.ignore_patterns("output"))
        environment = {
            **os.environ,
            "ESG_REPORT_STORE": str(place / "store"),
            "ESG_REPORT_TABLES": str(place / "tables"),
        }
        build = [*CALL, "build", str(sample), "--lang", "zh", "--format", "html", "--out", str(place / "out")]
        with subprocess.Popen(
            [*CALL, "preview", "--no-browser", str(sample)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        ) as run:
            page = _Page(run.stdout.readline().strip())
            page.first()
            subprocess.run(build, check=True, capture_output=True, env=environment)
            for number in range(asked.rounds):
                for what, edit in EDITS.items():
                    edit(sample, number)
                    wall, own = page.next()
                    taken.setdefault(f"{what}, preview", []).append(wall)
                    taken.setdefault(f"{what}, preview's own word", []).append(own)
                    begun = time.perf_counter()
                    subprocess.run(build, check=True, capture_output=True, env=environment)
                    taken.setdefault(f"{what}, build", []).append(time.perf_counter() - begun)
                print(f"round {number + 1}, load {os.getloadavg()[0]:.1f}", flush=True)
            print(f"{'memory of the preview':34s} {_memory(run.pid):6.0f} MB")
            run.send_signal(signal.SIGINT)
    for name, times in taken.items():
        figure = statistics.median(times)
        verdict = "" if name.endswith("word") else "pass  " if figure <= BUDGET else "FAIL  "
        print(f"{name:34s} {figure:6.2f} s   {verdict}{' '.join(f'{one:.2f}' for one in times)}")


class _Page:
    """The page of a preview, followed as its browser does."""

    def __init__(self, address: str) -> None:
        self.port, self.version = int(address.rstrip("/").rpartition(":")[2]), 0

    def first(self) -> None:
        while b"data-fact" not in self._get("/zh"):
            time.sleep(0.1)
        self.version = json.loads(self._get("/state"))["version"]

    def next(self) -> tuple[float, float]:
        """Seconds from now until the next page has arrived, and the seconds that the preview says it took."""
        begun = time.perf_counter()
        state = {"version": self.version}
        while state["version"] == self.version:
            state = json.loads(self._get(f"/state?after={self.version}"))
        self._get("/zh")
        self.version = state["version"]
        return time.perf_counter() - begun, float(state["line"].split(" · ")[2].split()[0])

    def _get(self, path: str) -> bytes:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request("GET", path)
        body = link.getresponse().read()
        link.close()
        return body


def _sentence(sample: Path, number: int) -> None:
    text = min((sample / "narrative" / "zh").glob("*.md"), key=lambda path: path.name)
    with text.open("a", encoding="utf-8") as file:
        file.write(f"\n本段为测速而加，第{'一二三四五六七八九十'[number % 10]}遍。\n")


def _small(sample: Path, number: int) -> None:
    """Another value in a cell of the workbook that is neither the largest nor the smallest."""
    found = sorted((sample / "data").glob("*.xlsx"), key=lambda path: path.stat().st_size)
    _cell(found[(len(found) - 1) // 2], number)


def _large(sample: Path, number: int) -> None:
    """Another value in a cell of the largest workbook, which in the demo is a form of forty sheets."""
    _cell(max((sample / "data").glob("*.xlsx"), key=lambda path: path.stat().st_size), number)


def _cell(path: Path, number: int) -> None:
    """Another value in the last cell that holds a number; what openpyxl writes takes the slower way of reading."""
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    cell = [cell for cell in cells if isinstance(cell.value, float | int) and not isinstance(cell.value, bool)][-1]
    cell.value = cell.value + number + 1
    book.save(path)


EDITS = {"sentence": _sentence, "cell of a ledger": _small, "cell of a form": _large}


def _memory(pid: int) -> float:
    """The largest resident set of a process so far, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="scripts/bench edits", description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--sample", default="demo-plant")
    return asked.parse_args()


if __name__ == "__main__":
    main()
