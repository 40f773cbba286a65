"""An index row tells the figure that answers and the document that proves it."""

from __future__ import annotations

from decimal import Decimal

from desk_sample import PLACES, YEAR

from esg_report.compose.checklists import checklists
from esg_report.compose.desk import Desk
from esg_report.model.document import Checklist, FactRun, Line
from esg_report.model.fact import Choice, Fact, FactSet
from esg_report.model.period import Period
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, Records
from esg_report.model.requirement import Disclosure, Framework, Obligation, Requirement, Status
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load

CLAUSE = Requirement("own", "A-1", "一(一)", Text("某条", "Some clause"), Obligation.SHOULD)
FRAMEWORK = Framework("own", Text("某标准", "A standard"), Text("某机构", "A body"), "2025", (CLAUSE,))
CELLS = (
    ("kind", Choice("ems")),
    ("name", Told("环境管理体系认证", "EMS certificate")),
    ("number", "E-2024-7"),
    ("page", "2"),
)


def power(year: int, value: str, place: str = "plant") -> Fact:
    source = CellRef("a.xlsx", "1", f"B{year}", value)
    return Fact("energy.electricity", Decimal(value), "MWh", place, Period.of_year(year), source)


def certificate(row: str, cells: tuple[tuple[str, object], ...] = CELLS) -> Record:
    return Record("certificates", "plant", YEAR, cells, CellRef("a.xlsx", "证书", row, ""))  # type: ignore[arg-type]


def answer(facts: list[Fact], records: list[Record], **disclosure: object) -> Line | None:
    """The answer of the only row."""
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, PLACES)
    material = Material(project, FactSet.of(facts), Records(tuple(records)), (), (), (), ())
    desk = Desk(material, FactSet.of(facts), load.catalogue(), load.unit_table(), load.wordings(), (FRAMEWORK,))
    held = Disclosure(
        CLAUSE,
        Status.DISCLOSED,
        facts=tuple(str(fact.key) for fact in facts),
        evidence=tuple(record.id for record in records),
        **disclosure,  # type: ignore[arg-type]
    )
    (block,) = checklists(desk, "rows", [FRAMEWORK], [held], {})
    assert isinstance(block, Checklist)
    return block.groups[0].rows[0].answer


def words(line: Line | None, language: Language = Language.ZH) -> str:
    """What the line says, a figure as its key."""
    assert line is not None
    runs = line.of(language) or ()
    return "".join(f"<{run.key}>" if isinstance(run, FactRun) else run.text for run in runs)  # type: ignore[union-attr]


def test_the_figure_of_the_year_stands_with_its_name_before_those_of_other_years():
    before, now = power(2024, "10"), power(2025, "12")
    assert words(answer([before, now], [])) == f"外购电力 <{now.key}>\u00a0等"
    assert words(answer([now], []), Language.EN) == f"Purchased electricity <{now.key}>"


def test_a_figure_of_another_year_or_place_says_so():
    old = power(2024, "10", "north")
    assert words(answer([old], [])).startswith("外购电力（北厂区）")
    assert "2024" in words(answer([old], []))


def test_a_document_stands_with_its_name_number_and_cited_page():
    assert words(answer([], [certificate("A4")])) == "证明：环境管理体系认证 E-2024-7（第 2 页）"
    assert words(answer([], [certificate("A4")]), Language.EN) == "Proof: EMS certificate E-2024-7 (p. 2)"


def test_a_document_without_a_name_is_called_by_its_kind():
    assert words(answer([], [certificate("A4", CELLS[:1])])) == "证明：环境管理体系"


def test_figure_and_document_stand_side_by_side_and_more_of_them_are_hinted_at():
    now = power(2025, "12")
    told = words(answer([now], [certificate("A4"), certificate("A5")]))
    assert told == f"外购电力 <{now.key}>；证明：环境管理体系认证 E-2024-7（第 2 页）\u00a0等"


def test_a_clause_answered_by_text_alone_has_no_such_line():
    assert answer([], []) is None
