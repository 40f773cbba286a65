"""What a chart is called, and what is held against a limit."""

from desk_sample import METRICS, desk, fact

from esg_report.compose.charting import chart
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Line
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.outline import ChartSpec
from esg_report.model.text import Text

CAPTION = Text("电与气", "Power and gas")
LIMITS = ChartSpec(Text("浓度与限值", "Against limits"), ChartKind.LIMITS, ("use.a", "nox", "nox.limit"), least=1)


def text(line: Line | None) -> str:
    """The Chinese words of a line."""
    return "".join(run.text for run in (line.zh if line is not None else None) or () if hasattr(run, "text"))


def mix(*facts: object) -> str:
    """The title of a chart of two metrics."""
    made = chart(desk(*facts), "s", ChartSpec(CAPTION, ChartKind.GROUPED_BARS, ("power", "gas"), least=1))  # type: ignore[arg-type]
    assert made is not None
    return text(made.caption)


def test_a_title_says_no_more_than_is_drawn() -> None:
    assert mix(fact("power", "10"), fact("gas", "4")) == "电与气"
    assert mix(fact("power", "10")) == "外购电力"


def highest() -> Metric:
    """A metric of the highest concentration."""
    return Metric("use.a", Text("最大浓度", "Highest"), "mg/m3", MetricKind.RATE, 1, members=("outlet",))


def held(*facts: object) -> tuple[list[str], str, str]:
    """The metrics that are held against the limit, the name of the row, and the note."""
    base = desk(*facts)  # type: ignore[arg-type]
    base.catalogue.metrics["use.a"] = highest()  # type: ignore[index]
    made = chart(base, "s", LIMITS)
    assert made is not None
    return [key.metric for key in made.series[0].keys if key], text(made.series[0].name), text(made.note)


def test_the_highest_concentration_is_held_against_the_limit_where_it_is_given() -> None:
    both = [fact("nox", "2.1", outlet="boiler"), fact("nox.limit", "5", outlet="boiler")]
    both += [fact("nox", "3", outlet="一号炉"), fact("nox.limit", "5", outlet="一号炉")]
    peak = fact("use.a", "6.3", outlet="boiler")
    metrics, name, note = held(peak, *both)
    assert metrics == ["use.a", "nox"]
    assert (name, note) == ("最大浓度（未给出的为平均浓度）", "给出最大浓度的，以最大浓度与限值比较。")


def test_without_a_highest_concentration_the_mean_is_held_against_the_limit_without_a_note() -> None:
    mean = fact("nox", "2.1", outlet="boiler"), fact("nox.limit", "5", outlet="boiler")
    assert held(*mean) == (["nox"], next(one.label.zh for one in METRICS if one.id == "nox"), "")
