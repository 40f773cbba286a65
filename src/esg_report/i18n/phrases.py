"""A fixed phrase's id in; its wording in one language out. The wordings stand in ``phrases.yaml``, always both."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from esg_report import strict_yaml
from esg_report.model.text import Language, Text

_FILE = Path(__file__).with_name("phrases.yaml")


def phrase(phrase_id: str, language: Language, **slots: str) -> str:
    """The wording of a phrase, with ``{slots}`` filled in as given.

    Without any slot given the wording comes as it stands, slots and all, for callers that fill it with runs.

    Raises:
        KeyError: No such phrase, or a slot that the wording has not been given.
    """
    words = phrases()[phrase_id].of(language)
    return words.format_map(slots) if slots else words


@cache
def phrases() -> dict[str, Text]:
    """All phrases by id."""
    return strict_yaml.kept("phrases", (_FILE,), lambda: strict_yaml.into(dict[str, Text], strict_yaml.load(_FILE)))
