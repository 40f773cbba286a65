"""What reading a cell gives: a reading, a blank, or a refusal with its reason and the readings that it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from esg_report.model.fact import Qualifier
from esg_report.model.text import Text


class Column(StrEnum):
    """What the cell's column or row holds."""

    VALUE = "value"
    LIMIT = "limit"
    QUOTA = "quota"
    TARGET = "target"
    CHANGE = "change"  # on another period

    @property
    def is_bar(self) -> bool:
        """Whether the number is a bar that a value is held against."""
        return self in {Column.LIMIT, Column.QUOTA, Column.TARGET}


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell's surroundings say of it; the default says nothing."""

    column: Column = Column.VALUE
    is_event: bool = False  # accidents, penalties, exceedances: 无 is none of them
    is_measured: bool = False  # a laboratory's or monitor's result: < and L mean a detection limit
    is_ph: bool = False
    is_water: bool = False  # a tonne of it is a cubic metre
    near_whole: bool = False  # a share near the whole, such as an oxidation rate: 98 and 0.98 are both met
    percent_format: bool = False  # the spreadsheet shows the stored number times a hundred with a sign
    dash: Qualifier | None = None  # what the table's own note says a dash means; without a note a dash is a blank
    neighbours: tuple[Decimal, ...] = ()  # the same row's or column's other numbers, in the same unit


class How(StrEnum):
    """What was done to read a cell; a Reading names these in its ``how``, with blanks between."""

    PER_YEAR = "per_year"
    WATER = "water"
    GAS_STATE = "gas_state"
    PERCENT_FORMAT = "percent_format"
    WHOLE = "whole"
    POINTS = "points"
    BAR = "bar"
    PARENTHESES = "parentheses"
    UNCERTAINTY = "uncertainty"
    CHINESE = "chinese"
    OTHER_UNIT = "other_unit"
    PERSONS = "persons"
    NOT_AVAILABLE = "not_available"
    SIGN_IN_WORDS = "sign_in_words"
    QUOTA_KEPT = "quota_kept"
    COMPLIANT = "compliant"
    POINTER = "pointer"
    OUT_OF_ORDER = "out_of_order"


HOW: dict[How, Text] = {
    How.PER_YEAR: Text("“/年”按全年量读取", "a yearly amount, read without “per year”"),
    How.WATER: Text("水按1吨等于1立方米读取", "water: one tonne read as one cubic metre"),
    How.GAS_STATE: Text(
        "未注明标况或工况，按指标的状态读取", "the state of the gas is not stated; read in the metric's"
    ),
    How.PERCENT_FORMAT: Text("单元格为百分比格式", "the cell is formatted as a percentage"),
    How.WHOLE: Text("小数形式的比率按百分数读取", "a fraction read as percent"),
    How.POINTS: Text("占比的变化按百分点读取", "the change of a share read in percentage points"),
    How.BAR: Text("限值列中的“≤”不是数据的一部分", "the sign belongs to the bar, not to its value"),
    How.PARENTHESES: Text("财务表中括号表示负数", "parentheses are a minus in a finance table"),
    How.UNCERTAINTY: Text("“±”后的不确定度未计入", "the uncertainty after ± is left aside"),
    How.CHINESE: Text("由中文数字读取", "read from Chinese numerals"),
    How.OTHER_UNIT: Text(
        "单元格自带的单位与表头不同，以单元格为准", "the cell's own unit differs from the head's; the cell's holds"
    ),
    How.PERSONS: Text("“人”按“人次”计", "persons counted as attendances, one each"),
    How.NOT_AVAILABLE: Text(
        "按“未披露”处理；没有这一项的，请写“不适用”",
        "taken as not disclosed; where there is none, write 'not applicable'",
    ),
    How.SIGN_IN_WORDS: Text("升降由文字读取", "rise or fall read from the words"),
    How.QUOTA_KEPT: Text("只说明未超过核定量", "says only that the quota was kept"),
    How.COMPLIANT: Text("只说明达标，没有数值", "says only that it complies"),
    How.POINTER: Text(
        "指向别处，没有数值，按“未披露”处理", "points elsewhere without a value, and is taken as not disclosed"
    ),
    How.OUT_OF_ORDER: Text("停产、故障或校准期间，未监测", "not measured while out of order"),
}


class Reason(StrEnum):
    """Why no number was taken."""

    TEXT = "text"
    VAGUE = "vague"
    SEVERAL = "several"
    RANGE = "range"
    NAMED = "named"
    LIMIT_NOT_RESULT = "limit_not_result"
    CHANGE_NOT_VALUE = "change_not_value"
    PERCENT_OR_FRACTION = "percent_or_fraction"
    SCALE_TWICE = "scale_twice"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_CLASH = "unit_clash"
    LITRE_OR_LIMIT = "litre_or_limit"
    BAD_GROUPS = "bad_groups"
    SPACED = "spaced"
    LOST_SEPARATOR = "lost_separator"
    GLUED = "glued"
    UNCLEAR_EXPONENT = "unclear_exponent"
    FOOTNOTE = "footnote"
    PARENTHESES = "parentheses"
    ZERO_OR_NON_DETECT = "zero_or_non_detect"
    NONE_OR_ZERO = "none_or_zero"
    ERROR_CELL = "error_cell"
    DATE = "date"
    FLAG = "flag"
    CODE = "code"
    DITTO = "ditto"
    NOTE_MARK = "note_mark"
    TICKS = "ticks"
    PLACEHOLDER = "placeholder"


