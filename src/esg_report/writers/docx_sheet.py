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
from esg_report.writers.docx_xml import PLAIN, Type, bookmark, control, escaped, paragraph, run

View = dict[str, Any]  # what ``view`` makes for the templates
_LAST = re.compile(r"(?P<lead>.*?)(?P<number>\d+)\Z", re.DOTALL)
_TITLE = 64  # characters that Word keeps of a control's title


@dataclass(slots=True)
class Sheet:
    """Keeps count while a document is written."""

    document: Document
    language: Language
    brand: str
    charts: dict[str, Chart] = field(default_factory=dict)  # by the id of their block
    drawn: list[NativeChart] = field(default_factory=list)
    pictures: list[Asset] = field(default_factory=list)
    ordered: int = 0  # numbered lists so far
    _count: int = 0

    def next(self) -> int:
        """A number that no other part of the file has."""
        self._count += 1
        return self._count

    def word(self, phrase_id: str) -> str:
        """A fixed phrase."""
        return phrase(phrase_id, self.language)

    def line(self, held: View | None, type_: Type = PLAIN) -> str:
        """A line's runs, with what is said where it stands in the other language."""
        if held is None:
            return ""
        if held.get("lang"):
            type_ = type_.but(language=self.language.other.value)
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

    def label(self, held: View | None, kind: str) -> str:
        """A number such as 表 1-3 whose last part is a field, so that Word counts on where a table is added."""
        if held is None:
            return ""
        made = ""
        for piece in held["runs"]:
            split = _LAST.fullmatch(str(piece["text"])) if piece["kind"] == "mark" else None
            if split is None:
                made += self.piece(piece)
            else:
                made += run(split["lead"], Type(style="Mark")) + _counted(kind, split["number"])
        return made + run("\u2003")

    def caption(self, held: View, kind: str) -> str:
        """The caption above a table or a chart."""
        text = self.label(held.get("number"), kind) + self.line(held["caption"])
        return paragraph(self.anchored(held.get("id"), text), "Caption")

    def _title(self, key: str) -> str:
        if key.startswith("factor:"):
            factor = self.document.factors.get(key.partition(":")[2])
            return factor.label.of(self.language)[:_TITLE] if factor is not None else key[:_TITLE]
        parsed = Key.parse(key)
        known = parsed.metric in self.document.catalogue
        label = self.document.catalogue.metric(parsed.metric).label.of(self.language) if known else parsed.metric
        return f"{label} {parsed.period}"[:_TITLE]


def plain_text(held: View | None) -> str:
    """A line's text alone."""
    return "".join(str(piece["text"]) for piece in held["runs"]) if held else ""


def _counted(kind: str, number: str) -> str:
    mark = Type(style="Mark").xml
    code = f"SEQ {kind} \\* ARABIC \\s 1"
    return f'<w:fldSimple w:instr=" {escaped(code)} "><w:r>{mark}<w:t>{number}</w:t></w:r></w:fldSimple>'
