"""Forty documents, written by hand as PDF: each gets exactly the doubts that its text gives cause for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from esg_report.checks.papers import Doubt, Proof, doubts
from esg_report.intake.papers import read_papers
from esg_report.intake.shelf import Shelf
from esg_report.model.fact import Choice, Day
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Project
from esg_report.model.register import Record
from esg_report.model.source import CellRef
from esg_report.model.text import Told

OURS = "北京澄川精密传动有限公司"
CREDIT = "91110000MA00EXAMPL"
YEAR = Period.of_year(2025)
PROJECT = Project(
    Told(f"{OURS}（虚构）", "Beijing Chengchuan Precision Drive Co., Ltd. (fictional)"),
    Told("澄川传动", "Chengchuan Drive"),
    YEAR,
    Places(
        (
            Place("plant", Told("澄川传动", "Chengchuan Drive"), PlaceKind.COMPANY),
            Place("north", Told("北厂区", "North site"), PlaceKind.SITE, "plant"),
            Place("south", Told("南厂区", "South site"), PlaceKind.SITE, "plant", aliases=("二分厂",)),
        )
    ),
    credit_code=CREDIT,
)
EMS = "环境管理体系认证证书"
DAYS = "有效期：2023年7月1日至2026年6月30日"


@dataclass(frozen=True)
class Case:
    """A document's lines, the record that names it, and the doubts that are right."""

    lines: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    place: str = "plant"
    standard: str = "GB/T 24001-2016"
    since: str = "2023-07-01"
    until: str = "2026-06-30"


GOOD = (EMS, OURS, "GB/T 24001-2016 / ISO 14001:2015", DAYS)
ONLY_REPORT = {"standard": "", "since": "", "until": ""}
CASES = {
    # borne out
    "good": Case(GOOD),
    "good-by-credit-code": Case((EMS, f"统一社会信用代码 {CREDIT}", "ISO 14001:2015", DAYS)),
    "good-in-english": Case(
        ("BEIJING CHENGCHUAN PRECISION DRIVE CO., LTD.", "ISO 14001:2015", "2023-07-01 2026-06-30")
    ),
    "good-with-blanks": Case((EMS, "北京 澄川 精密传动 有限公司", "GB / T 24001 - 2016", DAYS)),
    "good-full-width": Case(
        (EMS, OURS, "ＧＢ／Ｔ　２４００１－２０１６", "２０２３．０７．０１　２０２６．０６．３０")
    ),
    "good-slashes": Case((OURS, "ISO 14001", "2023/07/01 - 2026/06/30")),
    "good-no-days": Case((OURS, "GB/T 24001-2016")),
    "good-no-standard-asked": Case((OURS, DAYS), standard=""),
    "good-own-site": Case((*GOOD, "北厂区"), place="north"),
    "good-both-sites": Case((*GOOD, "北厂区、南厂区"), place="north"),
    "good-no-site-named": Case(GOOD, place="north"),
    "good-ohsms-twin": Case((OURS, "ISO 45001:2018", DAYS), standard="GB/T 45001-2020"),
    "good-enms-twin": Case((OURS, "ISO 50001:2018", DAYS), standard="GB/T 23331-2020"),
    "good-qms-twin": Case((OURS, "ISO 9001:2015", DAYS), standard="GB/T 19001-2016"),
    "good-report-of-the-year": Case((OURS, "监测报告 2025年6月3日"), **ONLY_REPORT),
    "good-report-of-the-year-before": Case((OURS, "监测报告 2024-02-01"), **ONLY_REPORT),
    # another company
    "other-company": Case((EMS, "北京别家机械有限公司", "GB/T 24001-2016", DAYS), (Doubt.COMPANY,)),
    "other-company-short-name-alike": Case((EMS, "澄川传动（天津）有限公司", DAYS), (Doubt.COMPANY,)),
    "other-company-in-english": Case(("Tianjin Drive Co., Ltd.", "ISO 14001"), (Doubt.COMPANY,)),
    "other-credit-code": Case((EMS, "91110000MA00OTHERS", DAYS), (Doubt.COMPANY,)),
    "parent-company": Case((EMS, "澄川控股集团有限公司", DAYS), (Doubt.COMPANY,)),
    # another site
    "other-site": Case((*GOOD, "地址：南厂区"), (Doubt.SITE,), place="north"),
    "other-site-by-alias": Case((*GOOD, "二分厂"), (Doubt.SITE,), place="north"),
    "other-site-in-english": Case((*GOOD, "South site"), (Doubt.SITE,), place="north"),
    "other-site-is-no-matter-of-the-company": Case((*GOOD, "南厂区")),
    # another standard
    "other-standard": Case((OURS, "GB/T 45001-2020", DAYS), (Doubt.STANDARD,)),
    "other-standard-none-named": Case((OURS, DAYS), (Doubt.STANDARD,)),
    "other-standard-longer-number": Case((OURS, "GB/T 124001-2016", DAYS), (Doubt.STANDARD,)),
    "other-standard-wrong-twin": Case((OURS, "ISO 9001:2015", DAYS), (Doubt.STANDARD,)),
    # other days
    "other-end": Case((*GOOD[:3], "2023年7月1日至2026年9月30日"), (Doubt.DAYS,)),
    "other-start": Case((*GOOD[:3], "2022年7月1日至2026年6月30日"), (Doubt.DAYS,)),
    "no-such-day": Case((*GOOD[:3], "2023-07-01 2026-06-31"), (Doubt.DAYS, Doubt.EXPIRED)),
    # expired
    "expired": Case(
        (*GOOD[:3], "2022年7月1日至2025年6月30日"), (Doubt.EXPIRED,), since="2022-07-01", until="2025-06-30"
    ),
    "expired-but-listed-longer": Case((*GOOD[:3], "2022年7月1日至2025年6月30日"), (Doubt.DAYS, Doubt.EXPIRED)),
    "ends-on-the-last-day": Case((*GOOD[:3], "2023年1月1日至2025年12月31日"), since="2023-01-01", until="2025-12-31"),
    # too old
    "too-old": Case((OURS, "监测报告 2022-05-01"), (Doubt.OLD,), **ONLY_REPORT),
    "too-old-by-a-day": Case((OURS, "核查报告 2023年12月31日"), (Doubt.OLD,), **ONLY_REPORT),
    # no text
    "no-text": Case((), (Doubt.NO_TEXT,)),
    "blank-text": Case(("   ",), (Doubt.NO_TEXT,)),
    # several at once
    "site-and-standard": Case((OURS, "南厂区", "GB/T 45001-2020", DAYS), (Doubt.SITE, Doubt.STANDARD), place="north"),
}


