"""The formats that a report can be written in, by name, in the order they are offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from esg_report.writers.writer import Writer

_NAMES = ("html", "pdf", "docx", "xlsx", "json")  # each is the ``WRITER`` of its module


class _Writers(Mapping[str, Writer]):
    """Loads a format's module as it is asked for: a run that makes a page has no use for what makes Word files."""

    def __getitem__(self, name: str) -> Writer:
        if name not in _NAMES:
            raise KeyError(name)
        return cast("Writer", import_module(f"esg_report.writers.{name}").WRITER)

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


WRITERS: Mapping[str, Writer] = _Writers()
