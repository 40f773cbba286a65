"""Surveys of two published annual reports in; the workbooks of their sample folders out.

    python scripts/samples/real.py SURVEY_FOLDER [sample_inputs]

The surveys are not part of the project; the folders made of them are. No figure stands in this script.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jinyu
import smic
from survey import Survey

MAKERS = {
    "jinyu-bio-2018-2020.yaml": ("jinyu-baoling-2020", jinyu.make),
    "smic-2022-2024.yaml": ("smic-2024", smic.make),
}


def main(surveys: Path, samples: Path) -> None:
    """Write the workbooks of both folders, and say what of the surveys no table took."""
    for file, (folder, make) in MAKERS.items():
        survey = Survey.read(surveys / file)
        make(survey, samples / folder / "data")
        print(f"{folder}: {len(survey.used)} entries laid out; left: {', '.join(survey.left()) or 'none'}")


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else root / "sample_inputs")  # noqa: PLR2004 - argv
