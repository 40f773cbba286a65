"""A document and wanted editions in; files out, the slow ones side by side, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from esg_report.engine.sealing import sealed
from esg_report.engine.store import Store
from esg_report.errors import OutputError, UsageError, in_chinese
from esg_report.model.codec import dumps
from esg_report.model.document import Document
from esg_report.model.project import Project
from esg_report.model.written import Edition, Written
from esg_report.pause import no_collection
from esg_report.writers.registry import WRITERS

_BAD_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # Windows keeps these for devices
_LONGEST = 120  # bytes of a stem; file systems hold 255 with all that is put after it
_SLOW = frozenset({"pdf"})  # formats that are worth a process of their own
_WHOLE = frozenset({"json"})  # formats whose one file holds both languages


@dataclass(frozen=True, slots=True)
class Order:
    """One file that is wanted."""

    format: str
    edition: Edition
    path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order: the file, or why there is none. An error that is no ``EsgError`` is a bug of ours."""

    order: Order
    error: Exception | None = None


def orders(project: Project, editions: Iterable[Edition], formats: Iterable[str], out: Path) -> tuple[Order, ...]:
    """The files of a run, named SHORTNAME-YEAR-LANG.EXT or by the project's ``output_name``.

    A format whose one file holds both languages is written once, without LANG.

    Raises:
        UsageError: The name cannot be a file's name, or a format is unknown.
    """
    stem = _stem(project)
    wanted: list[Order] = []
    for name in dict.fromkeys(formats):
        if name not in WRITERS:
            raise UsageError(zh=f"没有“{name}”这种格式", en=f"there is no format '{name}'")
        extension = WRITERS[name].extension
        if name in _WHOLE:
            wanted.append(Order(name, Edition.BOTH, out / f"{stem}.{extension}"))
            continue
        wanted.extend(
            Order(name, edition, out / f"{stem}-{edition.value}.{extension}") for edition in dict.fromkeys(editions)
        )
    return tuple(wanted)


def make_ready(out: Path) -> None:
    """Make the folder for the results, and see that it takes files, before pages are laid out.

    Raises:
        OutputError: It cannot be made or written to.
    """
    trial = out / f".trial-{os.getpid()}.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise _not_writable(out, error) from error


def build(
    document: Document, wanted: tuple[Order, ...], tell: Callable[[Outcome], None], *, store: Store | None = None
) -> tuple[Outcome, ...]:
    """Write every order; one that fails does not stop the others. ``tell`` is called as each is done.

    Two or more slow ones run side by side, each in a fresh process of its own, so that one that dies takes no other
    with it; the rest runs here. Where the run is stopped, its processes are ended with it. What ``store`` holds of the
    slow ones is not made again.
    """
    digest = digest_of(document)
    held = {order: found for order in wanted if (found := _held(store, digest, order)) is not None}
    slow = [order for order in wanted if order.format in _SLOW and order not in held]
    apart = slow if len(slow) > 1 else []
    done: dict[Order, Outcome] = {}
    with _side_by_side(document, apart, digest) as running:
        for order in wanted:
            if order not in apart:
                make = (
                    partial(held.__getitem__, order) if order in held else partial(written_by, document, order, digest)
                )
                done[order] = _settled(order, digest, partial(_kept, store, digest, order, make))
                tell(done[order])
        for future in as_completed(running):
            order = running[future]
            done[order] = _settled(order, digest, partial(_kept, store, digest, order, future.result))
            tell(done[order])
    return tuple(done[order] for order in wanted)


def _held(store: Store | None, digest: str, order: Order) -> Written | None:
    """A slow file as it was made before of the same document."""
    return store.get(digest, order.format, order.edition) if store is not None and order.format in _SLOW else None


def _kept(store: Store | None, digest: str, order: Order, make: Callable[[], Written]) -> Written:
    """Make a file and keep it, if it is slow to make."""
    written = make()
    if store is not None and order.format in _SLOW:
        store.put(digest, order.format, order.edition, written)
    return written


def digest_of(document: Document) -> str:
    """The SHA-256 of a document's JSON: the same document, the same digest."""
    return hashlib.sha256(dumps(document).encode()).hexdigest()


