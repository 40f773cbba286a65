"""Files that a build wrote in; lines that say whether they hold out, and which of them must not be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from esg_report.cli import screen
from esg_report.cli.words import listed, say
from esg_report.engine.proving import Held, hold
from esg_report.engine.store import usual

_MOST = 3  # problems of one file that are told; ``verify`` tells the rest


def holds(files: Iterable[Path]) -> bool:
    """Prove what was written and say so; whether all of it holds."""
    held = hold(files, usual())
    for line in _lines(held):
        screen.tell(line)
    return not held.problems


def unproved() -> None:
    """Say that nothing was proved."""
    screen.tell(
        say(
            "成品未经核对（--no-verify）：发布前请运行 esg-report verify",
            "the files were not proved (--no-verify): run esg-report verify before they are published",
        )
    )


def _lines(held: Held) -> Iterator[str]:
    if not held.problems and held.files:
        en = "1 file holds" if held.files == 1 else f"{held.files} files hold"
        said = say(f"，读回数字 {held.figures} 个", f", {held.figures} figures read back") if held.figures else ""
        yield say(f"核对通过：{held.files} 份成品{said}", f"proved: {en}{said}")
    for group, problems in held.problems:
        names = listed([path.name for path in group])
        yield say(f"核对不通过，请勿发布 {names}：", f"do not publish {names}: it does not hold:")
        yield from (f"    {found.proof}  {say(found.text.zh, found.text.en)}" for found in problems[:_MOST])
        if len(problems) > _MOST:
            ask = "esg-report verify " + " ".join(str(path) for path in group)
            yield say(f"    共 {len(problems)} 处；逐条查看：{ask}", f"    {len(problems)} in all; to read them: {ask}")
