"""A build's folder and options in; the last run's files and lines out, where nothing at all has changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from esg_report.cli import screen
from esg_report.cli.words import say, spoken
from esg_report.engine.again import Run, key_of, recall, remember
from esg_report.engine.store import usual


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for, and the digest of all on which it hangs as it stood when it was asked."""

    folder: Path
    out: Path
    options: tuple[str, ...]
    key: str | None


def asked(folder: Path, out: Path, options: Iterable[str]) -> Asked:
    """Look at the folder; no key where nothing may be kept, or where a file cannot be read."""
    told = (spoken().value, os.environ.get("SOURCE_DATE_EPOCH", ""), *options)  # a run may set the date for its own
    return Asked(folder, out, told, key_of(folder, out, told) if usual() is not None else None)


def told(wanted: Asked) -> bool:
    """Say what the last run said, if its files stand as it left them and would be the same again."""
    store = usual()
    run = recall(store.place, wanted.key) if store is not None and wanted.key is not None else None
    if run is None:
        return False
    screen.tell(say("没有任何变化，成品保持原样：", "nothing has changed; the files are left as they are:"))
    for path in run.files:
        screen.show(str(path))
    for line in run.lines:
        screen.tell(line)
    return True


def keep(wanted: Asked, files: tuple[Path, ...], lines: tuple[str, ...]) -> None:
    """Keep a run that went well, unless something was changed while it ran."""
    store = usual()
    if store is None or wanted.key is None or key_of(wanted.folder, wanted.out, wanted.options) != wanted.key:
        return
    beside = (path.with_name(path.name + ".places.json") for path in files)
    remember(store.place, wanted.key, Run(files, lines), [path for path in beside if path.is_file()])
