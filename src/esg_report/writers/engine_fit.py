"""The layout engine as it is installed in; whether it is, letter for letter, the one that our grafts were tried on."""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from pathlib import Path

TESTED = "70.0"  # the WeasyPrint that every graft was tried on, with pydyf 0.13.0
DIGEST = "22b56398499adac9a5f2972dd1c38dd8e42d34ba60bf22949b6d7f50841e0408"  # of the source of both

_log = logging.getLogger(__name__)


def fits(name: str) -> bool:
    """Whether a graft may be set; where it may not, that is told and the engine stays as it comes."""
    if is_fitting():
        return True
    _log.warning("%s: left out, as this WeasyPrint is not %s as it was tried", name, TESTED)
    return False


def is_fitting() -> bool:
    """Whether the engine is the one that our grafts were tried on."""
    return measured() == DIGEST


@cache
def measured() -> str:
    """The digest of the source of both packages, file by file."""
    import pydyf
    import weasyprint

    made = hashlib.sha256()
    for package in (weasyprint, pydyf):
        place = Path(package.__file__).parent
        for path in sorted(place.rglob("*.py")):
            data = path.read_bytes()
            made.update(f"{path.relative_to(place).as_posix()}\0{len(data)}\0".encode())
            made.update(data)
    return made.hexdigest()
