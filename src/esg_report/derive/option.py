"""One way in which a figure can be had, before it is settled whether it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from esg_report.derive.amount import Outcome
from esg_report.derive.rules import Mentions
from esg_report.model.fact import Key
from esg_report.model.source import Derivation


class Way(StrEnum):
    """How a figure can be had when it was not reported itself."""

    MONTHS = "months"
    FORMULA = "formula"
    AGGREGATE = "aggregate"
    PLACES = "places"


_FIRST = (
    (Way.MONTHS, True),
    (Way.FORMULA, True),
    (Way.AGGREGATE, True),
    (Way.PLACES, False),
    (Way.FORMULA, False),
    (Way.AGGREGATE, False),
    (Way.MONTHS, False),
)


@dataclass(frozen=True, slots=True)
class Option:
    """What one way gives for one address. ``is_own`` where a figure reported for the very place goes in."""

    way: Way
    key: Key
    outcome: Outcome
    source: Derivation
    mentions: Mentions
    is_own: bool = False

    @property
    def rank(self) -> int:
        """0 is the way that stands first.

        Figures of the very place come before the sum of the places below: a total that the place reported itself must
        agree with what is computed from it. Else the sum comes first: the places below may lie in different regions and
        use different factors.
        """
        return _FIRST.index((self.way, self.is_own))
