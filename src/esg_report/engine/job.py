"""A document and wanted editions in; files out, the slow ones side by side, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from esg_report.errors import EsgError, OutputError, UsageError
from esg_report.model.codec import dumps
from esg_report.model.document import Document
from esg_report.model.project import Project
from esg_report.model.written import Edition, Written
from esg_report.writers.registry import WRITERS

_BAD_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_SLOW = frozenset({"pdf"})  # formats that are worth a process of their own


@dataclass(frozen=True, slots=True)
class Order:
    """One file that is wanted."""

    format: str
    edition: Edition
    path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order: the file, or why there is none."""

    order: Order
    error: EsgError | None = None


def orders(project: Project, editions: Iterable[Edition], formats: Iterable[str], out: Path) -> tuple[Order, ...]:
    """The files of a run, named SHORTNAME-YEAR-LANG.EXT or by the project's ``output_name``.

    Raises:
        UsageError: The name cannot be a file's name, or a format is unknown.
    """
    stem = project.output_name or f"{project.short_name.en or project.short_name.zh}-{project.period}"
    stem = "-".join(stem.split())
    if _BAD_NAME.search(stem) or stem.startswith(".") or ".." in stem:
        raise UsageError(
            zh=f"“{stem}”不能用作文件名，请改 output_name", en=f"'{stem}' cannot be a file name: change output_name"
        )
    wanted: list[Order] = []
    for name in dict.fromkeys(formats):
        if name not in WRITERS:
            raise UsageError(zh=f"没有“{name}”这种格式", en=f"there is no format '{name}'")
        extension = WRITERS[name].extension
        wanted.extend(
            Order(name, edition, out / f"{stem}-{edition.value}.{extension}") for edition in dict.fromkeys(editions)
        )
    return tuple(wanted)


def build(document: Document, wanted: tuple[Order, ...], tell: Callable[[Order], None]) -> tuple[Outcome, ...]:
    """Write every order; one that fails does not stop the others. ``tell`` is called as each is done.

    Two or more PDFs run side by side in fresh processes; the rest runs here.
    """
    digest = digest_of(document)
    slow = [order for order in wanted if order.format in _SLOW]
    done: dict[Order, Outcome] = {}
    if len(slow) > 1:
        with ProcessPoolExecutor(_workers(len(slow)), multiprocessing.get_context("spawn")) as pool:
            running = {order: pool.submit(_write, order.format, document, order.edition) for order in slow}
            for order in wanted:
                written = running.get(order)
                done[order] = _settled(order, digest, _later(written) if written else _now(document, order))
                tell(order)
    else:
        for order in wanted:
            done[order] = _settled(order, digest, _now(document, order))
            tell(order)
    return tuple(done[order] for order in wanted)


def digest_of(document: Document) -> str:
    """The SHA-256 of a document's JSON: the same document, the same digest."""
    return hashlib.sha256(dumps(document.chapters).encode()).hexdigest()


def _workers(jobs: int) -> int:
    return min(jobs, os.cpu_count() or 1)


def _write(name: str, document: Document, edition: Edition) -> Written:
    return WRITERS[name].write(document, edition)


def _later(written: Future[Written]) -> Callable[[], Written]:
    return written.result


def _now(document: Document, order: Order) -> Callable[[], Written]:
    return lambda: _write(order.format, document, order.edition)


def _settled(order: Order, digest: str, written: Callable[[], Written]) -> Outcome:
    try:
        _save(order.path, written(), digest)
    except EsgError as error:
        return Outcome(order, error)
    return Outcome(order)


def _save(path: Path, written: Written, digest: str) -> None:
    """Write the file and beside it the places of its anchors; both whole or not at all."""
    places = {"document": digest, "places": dict(written.places)}
    text = json.dumps(places, ensure_ascii=False, sort_keys=True, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, written.data)
        _replace(path.with_name(path.name + ".places.json"), text.encode())
    except OSError as error:
        raise OutputError(
            zh=f"无法写入 {path}：{error.strerror}。请检查文件夹权限，或文件是否正被其他程序打开",
            en=f"cannot write {path}: {error.strerror}; check the folder's permissions, or close the file elsewhere",
        ) from error


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
