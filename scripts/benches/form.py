"""How long `check` takes on the demo plant's form, beside openpyxl that only opens it: at most 2.5 times as long."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 2.5
TIMES = 5  # pairs, one beside the other so that a busy machine slows both
DEMO = Path(__file__).resolve().parents[2] / "sample_inputs" / "demo-plant"
FORM = "填报表-全公司.xlsx"
OPEN = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1])"
CHECK = "from esg_report.cli import main; main()"


def folder_of(place: Path) -> Path:
    """A folder that holds the demo's company form, and a project file without ledgers."""
    (place / "data").mkdir(parents=True)
    shutil.copy(DEMO / "data" / FORM, place / "data" / FORM)
    head = (DEMO / "project.yaml").read_text(encoding="utf-8").partition("bindings:\n")[0]
    (place / "project.yaml").write_text(head, encoding="utf-8")
    return place


def seconds(code: str, *arguments: str, cache: Path) -> float:
    """Processor seconds of a Python process, start-up included, which a busy machine does not stretch.

    Args:
        code: What is run.
        arguments: What it is given.
        cache: Where byte code and read tables lie, so that no run makes what the last one made.

    Raises:
        CalledProcessError: It failed: a time would mean nothing. ``check`` may find something and exit with 1.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept |= {"PYTHONPYCACHEPREFIX": str(cache), "ESG_REPORT_TABLES": str(cache / "tables"), "ESG_REPORT_DEBUG": "1"}
    command, before = [sys.executable, "-c", code, *arguments], resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1} or b"Traceback" in done.stderr:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure both in turn; 1 where the median ratio is past its budget."""
    ratios = []
    with tempfile.TemporaryDirectory() as place:
        cache = Path(place) / "cache"
        folder = folder_of(Path(place) / "plant")
        form = str(folder / "data" / FORM)

        def opening() -> float:
            return seconds(OPEN, form, cache=cache)

        def checking() -> float:
            return seconds(CHECK, "check", str(folder), cache=cache)

        opening(), checking()  # once unmeasured: byte code is made, files are in memory
        shutil.rmtree(cache / "tables")
        print(f"openpyxl opens the form: {opening():.2f} s   first check, which reads every table: {checking():.2f} s")
        for _ in range(TIMES):
            opened, checked = opening(), checking()
            ratios.append(checked / opened)
            print(f"openpyxl opens the form: {opened:.2f} s   check: {checked:.2f} s   {ratios[-1]:.2f} times")
    ratio = statistics.median(ratios)
    print(f"median {ratio:.2f} times, allowed {MOST}")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
