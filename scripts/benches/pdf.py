"""Pages, wall, CPU, memory and size of a sample's PDF: this product, plain WeasyPrint and Chromium on the same HTML.

Five interleaved rounds, each run a fresh process; medians, and ratios to this product. Plain WeasyPrint has no tags,
no PDF/A, no justification between Han and no fonts but by @font-face. Chromium is left out where it is not installed.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_inputs" / "demo-plant"
FAMILIES = {
    "ESGSans-Regular": ("ESG Sans", 400),
    "ESGSans-Medium": ("ESG Sans", 500),
    "ESGSans-Bold": ("ESG Sans", 700),
    "ESGSansZh-Regular": ("ESG Sans Zh", 400),
    "ESGSansZh-Medium": ("ESG Sans Zh", 500),
    "ESGSansZh-Bold": ("ESG Sans Zh", 700),
    "ESGSansSC-Regular": ("ESG Sans SC", 400),
    "ESGSansSC-Medium": ("ESG Sans SC", 500),
    "ESGSansSC-Bold": ("ESG Sans SC", 700),
    "ESGSerif-SemiBold": ("ESG Serif", 600),
    "ESGSerifZh-SemiBold": ("ESG Serif Zh", 600),
    "ESGSerifSC-SemiBold": ("ESG Serif SC", 600),
    "ESGNumeral-Regular": ("ESG Numeral", 400),
    "ESGNumeralZh-Regular": ("ESG Numeral Zh", 400),
}


def prepare(place: Path, edition: str) -> None:
    """The document once, as a pickle, and as HTML that needs nothing but fonts."""
    import pickle
    import re

    from esg_report.charts.palette import palette
    from esg_report.model.text import Language
    from esg_report.pipeline import assemble
    from esg_report.writers.fetch import Fetcher
    from esg_report.writers.pdf import page_source
    from esg_report.writers.pen import Pen
    from esg_report.writers.styles import data_address

    document = assemble(SAMPLE).document
    (place / "document.pickle").write_bytes(pickle.dumps(document))
    pen = Pen(document, Language(edition))
    text = page_source(document, pen)
    fetcher = Fetcher(document.assets, pen.drawings, palette(document.look.brand))

    def inside(match: "re.Match[str]") -> str:
        found = fetcher.find(match[0])
        return data_address(*found) if found is not None else match[0]

    text = re.sub(r"esg:[a-z]+/[^\s\"')]+", inside, text)
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url(file://{ROOT}/fonts/{stem}.ttf); }}"
        for stem, (family, weight) in FAMILIES.items()
    )
    (place / "page.html").write_text(text.replace("<style>", f"<style>{faces}", 1), encoding="utf-8")


def ours(place: Path, edition: str) -> None:
    """This product's writer, charts included."""
    import pickle

    from esg_report.model.written import Edition
    from esg_report.writers.pdf import WRITER

    document = pickle.loads((place / "document.pickle").read_bytes())  # noqa: S301 - written by ``prepare``
    (place / "ours.pdf").write_bytes(WRITER.write(document, Edition(edition)).data)


def naive(place: Path, edition: str) -> None:
    """WeasyPrint as it comes; charts are drawn already."""
    del edition
    import weasyprint

    weasyprint.HTML(filename=str(place / "page.html")).write_pdf(str(place / "naive.pdf"))


def chromium(place: Path) -> list[str]:
    """Chromium's print of the same page."""
    page, out = place / "page.html", place / "chromium.pdf"
    program = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    return [program, *quiet, f"file://{page}"]


def measured(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds, and the largest resident set in MB of one run.

    Raises:
        CalledProcessError: The command failed: a time would mean nothing.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise subprocess.CalledProcessError(status, command)
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Prepare once, run in turn, print medians."""
    import pypdfium2

    edition = sys.argv[1] if len(sys.argv) > 1 else "zh"
    with tempfile.TemporaryDirectory() as held:
        place = Path(held)
        prepare(place, edition)
        here = [sys.executable, __file__]
        commands = {"ours": [*here, "--run", "ours", held, edition], "naive": [*here, "--run", "naive", held, edition]}
        if shutil.which("chromium") or shutil.which("chromium-browser"):
            commands["chromium"] = chromium(place)
        runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                runs[name].append(measured(command))
        base = statistics.median(run[0] for run in runs["ours"])
        for name, taken in runs.items():
            wall, cpu, memory = (statistics.median(column) for column in zip(*taken, strict=True))
            file = place / f"{name}.pdf"
            row = {"pages": len(pypdfium2.PdfDocument(file)), "wall": round(wall, 2), "ratio": round(wall / base, 2)}
            row |= {"cpu": round(cpu, 2), "memory_mb": round(memory), "size_mb": round(file.stat().st_size / 1e6, 2)}
            print(f"{name:10s} {json.dumps(row)}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        {"ours": ours, "naive": naive}[sys.argv[2]](Path(sys.argv[3]), sys.argv[4])
    else:
        main()
