"""A cell's words in; a choice, a flag, a day, a code, a member or told words out, or None where they are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from esg_report.intake.grid import Cell, name_key
from esg_report.model.fact import Choice, Day, Flag, Quality
from esg_report.model.metric import Catalogue, Term
from esg_report.model.place import Places
from esg_report.model.text import Language, Text, Told

_YES = frozenset({"是", "有", "已", "√", "✓", "✔", "☑", "对", "yes", "y", "true", "已完成", "有效", "达标"})
_NO = frozenset({"否", "无", "没有", "未", "×", "✗", "✘", "☒", "no", "n", "false", "未完成", "无效", "未达标"})
_DAYS = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_SCRIPTS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9][A-Za-z0-9 ,.-]*")  # stretches of one script
_HAN = re.compile(r"[\u3400-\u9fff]")
_RESERVED = str.maketrans({"/": "／", "{": "｛", "}": "｝", ",": "，", "=": "＝", "\n": " "})
_QUALITIES = {
    "计量": Quality.METERED,
    "实测": Quality.METERED,
    "监测": Quality.METERED,
    "发票": Quality.INVOICED,
    "账单": Quality.INVOICED,
    "结算": Quality.INVOICED,
    "计算": Quality.CALCULATED,
    "核算": Quality.CALCULATED,
    "估算": Quality.ESTIMATED,
    "估计": Quality.ESTIMATED,
    **{quality.value: quality for quality in Quality},
}
DECLARED_NONE = frozenset(
    {"本表本年无此事项", "本年无此事项", "无此事项", "本年度无此事项", "nonethisyear", "nothingtoreport"}
)  # as name_key writes them


def choice_of(text: str, choices: tuple[tuple[str, Text], ...]) -> Choice | None:
    """The choice whose id or label, in either language, the words are."""
    wanted = name_key(text)
    for choice_id, label in choices:
        if wanted in (name_key(choice_id), name_key(label.zh), name_key(label.en)):
            return Choice(choice_id)
    return None


def flag_of(cell: Cell) -> Flag | None:
    """Yes or no; an empty box says neither."""
    if isinstance(cell.value, bool):
        return Flag(cell.value)
    word = name_key(cell.raw)
    if word in _YES:
        return Flag(yes=True)
    return Flag(yes=False) if word in _NO else None


def day_of(cell: Cell) -> Day | None:
    """The day; 01/02/2018 and a month without a day are none."""
    if isinstance(cell.value, datetime):
        return Day(cell.value.date())
    if isinstance(cell.value, date):
        return Day(cell.value)
    text = "".join(unicodedata.normalize("NFKC", cell.raw).split())
    for pattern in _DAYS:
        match = pattern.fullmatch(text)
        if match is not None:
            try:
                return Day(date(int(match[1]), int(match[2]), int(match[3])))
            except ValueError:
                return None
    return None


def quality_of(text: str) -> Quality | None:
    """How a value was obtained, by the first word of it that a column of qualities holds; None where it says none."""
    return next((quality for word, quality in _QUALITIES.items() if word in text.casefold()), None)


def code_of(cell: Cell) -> str:
    """A code as text: a whole number without a decimal point, everything else as typed."""
    if isinstance(cell.value, Decimal) and cell.value == cell.value.to_integral_value():
        return f"{cell.value.to_integral_value():f}"
    return " ".join(cell.raw.split())


def told(zh: Cell | None, en: Cell | None, *, headed_en: bool = False) -> Told | None:
    """The factory's words of one or two cells; None where both are blank.

    Words without a Han character in a Chinese column, such as a model, read alike in both languages where no English
    is given.
    ``headed_en`` says that the only column has an English head.
    """
    chinese, english = _words(zh), _words(en)
    if chinese is not None and english is None and not _HAN.search(chinese):
        return Told(None, chinese) if headed_en else Told(chinese, chinese)
    if chinese is None and english is not None and _HAN.search(english):
        return Told(english, None)
    return Told(chinese, english) if chinese or english else None


def member_text(text: str) -> str:
    """A member's value as keys can write it: the marks of the key grammar become their full-width twins."""
    return " ".join(text.split()).translate(_RESERVED)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a catalogue by kind and name, so that a column of ten thousand cells is looked up quickly."""

    by_kind: Mapping[str, Mapping[str, frozenset[str]]]
    labels: Mapping[str, tuple[str, ...]]
    scaled: tuple[Term, ...] = ()  # that have units of their own

    @classmethod
    def of(cls, catalogue: Catalogue) -> Terms:
        """Index the terms by every name: id, label in either language, aliases."""
        by_kind: dict[str, dict[str, frozenset[str]]] = {}
        labels: dict[str, tuple[str, ...]] = {}
        for term in catalogue.terms.values():
            names = by_kind.setdefault(term.kind, {})
            labels[term.kind] = (*labels.get(term.kind, ()), term.label.zh)
            for name in {name_key(word) for word in (term.id, term.label.zh, term.label.en, *term.aliases)}:
                names[name] = names.get(name, frozenset()) | {term.id}
        return cls(by_kind, labels, tuple(term for term in catalogue.terms.values() if term.units))

    def is_closed(self, kind: str) -> bool:
        """Whether a kind has terms: then a member of it is one of them."""
        return bool(kind) and kind in self.by_kind

    def find(self, text: str, kind: str) -> str | None:
        """The id of the term that the words name; None where they name none or several."""
        names = self.by_kind.get(kind, {})
        found = names.get(name_key(text), frozenset())
        if not found:  # COD 化学需氧量 Chemical oxygen demand: one thing by all of its names
            parts = [names.get(name_key(part), frozenset()) for part in _SCRIPTS.findall(text)]
            found = frozenset.intersection(*parts) if len(parts) > 1 else found
        return next(iter(found)) if len(found) == 1 else None


def _words(cell: Cell | None) -> str | None:
    if cell is None or not cell.raw.strip():
        return None
    return "\n".join(" ".join(line.split()) for line in cell.raw.strip().splitlines() if line.strip())


def close_names(name: str, known: Iterable[str]) -> list[str]:
    """Up to six names that look like one; the first few of all where none does."""
    names = list(known)
    return get_close_matches(name, names, n=6, cutoff=0.5) or names[:6]


def with_ids(labels: Mapping[str, Text | None]) -> Text:
    """Names in a row, each with the id that it is written by; the bare id of what has no name."""
    return Text(
        "、".join(f"{label.zh}（{name}）" if label else name for name, label in labels.items()) or "-",
        ", ".join(f"{label.en} ({name})" if label else name for name, label in labels.items()) or "-",
    )


def place_names(places: Places) -> dict[str, Text | None]:
    """Places by id, named in both languages as far as they are."""
    return {place.id: Text(place.name.best(Language.ZH), place.name.best(Language.EN)) for place in places}
