import pytest

from esg_report.model.fact import Qualifier
from esg_report.model.form import (
    HEADS,
    STATUSES,
    Head,
    OtherVersion,
    RowCode,
    SheetKind,
    Stamp,
    both,
    code_of,
    head_of,
    means,
    period_head,
    stamp_of,
    year_head,
)
from esg_report.model.period import Period

STAMP = Stamp(SheetKind.REGISTER, "hazardous_waste", "north", Period.of_year(2025))


def test_a_stamp_reads_back():
    assert stamp_of(str(STAMP)) == STAMP


def test_a_stamp_of_several_years_reads_back():
    stamp = Stamp(SheetKind.TOPIC, "energy", "plant", Period.parse("2014..2020"))
    assert stamp_of(str(stamp)) == stamp


@pytest.mark.parametrize("text", ["esg-report form 2 · topic energy · place plant · period 2025", "esg-report form 0"])
def test_another_version_is_known_as_such(text):
    assert isinstance(stamp_of(text), OtherVersion)


def test_an_edited_stamp_is_never_guessed_at():
    assert stamp_of(str(STAMP).replace("period 2025", "period 二〇二五")) == OtherVersion("1")


def test_other_words_are_no_stamp():
    assert stamp_of("能源 Energy") is None


@pytest.mark.parametrize(
    "code",
    [
        RowCode("energy.electricity"),
        RowCode("people.employees", (("gender", "female"),)),
        RowCode("people.rd", (("age", "age_30_39"), ("education", "master"))),
        RowCode("energy.intensity.electricity.product", (("product", "齿轮箱 A（大）"),)),
    ],
)
def test_a_code_reads_back(code):
    assert code_of(str(code)) == code


def test_full_width_marks_in_a_code_are_forgiven():
    assert code_of("people.employees｛gender＝female｝") == RowCode("people.employees", (("gender", "female"),))


def test_words_are_no_code():
    assert code_of("合计") is None


def test_a_name_of_the_plants_own_stands_beside_the_code():
    assert str(RowCode("energy.intensity.electricity.product", (("product", "齿轮箱"),)).shown).endswith("{product=_}")


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_known_in_either_language_and_in_both(head):
    words = HEADS[head]
    assert {head_of(words.zh), head_of(words.en.upper()), head_of(both(words)), head_of(f" {words.zh} ")} == {head}


@pytest.mark.parametrize("year", [2019, 2025])
def test_a_years_head_reads_back(year):
    period = Period.of_year(year)
    assert [period_head(year_head(period, is_current=now)) for now in (True, False)] == [period, period]


def test_no_other_head_is_a_year():
    assert [period_head(both(words)) for words in HEADS.values()] == [None] * len(Head)


def test_a_status_is_known_in_either_language():
    words = means("Not applicable", STATUSES)
    assert words is not None
    assert STATUSES[words] is Qualifier.NOT_APPLICABLE
