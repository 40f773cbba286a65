"""A sheet with changed numbers and its formulas in; the formulas' new results out: sums, products and roundings."""

from __future__ import annotations

import ast
import operator
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.worksheet.worksheet import Worksheet

_RANGE = re.compile(r"=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")
_ROUND = re.compile(r"=ROUND\((.+),(\d+)\)")
_COUNTS = ("=COUNTA(", "=COUNTIF(", "=IF(", "=ROWS(", "=SUMPRODUCT(")  # how full a form is: no figure hangs on it
_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def recalculate(sheet: Worksheet, formulas: dict[str, str]) -> None:
    """Write each formula's result over its cell; one over a cell without a number keeps what it had.

    So do the counts of a form.

    Raises:
        ValueError: A formula is of a kind that the samples do not have.
    """
    for cell, formula in formulas.items():
        result = _result(sheet, formula)
        if result is not None:
            sheet[cell] = float(result)


def _result(sheet: Worksheet, formula: str) -> Decimal | None:
    if match := _RANGE.fullmatch(formula):
        numbers = [_number(cell.value) for row in sheet[match[1]] for cell in row]
        return sum((number for number in numbers if number is not None), Decimal(0))
    if match := _ROUND.fullmatch(formula):
        value = _evaluate(ast.parse(match[1].replace("^", "**"), mode="eval").body, sheet)
        step = Decimal(1).scaleb(-int(match[2]))
        return None if value is None else value.quantize(step, rounding=ROUND_HALF_UP)
    if formula.startswith(_COUNTS):
        return None
    raise ValueError(f"no such formula is known: {formula}")


def _evaluate(node: ast.expr, sheet: Worksheet) -> Decimal | None:
    match node:
        case ast.Constant():
            return Decimal(str(node.value))
        case ast.Name():
            return _number(sheet[node.id].value)
        case ast.BinOp():
            left, right = _evaluate(node.left, sheet), _evaluate(node.right, sheet)
            return None if left is None or right is None else _OPERATIONS[type(node.op)](left, right)
        case _:
            raise ValueError(f"no such formula is known: {ast.dump(node)}")


def _number(value: object) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float) else None
