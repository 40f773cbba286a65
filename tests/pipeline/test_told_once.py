"""A fault is told once, by whoever can say most of it."""

import shutil
from pathlib import Path

from esg_report.pipeline import assemble

DEMO = Path(__file__).resolve().parents[2] / "sample_inputs" / "demo-plant"


def test_a_bare_numeral_that_nearly_states_a_figure_is_told_once(tmp_path):
    folder = tmp_path / "plant"
    shutil.copytree(DEMO, folder)
    page = next(path for path in sorted((folder / "narrative" / "zh").glob("*.md")) if "energy" in path.stem)
    text = page.read_text(encoding="utf-8").rstrip()
    page.write_text(text + "\n\n全年外购电力1372.5万千瓦时，另有77715件。\n", encoding="utf-8")
    line = str(text.count("\n") + 3)
    told = [
        (found.code, dict(found.arguments)["number"])
        for found in assemble(folder).findings
        if found.code in {"T101", "C105"} and found.where.cell == line
    ]
    assert [(code, number[:4]) for code, number in told] == [("T101", "1372"), ("C105", "7771")]
