"""A stretch in which a few hundred thousand lasting objects are made; no search for garbage among them meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave the collector off, and put it back as it was.

    Over a large log, a table or a report's pages it takes up to a third of the time for nothing.
    Objects that nobody holds are freed all the same; only rings of them wait.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
