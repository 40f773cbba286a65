"""The form that a clerk fills in: its stamp, sheets, heads, codes and words, shared by who writes and who reads it.

Every sheet carries its own stamp and every row its own code, so that a sheet may be renamed, moved, reordered or
copied into another workbook and still be known for what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from esg_report.model.fact import Members, Qualifier, Quality
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.model.text import Text

NAME = "esg-report form"
VERSION = 1
CONTENTS_NAME = "目录"  # of the sheet that lists the others
OPEN = "_"  # a member that the clerk names in the column 分项: energy.intensity.product{product=_}
DECLARED_NONE = "本表本年无此事项"  # also the words by which any register is declared none


class SheetKind(StrEnum):
    """What a sheet of the form asks."""

    CONTENTS = "contents"
    COMPANY = "company"
    APPLIES = "applies"
    TOPIC = "topic"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a sheet says of itself, ``esg-report form 1 · topic energy · place plant · period 2025``."""

    kind: SheetKind
    subject: str  # id of the topic or register; ``-`` for the other sheets
    place: str
    period: Period

    def __str__(self) -> str:
        """The written form, which ``stamp_of`` reads back."""
        return f"{NAME} {VERSION} · {self.kind.value} {self.subject} · place {self.place} · period {self.period}"


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A stamp of a form that this version does not read."""

    version: str


_STAMP = re.compile(rf"{NAME}\s+(?P<version>\S+)(?P<rest>.*)", re.DOTALL)
_REST = re.compile(
    r"\s*·\s*(?P<kind>\w+)\s+(?P<subject>\S+)\s*·\s*place\s+(?P<place>\S+)\s*·\s*period\s+(?P<period>\S+)\s*"
)


def stamp_of(text: str) -> Stamp | OtherVersion | None:
    """The stamp that a cell holds; None where it holds none. A stamp that was edited counts as another version."""
    found = _STAMP.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    rest = _REST.fullmatch(found["rest"])
    if found["version"] != str(VERSION) or rest is None:
        return OtherVersion(found["version"])
    try:
        return Stamp(SheetKind(rest["kind"]), rest["subject"], rest["place"], Period.parse(rest["period"]))
    except ValueError:
        return OtherVersion(found["version"])


class Head(StrEnum):
    """A column of the sheets that ask for figures, answers and names."""

    CODE = "code"
    LABEL = "label"
    PART = "part"
    UNIT = "unit"
    VALUE = "value"  # of company and applicability; figures stand below a year
    STATUS = "status"
    QUALITY = "quality"
    REASON = "reason"
    DEPARTMENT = "department"
    FILLED_BY = "filled_by"
    ON = "on"
    REMARK = "remark"
    EVIDENCE = "evidence"
    HINT = "hint"


HEADS: dict[Head, Text] = {
    Head.CODE: Text("编码", "Code"),
    Head.LABEL: Text("指标", "Indicator"),
    Head.PART: Text("分项", "Part"),
    Head.UNIT: Text("单位", "Unit"),
    Head.VALUE: Text("填写", "Answer"),
    Head.STATUS: Text("状态", "Status"),
    Head.QUALITY: Text("数据质量", "Quality"),
    Head.REASON: Text("原因说明", "Reason"),
    Head.DEPARTMENT: Text("责任部门", "Department"),
    Head.FILLED_BY: Text("填报人", "Filled in by"),
    Head.ON: Text("填报日期", "Date"),
    Head.REMARK: Text("备注", "Remark"),
    Head.EVIDENCE: Text("佐证文件", "Evidence"),
    Head.HINT: Text("说明", "Meaning"),
}
CLERKS = (Head.DEPARTMENT, Head.FILLED_BY, Head.ON, Head.REMARK, Head.EVIDENCE)  # say who and how, not what
ENGLISH_SIDE = Text("（英文）", " (English)")  # after a told column's label, for the column beside it

STATUSES: dict[Text, Qualifier | None] = {
    Text("已填", "filled in"): None,
    Text("不适用", "not applicable"): Qualifier.NOT_APPLICABLE,
    Text("未统计", "not measured"): Qualifier.NOT_MEASURED,
    Text("保密", "confidential"): Qualifier.CONFIDENTIAL,
    Text("不披露", "not disclosed"): Qualifier.NOT_DISCLOSED,
}
QUALITIES: dict[Text, Quality] = {
    Text("计量", "metered"): Quality.METERED,
    Text("票据", "invoiced"): Quality.INVOICED,
    Text("计算", "calculated"): Quality.CALCULATED,
    Text("估算", "estimated"): Quality.ESTIMATED,
}
YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}

COMPANY: dict[str, Text] = {  # rows of 企业信息: keys of project.yaml, with the language of told words behind a dot
    "organisation.zh": Text("企业名称（中文）", "Name in Chinese"),
    "organisation.en": Text("企业名称（英文）", "Name in English"),
    "short_name.zh": Text("简称（中文）", "Short name in Chinese"),
    "short_name.en": Text("简称（英文）", "Short name in English"),
    "credit_code": Text("统一社会信用代码", "Unified social credit code"),
    "trade": Text("行业（GB/T 4754 代码和名称）", "Trade (GB/T 4754)"),
    "address.zh": Text("地址（中文）", "Address in Chinese"),
    "address.en": Text("地址（英文）", "Address in English"),
    "contact.zh": Text("联系部门和电话（中文）", "Contact in Chinese"),
    "contact.en": Text("联系部门和电话（英文）", "Contact in English"),
    "published": Text("报告发布日期", "Date of publication"),
    "title.zh": Text("报告名称（中文）", "Title in Chinese"),
    "title.en": Text("报告名称（英文）", "Title in English"),
}

_KEEPERS = {  # who usually keeps the figures of a topic; the clerk may write another
    Text("安全环保部", "EHS"): ("air", "water", "waste", "safety"),
    Text("动力设备部", "Utilities"): ("energy", "ghg", "equipment", "transport"),
    Text("人力资源部", "Human resources"): ("people",),
    Text("财务部", "Finance"): ("economy",),
    Text("综合管理部", "Administration"): (),
}
_OFFICE = Text("综合管理部", "Administration")


def keeper(topic: str) -> Text:
    """The department that usually keeps the figures of a topic."""
    return next((name for name, topics in _KEEPERS.items() if topic in topics), _OFFICE)


_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")
_MEMBER = r"[A-Za-z_][\w-]*=[^{},=]+"
_CODE = re.compile(rf"(?P<id>[a-z][\w.]*)(?:\{{(?P<members>{_MEMBER}(?:,{_MEMBER})*)\}})?")


@dataclass(frozen=True, slots=True)
class RowCode:
    """What a row asks: a metric and its members; the value ``_`` of a member is the clerk's to name."""

    metric: str
    members: Members = ()

    def __str__(self) -> str:
        """The written form, ``people.employees{gender=female}``, which ``code_of`` reads back."""
        inside = ",".join(f"{name}={value}" for name, value in self.members)
        return f"{self.metric}{'{' + inside + '}' if inside else ''}"

    @property
    def shown(self) -> RowCode:
        """The code as the form prints it: a name of the plant's own stands in the column 分项, not in the code."""
        if len(self.members) == 1 and not _PLAIN.fullmatch(self.members[0][1]):
            return RowCode(self.metric, ((self.members[0][0], OPEN),))
        return self

    @property
    def open_member(self) -> str | None:
        """The member that the column 分项 names, or None."""
        return next((name for name, value in self.members if value == OPEN), None)


