"""An edited Word file and its folder in; what was edited, as lines or JSON, and the narrative files written, out."""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from esg_report.cli.assembly import assembled
from esg_report.cli.making import fix_date
from esg_report.cli.words import say
from esg_report.engine.job import digest_of
from esg_report.errors import InputError, OutputError, in_chinese
from esg_report.forms.narrative_units import Unit, units_of, unmarked
from esg_report.forms.reimport import Change, Refusal, Reimport, applied, compare
from esg_report.intake.wordfile import read_word
from esg_report.intake.written_files import decoded, written_files
from esg_report.model.fact import Fact
from esg_report.model.source import Derivation
from esg_report.model.text import Language
from esg_report.model.written import Edition, control_tag
from esg_report.pipeline import Assembled
from esg_report.writers.registry import WRITERS

_SCHEMA = "esg-report/reimport-1"
_MANY = "mul"  # what a Word file of both languages says of its language


def edits_of(file: Path, folder: Path) -> tuple[Assembled, Reimport]:
    """Hold an edited Word edition against the one that the folder gives now.

    Raises:
        InputError: The file cannot be read, or was built from another state of the folder.
    """
    edited = read_word(_bytes(file), file.name)
    made = assembled(folder, final=not edited.is_draft)
    if edited.source and edited.source != digest_of(made.document):
        raise InputError(
            zh=f"{file.name} 不是由这个文件夹现在的内容生成的：数据或文字在生成之后改过。"
            "请恢复当时的内容，或重新生成 Word 版，把修改誊过去再读回",
            en=f"{file.name} was not built from what {folder} holds now: data or text changed since. Put the folder "
            "back as it was, or build the Word edition anew and carry the edits over",
        )
    fix_date(made.material.project.published)
    edition = Edition.BOTH if edited.language == _MANY else Edition(edited.language)
    built = read_word(WRITERS["docx"].write(made.document, edition).data, file.name)
    return made, compare(
        built, edited, {language: tuple(_narrative(folder, language)) for language in edition.languages}
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            zh=f"无法读取 {file}：{in_chinese(error)}", en=f"cannot read {file}: {error.strerror}"
        ) from error


def _narrative(folder: Path, language: Language) -> Iterator[Unit]:
    """What the files of one language hold: of Markdown by line, of Word by paragraph."""
    for file in written_files(folder, language):
        for unit in units_of(file.path, file.text):
            if file.paragraphs is None:
                yield unit
            else:
                numbers = file.paragraphs[unit.first - 1], file.paragraphs[unit.last - 1]
                yield replace(unit, first=numbers[0], last=numbers[1])


def by_hand(edits: Reimport) -> tuple[Change, ...]:
    """The changes of chapters that are themselves written in Word: they are told, not written."""
    return tuple(change for change in edits.changes if change.unit.is_word)


def edits_lines(made: Assembled, edits: Reimport) -> Iterator[str]:
    """All on one screen: the changes as differences, the refusals, the comments, the counts."""
    for change in edits.changes:
        yield from _change_lines(change)
    for refusal in edits.refusals:
        yield from _refusal_lines(made, refusal)
    for comment in edits.comments:
        about = comment.about[:40] + ("…" if len(comment.about) > 40 else "")  # noqa: PLR2004 - a line's worth
        yield say(f"批注  {comment.author}：{comment.text}", f"comment  {comment.author}: {comment.text}")
        yield f"    {say('针对：', 'on: ')}{about}"
    yield say(
        f"改动 {len(edits.changes)} 段，拒收 {len(edits.refusals)} 处，批注 {len(edits.comments)} 条",
        f"{len(edits.changes)} passages changed, {len(edits.refusals)} edits refused, {len(edits.comments)} comments",
    )


def _change_lines(change: Change) -> Iterator[str]:
    kind = say("新增", "added") if change.is_new else say("删除", "deleted") if change.after is None else ""
    yield f"{_spot(change.unit)} {kind or say('改动', 'changed')}"
    old, new = ([] if text is None else [text] for text in _sides(change))
    for line in difflib.ndiff(old, new):
        if not line.startswith("?"):
            yield f"    {line}"
    if change.numerals:
        numerals = ", ".join(change.numerals)
        yield "    " + say(
            f"注意：新写的数字没有出处：{numerals}；请改用 [[指标]] 引用",
            f"note: numerals without a source: {numerals}; quote them as [[metric]]",
        )
    if change.unit.is_word:
        yield "    " + say(
            "这一章本身是 Word 文件，不会自动写入：请在该文件的这一段照上面修改",
            "this chapter is itself a Word file and is not written to: make the change above in this paragraph of it",
        )


