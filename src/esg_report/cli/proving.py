"""Finished files and their folder in; proofs of each and between them, as lines or JSON, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from esg_report.cli.words import say
from esg_report.errors import InputError, in_chinese
from esg_report.model.written import Edition
from esg_report.proofs.parity import are_pair, parity
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.proof import DATA, Proof, prove
from esg_report.proofs.seal import READERS

_SCHEMA = "esg-report/verify-1"
_MOST = 20  # problems of one file that are told


@dataclass(frozen=True, slots=True)
class Proved:
    """One file, or a pair of them, and what was found."""

    name: str
    problems: tuple[Problem, ...]
    proof: Proof | None = None


def proved(files: Iterable[Path], folder: Path | None) -> list[Proved]:
    """Run every proof.

    Raises:
        InputError: A file cannot be read, is of another format, or carries no seal.
    """
    made: list[Proved] = []
    for file in files:
        kind, data = file.suffix.lower().lstrip("."), _bytes(file)
        proof = _proof(kind, data, file, folder)
        rebuilt = tuple(_sameness(proof, kind, data, folder)) if folder is not None else ()
        made.append(Proved(file.name, (*proof.problems, *rebuilt), proof))
    return [*made, *_pairs(made)]


def _bytes(file: Path) -> bytes:
    kind = file.suffix.lower().lstrip(".")
    if kind not in {*READERS, DATA}:
        known = ", ".join((*READERS, DATA))
        raise InputError(
            zh=f"{file.name} 不是可核对的格式；可核对：{known}",
            en=f"{file.name} is of no format that is proved; those are: {known}",
        )
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            zh=f"无法读取 {file}：{in_chinese(error)}", en=f"cannot read {file}: {error.strerror}"
        ) from error


def _proof(kind: str, data: bytes, file: Path, folder: Path | None) -> Proof:
    try:
        proof = prove(kind, data, folder=folder)
    except Exception as error:  # a damaged file fails in whatever part reads it
        raise InputError(
            zh=f"{file.name} 已损坏，无法读回：{type(error).__name__}",
            en=f"{file.name} is damaged and cannot be read back: {type(error).__name__}",
        ) from error
    if proof.report is None:
        raise InputError(
            zh=f"{file.name} 里没有报告数据，不是 build 生成的原件，无从核对",
            en=f"{file.name} carries no report data: it is not as build wrote it, so there is nothing to hold it to",
        )
    return proof


def _sameness(proof: Proof, kind: str, data: bytes, folder: Path) -> Iterator[Problem]:
    """Build the file again from its folder and compare bytes."""
    from esg_report.cli.assembly import assembled
    from esg_report.cli.making import fix_date
    from esg_report.engine.job import Order, written_by

    report = proof.report
    if report is None:
        return
    fix_date(report.published)
    made = assembled(folder, final=not report.is_draft)
    edition = proof.seal.edition if proof.seal is not None else Edition.BOTH
    again = written_by(made.document, Order(kind, edition, Path(f"again.{kind}")))
    if again.data != data:
        yield problem(
            "sameness", "", "由文件夹重新生成的文件与它不同", "the file that the folder gives now differs from it"
        )


def _pairs(made: list[Proved]) -> list[Proved]:
    """The same format in two languages."""
    found: list[Proved] = []
    for one, other in combinations(made, 2):
        first, second = one.proof, other.proof
        if first is None or second is None or first.seal is None or second.seal is None:
            continue
        if are_pair(first.seal, second.seal):
            problems = tuple(parity((first.seal, first.shown), (second.seal, second.shown)))
            found.append(Proved(f"{one.name} ↔ {other.name}", problems))
    return found


def proved_lines(made: Iterable[Proved]) -> Iterator[str]:
    """A line a file, and one a problem."""
    for one in made:
        state = (
            say("通过", "holds")
            if not one.problems
            else say(f"不通过：{len(one.problems)} 处", f"fails: {len(one.problems)}")
        )
        yield f"{one.name}{say('：', ': ')}{state}{_held(one.proof)}"
        for found in one.problems[:_MOST]:
            yield f"    {found.proof}  {say(found.text.zh, found.text.en)}"
        if len(one.problems) > _MOST:
            yield say(f"    另有 {len(one.problems) - _MOST} 处", f"    and {len(one.problems) - _MOST} more")


def _held(proof: Proof | None) -> str:
    if proof is None:
        return ""
    return say(
        f"（数字 {proof.figures} 个读回；派生数据重算 {proof.redone} 个，按台账计数的 {proof.left_out} 个未重算）",
        f" ({proof.figures} figures read back; {proof.redone} derived ones computed anew, {proof.left_out} that count "
        "records left out)",
    )


def proved_json(made: Iterable[Proved]) -> str:
    """The same as one object."""
    files = [
        {
            "file": one.name,
            "figures": one.proof.figures if one.proof else None,
            "redone": one.proof.redone if one.proof else None,
            "left_out": one.proof.left_out if one.proof else None,
            "problems": [
                {"proof": found.proof, "where": found.where, "zh": found.text.zh, "en": found.text.en}
                for found in one.problems
            ],
        }
        for one in made
    ]
    return json.dumps({"schema": _SCHEMA, "files": files}, ensure_ascii=False, indent=1)
