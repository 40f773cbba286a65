"""A survey's source line in, a bilingual citation out; an unlisted document or table stops the conversion."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from survey import Entry

from esg_report.model.text import Text
from esg_report.strict_yaml import into, load

_HERE = Path(__file__).resolve().parent


def citation(entry: Entry) -> Mapping[str, str | Text]:
    """The citation of an entry, field by field; the place in the document stands in its title, in both languages."""
    title, place = _words("documents")[entry.document], _words("tables")[entry.table]
    document = title if place.zh == "-" else Text(f"{title.zh}，{place.zh}", f"{title.en}, {place.en}")
    return {
        "document": document,
        "year": "" if entry.year == "-" else entry.year,
        "published": entry.published,
        "address": entry.url,
        "evidence": entry.evidence,
        "unverified": "true" if entry.unverified else "",
    }


@cache
def _words(name: str) -> dict[str, Text]:
    return into(dict[str, Text], load(_HERE / f"{name}.yaml"))
