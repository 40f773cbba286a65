"""What a numeral in prose may be besides a figure: one pattern a kind, tried in the order of the list at each place.

The patterns read ASCII digits; ``marks`` hands them text in which full-width signs are made half-width one for one.
"""

from __future__ import annotations

import re

from esg_report.model.passage import MarkKind

_YEAR = r"(?:19|20)[0-9]{2}"
_TO = r"\s*(?:-|–|—|~|〜|至|到|to|and|/)\s*"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"

# A year is none where an amount's unit follows: 2000 吨, 2025 persons.
_AMOUNT = (
    r"(?:\s*(?:[%‰万亿余多人名位个件台套辆座栋家户条项份次起场亩公顷吨千克升立方平度元小时天棵株处片批℃分]"
    r"|(?:k|M|G|T)?Wh?\b|kg\b|t\b|tce|tCO|m[23³²]|mg|kWp|CNY|RMB|yuan|persons?|people|employees|tonnes?|tons?|hours?"
    r"|h\b|days?|sets?|units?|items?|vehicles?|trees?|million|thousand))"
)

_STANDARD_BODY = (
    r"GB|GBZ|GBJ|GJB|HJ|JGJ|CJJ|CJ|JB|JJF|JJG|QB|YB|YY|SH|HG|SJ|SL|NB|NY|AQ|DL|FZ|LY|TSG|XF|WS|RB|CNAS|CNCA"
    r"|DB\s?[0-9]{2}\s?/\s?T?|T/[A-Z]{2,12}|ISO|IEC|IEEE|ASTM|OHSAS|EN|UL|SA|AA|PAS|BS|UN|IATF|TL|QC|AS|ESRS|IFRS|CCAA|IPC|SEMI"
)
_STANDARD = (
    rf"(?:(?:{_STANDARD_BODY})(?:\s?/\s?(?:[TZ]|IEC|TS|TR|FDIS|DIS|PAS))*\s?[SEG]?[0-9]{{1,6}}"
    r"(?:\.[0-9]+)*(?:\s?/\s?[0-9]+(?:\.[0-9]+)?)?(?:[-—–][0-9]{1,2}(?![0-9]))?"
    r"(?:\s?[-—–:](?:19|20)?[0-9]{2}(?![0-9]))?)(?:[、,和及/]\s?[0-9]{4,5}(?:[-—–:](?:19|20)[0-9]{2})?(?![0-9]))*"
)

_KEYWORD_ORDINAL = (
    r"\b(?:Phase|Line|Unit|Building|Workshop|Plant|Boiler|Outlet|Stack|Stage|Part|Step|Item|Goal|Goals|Class|Grade"
    r"|Level|Tier|Type|Version|Edition|Room|Floor|Zone|Station|Gate|Batch|Pillar|Category|Categories|No\.?|Nos\.?)"
    r"\s?#?[0-9]{1,4}(?:\.[0-9]{1,2})?(?:\s?(?:and|or|to|[-–])\s?[0-9]{1,4})*\b"
)

_LABELLED = r"(?:Tables?|Figures?|Figs?\.|Sections?|Chapters?|[Pp]ages?|Annex|Appendix)"
_NUMBERED = (
    r"(?:编号|证书号|证号|备案号|登记号|许可证号?|代码|邮政?编码?|邮编|[Pp]ostcode|[Cc]ertificate [Nn]o\.?"
    r"|[Rr]eg(?:istration)?\.? [Nn]o\.?)"
)
_CALLED = r"(?:电话|热线|传真|拨打|手机|[Tt]el(?:ephone)?\.?|[Pp]hone|[Ff]ax|[Hh]otline)"
_DIALLED = r"\(?0[0-9]{2,3}\)?[\s-]?[0-9]{7,8}(?:[-转][0-9]{1,5})?|1[3-9][0-9]{9}|[48]00[\s-]?[0-9]{3}[\s-]?[0-9]{4}"
_HAN_DAY = rf"{_MONTH}\s*月(?:\s*{_DAY}\s*日)?"
_CATCHWORDS = r"[2-6][GDSRC]|[2-9]S管理|1\s?\+\s?[A-ZNX]|[A-ZN]\s?\+\s?1|3060|30·60|100\s?%(?=股权|控股)"
_NO_AMOUNT = r"(?!(?:RMB|CNY|USD|EUR|HKD|US|GBP|JPY|pH|PH)-?[0-9])"  # these stand before figures

