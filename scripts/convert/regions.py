"""The survey's grid factors in; the terms of the regions that they name out, provinces by ISO 3166-2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from survey import Entry
from writing import Cell, table

from esg_report.model.text import Text

_HEAD = (
    "Regions that choose factors and limits: the country, its provinces (ISO 3166-2), and the grid regions that\n"
    "factors are published for besides (CN-north and the like, which are no ISO codes and belong to no place)."
)
_UNPUBLISHED = {  # no grid factor is published for these; a place may lie there all the same
    "CN-XZ": Text("西藏", "Tibet"),
    "CN-HK": Text("香港", "Hong Kong"),
    "CN-MO": Text("澳门", "Macao"),
    "CN-TW": Text("台湾", "Taiwan"),
}


def regions(listed: tuple[Entry, ...]) -> str:
    """The terms as a YAML file."""
    found = {"CN": Text("全国", "China"), **dict(_named(listed)), **_UNPUBLISHED}
    rows: list[Mapping[str, Cell]] = [{"id": code, "label": label, "kind": "region"} for code, label in found.items()]
    return table("terms", rows, head=_HEAD)


def _named(listed: tuple[Entry, ...]) -> Iterator[tuple[str, Text]]:
    for entry in listed:
        zh = re.fullmatch(r"2023年(.+)电力平均二氧化碳排放因子", entry.name.zh)
        en = re.fullmatch(r"2023 average CO2 factor, (.+)", entry.name.en)
        if zh and en:
            yield entry.region, Text(zh[1], en[1])