def code_of(text: str) -> RowCode | None:
    """The code that a cell holds; None where it holds none. Full-width marks are forgiven where nothing else fits."""
    for plain in (text.strip(), "".join(unicodedata.normalize("NFKC", text).split())):
        found = _CODE.fullmatch(plain)
        if found is not None:
            pairs = (pair.partition("=") for pair in (found["members"] or "").split(",") if pair)
            return RowCode(found["id"], tuple(sorted((name, value.strip()) for name, _, value in pairs)))
    return None


def both(text: Text) -> str:
    """A head in both languages, the Chinese above."""
    return f"{text.zh}\n{text.en}"


@lru_cache(maxsize=1 << 12)
def word_key(text: str) -> str:
    """A head or an answer to match by: NFKC, no blanks, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def means(text: str, words: Iterable[Text]) -> Text | None:
    """The one of some bilingual words that a cell holds, in either language or both."""
    wanted = word_key(text)
    for word in words:
        if wanted in _keys(word):
            return word
    return None


@lru_cache(maxsize=512)
def _keys(word: Text) -> frozenset[str]:
    return frozenset(map(word_key, (word.zh, word.en, both(word))))


def head_of(text: str) -> Head | None:
    """The column that a head names, or None."""
    return _head_keys().get(word_key(text))


@cache
def _head_keys() -> Mapping[str, Head]:
    """Heads by every spelling; the first of equals."""
    found: dict[str, Head] = {}
    for head, words in HEADS.items():
        for key in _keys(words):
            found.setdefault(key, head)
    return found


_YEAR_HEAD = re.compile(r"(?P<period>(?:19|20)\d{2}(?:\.\.(?:19|20)\d{2})?)年?(?:本年|报告年)?(?:year)?\S{0,12}")


def year_head(period: Period, *, is_current: bool) -> str:
    """The head of a year's column."""
    return f"{period}年{'（本年）' if is_current else ''}\n{'This year' if is_current else 'Year'}"


def period_head(text: str) -> Period | None:
    """The year that a head names, or None."""
    found = _YEAR_HEAD.fullmatch(word_key(text).replace("(", "").replace(")", ""))
    return Period.parse(found["period"]) if found else None


@dataclass(frozen=True, slots=True)
class Held:
    """One cell that holds something: where, what a spreadsheet gives (str, Decimal, bool, date), and its text."""

    ref: CellRef
    value: object
    raw: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One filled row: its code as typed (empty in a register), and its cells by column.

    Column names are those of ``Head``, a written period, or a register's column id (``id.en`` for the English side).
    """

    code: str
    cells: tuple[tuple[str, Held], ...]

    def get(self, column: str) -> Held | None:
        """The cell of a column, or None where it is blank."""
        return dict(self.cells).get(column)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet as filled in."""

    file: str
    sheet: str
    stamp: Stamp
    rows: tuple[FormRow, ...]
    declared_none: Held | None = None
