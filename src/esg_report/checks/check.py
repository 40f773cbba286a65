"""A check: one function, one code; what it finds in, findings with its code and severity out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from esg_report.model.finding import Argument, Finding, Severity, Where, finding


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: where, the slots of its message, and the other places that it is about."""

    where: Where
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    related: tuple[Where, ...] = ()


Look = Callable[..., Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check's code, severity and function; the function names what it wants to see as its parameters."""

    code: str
    severity: Severity
    look: Look
    wants: tuple[str, ...]

    @property
    def says(self) -> str:
        """The check in one line."""
        return inspect.getdoc(self.look) or ""

    def run(self, given: Mapping[str, object]) -> Iterator[Finding]:
        """Look at what is wanted of what is given, and tell each hit as a finding."""
        for hit in self.look(**{name: given[name] for name in self.wants}):
            found = finding(self.code, self.severity, hit.where, **hit.arguments)
            yield Finding(found.code, found.severity, found.where, found.arguments, hit.related)


def check(code: str, severity: Severity) -> Callable[[Look], Check]:
    """Make a function a check. Its parameters name what it wants of ``registry``: facts, material, catalogue."""

    def made(look: Look) -> Check:
        return Check(code, severity, look, tuple(inspect.signature(look).parameters))

    return made
