"""An exact decimal in; the decimal that is printed out. The only place that rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

_GUARD = 4  # digits beyond those of the value, so that quantizing never overflows the context


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half to even (GB/T 8170) to this many decimals; negative counts round to tens, hundreds and so on.

    Minus zero becomes zero.

    Raises:
        ValueError: The value is no finite number.
    """
    if not value.is_finite():
        raise ValueError(f"only a finite number can be rounded, not {value}")
    digits = max(value.adjusted(), 0) + abs(decimals) + _GUARD
    context = Context(prec=digits + len(value.as_tuple().digits), rounding=ROUND_HALF_EVEN)
    result = value.quantize(Decimal(1).scaleb(-decimals), context=context)
    if decimals < 0:
        result = result.quantize(Decimal(1), context=context)
    return result or abs(result)
