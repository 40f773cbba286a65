"""A formula as its data file writes it in; the same formula in words out, in both languages."""

from __future__ import annotations

import re

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, house_line, joined
from esg_report.model.document import Line, Runs
from esg_report.model.fact import Key
from esg_report.model.factor import FactorTable
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.source import Derivation
from esg_report.model.text import Language, Text

_NEUTRAL = re.compile(r"\s*[*/]\s*1(?:\[[^\]]*\])?(?![\w.\[])")  # a change of dimension, such as t CO2 to t CO2e
_TOKEN = re.compile(
    r"(?P<fold>(?:sum|max|count)_over)\(\s*(?P<over>[\w.]+)\s*,\s*(?P<by>[\w, ]+)\)"
    r"|factor\(\s*(?P<indicator>[\w.]+)\s*\)"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|\s*(?P<sign>[-*/+])\s*"
    r"|\[[^\]]*\]|!"  # units of constants and the sign of a needed part say nothing to a reader
    r"|(?P<rest>.)"
)
_SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − "}
_HAN = str.maketrans({"(": "（", ")": "）", ",": "、", " ": ""})


def formula_line(desk: Desk, source: Derivation, factors: FactorTable) -> Line:
    """Replace ids by the names that the report uses; what has no name stays as it is written.

    A roll-up's name (``sum over months``) is a wording of its own. What a sum leaves out stands at the end.
    """
    whole = desk.wordings.get("rollup." + source.formula.replace(" ", "_"))
    if whole is not None:
        return house_line(whole)
    line = Line(_runs(desk, source, factors, Language.ZH), _runs(desk, source, factors, Language.EN))
    return joined(line, _left_out(desk, source)) if source.lacking else line


def _left_out(desk: Desk, source: Derivation) -> Line:
    """What a sum says that it leaves out, each with what lacks for it."""
    lacks: dict[str, dict[str, Line]] = {}
    for used, lack in source.lacking:
        lacks.setdefault(Key.parse(used).metric, {})[lack] = _of_metric(desk, Key.parse(lack).metric)
    parts = [
        filled(desk.word("formula.lacks"), part=_of_metric(desk, used), lacks=joined(*named.values(), by="/"))
        for used, named in lacks.items()
    ]
    every = Line(joined(*parts, by="；").zh, joined(*parts, by="; ").en)
    return filled(desk.word("formula.left_out"), parts=every)


def _of_metric(desk: Desk, metric: str) -> Line:
    return house_line(_word(desk, metric) or Text(metric, metric))


def _runs(desk: Desk, source: Derivation, factors: FactorTable, language: Language) -> Runs:
    used = {factor.indicator: factor.label for name in source.factors if (factor := factors.get(name)) is not None}
    runs: list[Words | Mark] = []
    for match in _TOKEN.finditer(_NEUTRAL.sub("", " ".join(source.formula.split()))):
        if match["fold"]:
            runs.extend(_folded(desk, match, language))
        elif match["number"]:
            runs.append(Mark(match["number"], MarkKind.NAME))
        elif match["sign"]:
            runs.append(Words(_SIGNS[match["sign"]]))
        elif match["rest"]:
            runs.append(Words(match["rest"].translate(_HAN) if language is Language.ZH else match["rest"]))
        elif match["indicator"] or match["name"]:
            words = used.get(match["indicator"]) if match["indicator"] else _word(desk, match["name"])
            runs.extend(_named(words, match["indicator"] or match["name"], language))
    return tuple(run for run in runs if run.text)


def _folded(desk: Desk, match: re.Match[str], language: Language) -> tuple[Words | Mark, ...]:
    """A sum over members in words, such as 按废物种类求和的产生量."""
    members = [name.strip() for name in match["by"].split(",")]
    by = joined(*(house_line(_word(desk, name) or Text(name, name)) for name in members), by="/")
    over = house_line(_word(desk, match["over"]) or Text(match["over"], match["over"]))
    line = filled(desk.word(f"formula.{match['fold']}"), over=over, members=by)
    return line.of(language) or ()  # type: ignore[return-value]  # made of the house's words and marks


def _word(desk: Desk, name: str) -> Text | None:
    if name in desk.catalogue:
        return desk.catalogue.metric(name).label
    register, _, column = name.partition(".")
    known = desk.catalogue.registers.get(register)
    if known is None:
        return desk.wordings.get(f"formula.{name}") or desk.choice(name)
    return known.column(column).label if column else known.label


def _named(words: Text | None, name: str, language: Language) -> tuple[Words | Mark, ...]:
    line = house_line(words if words is not None else Text(name, name))
    return line.of(language) or ()  # type: ignore[return-value]  # the house's words are words and marks
