"""The catalogue, the project and what is known of it in; the fill-in workbook's bytes out.

Same input, same bytes: the workbook carries the report's own year as its date, never today's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from esg_report.forms.first_sheets import Asked, write_applies, write_company, write_contents
from esg_report.forms.joining import joined
from esg_report.forms.look import Styles, styles_of
from esg_report.forms.paper import LISTS, Lists, Paper, quoted
from esg_report.forms.plan import Level, Plan, plan, row_codes
from esg_report.forms.prefill import Desk, Prefill
from esg_report.forms.register_sheet import HEAD_ROW as REGISTER_HEAD
from esg_report.forms.register_sheet import RegisterSheet
from esg_report.forms.topic_sheet import HEAD_ROW as TOPIC_HEAD
from esg_report.forms.topic_sheet import TopicSheet
from esg_report.model.fact import FactSet
from esg_report.model.form import CONTENTS_NAME, Head, SheetKind, Stamp, keeper
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.project import Project
from esg_report.model.register import ColumnRole, Records, Register
from esg_report.model.requirement import Framework
from esg_report.model.text import Text
from esg_report.quantity.units import UnitTable

_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anybody types: facts and records that were read, and cells of forms that were filled."""

    facts: FactSet = field(default_factory=lambda: FactSet(()))
    records: Records = field(default_factory=Records)
    typed: Prefill = field(default_factory=Prefill)  # a clerk's own cells; they stand before facts
    forms: frozenset[str] = frozenset()  # files that the cells of ``typed`` come from


@dataclass(frozen=True, slots=True)
class Order:
    """Which form is wanted."""

    place: str
    level: Level = "core"
    department: str | None = None
    keepers: Mapping[str, str] = field(default_factory=dict)  # metric to department, as a filled form names it


def write_form(
    catalogue: Catalogue,
    order: Order,
    *,
    project: Project,
    frameworks: tuple[Framework, ...],
    topics: Mapping[str, Text],
    known: Known | None = None,
) -> bytes:
    """The form of one place.

    Every figure that is known is in it, whatever the level asks; only ``department`` leaves rows out.

    Args:
        catalogue: What can be asked, the plant's own units among it.
        order: Place, level, department.
        project: Year and names; its ``years()`` are the columns.
        frameworks: Whose clauses a core form serves.
        topics: Names of topics; one that lacks is named by its id.
        known: What is filled in before.
    """
    import xlsxwriter

    known = known or Known()
    desk = Desk(catalogue, UnitTable(catalogue.units), project, order.place, known.forms)
    prefill = joined(known.typed, desk.prefill(known.facts, known.records))
    asked = plan(
        catalogue,
        level=order.level,
        frameworks=frameworks,
        department=order.department,
        keepers=order.keepers,
        known=(*(code.metric for code in prefill.codes()), *prefill.registers, *prefill.none),
    )
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    day = datetime.combine(project.period.end, datetime.min.time(), UTC).replace(tzinfo=None)
    book.set_properties({"created": day, "title": f"{project.short_name.zh or project.short_name.en} {project.period}"})
    _Book(book, styles_of(book), Lists(), desk, order, prefill, topics).write(asked)
    book.close()
    return stream.getvalue()


