"""A seal and the pages of its PDF in; figures, units and numerals that do not agree out.

A PDF names no figure, so its numerals are counted. In a table a unit is read where it stands: just before the numbers
of its row.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile

from esg_report.i18n.number import MINUS, Number
from esg_report.i18n.phrases import phrase, phrases
from esg_report.model.report import Seal
from esg_report.model.text import Language
from esg_report.model.written import Printed
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.shown import Shown, squeezed

_NUMBER = re.compile(rf"[+{MINUS}]?\d[\d,]*(?:\.\d+)?")
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
_BROKEN = "\x02"  # what the reader of pages makes of a hyphen at a line's end
_ROMAN = frozenset("ivxlc")
_CLOSE = re.compile(r"(?<=\d)\s+(?=[^\d\s,.])")  # what stands between a number and its unit
_WORD = re.compile(r"\S*[^\W\d]\S*|[%‰]")  # what may be a unit


def pages(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """All that was written is on the pages, and no other numeral."""
    yield from _counted(seal, shown)
    yield from _united(seal, shown)
    yield from _noted(seal, shown)
    yield from _in_rows(seal, shown)


def _counted(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Numerals: none lacks, and none is there that was not written; heads repeat, pages are numbered."""
    folios = {label for label, _ in shown.parts if not set(label) <= _ROMAN}
    marked = _tokens(seal.marks)
    seen = _tokens(text for _, text in shown.parts)
    need = marked + _tokens(item.number + " " + item.unit for item in seal.printed)
    for number in seen - need:
        if number not in marked and number not in folios:
            where = _pages_of(seal, shown, number)
            zh, en = f"{where[0]}出现了没有写过的数字 {number}", f"{where[1]}the numeral {number} was not written"
            yield problem("read-back", number, zh, en)
    for number, count in (need - seen).items():
        zh, en = f"{number} 比写成时少 {count} 处", f"{number} stands {count} times less often than written"
        yield problem("read-back", number, zh, en)


