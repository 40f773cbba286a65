"""A chart of the tree in; a native, editable chart with the workbook that it draws from, and what it prints, out.

Every fill is told, since a file without a theme would draw bars without any. The scale is left out: each value
stands beside its bar, so that no numeral is printed that is no figure.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from esg_report.charts import look
from esg_report.charts.label import text_of
from esg_report.charts.plot import Plot, Point, plot
from esg_report.i18n.number import MINUS, Number
from esg_report.i18n.phrases import phrase
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chart, Document
from esg_report.model.text import Language
from esg_report.model.written import Printed
from esg_report.writers.docx_xml import HEAD, A, C, R, escaped
from esg_report.writers.view_charts import in_both

SHEET = "Data"
EMU = 36000  # a millimetre
WIDTH = 160  # mm
_LYING = {ChartKind.LIMITS, ChartKind.STACKED_MIX, ChartKind.SHARES}
_STACKED = {ChartKind.STACKED_MIX, ChartKind.SHARES}
_AXES = (111111111, 222222222)
_INK = "292822"


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart part, its workbook, and what a reader sees in it."""

    xml: str
    workbook: bytes
    height_mm: int
    printed: tuple[Printed, ...]
    marks: tuple[str, ...]
    unit: str  # such as 单位：MWh; empty where the figures carry their sign
    untold: tuple[tuple[str, Printed], ...]  # values that no bar shows (not detected), each with its name


def native_chart(chart: Chart, document: Document, language: Language, *, also: Language | None = None) -> NativeChart:
    """A bar, stacked or line chart whose cells hold the figures as printed; with ``also`` names in both languages.

    Raises:
        KeyError: The document lacks a fact that the chart shows.
    """
    drawn = plot(chart if also is None else in_both(chart), document, language)
    values = [[_value(point) for point in row] for row in drawn.rows]
    names = [text_of(label) for label in drawn.names]
    heads = [text_of(label) for label in drawn.categories]
    unit = _unit_note(drawn, also)
    printed = tuple(_printed(point, language, unit) for row in drawn.rows for point in row if not point.is_gap)
    labels = [*drawn.categories, *(drawn.names if len(names) > 1 else ())]
    marks = tuple(bit.text for label in labels for bit in label if bit.mark and bit.mark != "fact")
    lines = max(len(heads) * max(1 if chart.kind in _STACKED else len(names), 1), 1)
    height = 28 + (9 if chart.kind in _STACKED else 6) * lines if chart.kind in _LYING else 70
    book = _workbook(document.published, heads, names, values)
    marks += (unit,) if unit else ()
    return NativeChart(_xml(drawn, heads, names, values), book, height, printed, marks, unit, tuple(_untold(drawn)))


def _unit_note(drawn: Plot, also: Language | None) -> str:
    """What all figures are in, such as 单位：MWh; in both languages the unit is the same one."""
    own = text_of(drawn.unit_note)
    if not own or also is None:
        return own
    return f"{own}\u2002{phrase('label.unit_is', also, unit=drawn.unit.symbol.of(also))}"


def _number(point: Point) -> Number | None:
    return next((bit.number for bit in point.label if bit.number is not None), None)


def _value(point: Point) -> Decimal | None:
    """The number as it is printed: rounded once, by the house, and not again by Word."""
    number = _number(point)
    if point.is_gap or number is None:
        return None
    return Decimal(number.digits.replace(",", "").replace(MINUS, "-").replace("+", ""))


def _printed(point: Point, language: Language, note: str = "") -> Printed:
    number = _number(point)
    if number is None:
        raise ValueError(f"a figure of a chart has no number: {point!r}")
    with_unit = any(bit.with_unit for bit in point.label)
    unit = number.unit_symbol if with_unit else ""
    return Printed(str(point.key), number.text, unit, number.unit_id, language, "" if unit else note)


def _untold(drawn: Plot) -> list[tuple[str, Printed]]:
    """Facts that have no bar, with the names of their row and category."""
    found = []
    for name, row in zip(drawn.names, drawn.rows, strict=True):
        for category, point in zip(drawn.categories, row, strict=True):
            if point.is_gap and point.key is not None:
                parts = [text_of(category), *([text_of(name)] if len(drawn.names) > 1 else [])]
                found.append((" · ".join(parts), _printed(point, drawn.language)))
    return found


