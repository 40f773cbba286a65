"""A file's seal and what a reader sees in it in; figures and numerals that do not agree out.

The list of what was printed is the writer's; what is seen is read from the finished file by other code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from esg_report.i18n.number import MINUS, Number
from esg_report.model.report import Seal
from esg_report.model.written import Printed, control_tag
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.shown import Shown, numbers, squeezed

_NUMBER = re.compile(rf"[+{MINUS}]?\d[\d,]*(?:\.\d+)?")
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
_ROMAN = frozenset("ivxlc")


def read_back(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Every printed figure is seen and every figure seen was printed; likewise every other numeral."""
    if seal.format == "pdf":
        yield from _counted(seal, shown)
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
    for name in held.keys() | seen.keys():
        if held.get(name) != seen.get(name):
            yield problem(
                "words", name, f"“{name}”的文字与写成时不同", f"'{name}' does not say what it said when written"
            )


def _keyed(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Figures that carry their key: each key has as many, with the same characters."""
    told: Counter[tuple[str, str]] = Counter()
    charts: Counter[str] = Counter()
    tag = control_tag if seal.format == "docx" else str
    for item in seal.printed:
        told[tag(item.key), _fingerprint(item.number + item.unit)] += 1
        charts[_fingerprint(item.number + item.unit)] += 1
    seen = Counter((figure.key, _fingerprint(figure.text)) for figure in shown.figures if figure.key)
    bare = Counter(_fingerprint(figure.text) for figure in shown.figures if not figure.key)
    lacking, foreign = told - seen, seen - told
    for (key, text), count in lacking.items():
        taken = min(count, bare[text])  # a native chart names no key
        bare[text] -= taken
        if count > taken:
            yield problem("read-back", key, f"数据“{key}”没有按写成时的样子出现", f"'{key}' does not stand as written")
    for key, _ in foreign:
        yield problem("read-back", key, f"数据“{key}”的数字或单位与写成时不同", f"'{key}' reads otherwise than written")
    for text, count in bare.items():
        if count > 0:
            yield problem(
                "read-back",
                "chart",
                f"图中出现了没有写过的数字（{text}）",
                f"a chart shows a figure not written ({text})",
            )


def _cells(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Cells that hold a number, sheet by sheet and row by row."""
    pairs = zip_longest([item.number for item in seal.printed], [figure.text for figure in shown.figures])
    for at, (told, seen) in enumerate(pairs, 1):
        if told is None or seen is None or squeezed(told) != squeezed(seen):
            zh, en = (
                f"第 {at} 个数字单元格应为 {told}，读到 {seen}",
                f"cell of a number {at} should be {told} and is {seen}",
            )
            yield problem("read-back", f"{at}", zh, en)
            return


def _marks(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Other numerals: as many of each as were written."""
    told, seen = _groups(seal.marks), _groups(shown.numerals)
    for number in (seen - told).keys() | (told - seen).keys():
        zh, en = f"标记“{number}”的次数与写成时不同", f"the numeral {number} stands more or less often than written"
        yield problem("read-back", number, zh, en)


def _counted(seal: Seal, shown: Shown) -> Iterator[Problem]:
    """Numerals of a PDF: none lacks, and none is there that was not written; heads repeat, pages are numbered."""
    pages = [text for _, text in shown.parts]
    folios = {label for label, _ in shown.parts if not set(label) <= _ROMAN}
    seen, marked = _tokens(pages), _tokens(seal.marks)
    need = marked + _tokens(item.number + " " + item.unit for item in seal.printed)
    for number in seen - need:
        if number not in marked and number not in folios:
            zh, en = f"出现了没有写过的数字 {number}", f"the numeral {number} was not written"
            yield problem("read-back", number, zh, en)
    for number, count in (need - seen).items():
        zh, en = f"{number} 比写成时少 {count} 处", f"{number} stands {count} times less often than written"
        yield problem("read-back", number, zh, en)
    text = squeezed("".join(pages))
    for number, count in Counter(_as_read(item) for item in seal.printed).items():
        if text.count(number) < count:
            zh, en = f"{number} 少于写成时的 {count} 次", f"{number} stands less often than {count} times"
            yield problem("read-back", number, zh, en)


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


def _groups(texts: Iterable[str]) -> Counter[str]:
    return Counter(number for text in texts for number in numbers(text))


def _fingerprint(text: str) -> str:
    """A figure's characters wherever its unit stands: the digits as read, then the rest in order."""
    bare = squeezed(text).replace("×", "")
    digits = "".join(character for character in bare if character.isdecimal() or character in ",.+\u2212")
    return digits + "|" + "".join(sorted(character for character in bare if character not in digits))
