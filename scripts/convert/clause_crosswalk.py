"""The cross-walk of common factory metrics in; what it adds to each clause out, in part and optional."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clause_answers import Spec, parse

_COLUMNS = {"beautiful-factory": "beautiful-factory-bj", "gri_successor": "gri"}  # the rest are named as we name them


def mapped(crosswalk: Any, table: Any) -> Mapping[str, tuple[Spec, ...]]:  # noqa: ANN401  # trees of data files
    """Answers by clause address, less the pairs whose difference is argued."""
    found: dict[str, list[Spec]] = defaultdict(list)
    for row, address, spec in pairs(crosswalk, table):
        if f"{row} {address}" not in table["argued"]:
            found[address].append(spec)
    return {address: tuple(specs) for address, specs in found.items()}


def pairs(crosswalk: Any, table: Any) -> list[tuple[str, str, Spec]]:  # noqa: ANN401  # trees of data files
    """Each row's id, an address that it maps to, and our answer."""
    found = []
    for row in crosswalk["items"]:
        spec = parse(f"{table['metrics'].get(row['code'], row['code'])} ?")
        if spec is None:
            continue
        if spec.kind == "metric":
            spec = replace(spec, relation="partial")
        for column, codes in row["maps"].items():
            found += [(row["code"], f"{_COLUMNS.get(column, column)}:{code}", spec) for code in codes]
    return found
