"""A factory's folder in; what its forms are written with: catalogue, frameworks, and what is filled in already."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from esg_report.cli.words import listed
from esg_report.errors import InputError, UsageError
from esg_report.forms.joining import prefill_of_sheets
from esg_report.forms.prefill import Prefill
from esg_report.forms.workbook import Known, Order, write_form
from esg_report.intake.folder import read
from esg_report.model.form import FormSheet, Head, SheetKind, code_of, keeper, word_key
from esg_report.model.metric import Catalogue
from esg_report.model.place import Place
from esg_report.model.project import Material
from esg_report.model.requirement import Framework
from esg_report.model.text import Text
from esg_report.reference import load
from esg_report.reference.own import Extended, with_own

FILE = "factory-data"
_TOPIC = "topic."


@dataclass(frozen=True, slots=True)
class Forming:
    """A project whose forms are written."""

    material: Material
    own: Extended

    @classmethod
    def of(cls, folder: Path) -> Forming:
        """Read the folder.

        Raises:
            InputError: There is no way on with what ``project.yaml`` says.
        """
        own = with_own(folder, load.catalogue())
        return cls(read(folder, catalogue=own.catalogue, units=load.unit_table()), own)

    @property
    def catalogue(self) -> Catalogue:
        """The shipped catalogue with the plant's own entries and units."""
        return replace(self.own.catalogue, units={**self.own.catalogue.units, **self.material.units})

    def frameworks(self, names: Iterable[str] = ()) -> tuple[Framework, ...]:
        """The frameworks of these ids; without any, the project's.

        Raises:
            UsageError: One is not known.
        """
        known = (*load.framework_ids(), *self.own.frameworks)
        wanted = tuple(names) or self.material.project.frameworks
        for name in wanted:
            if name not in known:
                raise UsageError(
                    zh=f"没有标准“{name}”；可选：{listed(known)}", en=f"there is no framework '{name}': {listed(known)}"
                )
        return tuple(self.own.frameworks.get(name) or load.framework(name) for name in wanted)

    def places(self, name: str | None) -> tuple[Place, ...]:
        """The place of a name, or all.

        Raises:
            UsageError: The project has no such place.
        """
        places = self.material.project.places
        if name is None:
            return tuple(places)
        found = places.find(name)
        if found is None:
            known = listed([place.id for place in places])
            raise UsageError(zh=f"没有场所“{name}”；可选：{known}", en=f"there is no place '{name}': {known}")
        return (found,)

    def file(self, place: str) -> str:
        """The name of a place's form."""
        return f"{FILE}.xlsx" if len(self.material.project.places.nodes) == 1 else f"{FILE}-{place}.xlsx"

    def department(self, name: str) -> None:
        """See that somebody of this department keeps anything.

        Raises:
            UsageError: No figure or list is a department's of this name.
        """
        topics = {one.topic for one in (*self.catalogue, *self.catalogue.registers.values())}
        usual = [keeper(topic) for topic in sorted(topics)]
        known = list(dict.fromkeys([*(words.zh for words in usual), *self.keepers().values()]))
        if word_key(name) not in {word_key(one) for one in (*known, *(words.en for words in usual))}:
            near = difflib.get_close_matches(name, known, n=1)
            zh = f"是否指“{near[0]}”？" if near else ""
            en = f"is it {near[0]}? " if near else ""
            raise UsageError(
                zh=f"没有部门“{name}”的行；{zh}可用：{listed(known)}",
                en=f"no row is of the department '{name}'; {en}known: {listed(known)}",
            )

    def keepers(self) -> Mapping[str, str]:
        """The department that filled forms name for a metric."""
        found: dict[str, str] = {}
        for sheet in self.material.forms:
            for row in sheet.rows:
                code, held = code_of(row.code), row.get(Head.DEPARTMENT.value)
                if sheet.stamp.kind is SheetKind.TOPIC and code is not None and held is not None:
                    found[code.metric] = held.raw.strip()
        return found

    def filled(self, place: str) -> tuple[FormSheet, ...]:
        """The sheets that are filled in for a place and the reporting period."""
        period = self.material.project.period
        return tuple(
            sheet for sheet in self.material.forms if (sheet.stamp.place, sheet.stamp.period) == (place, period)
        )

    def write(self, order: Order, frameworks: tuple[Framework, ...], *, typed: Prefill | None = None) -> bytes:
        """The form of a place; ``typed`` stands in place of what the folder's forms hold."""
        sheets = self.filled(order.place)
        known = Known(
            self.material.facts,
            self.material.records,
            prefill_of_sheets(sheets) if typed is None else typed,
            frozenset(sheet.file for sheet in self.material.forms),
        )
        return write_form(
            self.catalogue,
            order,
            project=self.material.project,
            frameworks=frameworks,
            topics=topics(),
            known=known,
        )


def topics() -> dict[str, Text]:
    """Names of topics, by id."""
    return {name.removeprefix(_TOPIC): words for name, words in load.wordings().items() if name.startswith(_TOPIC)}


def unreadable(path: Path, zh: str, en: str) -> InputError:
    """The refusal of a file that is no form."""
    return InputError(zh=f"{path}：{zh}", en=f"{path}: {en}")
