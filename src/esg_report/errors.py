"""What leaves no way on: errors told in both languages, and the exit code each means.

Trouble with a factory's data is no error but a ``Finding``: collected, never raised.
"""

from enum import IntEnum
from typing import ClassVar


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


def _rebuild(kind: type[EsgError], zh: str, en: str) -> EsgError:
    return kind(zh=zh, en=en)
