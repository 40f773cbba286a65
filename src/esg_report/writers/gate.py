"""A document in; the moon gate of its cover out, drawn from the year's energy and water.

With months at hand, twelve mullions stand on the bank, stacked by source: own renewables nearest to it, then bought
electricity, fuels, heat; below it lies the water. Without months, the articles' windows stand in the gate instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sin, sqrt

from esg_report.charts.look import PAPER
from esg_report.charts.palette import palette
from esg_report.model.document import Document, Role
from esg_report.model.fact import Fact
from esg_report.model.period import Period
from esg_report.writers.art import outline
from esg_report.writers.strokes import HAIR, Strokes, n
from esg_report.writers.window_figures import MOTIFS, Lengths, Window, article_of, grouped, monthly, window_of
from esg_report.writers.windows import drawn, half_widths

SIZE = 140.0  # mm
_BANK = 0.47  # of the opening's half-width below its middle
_WIDTHS = (0.80, 0.58, 0.32, 0.13)  # of a mullion's room: near hills solid, far hills a breath
_POSTS = 3  # mullions of a month, side by side
_LAYERS = (
    (("energy.solar.generated", "energy.tce.solar"), ("energy.wind.generated", "energy.tce.wind")),
    (("energy.electricity", "energy.tce.electricity"),),
    (
        ("energy.natural_gas", "energy.tce.natural_gas"),
        ("energy.diesel", "energy.tce.diesel"),
        ("energy.gasoline", "energy.tce.gasoline"),
        ("energy.coal", "energy.tce.coal"),
    ),
    (("energy.heat", "energy.tce.heat"), ("energy.steam", "energy.tce.steam")),
)
_WATER = (("water.withdrawal", "water.recycled"), ("water.withdrawal", "water.reclaimed"))
_MOST_YEARS = 3
_IN_GATE = 22.0  # mm; a window that stands in the gate
_MOST_IN_GATE = 12


@dataclass(frozen=True, slots=True)
class Scenery:
    """The year as hills and water: a month's layers of energy, and per stretch of time water and what came back."""

    hills: tuple[Lengths, ...]
    water: tuple[tuple[float, float], ...]


def gate(document: Document) -> str:
    """The gate, with a landscape where months are known, else with the articles' windows; a bare ring without both."""
    tones = palette(document.look.brand).of(0)
    scenery = scenery_of(document)
    frame, inner = half_widths(SIZE)
    held = _landscape(scenery, inner, (tones.deep, tones.main, tones.mid, tones.mid)) if scenery else ""
    held = held or _windows(document)
    rim = f'<path d="{outline("pb", frame)}" fill="none" stroke="{tones.deep}" stroke-width=".55"/>'
    rim += f'<path d="{outline("pb", frame - SIZE * 0.016)}" fill="none" stroke="{tones.deep}" stroke-width="{HAIR}"/>'
    half, size = n(-SIZE / 2), n(SIZE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" '
        f'viewBox="{half} {half} {size} {size}"><path d="{outline("pb", frame)}" fill="{PAPER}"/>{held}{rim}</svg>'
    )


def scenery_of(document: Document) -> Scenery | None:
    """The year's months of energy in one unit, and its water; None where the months of electricity are not known."""
    layers = [_layer(document, sources) for sources in _LAYERS]
    if not any(layers[1]):
        return None
    return Scenery(tuple(zip(*layers, strict=True)), _water(document))


def _layer(document: Document, sources: tuple[tuple[str, str], ...]) -> Lengths:
    """Each month's energy of some carriers: the year's coal equivalent, parted as the months part the carrier."""
    totals = [0.0] * len(document.period.months())
    for metric, equivalent in sources:
        months = monthly(document, metric)
        whole = _amount(document, equivalent, document.period)
        if sum(months) > 0 and whole:
            totals = [had + whole * month / sum(months) for had, month in zip(totals, months, strict=True)]
    return tuple(totals)


def _water(document: Document) -> tuple[tuple[float, float], ...]:
    """Water drawn and water used again, by month where months are known, else by year, oldest first."""
    for drawn_from, again in _WATER:
        months, back = monthly(document, drawn_from), monthly(document, again)
        if months:
            return tuple(zip(months, back or (0.0,) * len(months), strict=True))
    years = [fact.period for fact in _whole_place(document, "water.withdrawal") if fact.period.year is not None]
    past = sorted(year for year in set(years) if year <= document.period)[-_MOST_YEARS:]
    reused = "water.reclaimed"
    return tuple((_amount(document, "water.withdrawal", year), _amount(document, reused, year)) for year in past)


