"""A catalogue's formulas in; those that cannot come out in their metric's unit out. Checks data files, not figures."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.derive.amount import combined
from esg_report.derive.formula import Binary, Constant, FactorOf, Fold, Node, Over, Previous, Ref, Reported, parse
from esg_report.derive.measure import COUNT
from esg_report.derive.register_formula import Tally, columns_of, parse_aggregate, tallies_of, tests_of
from esg_report.derive.tokens import FormulaError
from esg_report.model.factor import FactorTable
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.register import ColumnRole, Register
from esg_report.model.unit import Dimension
from esg_report.quantity.units import UnitError, UnitTable


class _MisfitError(ValueError):
    """Parts of a formula that do not go together."""


def misfits(catalogue: Catalogue, units: UnitTable, factors: FactorTable) -> tuple[str, ...]:
    """One line for every formula and aggregate that no data could make right, in the catalogue's order."""
    return tuple(line for metric in catalogue for line in _lines(metric, catalogue, units, factors))


def _lines(metric: Metric, catalogue: Catalogue, units: UnitTable, factors: FactorTable) -> Iterator[str]:
    if metric.formula is not None:
        try:
            found = _dimension(parse(metric.formula), catalogue, units, factors)
        except (_MisfitError, FormulaError, UnitError) as error:
            yield f"{metric.id}: {error}"
            return
        wanted = units.get(metric.unit).dimension
        if found != wanted and not (found == COUNT and not wanted):
            yield f"{metric.id}: {metric.formula!r} gives {found}, and {metric.unit!r} is {wanted}"
    elif metric.aggregate is not None:
        yield from _aggregate_lines(metric, metric.aggregate, catalogue)


def _dimension(node: Node, catalogue: Catalogue, units: UnitTable, factors: FactorTable) -> Dimension:
    match node:
        case Constant():
            return units.get(node.unit).dimension
        case Ref():
            return _of_metric(node, catalogue, units)
        case Previous():
            return _of_metric(node.ref, catalogue, units)
        case Over():
            return COUNT if node.fold is Fold.COUNT else _of_metric(node.ref, catalogue, units)
        case FactorOf():
            return _of_factor(node.indicator, units, factors)
        case Reported():
            return _same(*(_dimension(part, catalogue, units, factors) for part in node.parts))
        case Binary():
            left, right = (_dimension(part, catalogue, units, factors) for part in (node.left, node.right))
            return _same(left, right) if node.sign in "+-" else combined(left, right, 1 if node.sign == "*" else -1)


def _of_metric(ref: Ref, catalogue: Catalogue, units: UnitTable) -> Dimension:
    if ref.metric not in catalogue:
        raise _MisfitError(f"no metric {ref.metric!r}")
    metric = catalogue.metric(ref.metric)
    unknown = {name for name, _ in ref.members} - set(metric.members)
    if unknown:
        raise _MisfitError(f"{metric.id} carries no {', '.join(sorted(unknown))}")
    return units.get(metric.unit).dimension


def _of_factor(indicator: str, units: UnitTable, factors: FactorTable) -> Dimension:
    held = {units.get(factor.unit).dimension for factor in factors if factor.indicator == indicator}
    if len(held) != 1:
        raise _MisfitError(f"factor({indicator}) has {'no entry' if not held else 'entries of several dimensions'}")
    return held.pop()


def _same(*dimensions: Dimension) -> Dimension:
    if len(set(dimensions)) > 1:
        raise _MisfitError(f"a sum of {' and '.join(str(dimension) for dimension in dimensions)}")
    return dimensions[0]


def _aggregate_lines(metric: Metric, text: str, catalogue: Catalogue) -> Iterator[str]:
    try:
        tree = parse_aggregate(text)
    except FormulaError as error:
        yield f"{metric.id}: {error}"
        return
    for name, column in columns_of(tree):
        if name not in catalogue.registers or not _has(catalogue.registers[name], column):
            yield f"{metric.id}: no column {name}.{column}"
            return
    for tallied in tallies_of(tree):
        if tallied.register not in catalogue.registers:
            yield f"{metric.id}: no register {tallied.register!r}"
            continue
        register = catalogue.registers[tallied.register]
        if tallied.tally is Tally.SUM and register.column(tallied.column).role is not ColumnRole.FACT:
            yield f"{metric.id}: {tallied.register}.{tallied.column} holds no numbers"
        for test in tests_of(tallied.where):
            yield from _choice_lines(metric, register, test.column, test.values)


def _choice_lines(metric: Metric, register: Register, column: str, values: tuple[str, ...]) -> Iterator[str]:
    held = register.column(column)
    allowed = {ColumnRole.CHOICE: {choice for choice, _ in held.choices}, ColumnRole.FLAG: {"yes", "no"}}.get(held.role)
    for value in values:
        if allowed is not None and value not in allowed:
            yield f"{metric.id}: {register.id}.{column} has no choice {value!r}"


def _has(register: Register, column: str) -> bool:
    return any(held.id == column for held in register.columns)
