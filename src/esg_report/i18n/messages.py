"""A finding in; its title, message, reason and cure in one language out. The words stand in ``findings.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from esg_report import strict_yaml
from esg_report.model.finding import Argument, Finding
from esg_report.model.text import Language, Text, Told

_FILE = Path(__file__).with_name("findings.yaml")
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LISTS = frozenset({"candidates", "hidden", "known", "likely", "marks", "months", "near", "sheets", "topics", "years"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a code's findings say; ``message`` has a slot for each argument, the other texts may have some."""

    title: Text
    message: Text
    why: Text
    fix: Text
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A finding in one language; ``example`` is empty where none is written."""

    title: str
    text: str
    why: str
    fix: str
    example: str = ""


def render(finding: Finding, language: Language) -> Message:
    """Word a finding.

    An argument told by the factory in the other language alone is shown in that one.

    Raises:
        KeyError: The code has no entry, or a slot has no argument: a fault of the house, found by tests.
    """
    wording = wordings()[finding.code]
    slots = {name: _listed(name, _said(argument, language), language) for name, argument in finding.arguments}
    texts = (wording.title, wording.message, wording.why, wording.fix, wording.example)
    return Message(*(_filled(text.of(language), slots) if text else "" for text in texts))


def entry(code: str) -> Wording | None:
    """The words of a code, its manual page; None where there is no such code."""
    return wordings().get(code)


def slots_of(text: Text, language: Language) -> frozenset[str]:
    """The names of a text's slots in one language."""
    return frozenset(_SLOT.findall(text.of(language)))


@cache
def wordings(path: Path = _FILE) -> dict[str, Wording]:
    """The words of every code."""
    return strict_yaml.kept(
        "findings",
        (path,),
        lambda: strict_yaml.into(dict[str, Wording], strict_yaml.load(path)),
        code=(Path(__file__),),
    )


def _said(argument: Argument, language: Language) -> str:
    match argument:
        case Text():
            return argument.of(language)
        case Told():
            return argument.best(language)
        case _:
            return argument


def _listed(name: str, said: str, language: Language) -> str:
    """A list of names with the comma of the language; what was typed is left as it is."""
    return said.replace(", ", "、") if name in _LISTS and language is Language.ZH else said


def _filled(words: str, slots: dict[str, str]) -> str:
    """Fill the slots; braces inside an argument stay as they are."""
    return _SLOT.sub(lambda match: slots[match[1]], words)
