"""Bytes and a path in; the file out, whole or not at all; what a clerk fills in is never written over."""

from __future__ import annotations

import os
from pathlib import Path

from esg_report.errors import OutputError, in_chinese


def put(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        OutputError: Something stands there, or it cannot be written.
    """
    if path.exists():
        raise OutputError(
            zh=f"{path} 已经存在，不覆盖填过的表；请用 --out 另给文件名，或先把它移走",
            en=f"{path} exists, and a filled form is never overwritten: give --out another name, or move it away",
        )
    write(path, data)


def write(path: Path, data: bytes) -> None:
    """Write a file of ours, in place of an earlier one.

    Raises:
        OutputError: It cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise OutputError(
            zh=f"无法写入 {path}：{in_chinese(error)}。请检查文件夹权限和磁盘空间", en=f"cannot write {path}: {why}"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
