"""A folder's texts in, the translation workbook out; a workbook that came back in, ``translations.yaml`` out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from esg_report.cli.words import say
from esg_report.errors import InputError, OutputError
from esg_report.forms.translation import Returned, Row, is_ours, returned, terms_in, write_translation
from esg_report.intake.budgets import BUDGETS
from esg_report.intake.shelf import Shelf
from esg_report.intake.translations import FILE, Memory, Pair, Sort, pairs_of, read_memory
from esg_report.intake.workbook import read_workbook
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.text import Text

_KINDS = {
    Sort.HEADING: Text("标题", "heading"),
    Sort.PARAGRAPH: Text("段落", "paragraph"),
    Sort.ITEM: Text("列表项", "item"),
    Sort.CAPTION: Text("图片说明", "caption"),
    Sort.CELL: Text("表格文字", "cell"),
}
_GLOSSARIES = frozenset({"glossary", "pollutant", "carrier", "waste"})
_SHORTEST_TERM = 2


@dataclass(slots=True)
class Taken:
    """What a workbook gave: pairs that were taken, and rows that were not, with why."""

    pairs: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    blank: int = 0


def sent(material: Material, catalogue: Catalogue, memory: Memory) -> bytes:
    """The workbook of a folder's texts."""
    glossary = [(zh, en) for zh, en in _glossary(catalogue) if len(zh) >= _SHORTEST_TERM]
    pairs = pairs_of(material.passages, material.records)
    gone = {zh: en for zh, (en, _) in memory.entries.items() if zh not in {pair.zh for pair in pairs}}
    return write_translation([_row(pair, memory, gone, glossary) for pair in pairs])


def took(path: Path, known: Iterable[Pair], memory: Memory) -> Taken:
    """The rows of a workbook that came back.

    A row whose Chinese was edited there, whose Chinese the folder no longer has, whose quotes of figures are not as
    many as the Chinese has, or whose English stands in the factory's own file and was changed, is refused; a blank one
    says nothing.

    Raises:
        InputError: It cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(zh=f"无法读取 {path}", en=f"cannot read {path}") from error
    book = read_workbook(data, path.name, BUDGETS)
    if isinstance(book, Finding) or not book.sheets:
        raise InputError(zh=f"{path} 不是可以读取的工作簿", en=f"{path} is no workbook that can be read")
    texts = {pair.zh: pair.en if _folded(pair.en) != _folded(memory.english(pair.zh)) else None for pair in known}
    taken = Taken()
    grid = next(iter(book.sheets.values()))
    cells = {spot: cell.raw for spot, cell in grid.cells.items()}
    if not is_ours(cells):
        raise InputError(
            zh=f"{path} 不是翻译工作簿（第一行没有“校验码”一栏）；翻译工作簿由 esg-report translate --out 写出",
            en=f"{path} is no translation workbook (its first row has no column 校验码); translate --out writes one",
        )
    for row in returned(cells):
        why = _refused(row, texts)
        if not row.en:
            taken.blank += 1
        elif why:
            taken.refused.append((row.row, why))
        else:
            taken.pairs[row.zh] = row.en
    return taken


def keep(folder: Path, pairs: dict[str, str]) -> None:
    """Add pairs to ``translations.yaml``; a Chinese text that it has gets the new English. Others stay.

    Raises:
        InputError: The file that is there cannot be read.
        OutputError: It cannot be written.
    """
    memory, findings = read_memory(Shelf(folder.resolve()))
    if findings:
        raise InputError(zh=f"{FILE} 无法读取，先改正它", en=f"{FILE} cannot be read; mend it first")
    every = {**{zh: en for zh, (en, _) in memory.entries.items()}, **pairs}
    lines = [
        "# 中文与英文对照，由 translate --in 写入；中文改动后，对应的英文不再使用。",
        "# Chinese and its English, written by translate --in; English whose Chinese has changed is used no more.",
        "translations:" if every else "translations: []",
    ]
    for zh, en in every.items():
        lines += [f"  - zh: {_quoted(zh)}", f"    en: {_quoted(en)}"]
    draft = folder / f".{FILE}.part"
    try:
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        draft.replace(folder / FILE)
    except OSError as error:
        raise OutputError(zh=f"无法写入 {FILE}", en=f"cannot write {FILE}") from error
    finally:
        draft.unlink(missing_ok=True)


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar: JSON's quoting is YAML's."""
    return (
        json.dumps(text, ensure_ascii=False)
        .replace("\x7f", "\\x7F")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _row(pair: Pair, memory: Memory, gone: dict[str, str], glossary: list[tuple[str, str]]) -> Row:
    english = memory.english(pair.zh) or pair.en or ""
    close = get_close_matches(pair.zh, gone, n=1) if not memory.english(pair.zh) and gone else []
    older = (close[0], gone[close[0]]) if close else ("", "")
    return Row(_KINDS[pair.sort], str(pair.where), pair.zh, english, terms_in(pair.zh, glossary), older)


def _glossary(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for term in catalogue.terms.values():
        if term.kind in _GLOSSARIES:
            yield term.label.zh, term.label.en
    for metric in catalogue:
        yield metric.label.zh, metric.label.en


def _folded(text: str | None) -> str:
    return "".join((text or "").split())


def _refused(row: Returned, texts: dict[str, str | None]) -> str:
    if not row.is_whole:
        return say("中文在工作簿里被改过", "its Chinese was edited in the workbook")
    if row.zh not in texts:
        return say("文件夹里已没有这段中文", "the folder no longer has this Chinese text")
    own = texts[row.zh]
    if own is not None and _folded(own) != _folded(row.en):
        return say("这段的英文写在您自己的文件里，请在那里改", "its English stands in your own file; change it there")
    if row.zh.count("[[") != row.en.count("[["):
        return say(
            "英文里引用数据（[[…]]）的个数与中文不同", "it quotes another number of figures [[…]] than the Chinese"
        )
    return ""
