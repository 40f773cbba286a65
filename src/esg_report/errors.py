"""What leaves no way on: errors told in both languages, and the exit code each means.

Trouble with a factory's data is no error but a ``Finding``: collected, never raised.
"""

import errno
from enum import IntEnum
from typing import ClassVar

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘只能读",
    errno.ENOSPC: "磁盘已满",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被别的程序使用",
    errno.EADDRINUSE: "已被别的程序占用",
}


class ExitCode(IntEnum):
    """What a finished process says about its run."""

    DONE = 0
    FINDINGS = 1  # findings at or above --fail-on
    USAGE = 2
    INPUT = 3  # an input could not be read
    OUTPUT = 4  # an output could not be written
    BUG = 5  # ours, not the user's
    STOPPED = 130  # by the user


class EsgError(Exception):
    """An error that a user can read and act on; a face prints one wording and exits with ``exit_code``.

    Raises:
        ValueError: A wording is blank.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, *, zh: str, en: str) -> None:
        if not zh.strip() or not en.strip():
            raise ValueError(f"an error needs both wordings: zh={zh!r}, en={en!r}")
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with both wordings (the default would lose keyword arguments)."""
        return _rebuild, (type(self), self.zh, self.en)


class UsageError(EsgError):
    """The command was called in a way that it does not know."""

    exit_code = ExitCode.USAGE


class InputError(EsgError):
    """A file or folder that everything else needs cannot be read."""

    exit_code = ExitCode.INPUT


class OutputError(EsgError):
    """A result cannot be written where it should go."""

    exit_code = ExitCode.OUTPUT


def in_chinese(error: Exception) -> str:
    """What the system says of a failure, in Chinese where its number is a known one."""
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return known or getattr(error, "strerror", None) or str(error) or type(error).__name__


def _rebuild(kind: type[EsgError], zh: str, en: str) -> EsgError:
    return kind(zh=zh, en=en)