def _stem(project: Project) -> str:
    stem = project.output_name or f"{project.short_name.en or project.short_name.zh}-{project.period}"
    stem = "-".join(stem.split())
    is_bad = _BAD_NAME.search(stem) or _RESERVED.fullmatch(stem.split(".")[0]) or len(stem.encode()) > _LONGEST
    if not stem or is_bad or stem.startswith((".", "-")) or ".." in stem:
        raise UsageError(
            zh=f'“{stem}”不能用作文件名；请在 project.yaml 写 output_name，不含 / \\ : * ? " < > | 和 ..',
            en=f"'{stem}' cannot be a file name; give project.yaml an output_name without / \\ : * ? \" < > | and ..",
        )
    return stem


@contextmanager
def _side_by_side(document: Document, apart: list[Order], digest: str) -> Iterator[dict[Future[Written], Order]]:
    """Start a process an order, as many at once as there are processors; end them all where the run is stopped."""
    if not apart:
        yield {}
        return
    with ThreadPoolExecutor(min(len(apart), os.cpu_count() or 1)) as threads:
        with _deaf():
            running = {threads.submit(_write_apart, document, order, digest): order for order in apart}
        try:
            yield running
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            _end(running)
            raise


def _end(running: Iterable[Future[Written]]) -> None:
    """End the processes behind these; one that is only just being started is not listed yet, so look again."""
    from multiprocessing import active_children  # a tenth of what a page of HTML needs, and it needs none of it

    waiting = list(running)
    while waiting:
        for process in active_children():
            process.terminate()
        waiting = list(wait(waiting, timeout=0.1).not_done)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start threads, and through them processes, that do not hear Ctrl-C: only this thread answers it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started later, it would unblock Ctrl-C in the thread that starts it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write_apart(document: Document, order: Order, digest: str) -> Written:
    """Write one order in a fresh process.

    Raises:
        OutputError: The process died, mostly for want of memory; or what the writer raises.
    """
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        try:
            return pool.submit(written_by, document, order, digest).result()
        except BrokenProcessPool as error:
            raise OutputError(
                zh="排版进程意外中止，多半是内存不足；请关闭其他程序，或用 --lang 一次只生成一种语言",
                en="the process that lays it out died, mostly for want of memory; close other programs, or build one "
                "language at a time with --lang",
            ) from error


def written_by(document: Document, order: Order, digest: str = "") -> Written:
    """One order's file with its seal, not saved anywhere; ``digest`` is the document's, where it is known already."""
    with no_collection():
        written = WRITERS[order.format].write(document, order.edition)
        return sealed(order.format, order.edition, document, written, digest=digest or digest_of(document))


def _settled(order: Order, digest: str, written: Callable[[], Written]) -> Outcome:
    """Save what was written; every failure, a bug of ours too, is this order's alone."""
    try:
        _save(order.path, written(), digest)
    except Exception as error:  # noqa: BLE001 - told by the face, with the others' files
        return Outcome(order, error)
    return Outcome(order)


def _save(path: Path, written: Written, digest: str) -> None:
    """Write the file, and beside it the places of its anchors if it has any; each whole at once, the report first."""
    files = {path: written.data}
    if written.places:
        places = {"document": digest, "places": dict(written.places)}
        text = json.dumps(places, ensure_ascii=False, sort_keys=True, indent=1)
        files[path.with_name(path.name + ".places.json")] = text.encode()
    drafts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in files}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for target, data in files.items():
            drafts[target].write_bytes(data)
        for target, draft in drafts.items():
            draft.replace(target)
    except OSError as error:
        raise _not_writable(path, error) from error
    finally:
        for draft in drafts.values():
            with suppress(OSError):  # it is gone, or its folder is none: the error that was raised says why
                draft.unlink()


def _not_writable(path: Path, error: OSError) -> OutputError:
    why = error.strerror or type(error).__name__
    return OutputError(
        zh=f"无法写入 {path}：{in_chinese(error)}。请检查文件夹权限和磁盘空间，或关闭正在打开该文件的程序",
        en=f"cannot write {path}: {why}; check the folder's permissions and the space left, or close the program "
        "that has the file open",
    )
