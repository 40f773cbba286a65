"""A report as data and a factory's folder in; printed facts that do not lead to what the folder holds out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from esg_report.model.fact import Key
from esg_report.model.report import Report
from esg_report.model.source import CellRef, Citation, Derivation, TextSpan
from esg_report.proofs.problem import Problem, problem


def provenance(report: Report, folder: Path | None) -> Iterator[Problem]:
    """Every fact leads to cells, lines or citations; every file has the digest that was taken when it was read."""
    keys = {fact.key for fact in report.facts}
    files = {file.path for file in report.inputs}
    factors = {factor.id for factor in report.factors}
    for fact in report.facts:
        match fact.source:
            case Derivation():
                lacks = [text for text in fact.source.inputs if Key.parse(text) not in keys]
                lacks += [name for name in fact.source.factors if name not in factors]
                lacks += [] if fact.source.inputs or fact.source.cells else [fact.source.formula]
            case CellRef() | TextSpan():
                lacks = [] if fact.source.file in files else [fact.source.file]
            case Citation():
                lacks = []
        for name in lacks:
            yield problem(
                "provenance",
                str(fact.key),
                f"“{fact.key}”的来源“{name}”不在报告中",
                f"'{fact.key}' rests on '{name}', which the report does not carry",
            )
    if folder is not None:
        yield from _digests(report, folder)


def _digests(report: Report, folder: Path) -> Iterator[Problem]:
    root = folder.resolve()
    for file in report.inputs:
        path = (root / file.path).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            yield problem("provenance", file.path, f"文件夹里没有 {file.path}", f"the folder has no {file.path}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            yield problem(
                "provenance",
                file.path,
                f"{file.path} 在生成报告之后改过",
                f"{file.path} has changed since the report was made",
            )
