"""The figures of a real annual report, read by hand on its pages 5, 17, 45, 46, 59–61, against those that print."""

import pytest
from samples import written

from esg_report.model.written import Edition

# Key, and the number as the annual report prints it (money there in yuan, here in 万元).
CELLS = {
    "old/water.concentration{pollutant=cod}/2020": "36.89",
    "old/water.load{pollutant=cod}/2020": "1.92",
    "old/water.concentration{pollutant=nh3n}/2020": "1.03",
    "old/water.load{pollutant=nh3n}/2020": "0.02",
    "old/water.ph/2020": "7.6",
    "old/air.concentration{pollutant=nox}/2020": "22",
    "old/air.load{pollutant=nox}/2020": "0.46",
    "old/air.concentration{pollutant=so2}/2020": "未检出",
    "old/air.load{pollutant=so2}/2020": "0",
    "old/air.concentration{pollutant=pm}/2020": "4.3",
    "old/air.load{pollutant=pm}/2020": "0.02",
    "park/water.concentration{pollutant=cod}/2020": "33.1",
    "park/water.load{pollutant=cod}/2020": "3.13",
    "park/water.concentration{pollutant=nh3n}/2020": "0.31",
    "park/water.load{pollutant=nh3n}/2020": "0.02",
    "park/water.ph/2020": "7.33",
    "park/air.concentration{pollutant=nox}/2020": "15.5",
    "park/air.load{pollutant=nox}/2020": "0.25",
    "park/air.concentration{pollutant=so2}/2020": "未检出",
    "park/air.load{pollutant=so2}/2020": "0",
    "park/air.concentration{pollutant=pm}/2020": "4.5",
    "park/air.load{pollutant=pm}/2020": "0.04",
    "jinyu/people.employees/2020": "1,444",
    "jinyu/people.employees_parent/2020": "42",
    "jinyu/people.employees_subsidiaries/2020": "1,402",
    "jinyu/people.employees{function=production}/2020": "390",
    "jinyu/people.employees{function=sales}/2020": "189",
    "jinyu/people.employees{function=technical}/2020": "269",
    "jinyu/people.employees{function=finance}/2020": "63",
    "jinyu/people.employees{function=administration}/2020": "99",
    "jinyu/people.employees{function=managers}/2020": "270",
    "jinyu/people.employees{function=other_staff}/2020": "164",
    "jinyu/people.employees{education=master_and_above}/2020": "181",
    "jinyu/people.employees{education=bachelor}/2020": "536",
    "jinyu/people.employees{education=college}/2020": "381",
    "jinyu/people.employees{education=below_college}/2020": "346",
    "jinyu/people.rd_share/2020": "18.63",
    "jinyu/governance.board_meetings/2020": "5",
    "jinyu/governance.shareholder_meetings/2020": "2",
    "jinyu/governance.supervisory_meetings/2020": "5",
    "jinyu/supply.top5/2020": "13,404.60",
    "jinyu/supply.top5_share/2020": "32.22",
    "jinyu/economy.revenue/2020": "158,190.56",
}


@pytest.fixture(scope="module")
def printed() -> dict[str, set[str]]:
    """Every number that the Chinese report prints, by key."""
    found: dict[str, set[str]] = {}
    for item in written("jinyu-baoling-2020", "html", Edition.ZH).printed:
        found.setdefault(item.key, set()).add(item.number)
    return found


@pytest.mark.parametrize(("key", "number"), CELLS.items())
def test_a_figure_prints_as_the_annual_report_has_it(key: str, number: str, printed: dict[str, set[str]]) -> None:
    assert printed.get(key) == {number}


def test_the_list_holds_at_least_forty_cells() -> None:
    assert len(CELLS) >= 40
