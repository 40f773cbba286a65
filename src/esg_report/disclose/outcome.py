"""How far one answer of a clause is given, and how several answers make up a clause's status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from esg_report.disclose.printed import Thing
from esg_report.model.text import Told


class Extent(StrEnum):
    """How far one answer is given."""

    GIVEN = "given"
    PARTLY = "partly"
    OMITTED = "omitted"  # stated without a value and with a reason
    NOT_APPLICABLE = "not_applicable"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: how far it is given, by which printed things, what lacks, and why."""

    extent: Extent
    things: tuple[Thing, ...] = ()
    lacks: tuple[str, ...] = ()
    reason: Told | None = None
    boundary: tuple[str, ...] = ()  # ids of the places that answer, where they are not the report's own
    evidence: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether anything at all answers."""
        return self.extent in (Extent.GIVEN, Extent.PARTLY)


def any_of(outcomes: Sequence[Outcome]) -> Outcome:
    """One of several is enough: the best of them, with what the others add.

    Where none is given, every alternative's lacks are named: any of them would do.
    """
    best = min(outcomes, key=lambda outcome: list(Extent).index(outcome.extent), default=Outcome(Extent.LACKING))
    if best.extent is Extent.GIVEN:
        given = [outcome for outcome in outcomes if outcome.extent is Extent.GIVEN]
        return _merged(Extent.GIVEN, given, lacks=())
    if best.extent is Extent.LACKING:
        return _merged(Extent.LACKING, outcomes, lacks=_lacks(outcomes))
    if best.extent is Extent.PARTLY:
        partly = [outcome for outcome in outcomes if outcome.extent is Extent.PARTLY]
        return _merged(Extent.PARTLY, partly, lacks=_lacks(partly))
    return best


def all_of(outcomes: Sequence[Outcome]) -> Outcome:
    """All are wanted: given when all are, partly when some are, else lacking, or left out with a reason.

    What does not apply is not wanted; where nothing applies, the whole does not.
    """
    wanted = [outcome for outcome in outcomes if outcome.extent is not Extent.NOT_APPLICABLE]
    if not wanted:
        return _merged(Extent.NOT_APPLICABLE if outcomes else Extent.LACKING, outcomes, lacks=())
    extents = {outcome.extent for outcome in wanted}
    if extents == {Extent.GIVEN}:
        return _merged(Extent.GIVEN, wanted, lacks=())
    if extents & {Extent.GIVEN, Extent.PARTLY}:
        return _merged(Extent.PARTLY, wanted, lacks=_lacks(wanted))
    extent = Extent.OMITTED if extents == {Extent.OMITTED} else Extent.LACKING
    return _merged(extent, wanted, lacks=_lacks(wanted))


def _merged(extent: Extent, outcomes: Iterable[Outcome], *, lacks: tuple[str, ...]) -> Outcome:
    pool = list(outcomes)
    return Outcome(
        extent,
        tuple(dict.fromkeys(thing for outcome in pool for thing in outcome.things)),
        lacks,
        next((outcome.reason for outcome in pool if outcome.reason is not None), None),
        tuple(dict.fromkeys(place for outcome in pool for place in outcome.boundary)),
        tuple(dict.fromkeys(proof for outcome in pool for proof in outcome.evidence)),
    )


def _lacks(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lack for outcome in outcomes for lack in outcome.lacks))
