"""A small plant, assembled once, and its finished files with their seals."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from esg_report.engine.job import Order, written_by
from esg_report.model.written import Edition
from esg_report.pipeline import assemble

MORE = """\
营业收入,万元,51234.5,53871.2
员工总数,人,612,598
取水量,立方米,91200,90350
废水排放量,立方米,54210,53800
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory, lay_out) -> Path:
    """The plant's folder, with two sentences on its energy."""
    made = lay_out(tmp_path_factory.mktemp("proofs"), MORE)
    for language, text in (("zh", "全年外购电力[[外购电力]]。"), ("en", "We bought [[外购电力]] of power.")):
        file = made / "narrative" / language / "03-energy.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"## 用能 [BF-03.1]\n\n{text}\n", encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def file(folder):
    """A finished file by format and language."""
    document = assemble(folder).document

    @cache
    def made(kind: str, edition: Edition = Edition.ZH) -> bytes:
        return written_by(document, Order(kind, edition, Path(f"report.{kind}"))).data

    return made
