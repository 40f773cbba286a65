"""Two files of one report in two languages in; what only one of them has out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from esg_report.model.report import Seal
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.shown import Shown
from esg_report.proofs.sums import restated


def parity(first: tuple[Seal, Shown], second: tuple[Seal, Shown]) -> Iterator[Problem]:
    """Both languages carry the same figures in the same order, as many blocks of each kind, and true values."""
    (one, seen), (other, also) = first, second
    if one.document != other.document:
        yield problem("parity", "", "两份文件不是由同一份内容生成的", "the two files were not made of the same content")
        return
    yield from _figures(seen, also)
    yield from _blocks(seen, also)
    for seal in (one, other):
        yield from restated(seal.report, seal.printed)


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


def _blocks(seen: Shown, also: Shown) -> Iterator[Problem]:
    one, other = Counter(seen.shape), Counter(also.shape)
    for kind in sorted((one - other).keys() | (other - one).keys()):
        yield problem(
            "parity",
            kind,
            f"“{kind}”在两种语言中的个数不同：{one[kind]} 与 {other[kind]}",
            f"there are {one[kind]} and {other[kind]} blocks of the kind '{kind}'",
        )
