"""A small plant, assembled once, and its finished files with their seals."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from esg_report.engine.job import Order, written_by
from esg_report.model.written import Edition
from esg_report.pipeline import assemble

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
营业收入,万元,51234.5,53871.2
员工总数,人,612,598
取水量,立方米,91200,90350
废水排放量,立方米,54210,53800
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """The plant's folder; figures are invented."""
    made = tmp_path_factory.mktemp("proofs") / "plant"
    (made / "data").mkdir(parents=True)
    (made / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (made / "data" / "energy.csv").write_text(ENERGY, encoding="utf-8")
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
