"""Functions of the layout engine in; whether they are, letter for letter, those that our grafts were tried on."""

from __future__ import annotations

import hashlib
import inspect
import logging
from collections.abc import Callable, Iterable

TESTED = "70.0"  # the WeasyPrint that every graft was tried on

_log = logging.getLogger(__name__)


def fits(name: str, digest: str, leant_on: Iterable[Callable[..., object] | type]) -> bool:
    """Whether a graft may be set; where it may not, that is told and the engine stays as it comes."""
    import weasyprint

    if weasyprint.__version__ == TESTED and measured(leant_on) == digest:
        return True
    _log.warning("%s: left out, as this WeasyPrint is not %s as it was tried; pages take longer", name, TESTED)
    return False


def measured(leant_on: Iterable[Callable[..., object] | type]) -> str:
    """The digest of the source of functions and classes."""
    return hashlib.sha256("".join(inspect.getsource(part) for part in leant_on).encode()).hexdigest()
