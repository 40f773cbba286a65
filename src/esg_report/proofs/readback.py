"""A file's seal and what a reader sees in it in; figures, units and numerals that do not agree out.

The list of what was printed is the writer's; what is seen is read from the finished file by other code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from esg_report.model.report import Seal
from esg_report.model.written import Printed, control_tag
from esg_report.proofs.figures import digits, is_stated, reads
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.readback_pages import pages
from esg_report.proofs.shown import Figure, Shown, numbers, squeezed

_NEAREST = 80  # characters of what is read instead that are told


def read_back(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Every printed figure is seen with its unit and every figure seen was printed; likewise every other numeral."""
    if seal.format == "pdf":
        yield from pages(seal, shown)
        return
    if seal.format == "xlsx":
        yield from _cells(seal, shown)
    else:
        yield from _keyed(seal, shown)
    yield from _marks(seal, shown)
    for text in shown.loose:
        yield problem(
            "read-back", text, f"出现了不属于数据也不属于标记的数字“{text}”", f"'{text}' is no figure and no mark"
        )


def words(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Every part says what it said when it was written."""
    held = dict(seal.words)
    seen = dict(shown.digests)
    titles = dict(shown.titles)
    cure = ("；改了哪几段，用 esg-report reimport 列出", "; esg-report reimport lists the paragraphs that were edited")
    zh_cure, en_cure = cure if seal.format == "docx" else ("", "")
    for name in sorted(held.keys() | seen.keys()):
        if held.get(name) != seen.get(name):
            title = titles.get(name, name)
            zh, en = (f"第 {name} 页", f"page {name}") if seal.format == "pdf" else (title, title)
            yield problem(
                "words",
                name,
                f"“{zh}”的文字与写成时不同{zh_cure}",
                f"'{en}' does not say what it said when written{en_cure}",
            )


def _keyed(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Figures that carry their key: each key has as many, with the same characters and the same unit around them."""
    tag = control_tag if seal.format == "docx" else str
    told: dict[str, list[Printed]] = defaultdict(list)
    seen: dict[str, list[Figure]] = defaultdict(list)
    for item in seal.printed:
        told[tag(item.key)].append(item)
    for figure in shown.figures:
        seen[figure.key].append(figure)
    bare = seen.pop("", [])  # a native chart names no key
    left: list[Printed] = []
    for key in dict.fromkeys((*told, *seen)):
        rest, others = _matched(told.get(key, []), seen.get(key, []))
        yield from _differing(rest, others)
        left.extend(rest[len(others) :])
        for figure in others[len(rest) :]:
            yield _foreign(key, figure)
    rest, others = _matched(left, bare)
    yield from _differing(rest, others)
    for item in rest[len(others) :]:
        yield _lacking(item)
    for figure in others[len(rest) :]:
        yield _foreign("", figure)


def _matched(told: Iterable[Printed], seen: Iterable[Figure]) -> tuple[list[Printed], list[Figure]]:
    """What is left of both when all that agree are taken out; those that differ in their units alone stand first."""
    rest, others = list(told), []
    for figure in seen:
        found = next((item for item in rest if reads(item, figure) and is_stated(item, figure)), None)
        if found is None:
            others.append(figure)
        else:
            rest.remove(found)
    pairs: list[tuple[Printed, Figure]] = []
    for figure in list(others):
        near = next((item for item in rest if digits(item.number) == digits(figure.text)), None)
        if near is not None:
            pairs.append((near, figure))
            rest.remove(near)
            others.remove(figure)
    return [*(item for item, _ in pairs), *rest], [*(figure for _, figure in pairs), *others]


def _differing(told: list[Printed], seen: list[Figure]) -> Iterator[Problem]:
    for item, figure in zip(told, seen, strict=False):
        if reads(item, figure):
            yield _misunited(item, figure)
        else:
            yield _misread(item, figure)


def _cells(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Cells that hold a figure, sheet by sheet and row by row: the same number, the same unit beside it."""
    for item, figure in zip_longest(seal.printed, shown.figures):
        if item is None:
            yield _foreign("", figure)
            return
        if figure is None:
            yield _lacking(item)
            return
        if squeezed(item.number) != squeezed(figure.text):
            yield _misread(item, figure)
            return
        if not is_stated(item, figure):
            yield _misunited(item, figure)


def _misread(item: Printed, figure: Figure) -> Problem:
    should, said = item.number + item.unit, " ".join(figure.text.split())
    place = f"{figure.place} · {item.key}" if figure.place else item.key
    return problem(
        "read-back",
        place,
        f"{figure.place}：“{item.key}”应为“{should}”，读到“{said}”",
        f"{figure.place}: '{item.key}' should read '{should}' and reads '{said}'",
    )


def _misunited(item: Printed, figure: Figure) -> Problem:
    said = " ".join(figure.unit.split())[:_NEAREST]
    return problem(
        "read-back",
        f"{figure.place} · {item.key}" if figure.place else item.key,
        f"{figure.place}：{item.number}（{item.key}）的单位应为“{item.stated}”，读到“{said}”",
        f"{figure.place}: the unit of {item.number} ({item.key}) should be '{item.stated}' and reads '{said}'",
    )


def _lacking(item: Printed) -> Problem:
    should = item.number + item.unit
    return problem(
        "read-back",
        item.key,
        f"数据“{item.key}”（{should}）没有按写成时的样子出现",
        f"'{item.key}' ({should}) does not stand as written",
    )


def _foreign(key: str, figure: Figure) -> Problem:
    said = " ".join(figure.text.split())
    return problem(
        "read-back",
        f"{figure.place} · {key}" if key else figure.place,
        f"{figure.place}：出现了没有写过的数据“{said}”",
        f"{figure.place}: '{said}' stands there and was not written",
    )


def _marks(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Other numerals: as many of each as were written."""
    told, seen = _groups(seal.marks), _groups(shown.numerals)
    for number in sorted((seen - told).keys() | (told - seen).keys()):
        zh, en = f"标记“{number}”的次数与写成时不同", f"the numeral {number} stands more or less often than written"
        yield problem("read-back", number, zh, en)


def _groups(texts: Iterable[str]) -> Counter[str]:
    return Counter(number for text in texts for number in numbers(text))
