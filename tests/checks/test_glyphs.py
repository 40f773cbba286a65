"""What the shipped faces hold is what their own tables of characters say."""

import re
from functools import cache

from fontTools.ttLib import TTFont

from esg_report.checks.glyphs import SURE, strange
from esg_report.share import folder


def test_of_characters_far_and_wide_those_are_strange_that_no_face_maps() -> None:
    text = "".join(map(chr, (*range(0xA1, 0x3400, 7), *range(0x9FA6, 0xD800, 7), *range(0x20000, 0x30000, 101))))
    lacking = strange(text)
    assert 0 < len(lacking) < len(text)
    assert lacking == [one for one in text if ord(one) not in mapped() and not one.isspace()]


def test_what_is_taken_for_sure_without_opening_a_face_is_in_the_faces() -> None:
    sure = re.findall(f"[{SURE}]", "".join(map(chr, range(0x20, 0x20000))))
    assert {one for one in sure if ord(one) not in mapped() and not one.isspace()} == set()


@cache
def mapped() -> frozenset[int]:
    """What the two faces that every other one falls back on map, read the long way."""
    held: set[int] = set()
    for name in ("ESGSansSC-Regular.ttf", "ESGSans-Regular.ttf"):
        with TTFont(folder("fonts") / name) as font:
            held.update(font["cmap"].getBestCmap())
    return frozenset(held)
