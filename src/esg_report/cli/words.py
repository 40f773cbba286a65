"""Which language the command line speaks: ``--lang-ui``, then ESG_REPORT_LANG, then the locale, then English."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from esg_report.model.text import Language

OPTION = "--lang-ui"
_CATALOGUE = Path(__file__).with_name("locale")  # click's own words in Chinese
_CHINESE = ("zh", "chinese")  # as POSIX and as Windows names the locale
_spoken: list[Language] = [Language.EN]


def settle(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Choose the language once, before any help text is made.

    Returns:
        The arguments, ``--lang-ui`` moved to the front: it may stand anywhere before ``--``.
    """
    asked, rest = _parted(arguments)
    _spoken[0] = _named(asked) or _of_environ(environ) or _of_system()
    os.environ["LANGUAGE"] = _spoken[0].value  # where gettext looks first
    gettext.bindtextdomain("click", _CATALOGUE)
    gettext.textdomain("click")
    return rest if asked is None else [OPTION, asked, *rest]


def spoken() -> Language:
    """The language that is spoken."""
    return _spoken[0]


def say(zh: str, en: str) -> str:
    """One of two wordings."""
    return zh if spoken() is Language.ZH else en


def listed(names: Sequence[str]) -> str:
    """Names in a row, parted as the language does it."""
    return say("、", ", ").join(names)


def _parted(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """What ``--lang-ui`` asks for, and the other arguments; the last one counts. Left as it is without a value."""
    asked: str | None = None
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        name, has_value, value = argument.partition("=")
        if argument == "--":
            return asked, [*rest, argument, *left]
        if name != OPTION or not (has_value or left):
            rest.append(argument)
        else:
            asked = value if has_value else left.pop(0)
    return asked, rest


def _named(asked: str | None) -> Language | None:
    return Language(asked) if asked in set(Language) else None


def _of_environ(environ: Mapping[str, str]) -> Language | None:
    for name in ("ESG_REPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return Language.ZH if value.lower().startswith(_CHINESE) else Language.EN
    return None


def _of_system() -> Language:
    """Where no variable says it, as on Windows."""
    name = locale.getlocale()[0] or ""
    return Language.ZH if name.lower().startswith(_CHINESE) else Language.EN