def pdf(lines: tuple[str, ...]) -> bytes:
    """A page of text in two-byte codes that a map gives back as they are; no letter is embedded, all can be read."""
    shown = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    content = f"BT /F 12 Tf 14 TL 40 780 Td\n{shown}\nET" if lines else ""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 1000>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    )
    return (made + end).encode("latin-1")


def record(case: Case) -> Record:
    """The line of the list of certificates that names the document."""
    days = [(name, Day(date.fromisoformat(day))) for name, day in (("from", case.since), ("to", case.until)) if day]
    cells = (("kind", Choice("ems")), ("standard", case.standard), *days, ("file", "evidence/paper.pdf"))
    return Record("certificates", case.place, YEAR, cells, CellRef("a.xlsx", "证书", "A2", ""))


def test_there_are_forty() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("name", CASES)
def test_a_document_gets_exactly_the_doubts_that_it_gives_cause_for(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/paper.pdf").write_bytes(pdf(case.lines))
    shelf = Shelf(tmp_path)
    (paper,) = read_papers(shelf)
    assert doubts(Proof(record(case), paper), PROJECT) == case.doubts
    assert [file.path for file in shelf.inputs] == ["evidence/paper.pdf"]  # and so its digest is kept


@pytest.mark.parametrize("data", [b"%PDF-1.4 torn", b"\x89PNG\r\n", b"plain words"])
def test_what_is_no_sound_pdf_has_no_text(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/paper.pdf").write_bytes(data)
    (paper,) = read_papers(Shelf(tmp_path))
    assert not paper.has_text
    assert paper.is_broken


def test_a_picture_is_no_broken_pdf(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/paper.png").write_bytes(b"\x89PNG\r\n")
    (paper,) = read_papers(Shelf(tmp_path))
    assert not paper.is_broken
