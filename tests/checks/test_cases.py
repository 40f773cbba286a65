"""Every check has a function, words in both languages, and a file of cases: what it finds, and what it lets pass."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from esg_report.checks.registry import BODY_CHECKS, FIGURE_CHECKS, WORD_CHECKS, check_body, check_figures, check_words
from esg_report.i18n.messages import entry, render, slots_of
from esg_report.intake.markdown import read_narrative
from esg_report.model.document import Chapter, FactRun, FactTable, Line, Role, Section, TableRow
from esg_report.model.fact import WITHOUT_VALUE, Choice, Day, Fact, FactSet, Flag, Key, Qualifier
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.paper import Paper
from esg_report.model.passage import Words
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Approval, Material, Omission, Project
from esg_report.model.published import Published, Stated
from esg_report.model.register import ColumnRole, Record, Records
from esg_report.model.requirement import Framework, MetricAnswer, Obligation, Requirement
from esg_report.model.source import CellRef, Derivation
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load
from esg_report.strict_yaml import document

CHECKS = (*FIGURE_CHECKS, *WORD_CHECKS, *BODY_CHECKS)
FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
CASES = [(path.stem, name, case) for path in FILES for name, case in document(path).data.items()]
YEAR = Period.of_year(2025)
KEYS = {"facts", "records", "narrative", "printed", "project", "hits", "derived", "papers", "published"}


@pytest.mark.parametrize(("code", "name", "case"), CASES, ids=[f"{code}-{name}" for code, name, _ in CASES])
def test_a_check_finds_what_its_case_says_and_nothing_else(code, name, case, tmp_path):
    assert set(case) <= KEYS
    found = [one for one in findings(case, tmp_path) if one.code == code]
    hits = case.get("hits") or []
    assert len(found) == len(hits), [(str(one.where), dict(one.arguments)) for one in found]
    for hit in hits:
        assert any(fits(one, hit) for one in found), [(one.where, one.arguments) for one in found]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_has_words_and_cases_both_ways(check):
    cases = [case for code, _, case in CASES if code == check.code]
    assert entry(check.code) is not None
    assert check.says
    assert any(case.get("hits") for case in cases), f"no case that {check.code} finds"
    assert any(not case.get("hits") for case in cases), f"no case that {check.code} lets pass"


def test_every_case_file_belongs_to_a_check():
    assert {path.stem for path in FILES} == {check.code for check in CHECKS}


def test_no_code_is_used_twice():
    assert len({check.code for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(("code", "name", "case"), CASES, ids=[f"{code}-{name}" for code, name, _ in CASES])
def test_messages_use_all_arguments_and_leave_no_slot(code, name, case, tmp_path):
    for one in findings(case, tmp_path):
        for language in Language:
            message = render(one, language)
            assert not re.search(r"\{[a-z_]+\}", message.title + message.text + message.why + message.fix)
            assert slots_of(entry(one.code).message, language) == {name for name, _ in one.arguments}


def findings(case, folder):
    catalogue, units = load.catalogue(), load.unit_table()
    facts = FactSet.of([*facts_of(case), *derived_of(case)])
    material = material_of(case, facts, folder)
    framework = Framework("bf", Text("某", "x"), Text("某", "x"), "1", CLAUSES)
    none = {"factors": FactorTable(()), "limits": LimitTable(())}
    data = (*check_figures(material, facts, catalogue=catalogue, units=units, **none), *check_words(material))
    chapters = chapters_of(case, material)
    body = check_body(chapters, facts, material=material, catalogue=catalogue, units=units, frameworks=(framework,))
    return [*data, *body]


def asked(*metrics):
    return tuple(MetricAnswer(metric) for metric in metrics)


def clause(code, *answers, **more):
    return Requirement("bf", code, "一", Text("某条", "Some clause"), Obligation.SHOULD, answers, **more)


CLAUSES = (
    clause("BF-03.1", *asked("energy.renewable")),
    clause("BF-03.2"),
    clause(
        "BF-03.3",
        *asked("energy.wind.generated", "energy.renewable", "energy.renewable_share"),
        applies_if="site_allows_wind",
    ),
)


def fits(finding, hit):
    """A hit names parts of the fact's key, or the row of a record, or a file and line; and may quote the message."""
    key = Key.parse(finding.where.key) if finding.where.key else None
    held = {"metric": key.metric, "period": str(key.period), "place": key.place} if key else {}
    held |= {"file": finding.where.file, "cell": finding.where.cell}
    wanted = {name: value for name, value in hit.items() if name not in {"says", "members"}}
    members = dict(key.members) if key else {}
    right_members = all(members.get(name) == value for name, value in (hit.get("members") or {}).items())
    right_words = all(word in render(finding, Language.ZH).text for word in (hit.get("says") or []))
    return all(held.get(name) == value for name, value in wanted.items()) and right_members and right_words