PATTERNS: tuple[tuple[MarkKind, str], ...] = (
    (
        MarkKind.NAME,
        r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。；、）】》]+|(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}",
    ),
    (MarkKind.DOCUMENT, rf"[〔\[［(（【]{_YEAR}[〕\]］)）】]\s*第?\s*[0-9]+\s*号"),
    (MarkKind.DOCUMENT, r"令\s*(?:第\s*)?[0-9]+\s*号|(?:公告|通告)\s*(?:19|20)[0-9]{2}\s*年\s*第\s*[0-9]+\s*号"),
    (MarkKind.CLAUSE, r"\b(?:BF|GRI|HKEX|SASB|TCFD|ESRS|VSME|CASS|GRI)[\s-]?[A-Z]{0,2}-?[0-9]+(?:[-.][0-9]+)*[a-z]?\b"),
    (MarkKind.CLAUSE, r"\b(?:[Aa]rticles?|[Cc]lauses?|[Pp]aragraphs?)\s[0-9]+(?:\.[0-9]+)*(?:\([0-9a-z]+\))*\b"),
    (MarkKind.CLAUSE, r"第\s*[0-9]+(?:\.[0-9]+)*\s*[条款项章节]|条款\s?[0-9]+(?:\.[0-9]+)*"),
    (MarkKind.STANDARD, rf"\b{_STANDARD}"),
    (MarkKind.LABEL, r"[表图]\s?[0-9]+(?:[-–—.][0-9]+)*"),
    (MarkKind.LABEL, rf"\b{_LABELLED}\s[0-9]+(?:[-–—.][0-9]+)*\b"),
    (MarkKind.CODE, rf"{_NUMBERED}[为是:\s]{{0,3}}[A-Za-z0-9][A-Za-z0-9/.-]*[0-9][A-Za-z0-9/.-]*"),
    (MarkKind.CODE, r"(?<![0-9-])[0-9]{3}-[0-9]{3}-[0-9]{2}(?![0-9-])"),
    (MarkKind.CODE, r"(?<![0-9A-Za-z])(?=[0-9A-Z]{0,17}[A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])"),
    (MarkKind.PHONE, rf"{_CALLED}[为:\s]{{0,3}}\+?[0-9()（）][0-9()（）\s-]{{1,20}}[0-9]"),
    (MarkKind.PHONE, rf"(?<![0-9.,-])(?:\(?\+?86\)?[\s-]?)?(?:{_DIALLED})(?![0-9.,])"),
    (MarkKind.PHONE, r"(?<![0-9])(?:12345|12369|12315|12350)(?:热线|平台|市民)?(?![0-9.,%])"),
    (MarkKind.DATE, rf"{_YEAR}\s?[-/.]\s?{_MONTH}\s?[-/.]\s?{_DAY}(?![0-9])"),
    (MarkKind.DATE, rf"{_YEAR}\s*年\s*{_HAN_DAY}(?:{_TO}(?:(?:{_YEAR}\s*年\s*)?{_HAN_DAY}|{_DAY}\s*日))?"),
    (MarkKind.DATE, rf"{_YEAR}\s*年\s*{_MONTH}{_TO}{_MONTH}\s*月"),
    (MarkKind.DATE, rf"\b{_DAY}(?:st|nd|rd|th)?(?:\s?[-–]\s?{_DAY})?\s{_MONTHS}(?:,?\s{_YEAR})?\b"),
    (MarkKind.DATE, rf"\b{_MONTHS}\s{_DAY}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?\b(?![\s]?[0-9%])"),
    (MarkKind.DATE, rf"\b{_MONTHS},?\s{_YEAR}\b"),
    (MarkKind.DATE, rf"(?<![0-9.,])(?:{_MONTH}{_TO})?{_HAN_DAY}(?:{_TO}(?:{_MONTH}\s*月\s*)?{_DAY}\s*日)?"),
    (MarkKind.DATE, rf"(?<![0-9.,]){_DAY}\s*日(?!均|产|处理)"),
    (MarkKind.DATE, rf"(?<![0-9.,]){_MONTH}·{_DAY}(?![0-9])"),
    (MarkKind.DATE, rf"\bQ[1-4]\s?{_YEAR}\b|{_YEAR}\s?Q[1-4]\b|\bQ[1-4]\b"),
    (MarkKind.DATE, r"(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"),
    (MarkKind.YEAR, r"(?<![0-9])[1-9]0\s*年代|\b(?:19|20)[0-9]0s\b|(?<![0-9])(?:1[0-9]|2[0-9])\s*世纪"),
    (MarkKind.YEAR, rf"(?<![0-9.,]){_YEAR}(?:\s*年[度]?)?{_TO}(?:{_YEAR}|[0-9]{{2}})\s*年[度底末初]?"),
    (MarkKind.YEAR, rf"(?<![0-9.,]){_YEAR}{_TO}(?:{_YEAR})(?![0-9.,]*[0-9]){'(?!' + _AMOUNT + ')'}"),
    (MarkKind.YEAR, rf"(?<![0-9.,]){_YEAR}/[0-9]{{2}}(?![0-9])"),
    (MarkKind.YEAR, rf"(?<![0-9.,]){_YEAR}(?:\s*[、,]\s*{_YEAR})*\s*年[度底末初]?"),
    (MarkKind.YEAR, rf"\b(?:FY|CY)\s?(?:{_YEAR}|[0-9]{{2}})(?:/[0-9]{{2}})?\b"),
    (MarkKind.YEAR, rf"\b(?:mid|pre|post|early|late)-{_YEAR}\b"),
    (MarkKind.YEAR, rf"(?<![0-9.,A-Za-z¥￥$-])(?<!CNY )(?<!RMB ){_YEAR}(?![0-9A-Za-z]|[.,][0-9]|{_AMOUNT})"),
    (MarkKind.ORDINAL, r"第\s*[0-9]+(?:{to}[0-9]+)?".replace("{to}", _TO)),
    (MarkKind.ORDINAL, r"\b[0-9]+(?:st|nd|rd|th)\b"),
    (MarkKind.ORDINAL, r"(?<![0-9.,])[0-9]{1,3}\s?(?:[#号](?![码召])|期(?=工程|项目|光伏|厂房|建设))"),
    (MarkKind.ORDINAL, r"[(（][0-9]{1,2}[)）]|(?:^|(?<=\n))\s*[0-9]{1,2}(?:[.)]\s|、)(?![0-9])|#[0-9]{1,3}\b"),
    (MarkKind.NAME, r"\bSDGs?\s?[0-9]{1,2}(?:(?:\s?(?:[,、&和及]|and|to|[-–]))\s?[0-9]{1,2})*(?![0-9])"),
    (MarkKind.ORDINAL, _KEYWORD_ORDINAL),
    (MarkKind.NAME, r"\b[Ss]copes?\s?[1-3](?:(?:\s?(?:,|and|or|to|\+|/|&|[-–])\s?)+[1-3])*\b"),
    (MarkKind.NAME, r"范[围畴]\s?[1-3](?:(?:\s?[、,和及与+/])\s?(?:范[围畴]\s?)?[1-3])*"),
    (MarkKind.NAME, r"(?<![0-9.])(?:24/7|7\s?[×xX*]\s?24|24\s?小时(?=不间断|值守|值班|连续|监控|在线|响应|运行|热线))"),
    (MarkKind.NAME, r"(?:工业|[Ii]ndustry|等保|安全|标准化)\s?[0-9]\.0|(?<![0-9.])[0-9]\.0(?=版|时代)"),
    (MarkKind.NAME, rf"(?<![0-9A-Za-z.])(?:{_CATCHWORDS})(?![0-9A-Za-z])"),
    (MarkKind.NAME, r"(?<![0-9.,])[0-9]\s?(?:级(?=能效|[^0-9]{0,2}水平|标准)|类(?=声环境|功能区|地区|区域))"),
    (MarkKind.NAME, r"能效\s?[0-9]\s?级|国\s?[0-9](?=标准|排放|车|及)"),
    (MarkKind.CODE, r"(?<![0-9A-Za-z-])(?=[0-9A-Z-]{0,39}[A-Z])[0-9][0-9A-Z]{7,39}(?:-[0-9A-Z]+)*(?![0-9A-Za-z])"),
    (MarkKind.CODE, rf"(?<![A-Za-z]){_NO_AMOUNT}[A-Z]{{1,6}}[0-9]{{0,4}}-[A-Z]{{0,4}}[0-9]+(?:[-./×x][A-Za-z0-9]+)*"),
    (MarkKind.CODE, r"(?<![A-Za-z])(?:DA|DW|FQ|WS|YS|TA|TW|MF|HW|SW)[0-9]{2,4}(?![0-9])"),
    (
        MarkKind.NAME,
        rf"(?<![A-Za-z]){_NO_AMOUNT}[A-Za-z]{{1,40}}[0-9]+(?:[.-](?=[0-9A-Za-z])[0-9A-Za-z]+|[A-Za-z0-9]+)*\+?",
    ),
)

