"""Plain text of one language in; the same text with the spaces, glue and quotes of good setting out.

Words are never changed and nothing is escaped here: these filters come before mark-up. A text is cut into runs, so
what stands between two runs is asked for with ``joint``.
"""

from __future__ import annotations

import re

from esg_report.model.text import Language

THIN = "\u2009"  # between Han and Latin; it does not stretch in a justified line
GLUE = "\u00a0"

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_LATIN_START = r"A-Za-z0-9À-ɏΑ-ω+\u2212±≥≤<≈"
_LATIN_END = r"A-Za-z0-9À-ɏΑ-ω%‰°′″₀-₉⁰¹²³⁴-⁹+"
_HAN_LATIN = re.compile(rf"(?<=[{_HAN}]) ?(?=[{_LATIN_START}])")
_LATIN_HAN = re.compile(rf"(?<=[{_LATIN_END}]) ?(?=[{_HAN}])")
_ENDS_HAN = re.compile(rf"[{_HAN}]\Z")
_STARTS_HAN = re.compile(rf"[{_HAN}]")
_ENDS_LATIN = re.compile(rf"[{_LATIN_END}]\Z")
_STARTS_LATIN = re.compile(rf"[{_LATIN_START}]")

_UNITS = (
    r"%|‰|℃|°C|[kMGT]?Wh|[kMG]?Wp?|kVA|[MGT]?J|tce|kgce|tCO|kgCO|[μmk]?g|t|[nμmck]?m[²³23]?|Nm[³3]|m?L|ha|dB|h|min|s|pp"
    r"|kPa|MPa|people|hectares"
)
_NUMBER_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![A-Za-z]))")
_NUMBERED = (
    r"[Pp]ages?|[Aa]rticles?|[Cc]lauses?|[Gg]rades?|[Ff]igures?|[Tt]ables?|[Ss]copes?|[Ss]ections?|[Cc]hapters?"
    r"|No\.|Nos\.|p\.|pp\."
)
_WORD_NUMBER = re.compile(rf"\b({_NUMBERED}) (?=\d)")
_LAST_HAN = re.compile(rf"[{_HAN}]{{3}}[。？！；”’）》]*\Z")
_LAST_WORD = re.compile(r"(?<=[A-Za-z0-9,;]) (?=[^\s]{1,12}\Z)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|\Z)")
_DOUBLE = re.compile(r'"([^"\n]*)"')
_SINGLE = re.compile(r"(?<![\w])'([^'\n]+)'(?!\w)")
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF_AFTER_HAN = re.compile(rf"(?<=[{_HAN}”’）》])([,;:?!]) ?")
_HALF_BRACKETS = re.compile(rf" ?\(([^()\n]*[{_HAN}][^()\n]*)\) ?")


def typeset(text: str, language: Language) -> str:
    """All filters for a stretch of running text, in their order."""
    if language is Language.ZH:
        return glued(spaced(full_width(quoted(text))))
    return glued(quoted(text))


def spaced(text: str) -> str:
    """Put a thin space where Han meets Latin letters or digits; an ordinary space there becomes one."""
    return _LATIN_HAN.sub(THIN, _HAN_LATIN.sub(THIN, text))


def joint(left: str, right: str, language: Language) -> str:
    """What stands between two runs: a thin space in Chinese where Han meets Latin, else nothing.

    ``left`` and ``right`` are the runs' printed texts; a run that already starts or ends with a space needs none.
    """
    if language is not Language.ZH:
        return ""
    into_latin = _ENDS_HAN.search(left) and _STARTS_LATIN.match(right)
    into_han = _ENDS_LATIN.search(left) and _STARTS_HAN.match(right)
    return THIN if into_latin or into_han else ""


def glued(text: str) -> str:
    """Keep a number and its unit, and a word such as Table and its number, on one line."""
    return _WORD_NUMBER.sub(rf"\1{GLUE}", _NUMBER_UNIT.sub(GLUE, text))


def tail(text: str, language: Language) -> tuple[str, str]:
    """Cut a paragraph's last run before what must not part, so that no last line is one character or one short word.

    In Chinese the last three Han with their closing marks; the writer keeps the second part from breaking. In English
    the last space is glued, and the second part is empty.
    """
    if language is Language.EN:
        return _LAST_WORD.sub(GLUE, text), ""
    found = _LAST_HAN.search(text)
    return (text[: found.start()], found[0]) if found else (text, "")


def quoted(text: str) -> str:
    """Straight quotes in pairs become curly ones; an odd one stays as it is."""
    text = _DOUBLE.sub("“\\1”", text)
    return _SINGLE.sub("‘\\1’", _APOSTROPHE.sub("’", text))


def full_width(text: str) -> str:
    """Half-width commas, colons and the like after Han, and brackets around Han, become full-width ones."""
    text = _HALF_BRACKETS.sub("（\\1）", text)
    return _HALF_AFTER_HAN.sub(lambda match: _HALF[match[1]], text)
