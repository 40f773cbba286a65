"""Narrative files in; their paragraphs, items and headings out, and what each would say after an edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from esg_report.i18n.typography import typeset
from esg_report.model.text import Language
from esg_report.model.wordtext import Piece, WordParagraph

_QUOTE = re.compile(r"\[\[([^\[\]]*)\]\]")
_STARTS = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+|\s*#{1,6}\s+|\s*>|!\[")
_SIGNED = re.compile(r"(?P<sign>\s*(?:[-*+]|\d+[.)])\s+|\s*#{1,6}\s+|\s*>\s*)?(?P<text>.*)", re.DOTALL)
_SHAPE = re.compile(r"(?P<sign>\s*:::+\s*\S+\s+)(?P<text>\S.*)")
_PICTURE = re.compile(r"(?P<sign>!\[)(?P<text>.*)(?P<tail>\]\([^()]*\)\s*)", re.DOTALL)
_MOMENT = re.compile(r"：|:\s")
_CLAUSES = re.compile(r"\s*[\[［【][A-Za-z0-9][A-Za-z0-9.:,，、;；\s-]*[\]］】]\s*$")
_STATED = re.compile(r"=\s*[+\-−]?\d[\d,，]*(?:\.\d+)?(?P<rest>.*)", re.DOTALL)
_EMPHASIS = re.compile(r"\*\*|(?<!\*)\*(?!\*)|\\(?=[^\w\s])")
HOLE = "\ufffc"
_SIGNS = re.compile(r"<[^<>]*>|\]\([^()]*\)|[\W_]+")  # tags, addresses of links, and all that is no letter or digit
_SET = str.maketrans({"\u2009": "", "\u202f": " ", "\u00a0": " "})  # what setting out put in


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, item, heading or caption of a narrative file: its lines, from 1, and its text.

    Of a Word file the numbers are those of its paragraphs.

    ``sign`` stands before the text in the file (``- ``, ``## ``), ``tail`` after it (clause marks, a picture's path).
    """

    file: str
    first: int
    last: int
    sign: str
    text: str
    tail: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it stands in a Word file, which is not written to."""
        return self.file.casefold().endswith(".docx")

    @property
    def quotes(self) -> tuple[str, ...]:
        """The figures that it quotes, as typed."""
        return tuple(match[0] for match in _QUOTE.finditer(self.text))


def units_of(file: str, text: str) -> Iterator[Unit]:
    """The paragraphs, items, headings and captions of a Markdown file."""
    lines: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        is_shape = line.lstrip().startswith(":::")
        if lines and (not line.strip() or is_shape or _STARTS.match(line)):
            yield _unit(file, number - len(lines), lines)
            lines = []
        if is_shape:
            if _SHAPE.fullmatch(line):
                yield _unit(file, number, [line])
        elif line.strip():
            lines.append(line)


def _unit(file: str, first: int, lines: list[str]) -> Unit:
    whole = "\n".join(lines)
    match = _SHAPE.fullmatch(whole) or _PICTURE.fullmatch(whole) or _SIGNED.fullmatch(whole)
    sign, text, tail = (match["sign"] or "", match["text"], "") if match else ("", whole, "")
    if match is not None and "tail" in match.groupdict():
        tail = match["tail"]
    elif "#" in sign and (clauses := _CLAUSES.search(text)):
        text, tail = text[: clauses.start()], clauses[0]
    return Unit(file, first, first + len(lines) - 1, sign, text, tail)


def written(unit: Unit, before: WordParagraph, after: WordParagraph) -> str:
    """The unit's text after the edit: where the figures stand as before, only stretches that changed are replaced."""
    quotes = list(unit.quotes)
    if before.tags == after.tags and len(before.tags) == len(quotes):
        stretches = _QUOTE.split(unit.text)[::2]
        made = ""
        for at, (old, new, typed) in enumerate(zip(_stretches(before), _stretches(after), stretches, strict=True)):
            rest = _rest(quotes[at - 1]) if at else ""
            is_same = squeezed(_joined(old)) == squeezed(_joined(new))
            made += typed if is_same else _unrested(as_markdown(new), rest)
            made += quotes[at] if at < len(quotes) else ""
        return made
    known = dict(zip(before.tags, quotes, strict=False))
    return "".join(known.get(piece.tag, piece.text) if piece.tag else as_markdown([piece]) for piece in after.pieces)


def shown_as(unit: Unit, language: Language) -> set[str]:
    """What a report may print of a unit, figures as holes, without white space; of a moment without its colon."""
    parts = _QUOTE.split(unmarked(unit.text))
    made = typeset(parts[0], language)
    for quote, after in zip(parts[1::2], parts[2::2], strict=True):
        made += HOLE + typeset(_rest(f"[[{quote}]]") + after, language)
    whole = squeezed(made)
    is_item = bool(re.match(r"\s*[-*+\d]", unit.sign))
    return {whole, squeezed(_MOMENT.sub("", made, count=1))} if is_item else {whole}


def unmarked(text: str) -> str:
    """A text without the signs of bold and italics, as a Word file would be typed."""
    return _EMPHASIS.sub("", text)


def bare(text: str) -> str:
    """The letters and digits of a text, without figures, tags of HTML and the addresses of links."""
    return _SIGNS.sub("", _QUOTE.sub("", text))


def _rest(quote: str) -> str:
    """The words that a stated figure carries after its digits: of ``[[=3 条产线]]`` the last."""
    match = _STATED.fullmatch(quote.strip("[]").strip())
    return match["rest"] if match else ""


def _unrested(text: str, rest: str) -> str:
    """A stretch without the words that its quote carries; where they were edited the stretch keeps them."""
    if not rest.strip():
        return text
    bare = text.lstrip()
    return bare.removeprefix(rest.strip()) if bare.startswith(rest.strip()) else text


def _stretches(paragraph: WordParagraph) -> list[list[Piece]]:
    """The words between the figures."""
    made: list[list[Piece]] = [[]]
    for piece in paragraph.pieces:
        if piece.tag:
            made.append([])
        else:
            made[-1].append(piece)
    return made


def _joined(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def as_markdown(pieces: Iterable[Piece]) -> str:
    """Words as Markdown: bold as it is, signs of mark-up escaped, thin spaces taken out."""
    made = ""
    for piece in pieces:
        text = re.sub(r"([*_\\`\[\]<>])", r"\\\1", piece.text.translate(_SET))
        text = text.replace("\t", "：" if re.search(r"[\u3400-\u9fff]", text) else ": ")
        made += f"**{text}**" if piece.strong and text.strip() else text
    return made


def squeezed(text: str) -> str:
    """Text without white space, so that line breaks and setting out do not matter."""
    return "".join(text.translate(_SET).split())
