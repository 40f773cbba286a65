"""What a Word edition is written on: numbers of controls and bookmarks, parts beside the text, lines as runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from esg_report.i18n.phrases import phrase
from esg_report.model.document import Asset, Chart, Document
from esg_report.model.fact import Key
from esg_report.model.text import Language
from esg_report.model.written import Printed, control_tag
from esg_report.writers.docx_charts import NativeChart
from esg_report.writers.docx_xml import PLAIN, Type, bookmark, control, escaped, paragraph, run, turn

View = dict[str, Any]  # what ``view`` makes for the templates
_LAST = re.compile(r"(?P<lead>.*?)(?P<number>\d+)\Z", re.DOTALL)
_TITLE = 64  # characters that Word keeps of a control's title
_GAP = "\u2002"  # between two languages of one line
_SECOND = "6E6D67"  # the second language's ink where both share a line
_FLAT = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'  # English paragraphs are not indented
_INDENTED = frozenset({"BodyText"})
_KINDS = {  # what captions count by
    "table": {Language.ZH: "表", Language.EN: "Table"},
    "figure": {Language.ZH: "图", Language.EN: "Figure"},
}
TONGUES = {"zh-Hans": Language.ZH, "en": Language.EN}


@dataclass(slots=True)
class Sheet:
    """Keeps count while a document is written."""

    document: Document
    language: Language
    brand: str
    also: Language | None = None  # the second language of a file that carries both
    charts: dict[str, Chart] = field(default_factory=dict)  # by the id of their block
    drawn: list[NativeChart] = field(default_factory=list)
    pictures: list[Asset] = field(default_factory=list)
    ordered: int = 0  # numbered lists so far
    tongue: Language | None = None  # of a block that stands in one language alone
    _count: int = 0

    def next(self) -> int:
        """A number that no other part of the file has."""
        self._count += 1
        return self._count

    def word(self, phrase_id: str) -> str:
        """A fixed phrase."""
        return phrase(phrase_id, self.language)

    def line(self, held: View | None, type_: Type = PLAIN, *, parted: str = "") -> str:
        """A line; where the file carries both languages, the second stands after the first."""
        second = self.second(held, type_)
        return self.own(held, type_) + ((parted or run(_GAP)) + second if second else "")

    def below(self, held: View | None, type_: Type = PLAIN) -> str:
        """A line in a cell: the second language stands below the first."""
        return self.line(held, type_, parted=turn())

    def head(self, held: View | None) -> str:
        """A head of a column: both languages in the ink of its style."""
        beside = held.get("beside") if held else None
        return self.own(held) + (turn() + self.own(beside, self._in_second(PLAIN)) if beside else "")

    def second(self, held: View | None, type_: Type = PLAIN) -> str:
        """The second language of a line that shares its place with the first."""
        beside = held.get("beside") if held else None
        return self.own(beside, self._in_second(type_).but(color=_SECOND)) if beside else ""

    def pair(self, held: View, style: str, *, anchor: str | None = None, more: str = "", type_: Type = PLAIN) -> str:
        """A paragraph a language, the second below the first."""
        flat = _FLAT if self.tongue is Language.EN and style in _INDENTED else ""
        made = paragraph(self.anchored(anchor, self.own(held, type_)), style, more=more + flat)
        if not held.get("beside"):
            return made
        second = self.own(held["beside"], self._in_second(type_))
        flat = _FLAT if style in _INDENTED else ""
        return made + paragraph(self.anchored(second_anchor(anchor), second), style, more=more + flat)

    def _in_second(self, type_: Type) -> Type:
        return type_.but(language=self.also.value) if self.also is not None else type_

    def own(self, held: View | None, type_: Type = PLAIN) -> str:
        """A line's runs in its first language, with what is said where it stands in the other one."""
        if held is None:
            return ""
        if self.tongue is not None and not type_.language:
            type_ = type_.but(language=self.tongue.value)
        if held.get("lang"):
            type_ = type_.but(language=TONGUES[held["lang"]].value)
        text = "".join(self.piece(piece, type_) for piece in held["runs"])
        note = str(held.get("note") or "")
        if not note:
            return text
        said = run(note, Type(style="Open" if held["is_draft"] else "Quiet"))
        return said + text if held["is_draft"] else text + said

    def piece(self, held: View, type_: Type = PLAIN) -> str:
        """One run: words, a figure in its control, a numeral, or an open point."""
        if held.get("strong"):
            type_ = type_.but(strong=True)
        text = str(held["text"])
        match held["kind"]:
            case "fact":
                return self.figure(str(held["key"]), text, type_)
            case "mark":
                return run(text, type_.but(style="Mark"))
            case "words":
                return run(text, type_.but(emphasis=bool(held.get("emphasis")) or type_.emphasis))
            case _:
                return run(text, type_.but(style="Open") if held["is_draft"] else type_)

    def figure(self, key: str, text: str, type_: Type = PLAIN) -> str:
        """A figure in a content control that names its fact."""
        tag, title = control_tag(key), self._title(key)
        return control(text, tag=tag, title=title, number=self.next(), type_=type_.but(style="Numeral"))

    def printed(self, item: Printed) -> str:
        """A figure of a chart that has no bar, as text."""
        return self.figure(item.key, item.number + (f" {item.unit}" if item.unit else ""))

    def anchored(self, anchor: str | None, content: str) -> str:
        """Content with the bookmark of an anchor; content alone where there is none."""
        return bookmark(anchor, self.next(), content) if anchor else content

    def label(self, held: View | None, kind: str, type_: Type = PLAIN) -> str:
        """A number such as 表 1-3 whose last part is a field, so that Word counts on where a table is added."""
        if held is None:
            return ""
        made = ""
        for piece in held["runs"]:
            split = _LAST.fullmatch(str(piece["text"])) if piece["kind"] == "mark" else None
            if split is None:
                made += self.piece(piece, type_)
            else:
                made += run(split["lead"], type_.but(style="Mark")) + _counted(kind, split["number"])
        return made + run("\u2003")

    def caption(self, held: View, kind: str) -> str:
        """The caption above a ``table`` or a ``figure``."""
        number, caption = held.get("number"), held["caption"]
        text = self.label(number, _KINDS[kind][self.language]) + self.own(caption)
        if self.also is not None and caption.get("beside"):
            type_ = self._in_second(PLAIN).but(color=_SECOND)
            label = self.label(number["beside"], _KINDS[kind][self.also], type_) if number else ""
            text += run("\u2003") + label + self.own(caption["beside"], type_)
        return paragraph(self.anchored(held.get("id"), text), "Caption")

    def _title(self, key: str) -> str:
        if key.startswith("factor:"):
            factor = self.document.factors.get(key.partition(":")[2])
            return factor.label.of(self.language)[:_TITLE] if factor is not None else key[:_TITLE]
        parsed = Key.parse(key)
        known = parsed.metric in self.document.catalogue
        label = self.document.catalogue.metric(parsed.metric).label.of(self.language) if known else parsed.metric
        return f"{label} {parsed.period}"[:_TITLE]


def second_anchor(anchor: str | None) -> str | None:
    """The anchor of a paragraph's second language."""
    return f"{anchor}/{Language.EN.value}" if anchor else None


def plain_text(held: View | None) -> str:
    """A line's text alone."""
    return "".join(str(piece["text"]) for piece in held["runs"]) if held else ""


def _counted(kind: str, number: str) -> str:
    mark = Type(style="Mark").xml
    code = f"SEQ {kind} \\* ARABIC \\s 1"
    return f'<w:fldSimple w:instr=" {escaped(code)} "><w:r>{mark}<w:t>{number}</w:t></w:r></w:fldSimple>'
