"""Which language the command line speaks: ``--lang-ui``, then ESG_REPORT_LANG, then the locale, then English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from esg_report.model.text import Language

_spoken: list[Language] = [Language.EN]


def settle(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Choose the language once, before any help text is made."""
    _spoken[0] = _asked(arguments) or _of_environ(environ)
    return _spoken[0]


def spoken() -> Language:
    """The language that is spoken."""
    return _spoken[0]


def say(zh: str, en: str) -> str:
    """One of two wordings."""
    return zh if spoken() is Language.ZH else en


def _asked(arguments: Sequence[str]) -> Language | None:
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang-ui":
            wanted = value or (arguments[at + 1] if at + 1 < len(arguments) else "")
            return Language(wanted) if wanted in set(Language) else None
    return None


def _of_environ(environ: Mapping[str, str]) -> Language:
    for name in ("ESG_REPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return Language.ZH if value.lower().startswith("zh") else Language.EN
    return Language.EN
