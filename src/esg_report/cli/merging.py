"""Filled forms in; one workbook a place, and the findings of reading and comparing them, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from esg_report.cli.forming import Forming, unreadable
from esg_report.errors import InputError, UsageError, in_chinese
from esg_report.forms.merge import merge
from esg_report.forms.workbook import Order
from esg_report.intake import folder as intake
from esg_report.intake.budgets import BUDGETS
from esg_report.intake.form import read_form
from esg_report.intake.workbook import read_workbook
from esg_report.model.finding import Finding
from esg_report.model.form import FormSheet
from esg_report.reference import load


@dataclass(frozen=True, slots=True)
class Forms:
    """Merged forms by place."""

    forms: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def merged(forming: Forming, folder: Path, files: tuple[Path, ...]) -> Forms:
    """Read the copies in their order and put each place's together.

    Raises:
        InputError: A file cannot be read, or is no form.
        UsageError: A copy is of another year than the project's.
    """
    lexicon = intake.opened(folder, catalogue=forming.catalogue, units=load.unit_table()).lexicon
    sheets: list[FormSheet] = []
    findings: list[Finding] = []
    for file in files:
        book = read_workbook(_bytes(file), file.name, BUDGETS)
        if isinstance(book, Finding):
            raise unreadable(file, f"无法读取（{book.code}）", f"cannot be read ({book.code})")
        harvest = read_form(book, lexicon=lexicon)
        if not harvest.forms and not harvest.findings:
            raise unreadable(file, "不是填报表", "is no form")
        sheets += harvest.forms
        findings += harvest.findings
    period = forming.material.project.period
    for sheet in sheets:
        if sheet.stamp.period != period:
            raise UsageError(
                zh=f"{sheet.file} 是 {sheet.stamp.period} 年的表，本项目是 {period} 年",
                en=f"{sheet.file} is a form of {sheet.stamp.period}; the project is of {period}",
            )
    forms: dict[str, bytes] = {}
    units = lexicon.units
    for place in dict.fromkeys(sheet.stamp.place for sheet in sheets):
        one = merge((sheet for sheet in sheets if sheet.stamp.place == place), catalogue=forming.catalogue, units=units)
        findings += one.findings
        forms[place] = forming.write(Order(place), forming.frameworks(), typed=one.prefill)
    return Forms(forms, tuple(dict.fromkeys(findings)))


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > BUDGETS.file_size:
            raise unreadable(file, "文件太大", "is too large")
        return file.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InputError(zh=f"无法读取 {file}：{in_chinese(error)}", en=f"cannot read {file}: {why}") from error
