"""A folder of framework surveys in; reference/frameworks/*.yaml out, the same bytes on every run.

Usage: python scripts/convert/frameworks.py SURVEY_FOLDER [OUT_FOLDER]

What a clause asks becomes answers by the hand-made maps in ``clauses/``; a metric name that no map has stops the
conversion, and so does an answer called full whose unit measures something else. The cross-walk adds what it maps, in
part and optional. Notes of the surveys are working notes and stay there. A table that the folder lacks is named and
left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from clause_answers import TOPIC, Spec, parse, supporting
from clause_crosswalk import mapped
from clause_places import place
from clause_units import misfit
from writing import scalar, write

from esg_report.model.text import Text
from esg_report.reference import load

_HERE = Path(__file__).resolve().parent
_OUT = _HERE.parent.parent / "src" / "esg_report" / "reference" / "frameworks"
_CLAUSES = _HERE / "clauses"
_NEXT_EDITION = "2027-01-01"  # from which GRI 102 and 103 stand in for what they replace

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the survey and what answers it."""

    item: Item
    answers: tuple[Spec, ...]


def main(folder: Path, out: Path = _OUT) -> None:
    """Convert every framework of the list."""
    rows = [row for row in _listed() if (folder / f"{row['source']}.yaml").exists()]
    clauses = {row.get("id", row["source"]): _clauses(folder, row) for row in rows}
    by_code = {clause.item["code"]: clause for found in clauses.values() for clause in found}
    extra = mapped(_source(folder, "crosswalk-factory"), _tree(_CLAUSES / "crosswalk.yaml"))
    for row in rows:
        name = row.get("id", row["source"])
        whole = [_whole(clause, name, by_code, extra) for clause in clauses[name]]
        write(out / f"{name}.yaml", "\n".join(_lines(_source(folder, row["source"]), row, name, whole)) + "\n")
        print(f"{name}: {len(whole)} clauses")
    print("\n".join(f"{row['source']}: not in the folder" for row in _listed() if row not in rows))


def _clauses(folder: Path, row: Item) -> list[Clause]:
    items = [item for item in _source(folder, row["source"])["items"] if _is_of(item, row.get("id", row["source"]))]
    return [Clause(item, tuple(_answers(item, _map(row["source"])))) for item in items]


def _is_of(item: Item, name: str) -> bool:
    """Whether a clause is of the edition: GRI 102 and 103 take the place of others from a day on."""
    if name == "gri":
        return item.get("effective") != _NEXT_EDITION
    return name != "gri-2025" or not (item.get("replaced_by") or item.get("superseded"))


def _answers(item: Item, table: Item) -> Iterator[Spec]:
    """What answers a clause by its own kind, its metrics and the hand-made additions, none twice."""
    named = [(metric, parse(_named(item, metric, table))) for metric in item.get("metrics", ())]
    metrics = [_checked(item, metric, spec) for metric, spec in named if spec is not None]
    more = [spec for text in table.get("answers", {}).get(item["code"], ()) if (spec := parse(text)) is not None]
    is_told = "narrative" in item.get("kind", ()) or not any(not spec.is_optional for spec in (*metrics, *more))
    yield from dict.fromkeys([*([TOPIC] if is_told or TOPIC in more else []), *metrics, *more])


def _checked(item: Item, metric: Item, spec: Spec) -> Spec:
    """The same answer, where none of its metrics is called full in another unit."""
    full = [one.name for one in spec.metrics() if one.relation == "full"]
    wrong = [why for name in full if (why := misfit(str(metric.get("unit")), name, _units()))]
    if wrong:
        raise SystemExit(f"{item['code']}: {metric['name']['zh']}: {wrong[0]}")
    return spec


def _named(item: Item, metric: Item, table: Item) -> str:
    asked = metric["name"]["zh"]
    if not table:  # a later table: what bears the name of one of our metrics
        found = load.catalogue().named(asked)
        return f"{found[0]} partial ?" if len(found) == 1 else "-"
    names = table["metrics"]
    found = names.get(f"{item['code']}/{asked}", names.get(asked))
    if found is None:
        if metric.get("unit") in (None, "null"):
            return "-"  # a datapoint of text, a date or a choice among words
        raise SystemExit(f"{item['code']}: no map has {asked!r} ({metric.get('unit')})")
    return str(found)


