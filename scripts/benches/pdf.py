"""A sample's PDF against its budgets, against plain WeasyPrint and against Chromium's print of the same HTML.

    scripts/bench pdf [--edition zh] [--rounds 5] [--sample demo-plant] [--only ours naive chromium]

Every run is a fresh process; the runs of a round follow each other, and medians of the rounds are told. Plain
WeasyPrint has no tags, no PDF/A, no justification between Han and no fonts but by @font-face. ``naive`` draws the
charts with matplotlib as it comes, text as outlines; ``drawn`` is handed them drawn. ``large`` is a report of more than
a hundred pages: the sample's, with its body again and again. Chromium is left out where it is not installed. Budgets
are those of a machine with two cores that does nothing else: the load is told with the figures, and beside a wall time
that fails stands the processor's time, which a busy machine stretches less.
"""

import argparse
import json
import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
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
CHARTS = 40
LARGE = 3  # times that the body stands in the large report
_RUNS = {
    "unchanged rebuild": "unchanged",
    "sentence edited, HTML by build (see edits)": "html after an edit",
    "--version": "--version",
    "--help": "--help",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: seconds of wall and of processor, and the largest resident set in MB."""

    wall: float
    cpu: float
    memory: float


def prepare(place: Path, sample: Path, edition: str) -> None:
    """The document once, as a pickle, and as HTML that needs nothing but fonts."""
    from esg_report.charts.palette import palette
    from esg_report.model.text import Language
    from esg_report.pipeline import assemble
    from esg_report.writers.fetch import Fetcher
    from esg_report.writers.pdf import page_source
    from esg_report.writers.pen import Pen
    from esg_report.writers.styles import data_address

    document = assemble(sample).document
    (place / "document.pickle").write_bytes(pickle.dumps(document))
    (place / "large.pickle").write_bytes(pickle.dumps(_large(document)))
    pen = Pen(document, Language(edition))
    text = page_source(document, pen)
    fetcher = Fetcher(document.assets, pen.drawings, palette(document.look.brand))
    (place / "drawings.json").write_text(json.dumps(list(pen.drawings)), encoding="utf-8")

    def inside(match: "re.Match[str]") -> str:
        found = fetcher.find(match[0])
        return data_address(*found) if found is not None else match[0]

    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url(file://{ROOT}/fonts/{stem}.ttf); }}"
        for stem, (family, weight) in FAMILIES.items()
    )
    text = text.replace("<style>", f"<style>{faces}", 1)
    (place / "loose.html").write_text(text, encoding="utf-8")
    (place / "page.html").write_text(re.sub(r"esg:[a-z]+/[^\s\"')]+", inside, text), encoding="utf-8")


def ours(place: Path, edition: str) -> None:
    """This product's writer, charts included."""
    from esg_report.model.written import Edition
    from esg_report.writers.pdf import WRITER

    (place / "ours.pdf").write_bytes(WRITER.write(_document(place), Edition(edition)).data)


def large(place: Path, edition: str) -> None:
    """This product's writer on a report of more than a hundred pages, charts included."""
    from esg_report.model.written import Edition
    from esg_report.writers.pdf import WRITER

    document = pickle.loads((place / "large.pickle").read_bytes())  # noqa: S301 - written by ``prepare``
    (place / "large.pdf").write_bytes(WRITER.write(document, Edition(edition)).data)


def naive(place: Path, edition: str) -> None:
    """WeasyPrint as it comes, with charts as matplotlib comes: drawn here, text as outlines."""
    import base64

    import weasyprint

    from esg_report.charts.palette import palette
    from esg_report.model.text import Language
    from esg_report.writers.fetch import Fetcher
    from esg_report.writers.pen import Pen
    from esg_report.writers.view import document_view
    from esg_report.writers.view_scene import scene_of

    document = _document(place)
    pen = Pen(document, Language(edition))
    with _outlines():
        document_view(document, pen, scene_of(document, has_pages=True))
    fetcher = Fetcher(document.assets, pen.drawings, palette(document.look.brand))
    named = json.loads((place / "drawings.json").read_text(encoding="utf-8"))
    outlined = dict(zip(named, pen.drawings, strict=True))

    def inside(match: "re.Match[str]") -> str:
        kind, _, name = match[0].partition("/")
        data, media_type = fetcher.find(f"{kind}/{outlined.get(name, name)}") or (b"", "text/plain")
        return f"data:{media_type};base64,{base64.b64encode(data).decode()}"

    text = re.sub(r"esg:[a-z]+/[^\s\"')]+", inside, (place / "loose.html").read_text(encoding="utf-8"))
    weasyprint.HTML(string=text).write_pdf(str(place / "naive.pdf"))


def drawn(place: Path, edition: str) -> None:
    """WeasyPrint as it comes; charts are drawn already."""
    del edition
    import weasyprint

    weasyprint.HTML(filename=str(place / "page.html")).write_pdf(str(place / "drawn.pdf"))


def charts(place: Path, edition: str) -> None:
    """Forty charts: those of the document, again and again."""
    from esg_report.charts.registry import draw
    from esg_report.model.text import Language

    document = _document(place)
    held = _charts(document.chapters)
    for at in range(CHARTS):
        draw(held[at % len(held)], document, Language(edition))


def nothing(place: Path, edition: str) -> None:
    """All that ``charts`` needs, and no chart."""
    import esg_report.charts.registry

    del esg_report, edition
    _document(place)


def main() -> None:
    """Prepare once, run in turn, tell medians and budgets."""
    asked = _asked()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, {asked.rounds} rounds, {asked.sample}")
    with tempfile.TemporaryDirectory() as held:
        place = Path(held)
        sample = place / "sample"
        shutil.copytree(ROOT / "sample_inputs" / asked.sample, sample, ignore=shutil.ignore_patterns("output"))
        prepare(place, sample, asked.edition)
        runs: dict[str, list[Taken]] = {}
        for number in range(asked.rounds):
            for name, command, environment in _commands(place, sample, asked.edition, number):
                if asked.only and name not in asked.only:
                    continue
                runs.setdefault(name, []).append(measured(command, environment))
                if name.startswith("edit"):
                    _edited(sample, number, asked.edition)
            print(f"round {number + 1}, load {os.getloadavg()[0]:.1f}", flush=True)
        middle = {name: _middle(taken) for name, taken in runs.items()}
        _tell_runs(middle, place)
        if asked.only:
            for peer in (name for name in runs if name not in {"ours", *asked.only[:1]}):
                wall, cpu = (_pair(runs, asked.only[0], peer, what) for what in ("wall", "cpu"))
                print(f"{asked.only[0]} to {peer}: {wall:.2f}, processor {cpu:.2f}")
            return
        _tell_budgets(middle, runs, place)


def measured(command: list[str], environment: dict[str, str]) -> Taken:
    """What one run takes, with all processes that it starts.

    Raises:
        CalledProcessError: The command failed: a time would mean nothing.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise subprocess.CalledProcessError(status, command)
    return Taken(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _commands(place: Path, sample: Path, edition: str, number: int) -> list[tuple[str, list[str], dict[str, str]]]:
    """The runs of one round, in turn: this product beside its peers, then the whole command as a clerk calls it."""
    here = [sys.executable, __file__]
    made = [
        (name, [*here, "--run", name, str(place), edition], {"ESG_REPORT_STORE": "off"})
        for name in ("ours", "naive", "drawn", "large", "charts", "nothing")
    ]
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program:
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        page = f"file://{place / 'page.html'}"
        made.insert(1, ("chromium", [program, *quiet, f"--print-to-pdf={place / 'chromium.pdf'}", page], {}))
    off, store = {"ESG_REPORT_STORE": "off"}, {"ESG_REPORT_STORE": str(place / f"store-{number}")}
    call = [sys.executable, "-m", "esg_report"]
    build = [*call, "build", str(sample), "--out"]
    return [
        *made,
        ("cold zh", [*build, str(place / "a"), "--lang", "zh"], off),
        ("cold en", [*build, str(place / "a"), "--lang", "en"], off),
        ("cold zh and en", [*build, str(place / "a"), "--lang", "zh", "--lang", "en"], off),
        ("first", [*build, str(place / "b"), "--lang", "zh"], store),
        ("unchanged", [*build, str(place / "b"), "--lang", "zh"], store),
        ("edit (html before)", [*build, str(place / "c"), "--lang", "zh", "--format", "html"], store),
        ("html after an edit", [*build, str(place / "c"), "--lang", "zh", "--format", "html"], store),
        ("pdf after an edit", [*build, str(place / "b"), "--lang", "zh"], store),
        ("--version", [*call, "--version"], {}),
        ("--help", [*call, "--help"], {}),
    ]


def _edited(sample: Path, number: int, edition: str) -> None:
    """One sentence more in one of the sample's narratives: the middle one, in the language that is printed."""
    own = sorted(path for path in sample.rglob("*.md") if path.parent.name == edition)
    text = own[len(own) // 2] if own else min(path for path in sample.rglob("*.md") if "README" not in path.name)
    with text.open("a", encoding="utf-8") as file:
        file.write(f"\n本段为测速而加，第{'一二三四五六七八九十'[number % 10]}遍。\n")


def _middle(taken: list[Taken]) -> Taken:
    columns = ([run.wall for run in taken], [run.cpu for run in taken], [run.memory for run in taken])
    return Taken(*map(statistics.median, columns))


def _pair(runs: dict[str, list[Taken]], one: str, other: str, what: str = "wall") -> float:
    """The median of a round's ratio of times: what disturbs a round disturbs both."""
    both = zip(runs[one], runs[other], strict=True)
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in both)


def _tell_runs(middle: dict[str, Taken], place: Path) -> None:
    import pypdfium2

    for name, taken in middle.items():
        row: dict[str, float] = {"wall": round(taken.wall, 2), "cpu": round(taken.cpu, 2)}
        row["memory_mb"] = round(taken.memory)
        file = place / f"{name}.pdf"
        if file.is_file():
            row |= {"pages": len(pypdfium2.PdfDocument(file)), "size_mb": round(file.stat().st_size / 1e6, 2)}
        print(f"{name:20s} {json.dumps(row)}")


def _tell_budgets(middle: dict[str, Taken], runs: dict[str, list[Taken]], place: Path) -> None:
    """Every row of budgets with its figure."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(place / "ours.pdf"))
    most = len(pypdfium2.PdfDocument(place / "large.pdf"))
    size = (place / "ours.pdf").stat().st_size / 1e6
    slower = "cold zh" if middle["cold zh"].wall >= middle["cold en"].wall else "cold en"
    rows = [
        ("one language, cold, to naive", _pair(runs, "ours", "naive"), 0.9, "x"),
        ("zh and en together, to the slower alone", _pair(runs, "cold zh and en", slower), 1.25, "x"),
        ("unchanged rebuild", middle["unchanged"].wall, 0.5, "s"),
        ("one sentence edited, PDF, to cold", _pair(runs, "pdf after an edit", "cold zh"), 1.0, "x"),
        ("sentence edited, HTML by build (see edits)", middle["html after an edit"].wall, 0.8, "s"),
        (f"{CHARTS} charts, cold", middle["charts"].cpu - middle["nothing"].cpu, 2.5, "s CPU"),
        (f"memory of a worker, {pages} pages", middle["ours"].memory, 350, "MB"),
        (f"memory of a worker, {most} pages", middle["large"].memory, 350, "MB"),
        ("file, for 100 pages", size * 100 / pages, 4, "MB"),
        ("--version", middle["--version"].wall, 0.1, "s"),
        ("--help", middle["--help"].wall, 0.1, "s"),
    ]
    if "chromium" in runs:
        rows.insert(1, ("one language, cold, to Chromium (a hope)", _pair(runs, "ours", "chromium"), 1.0, "x"))
    else:
        print("Chromium is not installed: left out")
    cpu = _pair(runs, "ours", "naive", "cpu")
    print(f"processor time, which a busy machine stretches less: one language to naive {cpu:.2f} x")
    for name, figure, most, unit in rows:
        beside = f" (processor {middle[run].cpu:.2f} s)" if figure > most and (run := _RUNS.get(name, "")) else ""
        print(f"{'pass' if figure <= most else 'FAIL'}  {name:42s} {figure:8.2f} {unit:6s} at most {most:g}{beside}")


class _outlines:  # noqa: N801 - a context, named as what it gives
    """Charts as matplotlib writes them, text as outlines."""

    def __enter__(self) -> None:
        import matplotlib as mpl

        from esg_report.charts import registry

        self.tidy, self.context = registry.tidy, mpl.rc_context
        registry.tidy = lambda raw, *_, **__: raw
        mpl.rc_context = lambda chosen: self.context({**chosen, "svg.fonttype": "path"})

    def __exit__(self, *_: object) -> None:
        import matplotlib as mpl

        from esg_report.charts import registry

        registry.tidy, mpl.rc_context = self.tidy, self.context


def _large(document):  # noqa: ANN001, ANN202 - a Document, heavy to import
    """The same report with its body several times over; an anchor stands where it stands first."""
    from dataclasses import replace

    from esg_report.model.document import Role

    front, body, back = ([held for held in document.chapters if held.role is role] for role in Role)
    return replace(document, chapters=(*front, *body * LARGE, *back))


def _charts(held: object) -> list:
    """Every chart of a document's chapters."""
    from dataclasses import fields, is_dataclass

    from esg_report.model.document import Chart

    if isinstance(held, Chart):
        return [held]
    if isinstance(held, tuple):
        return [chart for part in held for chart in _charts(part)]
    if is_dataclass(held):
        return [chart for field in fields(held) for chart in _charts(getattr(held, field.name))]
    return []


def _document(place: Path):  # noqa: ANN202 - a Document, heavy to import
    return pickle.loads((place / "document.pickle").read_bytes())  # noqa: S301 - written by ``prepare``


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="scripts/bench pdf", description=__doc__)
    asked.add_argument("--edition", default="zh", choices=["zh", "en"])
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--sample", default="demo-plant")
    asked.add_argument("--only", nargs="+", default=[], help="these runs alone, the first against the others")
    return asked.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        runs = {run.__name__: run for run in (ours, large, naive, drawn, charts, nothing)}
        runs[sys.argv[2]](Path(sys.argv[3]), sys.argv[4])
    else:
        main()
