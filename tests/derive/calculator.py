"""Arithmetic as people write it in; its result out, by a calculator that knows nothing of the product's own."""

import ast
import operator
import re
from decimal import Decimal, localcontext

_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-"})
_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def calculate(text):
    """The value of sums, products and brackets, to forty digits."""
    plain = text.replace(",", "").translate(_SIGNS)

    def value(node):
        match node:
            case ast.Constant():
                return Decimal(ast.get_source_segment(plain, node))
            case ast.BinOp():
                return _OPERATIONS[type(node.op)](value(node.left), value(node.right))
            case ast.UnaryOp(op=ast.USub()):
                return -value(node.operand)
            case _:
                raise ValueError(ast.dump(node))

    with localcontext(prec=40):
        return value(ast.parse(plain.strip(), mode="eval").body)


def decimals(text):
    """How many decimals a number is written with."""
    return len(text.partition(".")[2])


def rounded(value, places):
    """To so many decimals, half to even."""
    return value.quantize(Decimal(1).scaleb(-places))
