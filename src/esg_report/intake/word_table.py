"""A Word table's rows in, cells as Markdown; the items of a list that say the same out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_PAIR = 2  # columns of a table that says one thing of each name
_WORDS = """
    序号 项目 名称 内容 说明 措施 要求 职责 负责人 责任人 责任部门 部门 岗位 姓名 时间 日期 年份 地点 类别 类型
    指标 目标 进展 完成情况 实施情况 状态 成效 效果 结果 备注 单位 对象
    no. item name content measure measures duty owner department role date year place kind type indicator target
    progress status result results remark remarks
"""
_HEADS = frozenset(_WORDS.split())


def items(rows: Sequence[Sequence[str]], *, has_head: bool, is_english: bool) -> Iterator[str]:
    """One item a row: its first cell, then the others, each under its head where the table has one.

    A table has a head where Word says so, or where most of its first row are words that heads are made of.
    """
    colon, mark, dash = (": ", "; ", " – ") if is_english else ("：", "；", "——")
    head, body = (rows[0], rows[1:]) if _has_head(rows, marked=has_head) else ((), rows)
    for row in body:
        named = [(at, text) for at, text in enumerate(row) if text]
        if not named:
            continue
        (_, first), *rest = named
        if len(head) > _PAIR:  # with two columns the head says nothing that the items do not
            told = [head[at] + colon + text if at < len(head) and head[at] else text for at, text in rest]
            yield first + (dash + mark.join(told) if told else "")
        else:
            yield first + (colon + mark.join(text for _, text in rest) if rest else "")


def _has_head(rows: Sequence[Sequence[str]], *, marked: bool) -> bool:
    if len(rows) < _PAIR or len(rows[0]) < _PAIR:
        return False
    known = sum(text.replace("**", "").strip().casefold() in _HEADS for text in rows[0])
    return marked or 2 * known > len(rows[0])
