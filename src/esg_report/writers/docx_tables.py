"""Views of tables in; Word tables out: heads that repeat, rows that do not split, figures in content controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esg_report.writers.docx_sheet import Sheet, View, plain_text
from esg_report.writers.docx_styles import PALE, RULE, TEXT_WIDTH
from esg_report.writers.docx_xml import Type, escaped, link, paragraph, run

_GAP = paragraph("", "Note")
_NARROW = {"w-unit": 14, "w-figure": 15, "w-change": 17, "w-even": 12, "w-mark": 14, "w-code": 12, "w-status": 12}
_NARROW |= {"w-unit-wide": 20, "w-figure-slim": 13}
_LEAST = 8  # shares of a column that holds codes such as DA001
_NAME = 30  # shares of the first column where the others are told


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its paragraphs, and how it stands."""

    content: str
    is_right: bool = False
    is_head: bool = False
    span: int = 1
    fill: str = ""

    def xml(self, width: int) -> str:
        """The cell at a width."""
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        body = self.content
        if not body.startswith("<w:p>"):
            more = '<w:jc w:val="right"/>' if self.is_right else ""
            body = paragraph(body, "TableHead" if self.is_head else "TableText", more=more)
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}<w:vAlign w:val="center"/>'
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{body}</w:tc>"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; heads repeat on every page."""

    cells: tuple[Cell, ...]
    is_head: bool = False


def table(rows: Sequence[Row], widths: Sequence[int], *, name: str, brand: str, is_bare: bool = False) -> str:
    """A table of relative widths, with its name for those who do not see it."""
    grid = [TEXT_WIDTH * width // sum(widths) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    rules = (
        ""
        if is_bare
        else f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{brand}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{brand}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>{rules}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val="{escaped(name)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(_row(row, grid) for row in rows)}</w:tbl>"
    )


def _row(row: Row, grid: Sequence[int]) -> str:
    head = "<w:tblHeader/>" if row.is_head else ""
    made, at = "", 0
    for cell in row.cells:
        made += cell.xml(sum(grid[at : at + cell.span]))
        at += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{made}</w:tr>"


def head_row(cells: Iterable[Cell], brand: str) -> Row:
    """The row of heads, on the brand's colour."""
    return Row(tuple(Cell(cell.content, cell.is_right, is_head=True, fill=brand) for cell in cells), is_head=True)


def group_row(sheet: Sheet, held: View, span: int) -> Row:
    """A row that names those below it."""
    name = sheet.line(held["name"], Type(strong=True))
    return Row((Cell(paragraph(name, "TableText", more="<w:keepNext/>"), span=span, fill=PALE),))


def fact_table(held: View, sheet: Sheet) -> str:
    """Figures in rows and columns."""
    heads = [Cell(run(held["name_head"]))]
    heads += [Cell(run(held["unit_head"]))] if held["unit_head"] else []
    heads += [Cell(sheet.head(column["line"]), is_right=column["is_numeric"]) for column in held["columns"]]
    heads += [Cell(run(held["quality_head"]))] if held["quality_head"] else []
    rows = [head_row(heads, sheet.brand)]
    rows.extend(
        group_row(sheet, row, len(heads)) if row["is_group"] else _fact_row(row, held, sheet) for row in held["rows"]
    )
    widths = _widths(held["widths"])
    made = table(rows, widths, name=plain_text(held["caption"]), brand=sheet.brand)
    return sheet.caption(held, "table") + made + _notes(held, sheet)


def _fact_row(row: View, held: View, sheet: Sheet) -> Row:
    type_ = Type(strong=bool(row["is_total"]))
    indent = "\u3000" * int(row["indent"])
    cells = [Cell(run(indent) + sheet.below(row["name"], type_))]
    cells += [Cell(sheet.below(row["unit"]))] if held["unit_head"] else []
    cells += [_cell(cell, sheet, type_) for cell in row["cells"]]
    quality = row["quality"]["word"] if row["quality"] else ""
    cells += [Cell(run(quality, Type(style="Quiet")))] if held["quality_head"] else []
    return Row(tuple(cells))


def _cell(held: View, sheet: Sheet, type_: Type) -> Cell:
    if held["dash"]:
        return Cell(run("—"), is_right=held["is_numeric"])
    mark = ""
    if held["flag"]:
        mark = run(" " + held["flag"]["word"], Type(style=held["flag"]["state"].capitalize()))
    return Cell(sheet.below(held["line"], type_) + mark, is_right=held["is_numeric"])


def record_table(held: View, sheet: Sheet) -> str:
    """Records of a register, or the word that there is none."""
    caption = sheet.caption(held, "table")
    if held["none"]:
        return caption + paragraph(run(held["none"]), "BodyText") + _notes(held, sheet)
    heads = [Cell(sheet.head(held["name_head"]))]
    heads += [Cell(sheet.head(column["line"]), is_right=column["is_numeric"]) for column in held["columns"]]
    rows = [head_row(heads, sheet.brand)]
    for row in held["rows"]:
        if row["is_group"]:
            rows.append(group_row(sheet, row, len(heads)))
        else:
            type_ = Type(strong=bool(row["is_total"]))
            cells = [Cell(sheet.below(row["name"], type_)), *(_cell(cell, sheet, type_) for cell in row["cells"])]
            rows.append(Row(tuple(cells)))
    made = table(rows, _widths(held["widths"]), name=plain_text(held["caption"]), brand=sheet.brand)
    return caption + made + _notes(held, sheet)


