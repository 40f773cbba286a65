"""The printed tree in; where an edition would have to fall back on the other language, out."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import cell_of
from esg_report.checks.names import named_at, names
from esg_report.model.document import Block, Chapter, FactTable, Line, Picture, RecordTable, Runs, Timeline
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue
from esg_report.model.passage import Mark, Words
from esg_report.model.project import Material
from esg_report.model.register import Record, written
from esg_report.model.text import Language, Text

NAMES = {Language.ZH: Text("中文", "Chinese"), Language.EN: Text("英文", "English")}


@check("T105", Severity.WARNING)
def told_in_one_language(chapters: tuple[Chapter, ...], material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A cell's words that are printed but lack one of the report's languages, and have a column for it."""
    records = {record.id: record for record in material.records}
    seen: set[tuple[str, str, Language]] = set()
    blocks = (block for chapter in chapters for section in chapter.sections for block in section.blocks)
    for record_id, lines in (held for block in blocks for held in _lines(block)):
        record = records.get(record_id)
        if record is None:
            continue
        nameless = _nameless(record, catalogue)
        for line in lines:
            for language in material.project.languages:
                words = _words(line.of(language.other)) if line.of(language) is None else ""
                if words and words not in nameless and (record.id, words, language) not in seen:
                    seen.add((record.id, words, language))
                    yield Hit(cell_of(record), {"language": NAMES[language], "words": words})


@check("T109", Severity.WARNING)
def name_in_one_language(material: Material) -> Iterator[Hit]:
    """A name in project.yaml or in the form that lacks one of the report's languages."""
    for field, told in names(material):
        for language in material.project.languages:
            if told is not None and told.of(language) is None:
                words = told.best(language)
                arguments: dict[str, Argument] = {"language": NAMES[language], "words": words}
                yield Hit(named_at(material, field, words, language), arguments)


def _nameless(record: Record, catalogue: Catalogue) -> set[str]:
    """Keys of a register that has no column for their English."""
    register = catalogue.registers.get(record.register)
    if register is None or any(column.id == "name" for column in register.columns):
        return set()
    return {written(record.get(key)) for key in register.keys}


def _lines(block: Block) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lines that a block prints of each record."""
    if isinstance(block, Picture):
        yield block.record or "", (block.caption,)
    elif isinstance(block, Timeline):
        yield from zip(block.records, block.entries, strict=False)  # moments of the narrative have no record
    elif isinstance(block, FactTable | RecordTable):
        for row in block.rows:
            yield row.record or "", (row.name, *(cell for cell in row.cells if isinstance(cell, Line)))


def _words(runs: Runs | None) -> str:
    """The words of some runs; figures and published values read alike in both languages."""
    found = [run.text for run in runs or () if isinstance(run, Words | Mark)]
    return "".join(found).strip()
