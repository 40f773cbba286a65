"""One sheet of the checklist workbook on its way: heads, cells with sign and colour, filters, the printed page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from esg_report.forms.look import BRAND, FONT, LINE_HEIGHT, lines_of
from esg_report.i18n.phrases import phrases
from esg_report.model.requirement import Status
from esg_report.model.text import Text

_A4 = 9
_LINE = "#C9CFCC"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status looks: a sign that also reads in grey, ink for charts, paper for cells."""

    sign: str
    ink: str
    paper: str


SIGN = {
    Status.DISCLOSED: Mark("●", "#276855", "#DDEFE7"),
    Status.PARTIAL: Mark("◐", "#C98A1B", "#FBF0D9"),
    Status.OMITTED: Mark("✎", "#5B6C9E", "#E4E8F4"),
    Status.NOT_APPLICABLE: Mark("－", "#A8B0AC", "#F1F2F1"),
    Status.MISSING: Mark("○", "#B4532A", "#F8E3DA"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A head in both languages, and a width in letters."""

    head: Text
    width: float


@dataclass(frozen=True, slots=True)
class Tint:
    """The formats of one workbook."""

    title: Any  # xlsxwriter ships no types
    lead: Any
    head: Any
    cell: Any
    strong: Any
    number: Any
    share: Any
    link: Any
    status: dict[Status, Any]
    count: dict[Status, Any]


def words(phrase_id: str) -> Text:
    """A fixed phrase in both languages."""
    return phrases()[phrase_id]


def tint_of(book: Any) -> Tint:  # noqa: ANN401  # xlsxwriter ships no types
    """The formats, made once a workbook."""

    def style(**more: object) -> Any:  # noqa: ANN401
        plain = {"font_name": FONT, "font_size": 9, "valign": "vcenter", "text_wrap": True}
        return book.add_format({**plain, **more})

    box = {"border": 1, "border_color": _LINE}
    centred = {**box, "align": "center"}
    return Tint(
        title=style(font_size=15, bold=True, font_color=BRAND, text_wrap=False),
        lead=style(font_color="#5C6762", text_wrap=False),
        head=style(**centred, bold=True, font_color="#FFFFFF", bg_color=BRAND),
        cell=style(**box),
        strong=style(**box, bold=True, bg_color="#EEF3F0"),
        number=style(**centred, num_format="0"),
        share=style(**centred, num_format="0%"),
        link=style(**box, font_color="#1F5E9C", underline=1),
        status={name: style(**centred, bg_color=mark.paper) for name, mark in SIGN.items()},
        count={name: style(**centred, num_format="0", bg_color=mark.paper) for name, mark in SIGN.items()},
    )


@dataclass(slots=True)
class Page:
    """A sheet that is filled row by row from below its head."""

    sheet: Any  # xlsxwriter ships no types
    tint: Tint
    columns: tuple[Column, ...]
    head_row: int
    row: int
    texts: dict[int, str] = field(default_factory=dict)  # of the row under way, by column
    links: set[int] = field(default_factory=set)

    @classmethod
    def opened(  # a sheet has this many sides
        cls,
        book: Any,  # noqa: ANN401
        tint: Tint,
        name: str,
        title: Text,
        lead: Text,
        columns: tuple[Column, ...],
    ) -> Page:
        """A new sheet with its title, lead and heads."""
        sheet = book.add_worksheet(name)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, f"{title.zh}　{title.en}", tint.title)
        sheet.write_string(1, 0, f"{lead.zh}　{lead.en}", tint.lead)
        sheet.set_row(3, LINE_HEIGHT * max(lines_of(f"{one.head.zh}\n{one.head.en}", one.width) for one in columns) + 6)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            head = column.head
            sheet.write_string(3, at, head.zh if head.zh == head.en else f"{head.zh}\n{head.en}", tint.head)
        return cls(sheet, tint, columns, 3, 3)

    def next_row(self) -> None:
        """Begin a row; every cell of it has a border."""
        self._settle()
        self.row += 1
        for at in range(len(self.columns)):
            self.sheet.write_blank(self.row, at, None, self.tint.cell)

    def write(self, column: int, text: str) -> None:
        """A text as it is: never a formula."""
        self.texts[column] = text
        self.sheet.write_string(self.row, column, text, self.tint.cell)

    def mark(self, column: int) -> None:
        """Write the text of a column again, strongly."""
        self.sheet.write_string(self.row, column, self.texts[column], self.tint.strong)

    def link(self, column: int, address: str, text: str) -> None:
        """A link within the workbook."""
        self.texts[column] = text
        self.sheet.write_url(self.row, column, address, self.tint.link, text)

    def number(self, column: int, value: int, status: Status | None = None) -> None:
        """A count, on the paper of its status."""
        self.sheet.write_number(
            self.row, column, value, self.tint.number if status is None else self.tint.count[status]
        )

    def share(self, column: int, part: int, whole: int) -> None:
        """A share in percent; nothing of nothing is left blank."""
        if whole:
            self.sheet.write_number(self.row, column, part / whole, self.tint.share)

    def status(self, column: int, status: Status, text: Text) -> None:
        """Sign and words on the colour of the status."""
        written = f"{SIGN[status].sign} {text.zh}\n{text.en}"
        self.texts[column] = written
        self.sheet.write_string(self.row, column, written, self.tint.status[status])

    def heat(self, first: int, last: int, column: int) -> None:
        """Shade a column of shares from missing to disclosed."""
        if last >= first:
            scale = {"type": "3_color_scale", "min_type": "num", "min_value": 0, "mid_type": "num", "mid_value": 0.5}
            colours = {"min_color": "#F3C9B6", "mid_color": "#FBF0D9", "max_color": "#9CCBB6"}
            self.sheet.conditional_format(
                first, column, last, column, {**scale, "max_type": "num", "max_value": 1, **colours}
            )

    def filter(self) -> None:
        """Filters over all rows."""
        self.sheet.autofilter(self.head_row, 0, max(self.row, self.head_row + 1), len(self.columns) - 1)

    def finish(self, *, back: bool = True) -> None:
        """Frozen heads, a way back, and the printed page: A4 across, heads on every page."""
        self._settle()
        if back:
            text = words("checklist.back")
            home = words("checklist.summary").zh
            self.sheet.write_url(2, 0, f"internal:'{home}'!A1", self.tint.lead, f"{text.zh} {text.en}")
        self.sheet.freeze_panes(self.head_row + 1, 1)
        self.sheet.repeat_rows(self.head_row)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&8&A&R&8第 &P 页，共 &N 页 · Page &P of &N")
        self.sheet.hide_gridlines(2)

    def _settle(self) -> None:
        """Make the row under way as high as its longest cell."""
        lines = [lines_of(text, self.columns[at].width) for at, text in self.texts.items()]
        if self.row > self.head_row and lines:
            self.sheet.set_row(self.row, min(LINE_HEIGHT * max(lines) + 4, 400))
        self.texts.clear()
