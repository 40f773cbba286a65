"""What holds for every plant: scaling, shares, conversion, order, and that nothing comes of nothing."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from small_plant import PLACES, UNITS, catalogue, derived, fact, factor, material, metric

from esg_report.model.fact import WITHOUT_VALUE, Key, Qualifier
from esg_report.model.metric import MetricKind, Rollup

KNOWN = catalogue(
    metric("power", "MWh"),
    metric("solar", "MWh"),
    metric("used", "MWh", "reported(power, solar)"),
    metric("share", "%", "solar / used", kind=MetricKind.RATIO, over_places=Rollup.RECOMPUTE),
    metric("co2", "tCO2", "power * factor(grid.co2)"),
)
GRID = factor("grid", "grid.co2", "0.5554", "tCO2/MWh")
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False)
NAMES = st.sampled_from(["power", "solar"])
SPOTS = st.tuples(NAMES, st.sampled_from(["plant", "north", "south"]), st.sampled_from(["2023", "2024", "2024-05"]))


@st.composite
def plants(draw):
    """Any facts at any places, one an address."""
    spots = draw(st.lists(SPOTS, unique=True, max_size=12))
    return [(spot, draw(AMOUNTS), draw(st.sampled_from(["MWh", "10k_kWh", "GJ"]))) for spot in spots]


def facts_of(plant, *, scale=1):
    return [
        fact(name, str(value * scale), unit, period, place, cell=f"A{at}")
        for at, ((name, place, period), value, unit) in enumerate(plant)
    ]


def values(made):
    return {found.key: found.value for found in made.facts if not found.metric.endswith("~change")}


@given(plants(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_the_inputs_does_not_matter(plant, random):
    facts = facts_of(plant)
    shuffled = random.sample(facts, len(facts))
    assert derived(KNOWN, material(*facts), GRID) == derived(KNOWN, material(*shuffled), GRID)


@given(plants())
@settings(max_examples=60)
def test_flows_scale_and_shares_do_not(plant):
    once, thrice = (values(derived(KNOWN, material(*facts_of(plant, scale=scale)), GRID)) for scale in (1, 3))
    assert once.keys() == thrice.keys()
    for key, value in once.items():
        expected = value if key.metric == "share" else value * 3
        assert abs(thrice[key] - expected) <= abs(expected) * Decimal("1e-24")


@given(plants())
@settings(max_examples=60)
def test_the_share_of_a_part_lies_between_nothing_and_the_whole(plant):
    for found in derived(KNOWN, material(*facts_of(plant)), GRID).facts.of_metric("share"):
        assert 0 <= found.number <= 100


@given(plants())
@settings(max_examples=60)
def test_what_was_reported_is_never_altered(plant):
    facts = facts_of(plant)
    made = derived(KNOWN, material(*facts), GRID).facts
    assert all(made.get(one.key) == one for one in facts)


@given(plants())
@settings(max_examples=60)
def test_every_input_of_every_figure_is_there_at_the_place_or_below(plant):
    made = derived(KNOWN, material(*facts_of(plant)), GRID).facts
    for found in made:
        for text in found.source.inputs if found.is_derived else ():
            key = Key.parse(text)
            assert key in made
            assert key.place == found.place or PLACES.get(key.place).parent == found.place


@given(plants(), st.sampled_from(["MWh", "kWh", "10k_kWh", "GJ", "TJ"]))
@settings(max_examples=60)
def test_the_unit_that_a_figure_is_typed_in_changes_no_result(plant, unit):
    facts = facts_of(plant)
    again = [
        fact(
            one.metric,
            str(UNITS.convert(one.value, one.unit, unit)),
            unit,
            str(one.period),
            one.place,
        )
        for one in facts
    ]
    computed = values(derived(KNOWN, material(*facts), GRID))
    other = values(derived(KNOWN, material(*again), GRID))
    reported = {one.key for one in facts}
    for key in computed.keys() - reported:
        assert abs(computed[key] - other[key]) <= abs(computed[key]) * Decimal("1e-24")


@given(st.sampled_from(list(Qualifier)), AMOUNTS)
@settings(max_examples=40)
def test_one_figure_alone_makes_no_share(qualifier, value):
    given_value = None if qualifier in WITHOUT_VALUE else str(value)
    made = derived(KNOWN, material(fact("solar", given_value, "MWh", place="north", qualifier=qualifier)), GRID)
    assert all(found.place == "north" for found in made.facts)
    assert made.facts.of_metric("co2") == ()
