"""Words and signs around a number (近, 超, ≤, 多, 以上, about) in; what they claim of it out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esg_report.model.fact import Qualifier

_APPROX = (
    r"约为|约有|大约|约|大概|将近|接近|近|≈|~|～|about|approximately|approx\.?|around|nearly|almost|circa|c(?:a)?\."
)
_AT_LEAST = r"大于等于|不少于|不低于|不小于|至少|>=|=>|≥|⩾|≧|at least|no less than"
_AT_MOST = r"不超过|不高于|不大于|不多于|小于等于|至多|最多|<=|=<|≤|⩽|≦|at most|up to|no more than"
_MORE_THAN = r"超过|已超|超|逾|突破|大于|多于|高于|>|more than|over|above"
_LESS_THAN = r"低于|少于|小于|不足|不到|less than|under|below"
_SAYS = r"共计|共有|共|合计|总计|累计|达到了?|达|为|有|是|计|:|="

BOUNDS = frozenset({Qualifier.AT_MOST, Qualifier.AT_LEAST, Qualifier.LESS_THAN, Qualifier.MORE_THAN})
CHANGE = re.compile(
    r"(?:同比|环比|较[上去]年|比[上去]年|比上期|较上期)*(?:(?P<up>增长|上升|增加|提高|提升)|(?P<down>下降|减少|降低|下滑|回落))了?\s*"
)
_LEAD = re.compile(
    rf"(?i)(?:(?P<says>{_SAYS})|(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<more_than>{_MORE_THAN})"
    rf"|(?P<less_than>{_LESS_THAN})|(?P<approx>{_APPROX})|(?P<less><))\s*"
)
_TRAIL = re.compile(
    r"(?i)\s*(?:(?P<approx>左右|上下|\(估算?\))|(?P<at_least>及以上|以上|\+|or more)"
    r"|(?P<at_most>及以下|以下|以内|之内|or less))$"
)
_MORE = re.compile(r"\s*(?P<more>[多余])\s*|\s*(?P<come>来)(?=[人个项次家台件])")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the words around a number claim; ``less`` is a bare ``<``, which for results marks a detection limit."""

    qualifier: Qualifier
    rest: str
    less: bool = False
    is_said: bool = True  # whether any word or sign stood there


def lead(text: str) -> Claim:
    """What stands before the number, and the text from the number on."""
    qualifier, less, said = Qualifier.EXACT, False, False
    while match := _LEAD.match(text):
        name = match.lastgroup
        if name == "less":
            less = True
        elif name != "says":
            qualifier, said = Qualifier(name or ""), True
        text = text[match.end() :]
    return Claim(qualifier, text, less, said or less)


def trail(text: str) -> Claim:
    """What stands after the unit, and the text without it."""
    match = _TRAIL.search(text)
    if match is None:
        return Claim(Qualifier.EXACT, text.strip(), is_said=False)
    return Claim(Qualifier(match.lastgroup or ""), text[: match.start()].strip())


def more(text: str) -> Claim:
    """多, 余 right after a number (30 多万元, 3000余人), and the text without it."""
    match = _MORE.match(text)
    if match is None:
        return Claim(Qualifier.EXACT, text, is_said=False)
    qualifier = Qualifier.AT_LEAST if match["more"] else Qualifier.APPROX
    return Claim(qualifier, text[match.end() :])


def together(*claims: Claim) -> Qualifier | None:
    """The one claim of several; None where they contradict each other."""
    said = {claim.qualifier for claim in claims if claim.qualifier is not Qualifier.EXACT}
    if len(said) > 1:
        said.discard(Qualifier.APPROX)
    return said.pop() if len(said) == 1 else (None if said else Qualifier.EXACT)