def facts_of(case):
    for row, entry_ in enumerate(case.get("facts") or [], start=2):
        metric, period, value, unit, *rest = entry_
        members = next((part for part in rest if isinstance(part, dict)), {})
        note = members.pop("note", None) if "note" in members else None
        place = next((part for part in rest if isinstance(part, str)), "plant")
        number, qualifier = read(value)
        yield Fact(
            metric,
            number,
            unit if number is not None or qualifier is Qualifier.BELOW_DETECTION else "",
            place,
            Period.parse(period),
            CellRef("data/case.xlsx", "数据", f"D{row}", value),
            tuple(sorted(members.items())),
            qualifier,
            note=Told(note) if note else None,
        )


def derived_of(case):
    for metric, period, value, unit, *inputs in case.get("derived") or []:
        yield Fact(metric, Decimal(value), unit, "plant", Period.parse(period), Derivation("a / b", tuple(inputs)))


WORDS = {
    "未检出": (None, Qualifier.BELOW_DETECTION),
    "不适用": (None, Qualifier.NOT_APPLICABLE),
    "/": (None, Qualifier.NOT_APPLICABLE),
    "／": (None, Qualifier.NOT_APPLICABLE),
    "未统计": (None, Qualifier.NOT_MEASURED),
}


def read(value):
    if value in WORDS:
        return WORDS[value]
    signs = {"<": Qualifier.BELOW_DETECTION, "约": Qualifier.APPROX, "≤": Qualifier.AT_MOST}
    qualifier = signs.get(value[0], Qualifier.EXACT)
    assert qualifier not in WITHOUT_VALUE
    return Decimal(value.lstrip("<约≤")), qualifier


def records_of(case):
    for row, one in enumerate(case.get("records") or [], start=2):
        register = load.catalogue().registers[one["register"]]
        cells = tuple((name, cell(register.column(name), value)) for name, value in one["cells"].items())
        source = CellRef("data/case.xlsx", register.label.zh, f"A{row}", "")
        yield Record(register.id, one.get("place", "plant"), Period.parse(one.get("period", "2025")), cells, source)


def cell(column, value):
    match column.role:
        case ColumnRole.CHOICE:
            return Choice(value)
        case ColumnRole.TOLD:
            return Told(*value) if isinstance(value, list) else Told(value)
        case ColumnRole.DAY:
            return Day(Period.parse(value).start)
        case ColumnRole.FLAG:
            return Flag(value == "yes")
        case _:
            return value


def material_of(case, facts, folder):
    asked = case.get("project") or {}
    sites = [Place(name, Told(name, name), PlaceKind.SITE, "plant") for name in asked.get("sites") or []]
    name = Told("某厂", asked.get("english", "Some plant")) if asked.get("named", "both") == "both" else Told("某厂")
    project = Project(
        name,
        name,
        YEAR,
        Places((Place("plant", name, PlaceKind.COMPANY), *sites)),
        languages=tuple(Language(one) for one in asked.get("languages") or ["zh", "en"]),
        omissions=tuple(Omission(one, "confidential", Told("保密")) for one in asked.get("omissions") or []),
        applies=tuple((question, answer == "yes") for question, answer in (asked.get("applies") or {}).items()),
        published=asked.get("published", ""),
        approval=Approval("某人", Told("总经理"), asked["approved"]) if "approved" in asked else None,
        credit_code=asked.get("credit_code", ""),
    )
    for language, text in (case.get("narrative") or {}).items():
        path = folder / "narrative" / language / "03-energy.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    passages, _, _ = read_narrative(folder)
    papers = tuple(
        Paper(file, is_broken=True) if held is None else Paper(file, (held,) if isinstance(held, str) else tuple(held))
        for file, held in (case.get("papers") or {}).items()
    )
    records, published = Records(tuple(records_of(case))), published_of(case)
    return Material(project, facts, records, passages, (), (), (), papers=papers, published=published)


def published_of(case):
    values = [Stated(Key.parse(key), Decimal(value), unit) for key, value, unit in case.get("published") or []]
    return (Published(Period.of_year(2024), "published/2024.json", tuple(values)),) if values else ()


def chapters_of(case, material):
    """One table that prints the facts (all, or those named) and every record but those that the case holds back."""
    asked = case.get("printed")
    facts = [fact for fact in material.facts if asked is None or fact.metric in asked]
    rows = [TableRow(f"t.{at}", line("一"), (FactRun(fact.key),)) for at, fact in enumerate(facts)]
    for at, record in enumerate(material.records):
        if asked is None or record.register in asked:
            told = next((value for _, value in record.cells if isinstance(value, Told)), Told("一", "a"))
            name = Line(words(told.of(Language.ZH)), words(told.of(Language.EN)))
            rows.append(TableRow(f"r.{at}", name, record=record.id))
    table = FactTable("t", line("表"), (), tuple(rows))
    return (Chapter("c", Role.BODY, line("章"), (Section("s", line("节"), (table,)),)),)


def words(text):
    return None if text is None else (Words(text),)


def line(text):
    return Line((Words(text),), (Words(text),))