def _united(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Figures that carry their unit, with it."""
    text = "\n".join(page for _, page in shown.parts)
    close = closed(text)
    for (whole, item), count in _by_text(seal.printed).items():
        if stands(whole, close, count) or sum(1 for _ in pattern_of(whole).finditer(text)) >= count:
            continue
        label, reads = _instead(seal, shown, item)
        if reads:
            zh = f"第 {label} 页：“{item.key}”应为“{whole}”，读到“{reads}”"
            en = f"page {label}: '{item.key}' should read '{whole}' and reads '{reads}'"
        else:
            zh, en = f"{whole} 少于写成时的 {count} 次", f"{whole} stands less often than {count} times"
        yield problem("read-back", item.key, zh, en)


def _by_text(printed: Iterable[Printed]) -> dict[tuple[str, Printed], int]:
    """How often each figure is to be found as a line of text has it, with one that prints it."""
    first: dict[str, Printed] = {}
    counted: Counter[str] = Counter()
    for item in printed:
        whole = _as_read(item)
        first.setdefault(whole, item)
        counted[whole] += 1
    return {(whole, first[whole]): count for whole, count in counted.items()}


def closed(text: str) -> str:
    """A text in which units follow their numbers without a blank."""
    return _CLOSE.sub("", text)


def stands(figure: str, text: str, times: int) -> bool:
    """Whether a figure surely stands so often in a closed text; a few are only seen by ``pattern_of``.

    Looking for its characters is a hundred times as fast as trying its pattern everywhere.
    """
    begins, ends = re.compile(_begins(figure)), re.compile(_ends(figure))
    found, at = 0, text.find(figure)
    while at >= 0 and found < times:
        is_whole = begins.match(text, at) is not None and ends.match(text, at + len(figure)) is not None
        found += is_whole
        at = text.find(figure, at + (len(figure) if is_whole else 1))
    return found >= times


def pattern_of(figure: str) -> re.Pattern[str]:
    """A figure that is not the end or the beginning of another; lines may break within it."""
    parts = re.split(r"(?<=\D)|(?=\D)", figure)
    return re.compile(_begins(figure) + r"\s*".join(map(re.escape, filter(None, parts))) + _ends(figure))


def _begins(figure: str) -> str:
    return r"(?<![\d,.])" if figure[:1].isdecimal() else ""


def _ends(figure: str) -> str:
    return r"(?![\d]|[,.]\d)" if figure[-1:].isdecimal() else r"(?![a-z])" if figure[-1:].isascii() else ""


def _noted(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Notes that say what a chart is in: one for each row of figures that rest on it."""
    text = squeezed("".join(page for _, page in shown.parts))
    before = ""
    need: Counter[str] = Counter()
    first: dict[str, Printed] = {}
    for item in seal.printed:
        note = item.stated if _is_note(item) else ""
        if note and note != before:
            need[squeezed(note)] += 1
            first.setdefault(squeezed(note), item)
        before = note
    for note, count in need.items():
        if text.count(note) < count:
            item = first[note]
            where = _pages_of(seal, shown, item.number)
            yield problem(
                "read-back",
                item.key,
                f"{where[0]}图的单位说明“{note}”少于写成时的 {count} 次（{item.number}，{item.key}）",
                f"{where[1]}a chart's note '{note}' stands less often than {count} times ({item.number}, {item.key})",
            )


def _in_rows(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Figures of tables, behind the unit that their row states."""
    need: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], Printed] = {}
    for item in seal.printed:
        if item.stated and not _is_note(item):
            for number in _TOKEN.findall(item.number):
                need[item.stated][number] += 1
                first.setdefault((item.stated, number), item)
    for stated, wanted in need.items():
        rows = (figures for _, page in shown.parts for figures in _rows(stated, page))
        seen = Counter(number for figures in rows for number in _TOKEN.findall(figures))
        for number in wanted - seen:
            yield _misunited(seal, shown, first[stated, number], number)


def _misunited(seal: Seal, shown: Shown, item: Printed, number: str) -> Problem:
    for label, page in _changed(seal, shown):
        for match in _standing(number, page):
            reads = _WORD.findall(page[: match.start()].replace("\n", " "))[-2:]
            if reads and squeezed("".join(reads))[-len(squeezed(item.stated)) :] != squeezed(item.stated):
                zh = f"第 {label} 页：{number}（{item.key}）的单位应为“{item.stated}”，读到“{reads[-1]}”"
                en = f"page {label}: the unit of {number} ({item.key}) should be '{item.stated}'"
                return problem("read-back", item.key, zh, f"{en} and reads '{reads[-1]}'")
    return problem(
        "read-back",
        item.key,
        f"{number}（{item.key}）没有出现在单位“{item.stated}”之后",
        f"{number} ({item.key}) does not stand behind the unit '{item.stated}'",
    )


def _instead(seal: Seal, shown: Shown, item: Printed) -> tuple[str, str]:
    """The page on which a figure has another unit, and what it reads there."""
    found, whole = _NUMBER.search(item.number), _as_read(item)
    if found is None:
        return "", ""
    places = [
        (label, " ".join(page[match.start() : match.start() + len(whole) + 3].split()))
        for label, page in _changed(seal, shown)
        for match in _standing(found[0], page)
    ]
    others = [(label, text) for label, text in places if not squeezed(text).startswith(whole)]
    return max(others, key=lambda one: _alike(squeezed(one[1]), whole), default=("", ""))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pages_of(seal: Seal, shown: Shown, number: str) -> tuple[str, str]:
    """Where a numeral stands that should not, in both languages; blank where no page that changed holds it."""
    labels = [label for label, page in _changed(seal, shown) if number in _TOKEN.findall(page)]
    if not labels:
        return "", ""
    return f"第 {'、'.join(labels)} 页：", f"page {', '.join(labels)}: "


def _changed(seal: Seal, shown: Shown) -> Iterator[tuple[str, str]]:
    """Pages that do not say what they said when written."""
    held = dict(seal.words)
    for (label, page), (_, digest) in zip(shown.parts, shown.digests, strict=True):
        if held.get(label) != digest:
            yield label, page


def _standing(number: str, page: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\d,.]){re.escape(number)}(?![\d,.])", page)


def _rows(stated: str, page: str) -> Iterator[str]:
    """The figures behind each mention of a unit.

    After a name that breaks at a hyphen the reader sets the next cell close: there the unit need not be a word.
    """
    yield from (match["figures"] for match in _row(stated).finditer(page))
    for line in page.split("\n"):
        if _BROKEN in line:
            yield from (match["figures"] for match in _row(stated, bound=r"(?<=\w)").finditer(line))


@cache
def _row(stated: str, *, bound: str = r"(?<!\S)") -> re.Pattern[str]:
    """A unit as a word of its own, and the figures behind it."""
    unit = r"\s*".join(map(re.escape, squeezed(stated)))
    return re.compile(rf"{bound}{unit}(?P<figures>(?:\s*(?:{_told()}|[\d,.+{MINUS}—–<>≥≤（）()]+))*)")


@cache
def _told() -> str:
    """Words that may stand among the figures of a row: about, not detected, not measured."""
    names = [name for name in phrases() if name.startswith(("number.", "dash.", "flag."))]
    found: Mapping[str, None] = dict.fromkeys(
        part.strip()
        for name in names
        for language in Language
        for part in re.split(r"\{\w+\}", phrases()[name].of(language))
        if part.strip()
    )
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))


def _is_note(item: Printed) -> bool:
    """Whether a figure's unit is told by the note of its chart."""
    before, after = (part for part in phrase("label.unit_is", item.language).split("{unit}"))
    return bool(item.stated) and item.stated.startswith(before) and item.stated.endswith(after)


def _tokens(texts: Iterable[str]) -> Counter[str]:
    """Numbers as they are grouped and pointed."""
    return Counter(number for text in texts for number in _TOKEN.findall(text))


def _as_read(item: Printed) -> str:
    """A figure with its unit as a line of text has it; of one with words around it the number alone."""
    found = _NUMBER.search(item.number)
    if found is None:
        return squeezed(item.number)
    if found[0] != item.number:
        return found[0]
    return squeezed(Number(item.number, unit_symbol=item.unit, language=item.language).whole)
