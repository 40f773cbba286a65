"""What turns a folder into files, as it lies on this machine; one digest out: another program, another digest.

Code, data, templates and faces count byte by byte; other packages and the system's libraries for text by the names
that bear their versions.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from esg_report.share import folder, packages

_LIBRARIES = ("libpango*", "libharfbuzz*", "libfontconfig*", "libfreetype*", "libqpdf*")
_SYSTEM = ("/usr/lib", "/usr/local/lib", "/lib")


@cache
def program() -> str:
    """The digest, taken once a process: a later edit is no concern of this process."""
    made = hashlib.sha256(sys.version.encode())
    package = Path(__file__).resolve().parents[1]
    for place in (package, folder("report_templates"), folder("fonts")):
        for path in _files(place):
            data = path.read_bytes()
            made.update(f"{path.relative_to(place).as_posix()}\0{len(data)}\0".encode())
            made.update(data)
    for name in (*packages(), *_libraries()):
        made.update(f"{name}\n".encode())
    return made.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    """All files of a folder, in order, but what Python compiles for itself."""
    for path in sorted(place.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            yield path


def _libraries() -> list[str]:
    """The system's libraries for text; their files bear their versions."""
    return sorted(
        {
            path.name
            for place in map(Path, _SYSTEM)
            for name in _LIBRARIES
            for pattern in (f"{name}.so*", f"*/{name}.so*")
            for path in place.glob(pattern)
        }
    )
