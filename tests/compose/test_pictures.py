"""Pictures of the register: where each is printed, and what is told of those that are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from desk_sample import PLACES, SPAN, YEAR

from esg_report.compose.body import Composed, compose_body
from esg_report.model.document import Asset, Picture, Role
from esg_report.model.fact import Fact, FactSet
from esg_report.model.finding import Severity, Where, finding
from esg_report.model.outline import ChapterSpec, FactTableSpec, NarrativeSpec, Outline, SectionSpec
from esg_report.model.passage import Passage, ProseParagraph, ProsePicture, Side, Words
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, Records
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load

TABLE = FactTableSpec(Text("用能", "Energy"), ("energy.electricity",))
SECTIONS = (
    SectionSpec("company", Text("企业概况", "Company profile"), (NarrativeSpec(),), topic="00-company"),
    SectionSpec(
        "energy",
        Text("推动用能结构低碳转型", "Low-carbon energy mix"),
        (NarrativeSpec(), TABLE),
        number=Text("（三）", "3"),
        article="BF-03",
        topic="03-energy",
    ),
    SectionSpec("figures", Text("数据", "Figures"), (TABLE,), article="BF-04"),
)
OUTLINE = Outline(
    "small", Text("报告", "Report"), (ChapterSpec("one", Role.BODY, Text("一", "One"), SECTIONS, pillar=1),)
)
ROOF = Asset("images/roof.png", "image/png", b"", 40, 30)


def entry(**cells: object) -> Record:
    """A record of the register; what is not said is a sound one's."""
    held = {"image": "roof.png", "caption": Told("屋顶光伏", "Rooftop solar"), "clause": "BF-03.2"} | cells
    kept = tuple((name, value) for name, value in held.items() if value is not None)
    spots = (("image", "A2"), ("caption", "B2"), ("clause", "D2"))
    return Record("pictures", "plant", YEAR, kept, CellRef("data/图片.xlsx", "图片", "A2", ""), spots)  # type: ignore[arg-type]


def composed(*records: Record, prose: tuple[object, ...] = (), found: tuple[object, ...] = ()) -> Composed:
    """The small outline's body; electricity is known, so that every section with a table stands."""
    side = Side(Language.ZH, (), prose, SPAN, False)  # type: ignore[arg-type]
    passages = (Passage("03-energy", (), side, None),) if prose else ()
    fact = Fact("energy.electricity", Decimal(5), "MWh", "plant", YEAR, CellRef("a.xlsx", "1", "B2", "5"))
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, PLACES)
    facts = FactSet.of((fact,))
    material = Material(project, facts, Records(records), passages, (ROOF,), (), found)  # type: ignore[arg-type]
    return compose_body(
        OUTLINE,
        material,
        facts,
        catalogue=load.catalogue(),
        units=load.unit_table(),
        wordings=load.wordings(),
        frameworks=(),
    )


def placed(body: Composed) -> list[tuple[str, str | None]]:
    """Section and asset of every picture."""
    sections = (section for chapter in body.chapters for section in chapter.sections)
    return [
        (section.anchor, block.asset) for section in sections for block in section.blocks if isinstance(block, Picture)
    ]


def told(body: Composed) -> list[tuple[str, str]]:
    """Code and cell of every finding."""
    return [(one.code, one.where.cell) for one in body.findings]


@pytest.mark.parametrize(
    "clause",
    [
        "BF-03",
        "BF-03.2",
        "bf-03.2",
        "ＢＦ－０３",
        "推动用能结构低碳转型",
        "（三）推动用能结构低碳转型",
        "3 Low-carbon energy mix",
        "03-energy",
        "GRI 302-1、BF-03.5",
    ],
)
def test_a_picture_is_printed_in_the_section_of_its_clause(clause):
    body = composed(entry(clause=clause))
    assert (placed(body), told(body)) == ([("energy", "images/roof.png")], [])


def test_a_section_without_an_article_is_named_by_its_title_or_file():
    assert placed(composed(entry(clause="企业概况"))) == [("company", "images/roof.png")]
    assert placed(composed(entry(clause="00-company"))) == [("company", "images/roof.png")]


def test_an_article_is_not_the_start_of_another_number():
    assert told(composed(entry(clause="BF-031"))) == [("C112", "D2")]


def test_a_picture_follows_the_narrative_and_closes_a_section_that_has_none():
    body = composed(
        entry(), entry(clause="BF-04", image="images/roof.png"), prose=(ProseParagraph((Words("文字"),), SPAN),)
    )
    kinds = {
        section.anchor: [type(block).__name__ for block in section.blocks]
        for chapter in body.chapters
        for section in chapter.sections
    }
    assert kinds == {"energy": ["Paragraph", "Picture", "FactTable"], "figures": ["FactTable", "Picture"]}


def test_its_caption_is_the_factorys_own_with_whose_it_is_and_leads_to_its_record():
    record = entry(caption=Told("2台光伏逆变器", None), owner=Told("张三", "Zhang San"))
    body = composed(record)
    (block,) = (
        block
        for chapter in body.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Picture)
    )
    assert "".join(run.text for run in block.caption.zh or ()) == "2台光伏逆变器 · 张三"  # type: ignore[union-attr]
    assert (block.caption.en, block.record, block.clauses) == (None, record.id, ())


@pytest.mark.parametrize(
    ("record", "code", "cell"),
    [
        (entry(clause=None), "C111", "A2"),
        (entry(clause="GRI 302-1"), "C112", "D2"),
        (entry(caption=None), "C113", "B2"),
    ],
)
def test_a_picture_that_has_no_place_or_no_caption_is_told_and_not_printed(record, code, cell):
    body = composed(record)
    assert (placed(body), told(body)) == ([], [(code, cell)])


def test_a_file_that_is_no_picture_leaves_a_frame_and_is_told():
    body = composed(entry(image="plan.pdf"))
    assert (placed(body), told(body)) == ([("energy", None)], [("C114", "A2")])


def test_what_reading_has_told_of_a_file_is_not_told_again():
    lacking = finding("R111", Severity.WARNING, Where("data/图片.xlsx", "图片", "A2"), file="gone.png")
    broken = finding("N132", Severity.ERROR, Where("images/bad.png"), reason="OSError")
    body = composed(entry(image="gone.png"), entry(image="bad.png"), found=(lacking, broken))
    assert (placed(body), told(body)) == ([("energy", None), ("energy", None)], [])


def test_a_picture_that_narrative_shows_stands_there_alone():
    body = composed(entry(clause=None), prose=(ProsePicture("images/roof.png", (Words("屋顶"),), SPAN),))
    assert (placed(body), told(body)) == ([("energy", "images/roof.png")], [])


def test_a_row_without_a_file_is_no_picture():
    assert told(composed(entry(image=None))) == []
