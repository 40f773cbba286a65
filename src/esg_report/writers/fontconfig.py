"""The shipped fonts in; a fontconfig that sees only them, and the list of their files, out.

No system font is ever used: the same report looks the same on every machine, and a character that our faces lack is
seen as missing instead of being drawn by whatever is at hand.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from esg_report.share import folder

_GENERIC = {
    "sans-serif": ("ESG Sans", "ESG Sans SC"),
    "serif": ("ESG Serif", "ESG Serif SC", "ESG Sans SC"),
    "monospace": ("ESG Sans", "ESG Sans SC"),
}


def faces() -> tuple[Path, ...]:
    """The shipped font files, sorted by name; matplotlib is told of each (``font_manager.fontManager.addfont``)."""
    return tuple(sorted(folder("fonts").glob("*.ttf")))


def isolate() -> Path:
    """Point fontconfig at our faces alone, and return the configuration file.

    To be called before WeasyPrint is imported, in every process that renders; calling it again changes nothing.
    File and cache lie in the user's cache folder, else in a private temporary one; where they lie does not show
    in any output.

    Raises:
        RuntimeError: WeasyPrint was imported before, so that it already reads the system's fonts.
        FileNotFoundError: The shipped fonts are missing: the installation is broken.
    """
    current = os.environ.get("FONTCONFIG_FILE")
    if current and _is_ours(Path(current)):
        return Path(current)
    if "weasyprint" in sys.modules:
        raise RuntimeError("fontconfig.isolate() must be called before weasyprint is imported")
    path = _place()
    os.environ["FONTCONFIG_FILE"] = str(path)
    os.environ.pop("FONTCONFIG_SYSROOT", None)  # it would be put before our paths
    return path


def _is_ours(path: Path) -> bool:
    try:
        return path.read_text(encoding="utf-8") == _configuration(path.parent)
    except (OSError, UnicodeDecodeError):
        return False


def _place() -> Path:
    """Write the configuration where this user can, under a name that changes with its content."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    try:
        return _write(Path(home) / "esg_report")
    except OSError:
        return _write(Path(tempfile.mkdtemp(prefix="esg_report-")))


def _write(base: Path) -> Path:
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = _configuration(base)
    path = base / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not _is_ours(path):
        handle, name = tempfile.mkstemp(dir=base, prefix="fonts-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as part:
            part.write(text)
        Path(name).replace(path)  # two processes at once: each sees a whole file
    return path


def _configuration(base: Path) -> str:
    """The configuration: one font folder, one cache, and what the generic families mean."""
    aliases = "".join(
        f'  <alias binding="same"><family>{generic}</family><prefer>'
        + "".join(f"<family>{family}</family>" for family in families)
        + "</prefer></alias>\n"
        for generic, families in _GENERIC.items()
    )
    last_resort = "".join(f"<string>{family}</string>" for family in _GENERIC["sans-serif"])
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"  <reset-dirs/>\n  <dir>{escape(str(folder('fonts')))}</dir>\n"
        f"  <cachedir>{escape(str(base / 'fontconfig'))}</cachedir>\n{aliases}"
        '  <match target="pattern"><edit name="family" mode="append_last" binding="weak">'
        f"{last_resort}</edit></match>\n</fontconfig>\n"
    )
