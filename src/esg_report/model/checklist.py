"""What is made of the disclosures for those who prepare a report: scorecards, and the plan of data to collect next."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.requirement import Status, Verdict
from esg_report.model.text import Text


@dataclass(frozen=True, slots=True)
class Score:
    """How the clauses of one pillar, one article or one whole framework are answered."""

    id: str  # the official place, or the framework
    name: Text
    statuses: tuple[tuple[Status, int], ...]  # every status, none left out
    verdicts: tuple[tuple[Verdict, int], ...]  # every verdict, none left out
    must_total: int  # threshold clauses that apply
    must_answered: int  # of these, the disclosed ones
    strongest: tuple[str, ...] = ()  # codes of disclosed clauses that documents prove, most documents first
    gaps: tuple[str, ...] = ()  # codes of clauses that are missing or partial, threshold clauses first

    @property
    def applicable(self) -> int:
        """Clauses that apply."""
        return sum(count for status, count in self.statuses if status is not Status.NOT_APPLICABLE)

    @property
    def disclosed(self) -> int:
        """Clauses that are disclosed."""
        return dict(self.statuses)[Status.DISCLOSED]


@dataclass(frozen=True, slots=True)
class Gate:
    """Clauses of which one is enough to enter, and those that are disclosed."""

    codes: tuple[str, ...]
    passed_by: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether any of them is disclosed."""
        return bool(self.passed_by)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A framework's standing: internal, never printed in a report."""

    framework: str
    whole: Score
    pillars: tuple[Score, ...]
    articles: tuple[Score, ...]
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Datum:
    """One thing that can be collected or written: a metric, a register, a document, or a passage.

    ``detail`` narrows it: members of a metric (``gender=female``), columns of a register, the clause of a passage.
    """

    kind: str  # metric, register, evidence, topic
    id: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A clause that is not disclosed; one datum of each demand closes it."""

    clause: str  # address
    demands: tuple[frozenset[Datum], ...]
    is_must: bool = False  # the text binds: such clauses come first


@dataclass(frozen=True, slots=True)
class Choice:
    """The best so many data to collect, and the clauses that they close together."""

    data: tuple[Datum, ...]
    closes: tuple[str, ...]  # addresses, in the frameworks' order


@dataclass(frozen=True, slots=True)
class Plan:
    """The next best data over all frameworks: one choice for each number of data, from one upwards.

    The choice of three need not hold the choice of two: some data close nothing until others are there.
    """

    choices: tuple[Choice, ...]
    is_exact: bool  # whether every choice is the best there is
    open_clauses: int  # clauses that data could close
    beyond: tuple[str, ...] = ()  # addresses of clauses that none of our data closes in full