def checklist(held: View, sheet: Sheet) -> str:
    """Clauses, how each is answered, and links to where."""
    names = ["clause", "requirement", "status", *(["verdict"] if held["verdict_head"] else []), "where", "reason"]
    words = {**held["heads"], "verdict": held["verdict_head"]}
    rows = [head_row([Cell(run(words[name])) for name in names], sheet.brand)]
    for group in held["groups"]:
        rows.append(group_row(sheet, group, len(names)))
        rows.extend(Row(tuple(_clause(row, held, sheet))) for row in group["rows"])
    widths = [12, 30, 13, *([12] if held["verdict_head"] else []), 22, 24]
    title = plain_text(held["title"]) or words["requirement"]
    caption = paragraph(sheet.anchored(held["id"], sheet.line(held["title"])), "Caption")
    return caption + table(rows, widths, name=title, brand=sheet.brand) + _GAP


def _clause(row: View, held: View, sheet: Sheet) -> Iterable[Cell]:
    yield Cell(sheet.below(row["code"]))
    yield Cell(sheet.below(row["title"]))
    yield Cell(run(row["status"]["word"]))
    if held["verdict_head"]:
        yield Cell(run(row["verdict"]["word"]) if row["verdict"] else "")
    where = sheet.below(row["where"], Type(style="Hyperlink"))
    yield Cell(link(row["places"][0]["target"], where) if row["places"] else "")
    yield Cell(sheet.below(row["reason"]))


def source_list(held: View, sheet: Sheet) -> str:
    """Files, citations and factors."""
    names = ["item", *(["value"] if held["has_values"] else []), "source"]
    rows = [head_row([Cell(run(held["heads"][name]), is_right=name == "value") for name in names], sheet.brand)]
    for row in held["rows"]:
        cells = [Cell(sheet.below(row["name"]))]
        cells += [Cell(sheet.below(row["value"]), is_right=True)] if held["has_values"] else []
        rows.append(Row((*cells, Cell(sheet.below(row["detail"])))))
    widths = [34, 24, 42] if held["has_values"] else [34, 66]
    caption = paragraph(sheet.anchored(held["id"], sheet.line(held["caption"])), "Caption")
    return caption + table(rows, widths, name=plain_text(held["caption"]), brand=sheet.brand) + _GAP


def trails(held: View, sheet: Sheet) -> str:
    """How each computed figure is built."""
    names = ("indicator", "value", "formula", "inputs")
    rows = [head_row([Cell(run(held["heads"][name]), is_right=name == "value") for name in names], sheet.brand)]
    for row in held["rows"]:
        parts = [
            paragraph(sheet.line(part["name"]) + run(" ") + sheet.line(part["run"]), "TableText")
            for part in (*row["inputs"], *row["factors"])
        ]
        first = (Cell(sheet.below(row["name"])), Cell(sheet.below(row["result"]), is_right=True))
        rows.append(Row((*first, Cell(sheet.below(row["formula"])), Cell("".join(parts)))))
    made = table(rows, [22, 18, 31, 29], name=held["heads"]["formula"], brand=sheet.brand)
    return paragraph(sheet.anchored(held["id"], ""), "Note") + made + _GAP


def key_figures(figures: Sequence[View], sheet: Sheet, anchor: str | None = None) -> str:
    """Large figures, three in a row, each with its name and its change below."""
    rows = []
    for start in range(0, len(figures), 3):
        shown = list(figures[start : start + 3])
        cells = [Cell(_key_figure(figure, sheet)) for figure in shown]
        rows.append(Row((*cells, *[Cell("")] * (3 - len(shown)))))
    names = ", ".join(plain_text(figure["name"]) for figure in figures)
    head = paragraph(sheet.anchored(anchor, ""), "Note") if anchor else ""
    return head + table(rows, [1, 1, 1], name=names, brand=sheet.brand, is_bare=True) + _GAP


def _key_figure(figure: View, sheet: Sheet) -> str:
    made = paragraph(sheet.line(figure["run"]), "KeyNumber") + paragraph(sheet.below(figure["name"]), "KeyLabel")
    if figure["change"]:
        change = run(figure["change_before"]) + sheet.line(figure["change"]) + run(figure["change_after"])
        if figure["flag"]:
            change += run(" " + figure["flag"]["word"], Type(style=figure["flag"]["state"].capitalize()))
        made += paragraph(change, "KeyLabel")
    return made


def _notes(held: View, sheet: Sheet) -> str:
    """What stands below a table; at least a pause, since two tables in a row would become one."""
    return "".join(sheet.pair(note, "Note") for note in held["notes"]) or _GAP


def _widths(names: Sequence[str]) -> list[int]:
    """Shares from the style sheet's classes: hundredths, or names for what a column holds; the first takes the rest."""
    if all(name[1:].isdecimal() for name in names):
        return [max(int(name[1:]), _LEAST) for name in names]
    rest = [_NARROW.get(name, 12) for name in names[1:]]
    return [max(100 - sum(rest), _NAME), *rest]
