"""Lines, figures and phrases in; labels out: short texts whose numerals each know what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from esg_report.i18n.number import Number
from esg_report.i18n.typography import joint, spaced
from esg_report.model.document import Line
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.text import Language
from esg_report.quantity.marks import house

_BREAK = re.compile(r"(?<=[ \u2002\u2009\-/·])|(?<=[、，（）])|(?=[（])")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a label. ``mark`` is a MarkKind's value or "fact"; ``key`` a fact's, as written."""

    text: str
    mark: str = ""
    key: str = ""
    number: Number | None = None  # of a fact
    with_unit: bool = False


Label = tuple[Bit, ...]
BESIDE = "\u2002"  # between the two languages of a name


def text_of(label: Label) -> str:
    """The words of a label."""
    return "".join(bit.text for bit in label)


def fact_label(number: Number, key: str, *, with_unit: bool = False) -> Label:
    """A figure's label."""
    return (Bit(number.whole if with_unit else number.text, "fact", key, number, with_unit),)


def line_label(line: Line, language: Language) -> Label:
    """A line of the document: its own language's runs, else the other's.

    Raises:
        TypeError: The line holds a figure: names and categories of charts hold words and marks.
    """
    own = line.of(language)
    runs = own if own is not None else (line.of(language.other) or ())
    bits: list[Bit] = []
    for run in runs:
        match run:
            case Words(text=text):
                bits.append(Bit(spaced(text) if language is Language.ZH else text))
            case Mark(text=text, kind=kind):
                bits.append(Bit(text, kind.value))
            case _:
                raise TypeError(f"a chart's name holds words and marks, not {type(run).__name__}")
    return _joined(bits, language)


def word_label(words: str, language: Language) -> Label:
    """The house's own words or a unit's symbol."""
    return _joined(
        [Bit(part.text, part.kind.value if isinstance(part, Mark) else "") for part in house(words)], language
    )


def plus(*labels: Label) -> Label:
    """Labels one after the other."""
    return tuple(bit for label in labels for bit in label)


def words(text: str) -> Label:
    """Words without a numeral: a space, a dash, a colon."""
    return (Bit(text),)


def cut(label: Label, mark: str) -> list[Label]:
    """A label parted at each ``mark`` in its words, which goes; a label without one is one part."""
    parts: list[list[Bit]] = [[]]
    for bit in _merged(label):
        first, *rest = [bit.text] if bit.mark else bit.text.split(mark)
        parts[-1].extend([replace(bit, text=first)] if first else [])
        parts.extend([Bit(text)] if text else [] for text in rest)
    return [tuple(part) for part in parts]


def _merged(label: Label) -> list[Bit]:
    """A label with words that follow each other in one bit."""
    made: list[Bit] = []
    for bit in label:
        if made and not bit.mark and not made[-1].mark:
            made[-1] = replace(made[-1], text=made[-1].text + bit.text)
        else:
            made.append(bit)
    return made


def pieces(label: Label) -> list[Label]:
    """A label cut where a line may break: at spaces and marks in Latin, between Han characters in Chinese."""
    found: list[Label] = []
    for bit in label:
        if bit.mark:
            found.append((bit,))
            continue
        for part in _BREAK.split(bit.text):
            cut = _han_split(part) if _HAN.search(part) else [part]
            found.extend(((Bit(piece),)) for piece in cut if piece)
    return _without_stray_marks(found)


def _han_split(part: str) -> list[str]:
    return re.findall(r"[\u3400-\u9fff]|[^\u3400-\u9fff]+", part)


def _without_stray_marks(found: list[Label]) -> list[Label]:
    """A closing mark never starts a line, an opening one never ends it; a figure stays with what touches it."""
    kept: list[Label] = []
    for piece in found:
        text = text_of(piece)
        sticks = kept and (text[0] in "、，。；：）》”’)]%,.;:" or text_of(kept[-1])[-1] in "（《“‘([")
        touching = kept and not text_of(kept[-1])[-1].isspace() and not text[0].isspace()
        numeral = kept and (bool(piece[0].mark) or bool(kept[-1][-1].mark))
        if sticks or (touching and numeral):
            kept[-1] = plus(kept[-1], piece)
        else:
            kept.append(piece)
    return kept


def _joined(bits: list[Bit], language: Language) -> Label:
    """Bits with a thin space where Han meets a numeral."""
    kept: list[Bit] = []
    for bit in bits:
        if not bit.text:
            continue
        if kept and (gap := joint(kept[-1].text, bit.text, language)):
            kept.append(Bit(gap))
        kept.append(bit)
    return tuple(kept)


YEAR = MarkKind.YEAR.value