def _sides(change: Change) -> tuple[str | None, str | None]:
    """What the file holds and would hold; of Word without the signs of Markdown, as it is typed there."""
    before, after = None if change.is_new else change.unit.text, change.after
    return (before and unmarked(before), after and unmarked(after)) if change.unit.is_word else (before, after)


def _spot(unit: Unit) -> str:
    """Where a text stands, for people."""
    if unit.is_word:
        return say(f"{unit.file} 第 {unit.first} 段", f"{unit.file} paragraph {unit.first}")
    return f"{unit.file}:{unit.first}"


def _refusal_lines(made: Assembled, refusal: Refusal) -> Iterator[str]:
    if refusal.tag:
        shown = f"“{refusal.before}” → “{refusal.after}”"
        yield say("拒收数字  ", "figure refused  ") + shown
        yield f"    {say('要改请改：', 'change instead: ')}{where_of(made, refusal.tag)}"
    else:
        yield say("拒收文字  ", "words refused  ") + f"“{refusal.before[:60]}” → “{refusal.after[:60]}”"
        yield "    " + _cure(refusal)


def _cure(refusal: Refusal) -> str:
    """What to do about words that do not come back."""
    if refusal.unit is None:
        return say(
            "这段文字由数据或模板生成，不在 narrative/ 中；表格里的文字请改台账",
            "these words are made from data or by the template and stand in no narrative file; change the ledger",
        )
    spot = _spot(refusal.unit)
    return say(
        f"这段文字在 {spot}，其中的链接、HTML 等写法印出来与文件里不同，不能自动写回：请在那里修改",
        f"these words stand in {spot}, where links, HTML and the like are printed otherwise than they are typed, so "
        "that they cannot be written back: change them there",
    )


def where_of(made: Assembled, tag: str) -> str:
    """The cells that would have to change for a figure to change."""
    fact = next((fact for fact in made.document.facts if control_tag(str(fact.key)) == tag), None)
    if fact is None:
        return say(f"{tag}（公布值，见因子表）", f"{tag} (a published value)")
    cells = list(dict.fromkeys(_cells(made, fact)))
    shown = say("、", ", ").join(cells[:6])
    more = say(f" 等 {len(cells)} 处", f" and {len(cells) - 6} more") if len(cells) > 6 else ""  # noqa: PLR2004 - a line's worth
    return f"{shown}{more}  [{fact.key}]"


def _cells(made: Assembled, fact: Fact) -> Iterator[str]:
    if not isinstance(fact.source, Derivation):
        yield str(fact.source)
        return
    for leaf in made.facts.closure([fact.key]):
        if not isinstance(leaf.source, Derivation):
            yield str(leaf.source)
        else:
            yield from (str(cell) for cell in leaf.source.cells)


def edits_json(made: Assembled, edits: Reimport) -> str:
    """The same as one object."""
    return json.dumps(
        {
            "schema": _SCHEMA,
            "changes": [
                {
                    "file": one.unit.file,
                    "line": None if one.unit.is_word else one.unit.first,
                    "paragraph": one.unit.first if one.unit.is_word else None,
                    "language": one.language.value,
                    "before": _sides(one)[0] or "",
                    "after": _sides(one)[1],
                    "is_new": one.is_new,
                    "numerals": list(one.numerals),
                }
                for one in edits.changes
            ],
            "refusals": [
                {
                    "figure": one.tag or None,
                    "before": one.before,
                    "after": one.after,
                    "change_instead": where_of(made, one.tag) if one.tag else one.unit and _spot(one.unit),
                }
                for one in edits.refusals
            ],
            "comments": [{"author": one.author, "text": one.text, "about": one.about} for one in edits.comments],
        },
        ensure_ascii=False,
        indent=1,
    )


def put(edits: Reimport, folder: Path) -> list[Path]:
    """Write the changed Markdown files, each whole or not at all, in its own encoding.

    Raises:
        OutputError: A file cannot be written.
    """
    grouped: dict[str, list[Change]] = defaultdict(list)
    for change in edits.changes:
        if not change.unit.is_word:
            grouped[change.unit.file].append(change)
    written: list[Path] = []
    for name, changes in grouped.items():
        path = folder / name
        draft = path.with_name(f".{path.name}.part")
        try:
            draft.write_bytes(_applied(path.read_bytes(), changes))
            draft.replace(path)
        except OSError as error:
            raise OutputError(
                zh=f"无法写入 {path}：{in_chinese(error)}", en=f"cannot write {path}: {error.strerror}"
            ) from error
        written.append(path)
    return written


def _applied(data: bytes, changes: Iterable[Change]) -> bytes:
    """A file's bytes after the changes: encoding, mark at the start and line ends as they were."""
    text, encoding = decoded(data) or ("", "utf-8")
    made = applied(text, changes)
    return (made.replace("\n", "\r\n") if b"\r\n" in data else made).encode(encoding)
