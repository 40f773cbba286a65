"""What making a PDF takes, in; whether this machine has it, and the command that brings it, out."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from esg_report.cli.words import say
from esg_report.strict_yaml import keeping
from esg_report.writers import engine_fit, fontconfig

_PANGO = "libpangoft2-1.0-0"
_SUBSET = "libharfbuzz-subset0"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing: its name, whether it is there, and what to do where it is not."""

    name: str
    is_met: Callable[[], bool]
    cure: str
    is_needed: bool = True  # else reports come out without it, slower or less fine


def needs() -> tuple[Need, ...]:
    """Everything, in the order in which it is built upon."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    engine = f"{sys.executable} -m pip install weasyprint=={engine_fit.TESTED}"
    subset = say(
        "HarfBuzz 字体子集库（缺少时生成 PDF 要慢几倍）",
        "HarfBuzz subsetting (without it a PDF takes several times longer)",
    )
    return (
        Need(f"Python {python}", lambda: sys.version_info >= (3, 11), "apt-get install -y python3.11 python3.11-venv"),
        Need(say("随附的字体", "the shipped faces"), has_faces, say("重新安装本程序", "install this program again")),
        Need(say("Pango 排版库", "Pango"), lambda: loads("pangoft2-1.0", "libpangoft2-1.0.so.0"), _apt(_PANGO)),
        Need(subset, lambda: loads("harfbuzz-subset", "libharfbuzz-subset.so.0"), _apt(_SUBSET), is_needed=False),
        Need(f"WeasyPrint {engine_fit.TESTED}", has_engine, engine),
        Need(say("中文两端对齐", "even Chinese lines"), sets_chinese, engine, is_needed=False),
        _tables(),
    )


def _tables() -> Need:
    """The folder in which read reference data is kept from one run to the next."""
    place = keeping.folder()
    words = say("参考数据的缓存", "kept reference data")
    cure = say(
        f"不影响结果，只是每次启动慢约 0.3 秒；要启用，把环境变量 {keeping.VARIABLE} 设为一个只有您能写入的文件夹",
        f"results are the same, each start takes some 0.3 s longer; to have it, set {keeping.VARIABLE} to a folder "
        "that only you can write to",
    )
    where = str(place) if place is not None else say("已关闭", "switched off")
    return Need(f"{words} ({where})", keeping.is_open, cure, is_needed=False)


def has_faces() -> bool:
    """Whether the fonts that every page uses are installed with the program."""
    try:
        return bool(fontconfig.faces())
    except FileNotFoundError:
        return False


def loads(name: str, file: str) -> bool:
    """Whether a shared library can be loaded, by its Linux file name or as the system finds it."""
    for candidate in (file, ctypes.util.find_library(name)):
        try:
            if candidate and ctypes.CDLL(candidate):
                return True
        except OSError:
            continue
    return False


def has_engine() -> bool:
    """Whether the engine is the version that every page was tried on."""
    try:
        return metadata.version("weasyprint") == engine_fit.TESTED
    except metadata.PackageNotFoundError:
        return False


def sets_chinese() -> bool:
    """Whether the engine is, letter for letter, the one that our justification was written against."""
    try:
        fontconfig.isolate()
        return engine_fit.is_fitting()
    except (ImportError, OSError):
        return False


def _apt(package: str) -> str:
    return f"apt-get install -y --no-install-recommends {package}"
