"""Short specifications of what answers a clause in; the answers as YAML flow text out.

``metric{member=value} relation years=N ?`` states a metric; ``register id column=value`` a register; ``evidence kind``
a document; ``topic`` a marked passage. ``|`` parts alternatives, ``?`` makes the whole optional, ``-`` is told by text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

RELATIONS = frozenset({"full", "partial", "other_unit", "other_boundary", "other_period"})
TOLD_BY_TEXT = "-"
_METRIC = re.compile(r"(?P<id>[a-z0-9_.]+)(?:\{(?P<member>\w+)=(?P<value>\w+)\})?")


@dataclass(frozen=True, slots=True)
class Spec:
    """One answer, or several of which one is enough (``alternatives``)."""

    kind: str  # topic, metric, register, evidence, any
    name: str = ""
    relation: str = "full"
    is_optional: bool = False
    years: int = 1
    details: tuple[tuple[str, str], ...] = ()  # members of a metric, columns of a register
    alternatives: tuple[Spec, ...] = field(default=())

    def flow(self) -> str:
        """The answer as YAML writes it on one line."""
        if self.kind == "topic":
            return "topic: true"
        words = [f"{self.kind}: {self._named()}"]
        if self.details:
            inside = ", ".join(f"{key}: {value}" for key, value in self.details)
            words.append(f"{'members' if self.kind == 'metric' else 'where'}: {{{inside}}}")
        words += [f"years: {self.years}"] if self.years > 1 else []
        words += [f"relation: {self.relation}"] if self.relation != "full" else []
        words += ["optional: true"] if self.is_optional and self.kind != "evidence" else []
        return "{" + ", ".join(words) + "}"

    def _named(self) -> str:
        if self.kind == "any":
            return "[" + ", ".join(_in_list(one) for one in self.alternatives) + "]"
        return f"[{self.name}]" if self.kind == "evidence" else self.name

    def metrics(self) -> Iterator[Spec]:
        """The metrics that it names, alternatives too."""
        if self.kind == "metric":
            yield self
        for one in self.alternatives:
            yield from one.metrics()


TOPIC = Spec("topic")


def parse(text: str) -> Spec | None:
    """The answer that a specification means; None where the clause is told by its text.

    Raises:
        ValueError: It is no specification.
    """
    words = text.strip()
    if words == TOLD_BY_TEXT:
        return None
    is_optional = words.endswith("?")
    parts = [_one(part.strip()) for part in words.rstrip("? ").split("|")]
    if len(parts) == 1:
        return replace(parts[0], is_optional=is_optional)
    return Spec("any", is_optional=is_optional, alternatives=tuple(parts))


def supporting(specs: Iterable[Spec]) -> Iterator[Spec]:
    """Every metric of some answers as what supports another clause: in part, and optional; none twice."""
    seen: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for spec in specs:
        for metric in spec.metrics():
            if (metric.name, metric.details) not in seen:
                seen.add((metric.name, metric.details))
                yield replace(metric, relation="partial", is_optional=True, years=1)


def _one(text: str) -> Spec:
    head, *words = text.split()
    if head == "topic" and not words:
        return TOPIC
    if head == "evidence":
        return Spec("evidence", words[0])
    if head == "register":
        return Spec("register", words[0], details=tuple(_pair(word) for word in words[1:]))
    match = _METRIC.fullmatch(head)
    if match is None or not {word for word in words if "=" not in word} <= RELATIONS:
        raise ValueError(f"no answer: {text!r}")
    details = ((match["member"], match["value"]),) if match["member"] else ()
    relation = next((word for word in words if word in RELATIONS), "full")
    years = next((int(word.removeprefix("years=")) for word in words if word.startswith("years=")), 1)
    return Spec("metric", match["id"], relation, years=years, details=details)


def _pair(word: str) -> tuple[str, str]:
    key, _, value = word.partition("=")
    return key, value


def _in_list(spec: Spec) -> str:
    return "{topic: true}" if spec.kind == "topic" else spec.flow()