def _amount(document: Document, metric: str, period: Period) -> float:
    return max(
        (float(fact.number or 0) for fact in _whole_place(document, metric) if fact.period == period), default=0.0
    )


def _whole_place(document: Document, metric: str) -> list[Fact]:
    """A metric's facts without members; of several places, the widest states the largest."""
    return [fact for fact in document.facts.of_metric(metric) if not fact.members]


def _landscape(scenery: Scenery, r: float, tones: tuple[str, str, str, str]) -> str:
    bank = r * _BANK
    chord = sqrt(r * r - bank * bank)
    months = [month for month in scenery.hills for _ in range(_POSTS)]
    step = 2 * chord / len(months)
    spots = [-chord + step * (at + 0.5) for at in range(len(months))]
    room = [bank + sqrt(max(0.0, r * r - (abs(x) + step / 2) ** 2)) for x in spots]
    scale = 0.93 * min(high / sum(month) for high, month in zip(room, months, strict=True) if sum(month) > 0)
    made = []
    for layer, (tone, width) in enumerate(zip(tones, _WIDTHS, strict=True)):
        posts = "".join(
            f"M{n(x)} {n(bank - scale * sum(month[:layer]))}v{n(-scale * month[layer])}"
            for x, month in zip(spots, months, strict=True)
            if month[layer] > 0
        )
        if posts:
            made.append(f'<path d="{posts}" fill="none" stroke="{tone}" stroke-width="{n(step * width)}"/>')
    ticks = "".join(f"M{n(-chord + 2 * chord * at / 12)} {n(bank)}v1.3" for at in range(1, 12))
    ground = f'<path d="M{n(-chord)} {n(bank)}H{n(chord)}{ticks}" fill="none" stroke="{tones[0]}" stroke-width=".22"/>'
    return "".join(made) + ground + _lake(scenery.water, r, bank, tones)


def _lake(water: tuple[tuple[float, float], ...], r: float, bank: float, tones: tuple[str, str, str, str]) -> str:
    """A line of water a stretch of time, as long as the water drawn; its bold middle is what was used again."""
    most = max((drawn_from for drawn_from, _ in water), default=0.0)
    if most <= 0:
        return ""
    lines, depth = Strokes(), r - bank
    for at, (drawn_from, again) in enumerate(water):
        y = bank + depth * (at + 1.15) / (len(water) + 1.6)
        half = sqrt(r * r - y * y) * (0.26 + 0.66 * drawn_from / most)
        sway = half * 0.14 * sin(at * 2.1)
        lines.line((sway - half, y), (sway + half, y), 0.16)
        part = half * min(1.0, again / drawn_from) if drawn_from > 0 else 0.0
        if part > 0:
            lines.line((sway - part, y), (sway + part, y), 0.6)
    return lines.svg(tones[1])


def _windows(document: Document) -> str:
    """The articles' windows in the gate, those of the guideline that the report leaves out as empty frames."""
    found: dict[str, Window] = {}
    for chapter in document.chapters:
        for group in grouped(chapter.sections) if chapter.role is Role.BODY else ():
            window = window_of(group, chapter, document)
            found.setdefault(group[0].article or article_of(window.motif), window)
    if set(found) & set(MOTIFS):
        found = {name: found.get(name) or Window(motif, (), is_own=True) for name, motif in MOTIFS.items()}
    shown = list(found.values())[:_MOST_IN_GATE]
    colours = palette(document.look.brand)
    made, rows = "", _rows(len(shown))
    for row, count in enumerate(rows):
        for at in range(count):
            window = shown[sum(rows[:row]) + at]
            x = (at - (count - 1) / 2) * (_IN_GATE + 6)
            y = (row - (len(rows) - 1) / 2) * (_IN_GATE + 7)
            inner = drawn(window, _IN_GATE, colours.of(window.motif.pillar).main).replace('"k"', f'"k{row}{at}"')
            inner = inner.replace("#k)", f"#k{row}{at})")
            made += f'<g transform="translate({n(x)} {n(y)})">{inner[inner.index(">") + 1 : -len("</svg>")]}</g>'
    return made


def _rows(count: int) -> tuple[int, ...]:
    """How many windows each row holds; twelve fill the ring best as two, four, four and two."""
    if count == _MOST_IN_GATE:
        return (2, 4, 4, 2)
    side = max(1, round(sqrt(count)))
    full, rest = divmod(count, side)
    return (*([side] * full), *([rest] if rest else []))
