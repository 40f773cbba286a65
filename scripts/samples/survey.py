"""The survey of a published report in; its figures as printed, by name, year and facility, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Entry = Mapping[str, Any]


@dataclass(slots=True)
class Survey:
    """What was read in a report, and which of it has been laid out."""

    tree: Mapping[str, Any]
    used: set[int] = field(default_factory=set)  # places in ``metrics``

    @classmethod
    def read(cls, path: Path) -> Survey:
        """Read the YAML file of a survey."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def entry(self, name: str, facility: str = "") -> Entry:
        """The one entry of a Chinese name, at a facility where one is given.

        Raises:
            LookupError: None or several fit.
        """
        found = [
            (number, entry)
            for number, entry in enumerate(self.tree["metrics"])
            if entry["name_zh"] == name and (not facility or entry.get("facility", {}).get("zh") == facility)
        ]
        if len(found) != 1:
            raise LookupError(f"{len(found)} entries of the survey are called {name!r} at {facility!r}")
        self.used.add(found[0][0])
        return dict(found[0][1])

    def has(self, name: str, facility: str) -> bool:
        """Whether a facility prints a figure of that name."""
        return any(
            entry["name_zh"] == name and entry.get("facility", {}).get("zh") == facility
            for entry in self.tree["metrics"]
        )

    def value(self, name: str, year: str, facility: str = "") -> str | None:
        """The figure as printed; None where the report leaves it blank."""
        value = self.entry(name, facility)["values"].get(year)
        return None if value is None else str(value)

    def unit(self, name: str) -> str | None:
        """The unit as printed; None where none is."""
        return self.entry(name).get("unit")

    def left(self) -> tuple[str, ...]:
        """The names of all entries that no table took."""
        return tuple(entry["name_zh"] for number, entry in enumerate(self.tree["metrics"]) if number not in self.used)
