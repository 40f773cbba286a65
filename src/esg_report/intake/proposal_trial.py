"""A proposed sheet in; the same, less the rows that cannot be read as proposed, out."""

from __future__ import annotations

from dataclasses import replace

from esg_report.intake.binding_reader import read_binding
from esg_report.intake.bindings import LedgerBinding
from esg_report.intake.grid import Grid, spot_of
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.ledger import read_ledger
from esg_report.intake.meaning import NO_UNIT, UNIT
from esg_report.intake.naming import Namer
from esg_report.intake.proposal import propose
from esg_report.intake.proposal_text import block
from esg_report.intake.proposed import ProposedSheet
from esg_report.model.finding import Finding, Severity
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text
from esg_report.strict_yaml import loads

PERIOD = Text("期间写法不能识别", "the period is not understood")
VALUE = Text("这一格不能读作数字", "the cell cannot be read as a number")
_WHY = {"I105": UNIT, "I106": UNIT, "I107": UNIT, "I108": NO_UNIT, "I110": UNIT, "B109": PERIOD, "B118": PERIOD}
_NOT_OF_THE_ROW = frozenset({"B103", "B110", "B111", "B115", "B119"})
_MOST = 4


def proposed(grid: Grid, namer: Namer) -> ProposedSheet:
    """Propose, read the sheet by what is proposed, and make questions of the rows whose every value is refused."""
    sheet = propose(grid, namer)
    for _ in range(_MOST):
        if sheet.register is not None or sheet.log is not None or not sheet.has_table:
            return sheet
        refused = _refused(sheet, trial(sheet, lexicon=namer.lexicon))
        rows = tuple(row.doubted(refused[row.row]) if row.row in refused else row for row in sheet.rows)
        if rows == sheet.rows:
            return sheet
        sheet = replace(sheet, rows=rows)
    return sheet


def trial(sheet: ProposedSheet, *, lexicon: Lexicon) -> Harvest:
    """What the proposed block reads from its sheet, taken as it is."""
    text = "bindings:\n" + block(sheet, lexicon=lexicon, language=Language.ZH)
    (tree,) = loads(text, name="project.yaml")["bindings"].each()
    binding = read_binding(tree, catalogue=lexicon.catalogue, places=lexicon.places)
    if not isinstance(binding, LedgerBinding):
        return Harvest()
    return read_ledger(binding, sheet.grid, None, lexicon=lexicon)


def _refused(sheet: ProposedSheet, harvest: Harvest) -> dict[int, Text]:
    """Rows that gave an error and no fact, or an error of unit or period, with the reason."""
    read = {
        spot[0] for fact in harvest.facts if isinstance(fact.source, CellRef) and (spot := spot_of(fact.source.cell))
    }
    refused: dict[int, Text] = {}
    for found in harvest.findings:
        row = _row(found)
        if found.severity is not Severity.ERROR or row is None or found.code in _NOT_OF_THE_ROW:
            continue
        if found.code in _WHY or row not in read:
            refused.setdefault(row, _WHY.get(found.code, VALUE))
    return {row.row: refused[row.row] for row in sheet.rows if not row.is_question and row.row in refused}


def _row(found: Finding) -> int | None:
    spot = spot_of(found.where.cell)
    return spot[0] if spot else None
