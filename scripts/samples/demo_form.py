"""The plant's yearly statistics, certificates and registers in; its filled forms, one a place, out.

The forms are written by the project's own writer, as if clerks had filled them in, and read back like any other form.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import demo_equipment
import demo_evidence
import demo_society

from esg_report.cli.forming import topics
from esg_report.forms.workbook import Known, Order, write_form
from esg_report.intake.folder import read
from esg_report.model.project import Material
from esg_report.reference import load

PROJECT = Path(__file__).resolve().parents[2] / "sample_inputs" / "demo-plant" / "project.yaml"
ANSWERS = Path(__file__).parent / "demo_form"  # what is filled in, beside the tables of the two parts
NAMES = {"plant": "全公司", "north": "北厂区", "south": "南厂区"}


def make(folder: Path) -> None:
    """Write 填报表-全公司.xlsx, 填报表-北厂区.xlsx and 填报表-南厂区.xlsx."""
    answers = _answers()
    if answers.findings:
        raise ValueError("\n".join(str(found) for found in answers.findings))
    files = frozenset(one.path for one in answers.inputs)
    known = Known(answers.facts, answers.records, forms=files)
    frameworks = tuple(map(load.framework, answers.project.frameworks))
    folder.mkdir(parents=True, exist_ok=True)
    for place, name in NAMES.items():
        form = write_form(
            load.catalogue(),
            Order(place),
            project=answers.project,
            frameworks=frameworks,
            topics=topics(),
            known=known,
        )
        (folder / f"填报表-{name}.xlsx").write_bytes(form)


def _answers() -> Material:
    """What is filled in: read from tables by the project's own reader, under the names and places of the plant."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for part in (demo_society.make, demo_equipment.make_certificates):
            part(folder / "data")
        demo_evidence.make(folder / "evidence")
        (folder / "data" / "records.yaml").write_bytes((ANSWERS / "records.yaml").read_bytes())
        head = PROJECT.read_text(encoding="utf-8").partition("bindings:\n")[0]
        (folder / "project.yaml").write_text(
            head + (ANSWERS / "project.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        return read(folder, catalogue=load.catalogue(), units=load.unit_table())
