"""What tables print, leave out and say where a figure lacks."""

from dataclasses import replace

from desk_sample import desk, fact

from esg_report.compose.tables import cross_table, fact_table, record_table
from esg_report.model.document import Dash, FactRun, Line, RecordTable
from esg_report.model.metric import CHANGE
from esg_report.model.outline import CrossTableSpec, FactTableSpec, RecordTableSpec
from esg_report.model.passage import Words
from esg_report.model.register import Record, Records
from esg_report.model.source import CellRef
from esg_report.model.text import Text, Told
from esg_report.reference import load

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


def test_parts_without_a_whole_stand_below_what_they_are_parts_of() -> None:
    facts = fact("nox", "3", outlet="boiler"), fact("nox.limit", "30", outlet="boiler")
    table = fact_table(desk(*facts), "s", FactTableSpec(CAPTION, ("nox", "nox.limit"), ("outlet",)))
    assert table is not None
    assert [(text(row.name), row.is_group) for row in table.rows] == [
        ("氮氧化物", True),
        ("锅炉", False),
        ("氮氧化物限值", True),
        ("锅炉", False),
    ]


def test_a_chinese_name_that_a_cell_holds_once_lacks_its_english() -> None:
    rows = cross_table(desk(fact("nox", "3", outlet="一号炉")), "s", CrossTableSpec(CAPTION, ("nox",), ("outlet",)))
    assert rows is not None
    assert [(text(row.name), row.name.en) for row in rows.rows if row.cells] == [("一号炉", None)]


def streams(*rows: dict[str, object], **spec: object) -> RecordTable | None:
    """A table of waste streams: the name in the first column, the receiver beside it."""
    base = desk()
    register = load.catalogue().registers["hazardous_waste"]
    records = tuple(
        Record(
            "hazardous_waste",
            row.pop("place", "plant"),
            base.year,
            tuple(row.items()),
            CellRef("a.xlsx", "1", f"A{at}", ""),
        )  # type: ignore[arg-type]
        for at, row in enumerate(rows)
    )
    made = replace(
        base,
        material=replace(base.material, records=Records(records)),
        catalogue=replace(base.catalogue, registers={"hazardous_waste": register}),
    )
    columns = ("stream", "code", "receiver")
    return record_table(made, "s", RecordTableSpec(CAPTION, "hazardous_waste", columns, **spec))  # type: ignore[arg-type]


def test_a_table_of_certain_columns_leaves_out_records_that_fill_none_of_them() -> None:
    table = streams({"stream": "A", "code": "900"}, {"stream": "B"}, has=("code", "receiver"))
    assert table is not None
    assert [text(row.name) for row in table.rows] == ["A"]
    assert streams({"stream": "B"}, has=("code", "receiver")) is None


def test_a_table_leaves_out_what_another_one_shows() -> None:
    table = streams({"stream": "A", "code": "900"}, {"stream": "B", "code": "901"}, but=(("code", "900"),))
    assert table is not None
    assert [text(row.name) for row in table.rows] == ["B"]


def test_a_key_takes_its_english_from_the_name_beside_it() -> None:
    table = streams({"stream": "废机油", "name": Told("机油", "Used oil")}, {"stream": "废活性炭"}, {"stream": "HW08"})
    assert table is not None
    english = ["".join(run.text for run in row.name.en) if row.name.en else None for row in table.rows]  # type: ignore[union-attr]
    assert english == ["Used oil", None, "HW08"]


def test_records_of_several_places_stand_below_the_names_of_their_places() -> None:
    rows = {"stream": "A", "place": "south"}, {"stream": "B", "place": "north"}, {"stream": "C", "place": "south"}
    table = streams(*(dict(row) for row in rows))
    assert table is not None
    told = [(text(row.name), row.is_group) for row in table.rows]
    assert told == [("北厂区", True), ("B", False), ("南厂区", True), ("A", False), ("C", False)]