def _whole(clause: Clause, name: str, by_code: Mapping[str, Clause], extra: Mapping[str, tuple[Spec, ...]]) -> Clause:
    """The clause with what supports it: the clauses that the survey points to, and the cross-walk's rows."""
    pointed = [by_code[code] for code in _pointed(clause.item, name, by_code)]
    more = [
        *supporting(spec for other in pointed for spec in other.answers),
        *extra.get(f"{name.removesuffix('-2025')}:{clause.item['code']}", ()),
    ]
    held = {spec.name for answer in clause.answers for spec in (answer, *answer.metrics())}
    added = [spec for spec in dict.fromkeys(more) if spec.name not in held and spec != TOPIC]
    return Clause(clause.item, (*clause.answers, *added))


def _pointed(item: Item, name: str, by_code: Mapping[str, Clause]) -> list[str]:
    """Codes of the clauses that usually carry the proof."""
    starts = _map(name).get("supported_by", {}).get(item["code"], ())
    codes = [code for start in starts for code in by_code if code.startswith(start)]
    return [*codes, *(code for code in item.get("evidence", ()) if code in by_code)]


def _lines(source: Item, row: Item, name: str, clauses: list[Clause]) -> Iterator[str]:
    table = _map(row["source"])
    yield "# Converted by scripts/convert/frameworks.py: mend the maps in scripts/convert/clauses, not this file."
    yield f"id: {name}"
    yield f"title: {_text(_title(source, name))}"
    yield f"issuer: {_text(Text(source['issuer']['zh'], source['issuer']['en']))}"
    yield f"edition: {scalar(row['edition'])}"
    if source.get("document_no"):
        yield f"document_no: {scalar(source['document_no'])}"
    yield f"speaks_of: {table.get('speaks_of', 'company')}"
    yield "requirements:"
    for clause in clauses:
        yield from _clause_lines(clause, table)


def _clause_lines(clause: Clause, table: Item) -> Iterator[str]:
    item = clause.item
    yield f"  - code: {scalar(item['code'])}"
    yield f"    section: {scalar(item['section'])}"
    words = _places()
    if (where := place(item, words["words"], words["english"])) is not None:
        yield f"    place: {_text(where)}"
    yield f"    title: {_text(Text(item['title']['zh'], item['title']['en']))}"
    yield f"    obligation: {item['obligation']}"
    if question := _question(item, table):
        yield f"    applies_if: {question}"
    yield "    answers:"
    yield from (f"      - {spec.flow()}" for spec in clause.answers)
    if item.get("standards"):
        yield f"    standards: [{', '.join(scalar(one) for one in item['standards'])}]"
    if note := _conditions()["notes"].get(item.get("condition", "")):
        yield f"    note: {scalar(note)}"
    yield from (f"    {flag}: true" for flag in ("unverified", "zh_unverified") if item.get(flag) == "true")


def _question(item: Item, table: Item) -> str:
    """The question on which a clause hangs; blank where there is none."""
    condition = item.get("applies_if")
    if isinstance(condition, dict):
        return str(_conditions()["applies"][condition["zh"]])
    for start, question in table.get("applies", {}).items():
        if item["code"].removeprefix("GRI ").startswith(start):
            return str(question)
    return str(_conditions()["conditions"].get(item.get("condition", ""), ""))


def _title(source: Item, name: str) -> Text:
    title = Text(source["title"]["zh"], source["title"]["en"])
    if name != "gri-2025":
        return title
    return Text(f"{title.zh}（含 GRI 102、103）", f"{title.en} (with GRI 102 and 103)")


def _text(words: Text) -> str:
    return f"{{zh: {scalar(words.zh)}, en: {scalar(words.en)}}}"


@cache
def _source(folder: Path, name: str) -> Item:
    return _tree(folder / f"{name}.yaml")


@cache
def _map(name: str) -> Item:
    path = _CLAUSES / f"{name}.yaml"
    return _tree(path) if path.exists() else {}


@cache
def _units() -> Mapping[str, str]:
    return {str(asked): str(own) for asked, own in _tree(_CLAUSES / "units.yaml")["units"].items()}


@cache
def _places() -> Item:
    return _tree(_CLAUSES / "places.yaml")


@cache
def _conditions() -> Item:
    return _tree(_CLAUSES / "questions.yaml")


def _listed() -> list[Item]:
    return list(_tree(_CLAUSES / "frameworks.yaml")["frameworks"])


def _tree(path: Path) -> Item:
    """A table whose every scalar is the text that it is; the surveys use anchors, which our own files may not."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # makes texts only
    if not isinstance(data, dict):
        raise SystemExit(f"{path.name} is no table")
    return data


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
