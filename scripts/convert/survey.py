"""A survey file of published values in, its entries as typed out: every number stays the text that it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from esg_report.model.text import Text
from esg_report.strict_yaml import document


@dataclass(frozen=True, slots=True)
class Entry:
    """One published value of the survey; ``value`` is None where the entry is a range, a grid or a text."""

    id: str
    name: Text
    value: str | None
    unit: str
    per: str
    document: str
    table: str
    year: str
    url: str
    published: str
    valid_from: str | None
    valid_to: str | None
    region: str
    evidence: str
    unverified: bool
    note: str
    kind: str  # value, range, grid, text
    applies_to: str
    via: str
    is_corroborated: bool


def entries(path: Path) -> tuple[Entry, ...]:
    """All entries of a survey file, in its order.

    Raises:
        StrictYamlError: The file is not YAML, or repeats a key.
        TypeError: An entry is not made as the survey makes them.
    """
    data = document(path).data
    if not isinstance(data, dict) or not isinstance(listed := data.get("entries"), list):
        raise TypeError(f"{path.name} has no entries")
    return tuple(_entry(item) for item in listed)


def _entry(item: object) -> Entry:
    if not isinstance(item, dict):
        raise TypeError(f"not an entry: {item!r}")
    source, name = item["source"], item["name"]
    words = {key: value for key, value in item.items() if isinstance(value, str)}
    return Entry(
        id=words["id"],
        name=Text(name["zh"], name["en"]),
        value=words.get("value"),
        unit=words.get("unit", ""),
        per=words.get("per", ""),
        document=source["document"],
        table=source["table"] or "-",
        year=source["year"] or "",
        url=source.get("url") or "",
        published=words.get("published", ""),
        valid_from=item.get("valid_from"),
        valid_to=item.get("valid_to"),
        region=words["region"],
        evidence=words["evidence"],
        unverified=words["unverified"] == "true",
        note=words.get("note", ""),
        kind=_kind(item),
        applies_to=words.get("applies_to", ""),
        via=words.get("via", ""),
        is_corroborated=words.get("corroboration") == "several",
    )


def _kind(item: dict[str, object]) -> str:
    for kind in ("grid", "range"):
        if kind in item:
            return kind
    value = item.get("value")
    return "value" if isinstance(value, str) and _is_number(value) else "text"


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()