@dataclass(slots=True)
class _Book:
    """One workbook on its way."""

    book: Any  # xlsxwriter ships no types
    styles: Styles
    lists: Lists
    desk: Desk
    order: Order
    prefill: Prefill
    topics: Mapping[str, Text]
    names: set[str] = field(default_factory=set)
    listed: list[Asked] = field(default_factory=list)

    def write(self, asked: Plan) -> None:
        """All sheets; the contents stand first, and are written last."""
        contents = self._paper(CONTENTS_NAME)
        if self.order.department is None:
            self._company()
        if asked.questions:
            self._applies(asked)
        for topic, metrics in asked.topics:
            self._topic(topic, metrics)
        self.lists.sheet = self.book.add_worksheet(LISTS)
        self.lists.sheet.hide()
        for register in asked.registers:
            self._register(register)
        project = self.desk.project
        place = project.places.get(self.order.place).name
        who = Text(
            f"{place.zh or place.en} {project.period} 年数据填报表",
            f"{place.en or place.zh} {project.period} data form",
        )
        write_contents(contents, who, self._stamp(SheetKind.CONTENTS), self.listed)

    def _paper(self, name: str) -> Paper:
        self.names.add(name)
        return Paper(self.book.add_worksheet(name), self.styles, self.lists)

    def _stamp(self, kind: SheetKind, subject: str = "-") -> Stamp:
        return Stamp(kind, subject, self.order.place, self.desk.project.period)

    def _name(self, first: str, words: str) -> str:
        """A name that no sheet has yet, such as 数据-能源."""
        name = f"{first}-{words}".translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
        number = 2
        while name in self.names:
            name = f"{name[: _LONGEST_NAME - 3]}-{number}"
            number += 1
        return name

    def _company(self) -> None:
        name = "企业信息"
        cells = write_company(self._paper(name), self._stamp(SheetKind.COMPANY), self.prefill)
        where = f"{quoted(name)}!{cells}"
        filled, asked = len(self.prefill.company), len(cells)
        first, _, last = cells.replace("C", "").partition(":")
        asked = int(last) - int(first) + 1
        words = Text("名称、代码、地址", "Names, codes, address")
        self.listed.append(Asked(name, words, None, f"=COUNTA({where})", filled, f"=ROWS({where})", asked))

    def _applies(self, asked: Plan) -> None:
        name = "适用性"
        cells = write_applies(self._paper(name), self._stamp(SheetKind.APPLIES), asked.questions, self.prefill)
        where = f"{quoted(name)}!{cells}"
        filled = sum(question.id in self.prefill.applies for question in asked.questions)
        words = Text("哪些条款适用", "Which clauses apply")
        asks = len(asked.questions)
        self.listed.append(Asked(name, words, None, f"=COUNTA({where})", filled, f"=ROWS({where})", asks))

    def _topic(self, topic: str, metrics: tuple[Metric, ...]) -> None:
        words = self.topics.get(topic, Text(topic, topic))
        name = self._name("数据", words.zh)
        writer = TopicSheet(
            self._paper(name), self.desk.catalogue, self.desk.units, self.desk.project.years(), self.prefill, metrics
        )
        rows = writer.write(topic, words, self._stamp(SheetKind.TOPIC, topic))
        first, last = TOPIC_HEAD + 2, TOPIC_HEAD + 1 + rows
        this = writer.letters(writer.years[-1])
        value, status = (
            f"{quoted(name)}!{letter}{first}:{letter}{last}" for letter in (this, writer.letters(Head.STATUS))
        )
        code = f"{quoted(name)}!A{first}:A{last}"
        filled = f'=SUMPRODUCT(--(({value}<>"")+({status}<>"")>0))'
        listed = [
            code for metric in metrics for code in row_codes(metric, self.desk.catalogue, known=self.prefill.codes())
        ]
        done = sum(self._is_done(str(code)) for code in listed)
        asked = f'=COUNTIF({code},"*")-COUNTIF({code},"*=_*")'
        self.listed.append(
            Asked(name, words, keeper(topic), filled, done, asked, sum(not code.shown.open_member for code in listed))
        )

    def _is_done(self, code: str) -> bool:
        row = self.prefill.rows.get(code, {})
        return str(self.desk.project.period) in row or Head.STATUS.value in row

    def _register(self, register: Register) -> None:
        name = self._name("清单", register.label.zh)
        sheet = RegisterSheet(self._paper(name), self.desk.catalogue, self.desk.units, self.prefill)
        rows = sheet.write(register, self._stamp(SheetKind.REGISTER, register.id))
        first, last = REGISTER_HEAD + 2, REGISTER_HEAD + 1 + rows
        where = f"{quoted(name)}!A{first}:A{last}"
        held = self.prefill.registers.get(register.id, ())
        lead = register.columns[0]
        lead_id = f"{lead.id}.en" if lead.role is ColumnRole.TOLD else lead.id
        filled = sum(lead.id in row or lead_id in row for row in held)
        self.listed.append(Asked(name, register.label, keeper(register.topic), f"=COUNTA({where})", filled))
