"""The folder argument of every command: checked before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from esg_report.errors import InputError, in_chinese

Command = Callable[..., Any]


def folder_argument(command: Command) -> Command:
    """Add FOLDER, last, by default the current one."""
    return click.argument("folder", default=".", type=click.Path(path_type=Path))(command)


def opened(folder: Path) -> Path:
    """The folder, if it can hold a project.

    Raises:
        InputError: It is not there, is a file, cannot be looked into, or has no ``project.yaml``.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        raise InputError(zh=f"找不到文件夹 {folder}", en=f"there is no folder {folder}") from None
    except NotADirectoryError:
        raise InputError(
            zh=f"{folder} 是文件，这里需要工厂的文件夹", en=f"{folder} is a file; a factory's folder is wanted"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(
            zh=f"无法打开文件夹 {folder}：{in_chinese(error)}。请检查路径和读取权限",
            en=f"cannot open the folder {folder}: {why}; check the path and the right to read it",
        ) from None
    if "project.yaml" not in names:
        raise InputError(
            zh=f"{folder} 里没有 project.yaml，不是报告文件夹；参照 sample_inputs/ 中的示例新建一个",
            en=f"{folder} has no project.yaml, so it is no report folder; make one after the samples in sample_inputs/",
        )
    project = folder / "project.yaml"
    if not project.is_file() or not project.stat().st_size:
        raise InputError(
            zh=f"{project} 是空的，或者不是文件；参照 sample_inputs/ 中的示例填写",
            en=f"{project} is empty, or is no file; write it after the samples in sample_inputs/",
        )
    return folder
