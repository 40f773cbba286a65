"""What every test may ask for: the --update-golden switch and a comparison with a kept text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from esg_report.strict_yaml.keeping import VARIABLE

LARGEST_GOLDEN = 20_000  # bytes; nobody reads more
PROJECT = """\
organisation: {zh: 北京澄川精密传动有限公司, en: "Chengchuan Precision Drives (Beijing) Co., Ltd."}
short_name: {zh: 澄川精密, en: Chengchuan}
year: 2025
places:
  - {id: plant, kind: site, name: {zh: 北京工厂, en: Beijing plant}, region: CN-BJ, aliases: [总厂]}
published: 2026-03-31
bindings:
  - file: data/energy.csv
    place: plant
    label_column: A
    unit_column: B
    years: {C: 2024, D: 2025}
"""
ENERGY = """\
指标,单位,2024,2025
外购电力,万千瓦时,330.2,312.5
天然气,万立方米,30.1,28.4
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the kept texts; then read git diff")


def pytest_configure(config: pytest.Config) -> None:
    """Keep read tables beside the tests' own cache, also for the processes that tests start: no test writes at home."""
    os.environ.setdefault(VARIABLE, str(config.rootpath / ".pytest_cache" / "tables"))


@pytest.fixture(autouse=True)
def _no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests make every file anew: what an earlier run kept would hide what this one does."""
    monkeypatch.setenv("ESG_REPORT_STORE", "off")


@pytest.fixture(scope="session")
def lay_out() -> Callable[..., Path]:
    """Write a small plant into ``folder/plant``; it reads without an error, and its figures are invented.

    ``more`` are further lines of its table: label, unit, 2024, 2025.
    """

    def lay(folder: Path, more: str = "") -> Path:
        plant = folder / "plant"
        (plant / "data").mkdir(parents=True)
        (plant / "project.yaml").write_text(PROJECT, encoding="utf-8")
        (plant / "data" / "energy.csv").write_text(ENERGY + more, encoding="utf-8")
        return plant

    return lay


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``golden/NAME`` beside the test file.

    With ``--update-golden`` the kept text is rewritten instead; a difference is then for a person to read.
    """
    folder = Path(request.path).parent / "golden"
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = folder / name
        assert len(text.encode()) <= LARGEST_GOLDEN, f"{name} is too long for anyone to read"
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no golden text {path.name}: make it with scripts/golden"
        with path.open(encoding="utf-8", newline="") as kept:
            assert text == kept.read()

    return compare
