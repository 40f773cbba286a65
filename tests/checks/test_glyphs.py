"""What the shipped faces hold is what their own tables of characters say."""

from fontTools.ttLib import TTFont

from esg_report.checks.glyphs import strange
from esg_report.share import folder


def test_of_characters_far_and_wide_those_are_strange_that_no_face_maps() -> None:
    mapped: set[int] = set()
    for name in ("ESGSansSC-Regular.ttf", "ESGSans-Regular.ttf"):
        with TTFont(folder("fonts") / name) as font:
            mapped.update(font["cmap"].getBestCmap())
    text = "".join(map(chr, (*range(0xA1, 0x3400, 7), *range(0x9FA6, 0xD800, 7), *range(0x20000, 0x30000, 101))))
    lacking = strange(text)
    assert 0 < len(lacking) < len(text)
    assert lacking == [
        one
        for one in text
        if ord(one) not in mapped and one.strip() and not one.isspace() and one not in "“”‘’…—·，。、；：？！（）《》％"
    ]
