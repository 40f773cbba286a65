"""Published limits: values read by eye from the survey, units, terms, and which of them may decide."""

from decimal import Decimal

import pytest

from esg_report.model.period import Period
from esg_report.reference import load

YEAR = Period.of_year(2025)

READ_BY_EYE = """
bj.air.db139.nox.new.gas nox air 30 mg/m3 boiler.new.gas CN-BJ
bj.air.db139.nox.inuse.noburn.gas nox air 80 mg/m3 boiler.in_use.gas CN-BJ
bj.air.db501.stack.nmhc nmhc air 50 mg/m3 process CN-BJ
cn.air.gb13271.new.so2.gas so2 air 50 mg/m3 boiler.new.gas CN
cn.air.gb13271.special.nox.oil nox air 200 mg/m3 boiler.special.oil CN
cn.air.gb16297.new.pm.other pm air 120 mg/m3 process CN
cn.air.gb16297.boundary.fluoride fluoride air 0.02 mg/m3 boundary CN
cn.air.gb37824.special.nmhc nmhc air 60 mg/m3 coatings.special CN
cn.voc.gb37822.onsite.special.1h nmhc air 6 mg/m3 onsite.special.1h CN
bj.water.db307.direct.A.cod cod water 20 mg/L direct.a CN-BJ
bj.water.db307.direct.B.nh3n nh3n water 1.5 mg/L direct.b CN-BJ
bj.water.db307.direct.A.tp tp water 0.2 mg/L direct.a CN-BJ
bj.water.db307.sewer.cod cod water 500 mg/L sewer CN-BJ
bj.water.db307.sewer.nh3n nh3n water 45 mg/L sewer CN-BJ
cn.water.gb8978.grade1.copper cu water 0.5 mg/L grade1 CN
cn.water.gb39731.indirect.tn tn water 70 mg/L electronics.indirect CN
cn.noise.gb12348.class3.night noise noise 55 dB(A) boundary.class3.night CN
cn.noise.gb12348.structure.class1.B.day noise noise 45 dB(A) indoor.class1.b.day CN
""".strip()


@pytest.mark.parametrize("line", READ_BY_EYE.splitlines())
def test_a_limit_has_the_digits_unit_and_source_kind_of_its_standard(line):
    name, *expected = line.split()
    limit = load.limits().get(name)
    found = [limit.pollutant, limit.medium, str(limit.value), limit.unit, limit.applies, limit.region]
    assert found == expected


def matching(**wanted):
    return load.limits().matching(region="CN-BJ", period=YEAR, **wanted)


def test_a_local_limit_comes_before_the_national_one():
    found = matching(medium="air", pollutant="nox", applies="boiler.new.gas")
    assert [limit.value for limit in found] == [Decimal(30), Decimal(200)]
    assert load.limits().strictest(found).id == "bj.air.db139.nox.new.gas"


def test_an_unverified_local_limit_hides_the_national_one():
    assert matching(medium="air", pollutant="nmhc", applies="process") == ()
    assert matching(medium="air", pollutant="pm", applies="boiler.new.gas") == ()
    assert matching(medium="water", pollutant="tn", applies="sewer") == ()


def test_where_beijing_has_no_limit_the_national_one_decides():
    (found,) = matching(medium="noise", pollutant="noise", applies="boundary.class2.day")
    assert found.value == Decimal(60)


def test_no_limit_is_in_force_before_its_day():
    before = Period.of_year(2016)
    found = load.limits().matching(
        medium="air", pollutant="nox", applies="boiler.new.gas", region="CN-BJ", period=before
    )
    assert [limit.region for limit in found] == ["CN"]


def test_units_and_pollutants_are_known():
    catalogue, units = load.catalogue(), load.unit_table()
    assert {limit.unit for limit in load.limits() if units.get(limit.unit) is None} == set()
    assert {limit.pollutant for limit in load.limits()} - set(catalogue.terms) == set()


def test_ids_are_unique_and_media_are_three():
    assert len({limit.id for limit in load.limits()}) == len(load.limits().limits)
    assert {limit.medium for limit in load.limits()} == {"air", "water", "noise"}


def test_what_is_remembered_decides_nothing():
    assert [limit.id for limit in load.limits() if limit.citation.evidence == "memory" and limit.is_usable] == []