MARK = re.compile("|".join(f"(?P<p{place}>{pattern})" for place, (_, pattern) in enumerate(PATTERNS)), re.ASCII)


def kind_of(match: re.Match[str]) -> MarkKind:
    """The kind of the pattern that matched."""
    return PATTERNS[int((match.lastgroup or "p0")[1:])][0]


NUMBER = re.compile(r"(?:(?<![0-9A-Za-z)\]])[+\-−](?=[0-9]))?[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?")

HAN_DIGITS = "一二两三四五六七八九十百千万亿零〇"
_THINGS = "条台套辆座栋家名人起项件份棵株场次处片户批吨亩"
_UNITS = r"万元|亿元|千元|元|千瓦时?|兆瓦时?|度电|千克|公斤|公顷|平方米|立方米|人次|小时|万?吨|万?m|kWh|MWh|%"

# Chinese numerals are figures where something counted or measured follows. 一 alone is an article, a bare 百, 千, 万 an
# idiom (百家争鸣); 第三条 is an ordinal, 数十台 and 几百人 are vague; 三条红线 and the like are names.
HAN_NUMBER = re.compile(
    rf"(?<![第数几{HAN_DIGITS}点分0-9])(?<![0-9] )"
    rf"(?:百分之[{HAN_DIGITS}]+(?:点[{HAN_DIGITS}]+)?"
    rf"|[{HAN_DIGITS}]+分之[{HAN_DIGITS}]+"
    rf"|(?!(?:一|百|千|万|亿|百万|千万)(?:[^{HAN_DIGITS}]|千瓦|千克|千米))[{HAN_DIGITS}]+(?:点[{HAN_DIGITS}]+)?(?=[余多]?(?:[{_THINGS}]|{_UNITS})))"
    r"(?!条(?:红线|控制线|底线|主线|路径)|项(?:制度|原则|机制|基本)|人(?:行|成虎)|次(?:方|曲线)|家(?:争鸣|姓)|起(?:来|步))"
)
