"""Every row of the survey of dirty ledgers is a case, a test, or has a reason why it cannot be decided."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MAP = yaml.safe_load((ROOT / "tests/intake/dirt_map.yaml").read_text(encoding="utf-8"))
ROWS = [f"{letter}{number}" for letter, most in MAP["rows"].items() for number in range(1, most + 1)]


def cased():
    """The rows that have cases of their own id."""
    found = yaml.safe_load((ROOT / "tests/quantity/dirt.yaml").read_text(encoding="utf-8"))["cases"]
    words = yaml.safe_load((ROOT / "tests/intake/dirt_words.yaml").read_text(encoding="utf-8"))
    names = [case["case"] for case in (*found, *(case for kind in words.values() for case in kind))]
    return {match[1] for name in names if (match := re.fullmatch(r"([A-Z][0-9]+)[a-z]?", name))}


def test_every_row_is_held_once():
    assert len(ROWS) == 189
    assert sorted([*cased(), *MAP["held"], *MAP["left"]]) == sorted(ROWS)


@pytest.mark.parametrize(("row", "place"), MAP["held"].items())
def test_what_holds_a_row_is_there(row, place):
    file, _, name = place.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert name in yaml.safe_load(text) if file.endswith(".yaml") else f"def {name}(" in text


def test_what_is_left_has_a_reason():
    assert [row for row, why in MAP["left"].items() if len(why.split()) < 8] == []
