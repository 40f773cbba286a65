"""A factory's folder in; its pages as they now are out, made anew whenever a file of it is saved."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Condition

from esg_report.cli import bug
from esg_report.cli.findings import counts_line, that_matter, told
from esg_report.cli.words import say
from esg_report.errors import EsgError
from esg_report.model.document import Document
from esg_report.model.written import Edition
from esg_report.pause import no_collection
from esg_report.pipeline import Assembled, assemble
from esg_report.writers.html import page
from esg_report.writers.styles import follow_script

LOOK = 0.08  # seconds between two looks at the folder
_REST = 0.04  # a file that is being written is waited for
_PATIENCE = 20.0  # seconds that a page waits for news

Signature = tuple[tuple[str, int, int, int], ...]


@dataclass(slots=True)
class Preview:
    """What a folder came to last: its report, pages that were asked for, and what is to be said of it.

    Pages are made where they are asked for, and at once for those that were asked for before. Trouble that stops a
    report leaves the last pages standing, and is said on them.
    """

    folder: Path
    editions: tuple[Edition, ...] = ()
    version: int = 0
    line: str = ""
    trouble: str = ""
    findings: tuple[str, ...] = ()
    heading: str = ""
    document: Document | None = None
    pages: dict[Edition, bytes] = field(default_factory=dict)
    news: Condition = field(default_factory=Condition)

    def renew(self) -> str:
        """Read the folder again and make the pages that are looked at; what is to be said on the terminal."""
        begun = time.perf_counter()
        try:
            with no_collection():
                made = assemble(self.folder)
                pages = {edition: _page(made.document, edition) for edition in self.pages}
        except EsgError as error:
            return self._stopped(say(error.zh, error.en))
        except Exception as error:  # noqa: BLE001 - a bug of ours ends no preview: the next save may go well
            return self._stopped(bug(error))
        return self._renewed(made, pages, time.perf_counter() - begun)

    def page(self, name: str) -> bytes | None:
        """The page of an edition, made now if need be."""
        with self.news:
            edition = self._named(name)
            if self.document is None or edition is None:
                return self._nothing() if self.document is None else None
            if edition not in self.pages:
                self.pages[edition] = _page(self.document, edition)
            return self.pages[edition]

    def state(self, after: str) -> dict[str, object]:
        """What stands, once it is another version than ``after``, or after a while."""
        with self.news:
            self.news.wait_for(lambda: str(self.version) != after, _PATIENCE)
            return {
                "version": self.version,
                "line": self.trouble or self.line,
                "trouble": bool(self.trouble),
                "heading": self.heading,
                "findings": self.findings,
                "editions": [{"name": _NAMES[edition], "address": f"/{edition.value}"} for edition in self.editions],
            }

    def _renewed(self, made: Assembled, pages: dict[Edition, bytes], took: float) -> str:
        clock, counts = datetime.now().strftime("%H:%M:%S"), counts_line(made.findings)  # noqa: DTZ005 - a clerk's own clock
        with self.news:
            self.document, self.pages = made.document, pages
            languages = made.material.project.languages
            both = (Edition.BOTH,) if len(languages) > 1 else ()
            self.editions = (*(Edition(language.value) for language in languages), *both)
            self.version, self.trouble = self.version + 1, ""
            self.line = say(f"预览，未核对 · {clock} · {took:.2f} 秒", f"preview, not proved · {clock} · {took:.2f} s")
            self.heading, self.findings = counts, tuple(told(found) for found in that_matter(made.findings))
            self.news.notify_all()
        return f"{clock}  {took:.2f} s  {counts}"

    def _stopped(self, why: str) -> str:
        with self.news:
            self.version, self.trouble, self.findings = self.version + 1, why, ()
            self.news.notify_all()
        return why

    def _named(self, name: str) -> Edition | None:
        if not name:
            return self.editions[0] if self.editions else None
        return next((edition for edition in self.editions if edition.value == name), None)

    def _nothing(self) -> bytes:
        """A page that says why there is none, and looks again."""
        from markupsafe import escape

        head = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>esg-report</title>'
        return f"{head}<p>{escape(self.trouble or say('正在读取 …', 'reading …'))}</p>".encode()


_NAMES = {Edition.ZH: "中文", Edition.EN: "English", Edition.BOTH: "中文 English"}


def _page(document: Document, edition: Edition) -> bytes:
    return page(document, edition, follow=follow_script()).data


def follow(preview: Preview, tell: Callable[[str], None], *, until: Callable[[], bool] = lambda: False) -> None:
    """Make a preview anew at every change of its folder, until that is asked to end."""
    before: Signature | None = None
    while not until():
        now = signature(preview.folder)
        if now == before:
            time.sleep(LOOK)
            continue
        while (later := _after(_REST, preview.folder)) != now:  # a program is still writing
            now = later
        before = now
        tell(preview.renew())
        gc.collect()


def _after(seconds: float, folder: Path) -> Signature:
    time.sleep(seconds)
    return signature(folder)


def signature(folder: Path) -> Signature:
    """Every file of a folder but those in ``output``, with size, time and number; what is just gone is left out."""
    return tuple(sorted(_looked_at(folder)))


def _looked_at(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for at, names, files in os.walk(folder, followlinks=True):
        if Path(at) == folder:
            names[:] = [name for name in names if name != "output"]
        for name in files:
            path = os.path.join(at, name)  # noqa: PTH118 - a thousand files, twelve times a second
            with suppress(OSError):
                about = os.stat(path)  # noqa: PTH116 - likewise
                yield path, about.st_size, about.st_mtime_ns, about.st_ino
