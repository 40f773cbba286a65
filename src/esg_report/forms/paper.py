"""One sheet of the form on its way: cells, dropdowns, prompts, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from esg_report.forms.look import LINE_HEIGHT, Styles, lines_of
from esg_report.forms.prefill import Typed
from esg_report.model.form import CONTENTS_NAME, Stamp, both
from esg_report.model.text import Text

LISTS = "选项"  # hidden: the answers of dropdowns too long to stand in a cell's own rule
_LONGEST_LIST = 200  # characters of a dropdown's own rule; 255 are allowed
_LONGEST_PROMPT = 250
_LONGEST_TITLE = 32
_A4 = 9
_WIDEST = 220.0  # columns that one page takes in letters that can be read; wider sheets take two pages across
_REPEATED = 6  # rows above a head that are printed on every page with it
_FOOT = (
    "&L&8填报人 Filled in by：____________　审核人 Checked by：____________　日期 Date：____________"
    "&R&8&A　第 &P 页，共 &N 页 · Page &P of &N"
)


@dataclass(slots=True)
class Lists:
    """The hidden sheet of long dropdowns; one column a list, each list once."""

    sheet: Any = None  # xlsxwriter ships no types
    columns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def source(self, answers: tuple[str, ...]) -> list[str] | str:
        """What a dropdown takes its answers from: themselves where they are few, else a range of this sheet."""
        if len(",".join(answers)) <= _LONGEST_LIST and not any("," in answer for answer in answers):
            return list(answers)
        if answers not in self.columns:
            from xlsxwriter.utility import xl_col_to_name

            number = len(self.columns)
            for row, answer in enumerate(answers):
                self.sheet.write_string(row, number, answer)
            letters = xl_col_to_name(number, col_abs=True)
            self.columns[answers] = f"='{LISTS}'!{letters}$1:{letters}${len(answers)}"
        return self.columns[answers]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, with what every sheet of the form has."""

    sheet: Any  # xlsxwriter ships no types
    styles: Styles
    lists: Lists

    def top(self, title: Text, words: Text, stamp: Stamp, widths: Sequence[float], *, back: bool = True) -> None:
        """The first three rows: title, what to do, the stamp. ``widths`` are those of the printed columns."""
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, f"{title.zh}　{title.en}", self.styles.title)
        self.sheet.set_row(1, LINE_HEIGHT * lines_of(both(words), sum(widths)) + 4)
        self.sheet.merge_range(1, 0, 1, len(widths) - 1, both(words), self.styles.words)
        self.sheet.write_string(2, 0, str(stamp), self.styles.stamp)
        if back:
            self.sheet.write_url(2, 3, f"internal:'{CONTENTS_NAME}'!A1", self.styles.en, "← 回目录 Contents")

    def put(self, row: int, column: int, value: Typed | None, style: Any) -> None:  # noqa: ANN401
        """A value as it is: text never becomes a formula, a number keeps every digit a spreadsheet can hold."""
        match value:
            case None:
                self.sheet.write_blank(row, column, None, style)
            case Decimal():
                self.sheet.write_number(row, column, float(value), style)
            case date():
                self.sheet.write_datetime(row, column, value, self.styles.day)
            case _:
                self.sheet.write_string(row, column, value, style)

    def label(self, row: int, column: int, words: Text) -> None:
        """Both languages in one cell, the English smaller below."""
        parts = [self.styles.zh, f"{words.zh}\n", self.styles.en, words.en]
        self.sheet.write_rich_string(row, column, *parts, self.styles.label)

    def choose(
        self, cells: tuple[int, int, int, int], answers: Iterable[str], prompt: Text, *, strict: bool = False
    ) -> None:
        """A dropdown over a range, with its prompt; where it is not strict, another answer is only asked about."""
        rule: dict[str, object] = {"validate": "list", "source": self.lists.source(tuple(answers))}
        rule |= {"error_type": "stop" if strict else "information", "error_title": "请从列表中选择"}
        rule["error_message"] = "此处应选列表中的一项。\nPlease pick one of the list."
        self.sheet.data_validation(*cells, rule | prompted(prompt))

    def tell(self, cells: tuple[int, int, int, int], prompt: Text, *, title: str = "") -> None:
        """A prompt that shows when a cell is selected."""
        self.sheet.data_validation(*cells, {"validate": "any"} | prompted(prompt, title))

    def finish(self, head_row: int, widths: Sequence[float], last_row: int, *, fixed: int, unprinted: int = 0) -> None:
        """Widths, frozen heads, and the printed page: A4 across, heads on every page, room to sign at the foot."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(head_row + 1, fixed)
        self.sheet.repeat_rows(0 if head_row <= _REPEATED else head_row, head_row)
        self.sheet.print_area(0, 0, last_row, len(widths) - 1 - unprinted)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        is_wide = sum(widths[: len(widths) - unprinted]) > _WIDEST
        self.sheet.fit_to_pages(2 if is_wide else 1, 0)
        if is_wide:
            self.sheet.repeat_columns(0, 0)
        self.sheet.set_footer(_FOOT)
        self.sheet.hide_gridlines(2)


def prompted(prompt: Text, title: str = "") -> dict[str, object]:
    """The keys of a validation's prompt, cut to what a spreadsheet takes."""
    words = f"{prompt.zh}\n{prompt.en}"
    cut = words if len(words) <= _LONGEST_PROMPT else words[: _LONGEST_PROMPT - 1] + "…"
    return {"input_title": title[:_LONGEST_TITLE], "input_message": cut} if title else {"input_message": cut}


def quoted(sheet: str) -> str:
    """A sheet's name as a formula writes it."""
    return "'" + sheet.replace("'", "''") + "'"
