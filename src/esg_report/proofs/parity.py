"""Two files of one report in two languages in; what only one of them has out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from esg_report.model.report import Seal
from esg_report.model.written import Edition, Printed, control_tag
from esg_report.proofs.figures import is_stated, numeral, wording
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.shown import Figure, Shown
from esg_report.proofs.sums import restated


def parity(first: tuple[Seal, Shown], second: tuple[Seal, Shown]) -> Iterator[Problem]:
    """Both languages carry the same figures in the same order, as many blocks of each kind, and true values."""
    (one, seen), (other, also) = first, second
    if one.document != other.document:
        yield problem("parity", "", "两份文件不是由同一份内容生成的", "the two files were not made of the same content")
        return
    yield from _figures(seen, also)
    yield from _values(first, second)
    yield from _blocks(seen, also)
    for seal in (one, other):
        yield from restated(seal.report, seal.printed)


def are_pair(one: Seal, other: Seal) -> bool:
    """Whether two files are editions of one report in two languages."""
    is_one_report = (one.report.organisation, one.report.period) == (other.report.organisation, other.report.period)
    is_alone = Edition.BOTH not in {one.edition, other.edition}
    return is_one_report and is_alone and one.format == other.format and one.edition != other.edition


def _figures(seen: Shown, also: Shown) -> Iterator[Problem]:
    every, all_others = ({figure.key for figure in shown.figures if figure.key} for shown in (seen, also))
    for key in sorted(every ^ all_others):
        yield problem("parity", key, f"数据“{key}”只在一种语言中出现", f"'{key}' stands in one language alone")
    keys, others = ([one.key for one in shown.figures if one.key and not one.in_chart] for shown in (seen, also))
    lacking = Counter(keys) - Counter(others), Counter(others) - Counter(keys)
    for counter in lacking:
        for key in counter:
            yield problem(
                "parity", key, f"数据“{key}”在两种语言中出现的次数不同", f"'{key}' stands more often in one language"
            )
    if not any(lacking) and keys != others:
        at = next(index for index, (a, b) in enumerate(zip_longest(keys, others)) if a != b)
        yield problem(
            "parity",
            keys[at],
            f"数据的次序不同，从“{keys[at]}”起",
            f"the order of figures differs from '{keys[at]}' on",
        )


@dataclass(frozen=True, slots=True)
class _Value:
    """What a figure says in base units; None where it carries another unit than any of its key was written with."""

    figure: Figure
    size: Fraction | None
    step: Fraction = Fraction(0)  # of its last digit


def _values(first: tuple[Seal, Shown], second: tuple[Seal, Shown]) -> Iterator[Problem]:
    """Each figure of one language has one in the other that says the same, whatever unit and scale each is in."""
    one, other = _sizes(*first), _sizes(*second)
    for key in one.keys() & other.keys():
        for values, others in ((one[key], other[key]), (other[key], one[key])):
            for value in values:
                if value.size is None or not any(_agree(value, held) for held in others):
                    yield _unlike(key, value, others[0])
                    break


def _unlike(key: str, value: _Value, other: _Value) -> Problem:
    reads, held = (" ".join(f"{one.figure.text} {one.figure.unit}".split()) for one in (value, other))
    return problem(
        "parity",
        key,
        f"“{key}”在一种语言中是“{reads}”，在另一种语言中没有与之相等的数（“{held}”）",
        f"'{key}' is '{reads}' in one language, and nothing in the other equals it ('{held}')",
    )


def _agree(one: _Value, other: _Value) -> bool:
    if one.size is None or other.size is None:
        return True  # told of the one that has no size
    return abs(abs(one.size) - abs(other.size)) * 2 <= one.step + other.step


def _sizes(seal: Seal, seen: Shown) -> dict[str, list[_Value]]:
    """By key, the sizes of all figures that are numbers."""
    units = {unit.id: unit for unit in seal.report.units}
    tag = control_tag if seal.format == "docx" else str
    told: dict[str, list[Printed]] = defaultdict(list)
    for item in seal.printed:
        told[tag(item.key)].append(item)
    made: dict[str, list[_Value]] = defaultdict(list)
    for figure in seen.figures:
        text = numeral(figure.text)
        if figure.key not in told or text is None:
            continue
        like = next((item for item in told[figure.key] if _is_like(item, figure)), None)
        if like is None:
            made[figure.key].append(_Value(figure, None))
        elif like.unit_id in units:
            ratio = units[like.unit_id].ratio
            step = Fraction(1, 10 ** len(text.partition(".")[2]))
            made[figure.key].append(_Value(figure, Fraction(text) * ratio, step * ratio))
    return made


def _is_like(item: Printed, figure: Figure) -> bool:
    """Whether a figure carries the unit and the words that an entry was written with."""
    return wording(item.number + item.unit) == wording(figure.text) and is_stated(item, figure)


def _blocks(seen: Shown, also: Shown) -> Iterator[Problem]:
    one, other = Counter(seen.shape), Counter(also.shape)
    for kind in sorted((one - other).keys() | (other - one).keys()):
        yield problem(
            "parity",
            kind,
            f"“{kind}”在两种语言中的个数不同：{one[kind]} 与 {other[kind]}",
            f"there are {one[kind]} and {other[kind]} blocks of the kind '{kind}'",
        )
