"""Proposals in; what is said of them, for people and as JSON, out."""

from __future__ import annotations

from collections.abc import Iterable

from esg_report.cli.words import say
from esg_report.intake.grid import column_letters
from esg_report.intake.proposed import ProposedRow, ProposedSheet


def counts_line(sheets: Iterable[ProposedSheet]) -> str:
    """How many rows are bound, how many are questions, and what to do next."""
    sheets = tuple(sheets)
    if sheets and all(sheet.is_done for sheet in sheets):
        if any(sheet.has_fresh_columns for sheet in sheets):
            return say(
                "各行都已绑定，但表里多了新的年份或月份列；请按带“# ?”的行修改 project.yaml。",
                "All rows are bound already, but there are new columns of years or months: "
                "change project.yaml as the lines with '# ?' say.",
            )
        return say("这份台账都已绑定，没有新的要加。", "All of this ledger is bound already; there is nothing to add.")
    rows = [row for sheet in sheets for row in sheet.rows]
    asked = sum(row.is_question or row.is_guess for row in rows)
    known = len(rows) - asked
    return say(
        f"已对应 {known} 行，待确认 {asked} 行。请逐行核对，带“# ?”的先确认，再粘贴到 project.yaml 的 bindings 里。",
        f"{known} rows are bound, {asked} are questions. Review every row, settle those with '# ?', "
        "and paste the block under bindings in project.yaml.",
    )


def sheet_body(sheet: ProposedSheet, text: str) -> dict[str, object]:
    """A proposed sheet for JSON, with its YAML block."""
    plan = sheet.survey
    return {
        "sheet": sheet.grid.sheet,
        "register": sheet.register,
        "may_be_registers": list(sheet.registers),
        "place": sheet.place,
        "place_is_sure": sheet.is_place_sure,
        "year": sheet.year,
        "year_is_sure": sheet.is_year_sure,
        "head_row": plan.head,
        "bound_already": [
            {"line": one.line, "what": list(one.what), "new_columns": [column_letters(at) for at in sorted(one.fresh)]}
            for one in sheet.bound
        ],
        "is_meter_log": sheet.log is not None,
        "rows": [_row(row) for row in sheet.rows],
        "yaml": text,
    }


def _row(row: ProposedRow) -> dict[str, object]:
    why = row.meant.why
    return {
        "row": row.row,
        "label": row.label,
        "metric": row.meant.metric,
        "metrics": {column_letters(at): name for at, name in sorted(row.columns.items())},
        "members": dict(row.meant.members),
        "place": row.meant.place,
        "is_question": row.is_question,
        "is_guess": row.is_guess,
        "candidates": list(row.meant.candidates),
        "why": {"zh": why.zh, "en": why.en} if why else None,
    }