REASONS: dict[Reason, Text] = {
    Reason.TEXT: Text("是文字，不是数字", "is text, not a number"),
    Reason.VAGUE: Text("说法含糊，没有数值", "is vague and gives no value"),
    Reason.SEVERAL: Text("一格写了几个数", "holds several numbers in one cell"),
    Reason.RANGE: Text("写的是范围，不是一个数", "is a range, not one number"),
    Reason.NAMED: Text("数字前写了名称，无法确认属于本指标", "names something before the number"),
    Reason.LIMIT_NOT_RESULT: Text("写的是限值，不是实测结果", "is a limit, not a result"),
    Reason.CHANGE_NOT_VALUE: Text("写的是增减幅度，不是数值", "is a change, not a value"),
    Reason.PERCENT_OR_FRACTION: Text("看不出是百分数还是小数", "may be a percentage or a fraction"),
    Reason.SCALE_TWICE: Text(
        "数字带“万”“亿”等数量词，单位里也有，看不出单位里的还算不算",
        "names a scale such as 万 or 亿, and so does its unit, which may or may not be meant on top",
    ),
    Reason.UNKNOWN_UNIT: Text("单位不认识或不完整", "has a unit that is unknown or incomplete"),
    Reason.UNIT_CLASH: Text("单位与此处需要的不是同一种量", "has a unit that measures something else"),
    Reason.LITRE_OR_LIMIT: Text("“L”可能是升，也可能是未检出标记", "ends in L: litres, or below the detection limit"),
    Reason.BAD_GROUPS: Text("逗号或小数点的位置不对", "has commas or points in the wrong places"),
    Reason.SPACED: Text("数字中间有空格", "has blanks inside the number"),
    Reason.LOST_SEPARATOR: Text(
        "与相邻数字相差约一千倍，小数点可能是千分位逗号", "is a thousandth of its neighbours: the point may be a comma"
    ),
    Reason.GLUED: Text("数字过长，可能是两个数粘在一起", "is too long: two numbers may have run together"),
    Reason.UNCLEAR_EXPONENT: Text("指数写法不清楚", "has an unclear exponent"),
    Reason.FOOTNOTE: Text("数字后可能带有注释号", "may end in a footnote mark"),
    Reason.PARENTHESES: Text("括号是否表示负数不清楚", "is in parentheses: it may be negative"),
    Reason.ZERO_OR_NON_DETECT: Text("看不出是零还是未检出", "may be zero or a non-detect"),
    Reason.NONE_OR_ZERO: Text("看不出是没有、为零还是不适用", "may mean none, zero or not applicable"),
    Reason.ERROR_CELL: Text("公式出错", "is the error of a formula"),
    Reason.DATE: Text("是日期或时间", "is a date or time"),
    Reason.FLAG: Text("是“是/否”，不是数字", "is yes or no, not a number"),
    Reason.CODE: Text("像编号，不像数值", "looks like a code, not a quantity"),
    Reason.DITTO: Text("写的是“同上”", "says “ditto”"),
    Reason.NOTE_MARK: Text("只有注释符号", "is only a note mark"),
    Reason.TICKS: Text("看不出勾选了哪一项", "has boxes whose ticks cannot be seen"),
    Reason.PLACEHOLDER: Text("还没有填写", "is still to be filled in"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that states something.

    ``value`` is None where the qualifier comes without one. ``unit`` is an id; None where neither the cell nor its
    surroundings name one. ``how`` names what was done to read it, as ``How`` values with blanks between.
    """

    value: Decimal | None
    unit: str | None
    qualifier: Qualifier = Qualifier.EXACT
    how: str = ""
    high: Decimal | None = None  # of a range, such as pH 6.5-9, which ``value`` begins

    def explained(self) -> tuple[Text, ...]:
        """The words for ``how``."""
        return tuple(HOW[How(word)] for word in self.how.split())


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that states nothing: empty, a dash without a note, 不详. Never a zero."""

    mark: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that no number was taken from; ``likely`` are readings to offer, ``detail`` the piece that is unclear."""

    reason: Reason
    likely: tuple[Reading, ...] = ()
    detail: str = ""

    @property
    def text(self) -> Text:
        """The reason in words: what follows “填写的是“…”，” and “holds '…': it”."""
        return REASONS[self.reason]


Answer = Reading | Blank | Refusal
