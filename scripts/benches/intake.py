"""How long and how much memory a ledger of 200,000 x 10 and the demo's form take, beside openpyxl and pandas."""

import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

ROWS, COLUMNS = 200_000, 10
MOST_SECONDS, MOST_MEGABYTES = 4.0, 450
MOST_FOR_A_FORM = 0.6  # seconds
ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "sample_inputs" / "demo-plant"
PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2024
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
bindings:
  - file: data/log.xlsx
    meter: {metric: energy.electricity, time_column: A, value_column: B, kind: consumption, unit: kWh}
"""
MEASURE = """
import resource, sys, time
start, own = time.perf_counter(), time.process_time()
{code}
taken, own = time.perf_counter() - start, time.process_time() - own
print(f"{{own:.2f}} {{taken:.2f}} {{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}} {{result}}")
"""
OURS = """
from pathlib import Path
from esg_report.intake.folder import read
from esg_report.reference import load
material = read(Path({folder!r}), catalogue=load.catalogue(), units=load.unit_table())
result = f"{{len(material.facts)}} facts, {{len(material.findings)}} findings"
"""
FORM = """
from pathlib import Path
from esg_report.intake import folder, form, shelf, workbook
from esg_report.reference import load
start, own = time.perf_counter(), time.process_time()  # the program is up: what the form itself takes
opened = folder.opened(Path({folder!r}), catalogue=load.catalogue(), units=load.unit_table())
book = workbook.read_workbook(Path({file!r}).read_bytes(), "form.xlsx", shelf.BUDGETS)
harvest = form.read_form(book, lexicon=opened.lexicon)
result = f"{{len(harvest.facts)}} facts, {{len(harvest.findings)}} findings"
"""
OPENPYXL = """
import openpyxl
result = 0
for path in {files!r}:
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets:
        result += sum(1 for row in sheet.iter_rows(values_only=True) for value in row if value is not None)
result = f"{{result}} cells"
"""
PANDAS = """
import pandas
sheets = [sheet for path in {files!r} for sheet in pandas.read_excel(path, sheet_name=None, header=None).values()]
result = f"{{sum(int(sheet.notna().sum().sum()) for sheet in sheets)}} cells"
"""


def ledger(path: Path) -> None:
    """A meter's log of a quarter of an hour a row, as text and numbers, in ten columns."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("log")
    for column in range(COLUMNS):
        sheet.write_string(0, column, "time" if column == 0 else f"value {column}")
    start = datetime(2019, 1, 1, 0, 15)  # noqa: DTZ001 - a plant's clock
    for row in range(1, ROWS):
        sheet.write_string(row, 0, f"{start + timedelta(minutes=15 * (row - 1)):%Y-%m-%d %H:%M}")
        for column in range(1, COLUMNS):
            sheet.write_number(row, column, (row * column) % 977 / 8)
    book.close()


def measure(name: str, code: str) -> tuple[float, float]:
    """Processor seconds, which a busy machine does not stretch, and megabytes of some code, printed.

    Raises:
        CalledProcessError: The code failed: a time would mean nothing.
    """
    command = [sys.executable, "-c", MEASURE.format(code=code)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, passed, megabytes, result = done.stdout.strip().split(" ", 3)
    print(f"{name:34s} {float(seconds):6.2f} s of processor, {float(passed):6.2f} s, {megabytes:>5s} MB  {result}")
    return float(seconds), float(megabytes)


def main() -> int:
    """Measure each on the same files; 1 where the ledger or the form is past its budget."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "data").mkdir()
        (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
        ledger(folder / "data" / "log.xlsx")
        log = [str(folder / "data" / "log.xlsx")]
        seconds, megabytes = measure(f"{ROWS:,} x {COLUMNS}: esg_report", OURS.format(folder=str(folder)))
        measure(f"{ROWS:,} x {COLUMNS}: openpyxl", OPENPYXL.format(files=log))
        measure(f"{ROWS:,} x {COLUMNS}: pandas", PANDAS.format(files=log))
    books = sorted(map(str, (DEMO / "data").glob("*.xlsx")))
    form = max(books, key=lambda book: Path(book).stat().st_size)
    form_seconds, _ = measure("demo form: esg_report", FORM.format(folder=str(DEMO), file=form))
    measure("demo form: openpyxl", OPENPYXL.format(files=[form]))
    measure("demo form: pandas", PANDAS.format(files=[form]))
    measure("demo folder: esg_report", OURS.format(folder=str(DEMO)))
    measure("demo workbooks alone: openpyxl", OPENPYXL.format(files=books))
    measure("demo workbooks alone: pandas", PANDAS.format(files=books))
    return int(seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES or form_seconds > MOST_FOR_A_FORM)


if __name__ == "__main__":
    sys.exit(main())
