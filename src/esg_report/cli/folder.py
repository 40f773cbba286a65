"""The folder argument of every command: checked before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from esg_report.errors import InputError

Command = Callable[..., Any]


def folder_argument(command: Command) -> Command:
    """Add FOLDER, last, by default the current one."""
    return click.argument("folder", default=".", type=click.Path(path_type=Path))(command)


def opened(folder: Path) -> Path:
    """The folder, if it can hold a project.

    Raises:
        InputError: It is not there, is a file, or has no ``project.yaml``.
    """
    if not folder.exists():
        raise InputError(zh=f"找不到文件夹 {folder}", en=f"there is no folder {folder}")
    if not folder.is_dir():
        raise InputError(
            zh=f"{folder} 是文件，这里需要工厂的文件夹", en=f"{folder} is a file; a factory's folder is wanted"
        )
    if not (folder / "project.yaml").is_file():
        raise InputError(
            zh=f"{folder} 里没有 project.yaml，不是报告文件夹；参照 sample_inputs/ 中的示例新建一个",
            en=f"{folder} has no project.yaml, so it is no report folder; make one after the samples in sample_inputs/",
        )
    return folder
