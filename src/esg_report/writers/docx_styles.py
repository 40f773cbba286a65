"""A language and a colour in; the styles, lists and settings of a Word edition out, as offices in China set them.

Styles carry Word's own names, so that its contents, navigation and theme tools know them; they stand in
``docx_styles.xml``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from esg_report.model.text import Language
from esg_report.writers.docx_xml import HEAD, W

PALE, RULE = "F1EFE8", "CFCDC7"
LINE_PITCH = 312  # twentieths of a point; the grid that Chinese documents are set on
TEXT_WIDTH = 9070  # twentieths of a point between the margins of A4; tab stops of the styles end there too
_FACES = {  # faces that every office in China has: 宋体 for text, 黑体 for heads
    Language.ZH: {"latin": "Times New Roman", "latin_heads": "Arial"},
    Language.EN: {"latin": "Calibri", "latin_heads": "Calibri"},
}
_HAN = {"han": "宋体", "han_heads": "黑体"}
_INDENT = {Language.ZH: '<w:ind w:firstLine="420" w:firstLineChars="200"/>', Language.EN: ""}


def styles(language: Language, brand: str) -> str:
    """The part ``styles.xml``; ``brand`` is a hex colour without its sign."""
    return _sheet().substitute(_FACES[language], **_HAN, brand=brand, indent=_INDENT[language])


@cache
def _sheet() -> Template:
    return Template(Path(__file__).with_name("docx_styles.xml").read_text(encoding="utf-8"))


def numbering(ordered: int) -> str:
    """The part ``numbering.xml``: bullets as list 1, and as many numbered lists as there are, each from one."""
    made = f'{HEAD}<w:numbering xmlns:w="{W}">{_level(0, "bullet", "•")}{_level(1, "decimal", "%1.")}'
    made += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for at in range(ordered):
        made += f'<w:num w:numId="{at + 2}"><w:abstractNumId w:val="1"/>{start}</w:num>'
    return made + "</w:numbering>"


def _level(number: int, kind: str, sign: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum>'
    )


def settings() -> str:
    """The part ``settings.xml``: Chinese punctuation is squeezed, and Word opens the file as one of its own."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f'<w:drawingGridVerticalSpacing w:val="{LINE_PITCH // 2}"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
