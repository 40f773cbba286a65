"""A register of moments in; a timeline that prints each with its day, month or year out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from esg_report.compose.desk import Desk
from esg_report.compose.lines import told_line, told_runs
from esg_report.model.document import Line, Timeline
from esg_report.model.outline import TimelineSpec
from esg_report.model.passage import Inline, Mark, MarkKind, ProseTimeline, Quote
from esg_report.model.period import Period
from esg_report.model.register import CellValue, written
from esg_report.model.text import Told

_WHEN = re.compile(r"(\d{4})(?:\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?)?\s*[年月日]?")


def timeline(desk: Desk, section: str, topic: str, spec: TimelineSpec) -> Timeline | None:
    """The records that say what happened, in the factory's order; None where there is none.

    What a timeline of the section's narrative tells in the same words stands there.
    """
    told = [(record, record.get(spec.what)) for record in desk.material.records.of(spec.register)]
    known = set(_told(desk, topic))
    held = [
        (record, what)
        for record, what in told
        if isinstance(what, Told) and _key(what.zh or what.en or "") not in known
    ]
    if not held:
        return None
    entries = tuple((_when(record.get(spec.when)), told_line(what)) for record, what in held)
    return Timeline(desk.anchor(section), entries, records=tuple(record.id for record, _ in held))


def _told(desk: Desk, topic: str) -> Iterator[str]:
    """What the timelines of a topic's narrative say, in either language."""
    for passage in desk.material.passages:
        for side in (passage.zh, passage.en):
            blocks = side.blocks if passage.topic == topic and side is not None and not side.is_stub else ()
            for block in blocks:
                if isinstance(block, ProseTimeline):
                    yield from (_key("".join(_text(inline) for inline in what)) for _, what in block.entries)


def _text(inline: Inline) -> str:
    return inline.name if isinstance(inline, Quote) else inline.text


def _key(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split()).strip("。.；;")


def _when(value: CellValue | None) -> Line:
    """A year, month or day as each language writes it; other words as they stand."""
    text = written(value).strip()
    period = _period(text)
    if period is not None:
        runs = (Mark(str(period), MarkKind.DATE),)
        return Line(runs, runs)
    words = told_runs(text) or ()
    return Line(words, words)


def _period(text: str) -> Period | None:
    found = _WHEN.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    try:
        return Period.parse("-".join(part.zfill(2) for part in found.groups() if part))
    except ValueError:
        return None
