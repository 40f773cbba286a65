"""A final report in; the file that the next years' reports are held against out."""

from __future__ import annotations

import json
from pathlib import Path

from esg_report.cli import screen
from esg_report.cli.words import say
from esg_report.errors import OutputError, in_chinese
from esg_report.model.fact import Key
from esg_report.model.printed import Sort, walk
from esg_report.model.published import FOLDER, to_publish
from esg_report.pipeline import Assembled


def write_published(made: Assembled, out: Path) -> Path:
    """Write ``published-YEAR.json``: every figure that the report prints, and the published values it used.

    Raises:
        OutputError: The file cannot be written.
    """
    document = made.document
    printed = {
        Key.parse(item.id)
        for language in document.languages
        for item in walk(document.chapters, language)
        if item.sort is Sort.FACT
    }
    said = to_publish((fact for fact in document.facts if fact.key in printed), document.period)
    path = out / f"published-{document.period}.json"
    part = path.with_suffix(".part")
    try:
        part.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            zh=f"{path} 无法写入：{in_chinese(error)}", en=f"{path} cannot be written: {reason}"
        ) from error
    return path


def tell_published(made: Assembled, out: Path) -> None:
    """Write the file, and say where it belongs; a period that is no year has no file of its own."""
    if made.document.period.year is None:
        return
    path = write_published(made, out)
    kept = f"{FOLDER}/{made.document.period}.json"
    screen.show(str(path))
    screen.tell(
        say(
            f"发布后请把 {path.name} 存为项目文件夹中的 {kept}，下一年的报告会与它核对。",
            f"once published, keep {path.name} as {kept} in the project's folder; next year is held against it.",
        )
    )