def _workbook(published: str, heads: list[str], names: list[str], values: list[list[Decimal | None]]) -> bytes:
    """The cells behind the chart; text is never taken for a formula."""
    import xlsxwriter

    held = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, safe)
    day = date.fromisoformat(published) if published else date(1980, 1, 1)
    book.set_properties({"created": datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    for at, head in enumerate(heads, 1):
        sheet.write_string(at, 0, head)
    for column, (name, row) in enumerate(zip(names, values, strict=True), 1):
        sheet.write_string(0, column, name)
        for at, value in enumerate(row, 1):
            if value is not None:
                sheet.write_number(at, column, float(value))
    book.close()
    return held.getvalue()


def _xml(drawn: Plot, heads: list[str], names: list[str], values: list[list[Decimal | None]]) -> str:
    kind = drawn.chart.kind
    series = "".join(_series(drawn, at, heads, names, values) for at in range(len(names)))
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _AXES)
    if kind is ChartKind.TREND:
        body = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    else:
        lying = "bar" if kind in _LYING else "col"
        grouping = "stacked" if kind in _STACKED else "clustered"
        overlap = '<c:overlap val="100"/>' if kind in _STACKED else '<c:overlap val="-10"/>'
        body = (
            f'<c:barChart><c:barDir val="{lying}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="60"/>{overlap}{axes}</c:barChart>'
        )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(names) > 1 else ""
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{body}'
        f"{_axes(kind, _ends(drawn))}{_fill(None)}</c:plotArea>{legend}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_fill("FFFFFF")}{_type(900)}'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(drawn: Plot, at: int, heads: list[str], names: list[str], values: list[list[Decimal | None]]) -> str:
    letter = chr(ord("B") + at)
    last = len(heads) + 1
    color = _color(drawn, at)
    name = f"<c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>{_strings([names[at]])}</c:strRef></c:tx>"
    is_line = drawn.chart.kind is ChartKind.TREND
    fill = _line(color) if is_line else _fill(color, outline=True)
    marker = f'<c:marker><c:symbol val="circle"/><c:size val="6"/>{_fill(color)}</c:marker>' if is_line else ""
    invert = "" if is_line else '<c:invertIfNegative val="0"/>'
    cat = f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_strings(heads)}</c:strRef></c:cat>"
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{format(value, "f")}</c:v></c:pt>'
        for index, value in enumerate(values[at])
        if value is not None
    )
    code = _format(drawn.rows[at])
    cache = (
        f'<c:numCache><c:formatCode>{escaped(code)}</c:formatCode><c:ptCount val="{len(heads)}"/>{points}</c:numCache>'
    )
    val = f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f>{cache}</c:numRef></c:val>"
    smooth = '<c:smooth val="0"/>' if is_line else ""
    order = f'<c:idx val="{at}"/><c:order val="{at}"/>'
    return f"<c:ser>{order}{name}{fill}{marker}{invert}{_labels(drawn, at, color, code)}{cat}{val}{smooth}</c:ser>"


def _labels(drawn: Plot, at: int, color: str, code: str) -> str:
    """The figure at each bar; one that its format cannot print, such as ≥ 5, is told in words of its own."""
    stacked = drawn.chart.kind in _STACKED
    place = "t" if drawn.chart.kind is ChartKind.TREND else "ctr" if stacked else "outEnd"
    ink = look.ink_on(f"#{color}").removeprefix("#") if stacked else _INK
    shows = "".join(
        f'<c:{part} val="{int(part == "showVal")}"/>'
        for part in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    own = ""
    for index, point in enumerate(drawn.rows[at]):
        number = _number(point)
        if not point.is_gap and number is not None and _code(number, with_unit=_with_unit(point)) != code:
            words = f"<a:p><a:r><a:t>{escaped(text_of(point.label))}</a:t></a:r></a:p>"
            own += (
                f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr/>{words}</c:rich></c:tx>'
                f'<c:dLblPos val="{place}"/>{shows}</c:dLbl>'
            )
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/>{_fill(None)}{_type(800, ink)}'
        f'<c:dLblPos val="{place}"/>{shows}</c:dLbls>'
    )


def _format(row: tuple[Point, ...]) -> str:
    """The number format that most of a row's figures print with."""
    codes = [
        _code(number, with_unit=_with_unit(point))
        for point in row
        if not point.is_gap and (number := _number(point)) is not None
    ]
    codes = [code for code in codes if code]
    return max(dict.fromkeys(codes), key=codes.count, default="General")


def _with_unit(point: Point) -> bool:
    return any(bit.with_unit for bit in point.label)


def _code(number: Number, *, with_unit: bool) -> str:
    """The format that prints this number; words around it have none."""
    if number.before or number.after:
        return ""
    after = number.unit_after.replace('"', "") if with_unit else ""
    whole = "#,##0" + ("." + "0" * number.decimals if number.decimals else "")
    suffix = f'"{after}"' if after else ""
    return f"{whole}{suffix};{MINUS}{whole}{suffix}"


def _color(drawn: Plot, at: int) -> str:
    pigment = drawn.pigment
    shades: tuple[str, ...]
    if drawn.chart.kind in {ChartKind.LIMITS, ChartKind.TARGET}:
        shades = (pigment.main, look.LINE)
    else:
        shades = (pigment.main, pigment.soft, pigment.mid, look.INK3, pigment.deep, look.LINE)
    return shades[at % len(shades)].removeprefix("#")


def _strings(texts: list[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(text)}</c:v></c:pt>' for at, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _ends(drawn: Plot) -> str:
    """The scale's fixed end: Word would cut bars of like length off below, and make them unlike."""
    low, high = drawn.span
    return '<c:min val="0"/>' if low == 0 else '<c:max val="0"/>' if high == 0 else ""


def _axes(kind: ChartKind, ends: str) -> str:
    lying = kind in _LYING
    category, value = _AXES
    order = "maxMin" if lying else "minMax"
    line = f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="{category}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        f'<c:crossAx val="{value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{value}"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"b" if lying else "l"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{category}"/><c:crosses val="autoZero"/></c:valAx>'
    )


def _fill(color: str | None, *, outline: bool = False) -> str:
    inside = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else "<a:noFill/>"
    edge = f'<a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>' if outline else "<a:noFill/>"
    return f'<c:spPr>{inside}<a:ln w="3175">{edge}</a:ln></c:spPr>'


def _line(color: str) -> str:
    return f'<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln></c:spPr>'


def _type(size: int, color: str = _INK) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    faces = '<a:latin typeface="Arial"/><a:ea typeface="黑体"/>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{fill}{faces}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
