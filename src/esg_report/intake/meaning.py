"""What a label of an unbound ledger may mean: a metric, or a question with its candidates and its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esg_report.model.text import Text

Members = tuple[tuple[str, str], ...]

SEGMENT = Text("只说企业的一部分", "speaks of a part of the company")
UNIT = Text("单位与指标不符", "the unit does not fit the metric")
SEVERAL = Text("对应多个指标", "fits several metrics")
NONE = Text("没有同名的指标", "no metric has this name")
NO_UNIT = Text("没有写单位，请写成 {metric: …, unit: …}", "names no unit; write {metric: …, unit: …}")
TWICE = Text("两行同为一个指标，不能相加也不能并存", "two rows mean one metric; they are neither added nor both kept")
WORDS = Text("这一格用文字说明，不是数字", "the cell says it in words")
SPOKEN = Text("按平常的叫法对应，请核对", "by what people call it; is it this?")
NO_COLUMN = Text("没有认出哪一列是数值", "no column of values was recognised")
LABEL = Text("行的名称没有对应", "the row's name is not known")
SAME_LABEL = Text("同名的行意义不同", "rows of one name mean different things")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a label, nearest first."""

    section: str = ""  # the last row that held only words
    titles: tuple[str, ...] = ()  # the sheet's name and the lines above its head
    bound: tuple[str, ...] = ()  # metrics of the rows above, without members
    topics: tuple[str, ...] = ()  # of the rows above, most frequent first


@dataclass(frozen=True, slots=True)
class Meant:
    """What a label means: a metric, with ``why`` where it is to be confirmed; else candidates and why it is a question.

    ``unit`` is the id of one that stands above the table alone, and has to be said of the row.
    """

    metric: str | None = None
    members: Members = ()
    place: str | None = None
    candidates: tuple[str, ...] = ()
    why: Text | None = None
    unit: str = ""

    @property
    def is_question(self) -> bool:
        """Whether a person has to say what is meant."""
        return self.metric is None

    @property
    def is_guess(self) -> bool:
        """Whether a person has to say that it is so."""
        return self.metric is not None and self.why is not None

    def doubted(self, why: Text) -> Meant:
        """The same as a question."""
        mine = (self.metric,) if self.metric else ()
        return replace(self, metric=None, candidates=mine or self.candidates, why=why)
