"""The folder ``published/`` in; what earlier reports said, and findings on files that cannot be read, out."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

from esg_report.intake.evidence import files_below
from esg_report.intake.shelf import Shelf
from esg_report.model.fact import Key
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.period import Period
from esg_report.model.published import FOLDER, VERSION, Published, Stated
from esg_report.model.text import Text, Told
from esg_report.quantity.units import UnitError, UnitTable

_KNOWN = frozenset({"version", "year", "values", "factors", "basis"})


class _NotReadError(Exception):
    """Why a file is not read, in both languages."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def read_published(shelf: Shelf, *, units: UnitTable) -> tuple[tuple[Published, ...], tuple[Finding, ...]]:
    """Every ``published/YEAR.json``, oldest first. One wrong entry leaves its whole file out: half proves nothing."""
    reports: list[Published] = []
    findings: list[Finding] = []
    for spot in files_below(shelf, FOLDER):
        if spot.suffix.lower() != ".json":
            continue
        try:
            report = _report(shelf, spot, units)
        except _NotReadError as trouble:
            findings.append(finding("F121", Severity.ERROR, Where(shelf.name(spot)), reason=trouble.why))
            continue
        if isinstance(report, Finding):
            findings.append(report)
        else:
            reports.append(report)
    return tuple(sorted(reports, key=lambda report: report.year)), tuple(findings)


def _report(shelf: Shelf, spot: Path, units: UnitTable) -> Published | Finding:
    name = shelf.name(spot)
    data = shelf.take(name)
    if isinstance(data, Finding):
        return data
    tree = _tree(data)
    if tree.get("version") != VERSION or set(tree) - _KNOWN:
        said = tree.get("version")
        raise _NotReadError(
            Text(
                f"version 应为“{VERSION}”，不能有别的键（这里是“{said}”）",
                f"its version must be '{VERSION}', not '{said}', and it has no other keys",
            )
        )
    try:
        year = Period.parse(str(tree.get("year")))
    except ValueError:
        year = None
    if year is None or year.year is None:
        raise _NotReadError(Text(f"year“{tree.get('year')}”不是年份", f"its year '{tree.get('year')}' is no year"))
    values = tuple(_stated(entry, units) for entry in _list(tree, "values"))
    if len({stated.key for stated in values}) != len(values):
        raise _NotReadError(Text("同一个 key 出现了两次", "a key stands in it twice"))
    factors = tuple(str(factor) for factor in _list(tree, "factors"))
    return Published(year, name, values, factors, _basis(tree.get("basis")))


def _tree(data: bytes) -> dict[str, object]:
    try:
        tree = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise _NotReadError(Text("不是 JSON", "it is no JSON")) from None
    if not isinstance(tree, dict):
        raise _NotReadError(Text("最外层应为一个对象", "it holds no object"))
    return tree


def _list(tree: dict[str, object], key: str) -> list[object]:
    held = tree.get(key, [])
    if not isinstance(held, list):
        raise _NotReadError(Text(f"{key} 应为列表", f"{key} is no list"))
    return held


def _stated(entry: object, units: UnitTable) -> Stated:
    try:
        if not isinstance(entry, dict) or set(entry) != {"key", "value", "unit"}:
            raise ValueError  # noqa: TRY301  # one way out for every fault of an entry
        key, value, unit = Key.parse(str(entry["key"])), Decimal(str(entry["value"])), str(entry["unit"])
        units.get(unit)
        if not value.is_finite():
            raise ValueError  # noqa: TRY301
    except (ValueError, InvalidOperation, UnitError):
        shown = json.dumps(entry, ensure_ascii=False)[:120]
        raise _NotReadError(Text(f"看不懂这一条：{shown}", f"cannot read the entry {shown}")) from None
    return Stated(key, value, unit)


def _basis(held: object) -> Told | None:
    if held is None:
        return None
    if not isinstance(held, dict) or set(held) - {"zh", "en"} or not any(held.values()):
        raise _NotReadError(Text("basis 应写 zh 和（或）en", "its basis has neither zh nor en, or other keys"))
    sides = {side: str(words) for side, words in held.items() if words}
    return Told(sides.get("zh"), sides.get("en"))
