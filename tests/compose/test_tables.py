"""What tables print, leave out and say where a figure lacks."""

from desk_sample import desk, fact

from esg_report.compose.tables import cross_table, fact_table
from esg_report.model.document import Dash, FactRun, Line
from esg_report.model.metric import CHANGE
from esg_report.model.outline import CrossTableSpec, FactTableSpec
from esg_report.model.passage import Words
from esg_report.model.text import Text

CAPTION = Text("能源", "Energy")


def text(line: Line) -> str:
    """The Chinese words of a line."""
    return "".join(run.text for run in line.zh or () if hasattr(run, "text"))


def test_a_missing_year_is_a_dash_and_a_year_without_any_figure_has_no_column() -> None:
    table = fact_table(
        desk(fact("power", "10"), fact("gas", "5", 2024), fact("gas", "4")),
        "s",
        FactTableSpec(CAPTION, ("power", "gas")),
    )
    assert table is not None
    assert len(table.columns) == 2
    assert [type(cell) for cell in table.rows[0].cells] == [Dash, FactRun]


def test_a_metric_without_a_figure_has_no_row() -> None:
    table = fact_table(desk(fact("power", "10")), "s", FactTableSpec(CAPTION, ("power", "gas")))
    assert table is not None
    assert [text(row.name) for row in table.rows] == ["外购电力"]


def test_no_figures_make_no_table() -> None:
    assert fact_table(desk(), "s", FactTableSpec(CAPTION, ("power",))) is None


def test_the_change_has_its_own_column() -> None:
    table = fact_table(
        desk(fact("power", "8", 2024), fact("power", "10"), fact("power" + CHANGE, "25")),
        "s",
        FactTableSpec(CAPTION, ("power",)),
    )
    assert table is not None
    last = table.rows[0].cells[-1]
    assert isinstance(last, FactRun)
    assert (last.key.metric, last.signed) == ("power~change", True)


def test_sites_stand_under_their_names_where_the_plant_has_no_figure() -> None:
    table = fact_table(
        desk(fact("power", "1", place="north"), fact("power", "2", place="south")),
        "s",
        FactTableSpec(CAPTION, ("power",)),
    )
    assert table is not None
    assert [text(row.name) for row in table.rows] == ["外购电力（北厂区）", "外购电力（南厂区）"]


def test_one_site_alone_is_named_too() -> None:
    table = fact_table(desk(fact("power", "1", place="north")), "s", FactTableSpec(CAPTION, ("power",)))
    assert table is not None
    assert [text(row.name) for row in table.rows] == ["外购电力（北厂区）"]


def test_a_cross_table_groups_outlets_by_place_and_keeps_measured_beside_limit() -> None:
    made = cross_table(
        desk(
            fact("nox", "20", place="north", outlet="boiler"),
            fact("nox.limit", "30", place="north", outlet="boiler"),
            fact("nox", "9", place="south", outlet="DA001"),
        ),
        "s",
        CrossTableSpec(CAPTION, ("nox", "nox.limit"), ("outlet",)),
    )
    assert made is not None
    assert [(text(row.name), row.is_group) for row in made.rows] == [
        ("北厂区", True),
        ("锅炉", False),
        ("南厂区", True),
        ("DA001", False),
    ]
    assert [type(cell) for cell in made.rows[3].cells] == [FactRun, Dash]


def test_only_the_reporting_year_stands_in_a_cross_table() -> None:
    spec = CrossTableSpec(CAPTION, ("nox",), ("outlet",))
    assert cross_table(desk(fact("nox", "20", 2024, outlet="boiler")), "s", spec) is None


def test_names_of_rows_are_words() -> None:
    table = fact_table(desk(fact("power", "10")), "s", FactTableSpec(CAPTION, ("power",)))
    assert table is not None
    assert table.rows[0].name.en == (Words("Purchased electricity"),)
