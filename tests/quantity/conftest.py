from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import esg_report
from esg_report.model.text import Text
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

FOLDER = Path(esg_report.__file__).parent / "reference" / "units"


def entries():
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["units"]


def unit(entry):
    return Unit(
        entry["id"],
        tuple(sorted(entry["dimension"].items())),
        Fraction(entry["ratio"]),
        Text(**entry["name"]),
        Text(**entry["symbol"]),
        tuple(entry.get("aliases", ())),
    )


@pytest.fixture(scope="session")
def units():
    return UnitTable({entry["id"]: unit(entry) for entry in entries()})
