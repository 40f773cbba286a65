import pytest
from small_plant import ONE_PLACE, catalogue, derived, fact, factor, material, metric

from esg_report.derive.trail import forward, trail
from esg_report.model.fact import Key
from esg_report.model.source import CellRef, Derivation

KNOWN = catalogue(
    metric("power", "MWh"),
    metric("solar", "MWh"),
    metric("used", "MWh", "reported(power, solar)"),
    metric("co2", "tCO2", "used * factor(grid.co2)"),
)
GRID = factor("grid", "grid.co2", "0.5", "tCO2/MWh", year=2024)
MADE = derived(
    KNOWN,
    material(fact("power", "3", "MWh", cell="B2"), fact("solar", "1", "MWh", cell="B3"), places=ONE_PLACE),
    GRID,
)


def key(text):
    return Key.parse(text)


def test_a_trail_goes_down_to_the_cells():
    tree = trail(MADE.facts, key("plant/co2/2024"))
    assert (tree.formula, tree.factors) == ("used * factor(grid.co2)", ("grid",))
    (used,) = tree.children
    assert used.formula == "reported(power, solar)"
    assert [leaf.fact.source.cell for leaf in tree.leaves()] == ["B2", "B3"]


def test_a_reported_fact_is_its_own_leaf():
    tree = trail(MADE.facts, key("plant/power/2024"))
    assert (tree.children, tree.formula) == ((), None)
    assert tree.leaves() == (tree,)


def test_a_trail_may_be_cut():
    tree = trail(MADE.facts, key("plant/co2/2024"), deepest=1)
    assert [child.is_cut for child in tree.children] == [True]


def test_an_unknown_address_has_no_trail():
    with pytest.raises(KeyError):
        trail(MADE.facts, key("plant/co2/2020"))


def test_forward_names_all_that_rests_on_a_fact():
    reach = forward(MADE.facts)
    assert reach[key("plant/power/2024")] == {key("plant/used/2024"), key("plant/co2/2024")}
    assert reach[key("plant/used/2024")] == {key("plant/co2/2024")}
    assert reach[key("plant/co2/2024")] == frozenset()


def test_what_a_changed_cell_moves_is_what_rests_on_it():
    before = {found.key: found.value for found in MADE.facts}
    edited = material(fact("power", "4", "MWh"), fact("solar", "1", "MWh"), places=ONE_PLACE)
    after = {found.key: found.value for found in derived(KNOWN, edited, GRID).facts}
    moved = {address for address in before if before[address] != after[address]}
    assert moved == {key("plant/power/2024")} | forward(MADE.facts)[key("plant/power/2024")]


def test_every_leaf_of_every_fact_is_a_cell():
    for found in MADE.facts:
        for leaf in trail(MADE.facts, found.key).leaves():
            assert isinstance(leaf.fact.source, CellRef)
    assert any(isinstance(found.source, Derivation) for found in MADE.facts)
