"""The demo plant's pages, sealed as a build seals them, open in a headless Chromium; skipped where there is none."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from esg_report.engine.sealing import sealed
from esg_report.model.document import Document
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.registry import WRITERS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEMO = Path(__file__).resolve().parents[2] / "sample_inputs" / "demo-plant"
SMALL = Path(__file__).resolve().parents[1] / "writers" / "sample.py"
OWN = ("file:", "data:")  # addresses; anything else would leave the machine
Size = dict[str, int]
DESK: Size = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A Chromium of this machine, started once."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine; scripts/setup --dev installs it where it may")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright comes with scripts/setup --dev")
    with playwright.sync_playwright() as engine:
        held = engine.chromium.launch(executable_path=found, args=["--no-sandbox"])  # tests may run as root
        yield held
        held.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The HTML of an edition, of the demo or of the small document that has every kind of block, written once."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def document(name: str) -> Document:
        if name == "demo":
            return assemble(DEMO).document
        spec = importlib.util.spec_from_file_location("writers_sample", SMALL)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.document()

    @cache
    def made(edition: Edition, name: str = "demo") -> Path:
        held = document(name)
        path = folder / f"{name}-{edition}.html"
        path.write_bytes(sealed("html", edition, held, WRITERS["html"].write(held, edition), digest="0" * 64).data)
        return path

    return made


def bare(path: Path) -> Path:
    """The same page without its program: what a reader has who allows none."""
    made = path.with_stem(f"{path.stem}-bare")
    made.write_text(re.sub(r"<script>.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL), "utf-8")
    return made


@pytest.fixture
def visit(browser, page_file) -> Iterator[Callable[..., object]]:
    """Open an edition at an address and a width; whatever the page complains of fails the test."""
    opened, complaints = [], []

    def visited(
        edition: Edition,
        address: str = "",
        *,
        size: dict[str, int] = DESK,
        name: str = "demo",
        has_program: bool = True,
    ) -> object:
        page = browser.new_page(viewport=size, reduced_motion="reduce")
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(OWN) or complaints.append(asked.url))
        path = page_file(edition, name)
        page.goto((path if has_program else bare(path)).as_uri() + address)
        opened.append(page)
        return page

    yield visited
    for page in opened:
        page.close()
    assert complaints == []
