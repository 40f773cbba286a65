"""The survey's folder of published values in; reference/factors, limits and regions out, the same bytes on every run.

Usage: python scripts/convert/factors.py SURVEY_FOLDER [OUT_FOLDER]

Ranges, grids, texts, and what ``indicators.yaml`` or ``limits.yaml`` sets aside are printed with the reason.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citing import citation
from limits import limits
from notes import note, unit
from regions import regions
from supplements import supplements
from survey import Entry, entries
from writing import Cell, table, write

from esg_report.model.text import Text
from esg_report.strict_yaml import into, load

_HERE = Path(__file__).resolve().parent
_OUT = _HERE.parent.parent / "src" / "esg_report" / "reference"

_HEADS = {
    "electricity": "Emission factors of electricity and heat. The province's factor of the activity year comes first;\n"
    "where none is published yet, the latest published one stands in, named with its year.",
    "fuels": "Defaults of fuels and processes. The default set, which ncv.FUEL, cc.FUEL and of.FUEL name, is that\n"
    "of the NDRC guidelines of 2015 for machinery, electronics and other industry; sets b, b10, c, d carry a letter.\n"
    "They are never mixed in one product: heating value, carbon content and oxidation come from one set.",
    "coal-equivalent": "Coal-equivalent coefficients and heating values.",
    "gwp": "Global warming potentials over 100 years, by assessment report: one report for a whole inventory.",
    "environmental-tax": "Rates and pollution equivalents of the environmental protection tax.",
    "benchmarks": "Efficiency bars and benchmark levels that are single numbers.",
    "air": "Reference oxygen of boilers, for the correction of concentrations.",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an id of the survey is called here, or why it is left out."""

    id: str
    indicator: str = ""
    reason: str = ""


def main(folder: Path, out: Path = _OUT) -> None:
    """Convert a survey folder; what is found goes below ``out``."""
    survey = {path.stem: entries(path) for path in sorted(folder.glob("*.yaml")) if path.stem in _SURVEYED}
    found, aside = _factors(survey)
    for name, rows in found.items():
        write(out / "factors" / f"{name}.yaml", table("factors", rows, head=_HEADS[name]))
    aside += limits(survey["limits-beijing"], out / "limits")
    write(out / "terms" / "regions.yaml", regions(survey["ghg-electricity"]))
    for entry, reason in aside:
        print(f"left out {entry.id}: {reason}")
    print(f"{sum(map(len, found.values()))} factors written, {len(aside)} entries left out")


_SURVEYED = {  # survey file: the factor file that its entries go to, unless _home says otherwise
    "ghg-electricity": "electricity",
    "ghg-fuels": "fuels",
    "energy-tce": "coal-equivalent",
    "gwp": "gwp",
    "limits-beijing": "environmental-tax",
    "equipment-efficiency": "benchmarks",
}


def _factors(
    survey: Mapping[str, tuple[Entry, ...]],
) -> tuple[dict[str, list[Mapping[str, Cell]]], list[tuple[Entry, str]]]:
    found: dict[str, list[Mapping[str, Cell]]] = {name: [] for name in _HEADS}
    aside: list[tuple[Entry, str]] = []
    for stem, listed in survey.items():
        for entry in (*listed, *supplements(stem, listed)):
            indicator, reason = _indicator(entry)
            if reason:
                aside.append((entry, reason))
            elif indicator:
                found[_home(indicator, _SURVEYED[stem])].append(factor(entry, indicator))
    return found, aside


def factor(entry: Entry, indicator: str) -> Mapping[str, Cell]:
    """A factor's fields, in the order that a reader wants them."""
    return {
        "id": re.sub(r"(?<=grid\.co2\.\d{4}\.)(?=[A-Z]{2}$)(?!CN$)", "CN-", entry.id),
        "indicator": indicator,
        "label": _label(entry.name, indicator),
        "value": entry.value or "",
        "unit": unit(entry),
        "region": entry.region,
        "valid_from": entry.valid_from or "",
        "valid_to": entry.valid_to or "",
        "citation": citation(entry),
        "note": note(entry),
    }


def _indicator(entry: Entry) -> tuple[str, str]:
    """What formulas call the entry, or the reason why it is no factor; both blank for what is a limit."""
    for rule in _rules():
        if match := re.fullmatch(rule.id, entry.id):
            if rule.reason:
                return "", rule.reason
            if entry.kind != "value":
                return "", f"a {entry.kind}, not one number"
            return rule.indicator.format(match[0], *match.groups()).lower(), ""
    return ("", "") if entry.id.startswith(("bj.", "cn.")) else (entry.id, "")


def _home(indicator: str, home: str) -> str:
    if indicator.startswith(("heat.", "grid.")):
        return "electricity"
    return "air" if indicator.startswith("air.") else home


def _label(name: Text, indicator: str) -> Text:
    """The name as a list of factors prints it: what a coefficient is, without the letter of the default set."""
    if indicator.startswith("tce.") and indicator != "tce.definition":
        return Text(f"{name.zh}折标准煤系数", f"{name.en}, coal-equivalent coefficient")
    return Text(name.zh.replace("（A组）", ""), name.en.replace(" (set A)", ""))


@cache
def _rules() -> tuple[Rule, ...]:
    return into(tuple[Rule, ...], load(_HERE / "indicators.yaml")["indicators"])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
