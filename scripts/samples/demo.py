"""The fictional plant's figures in; workbooks, drawn pictures and documents of ``sample_inputs/demo-plant`` out.

    python scripts/samples/demo.py [sample_inputs/demo-plant]

Everything is invented. The figures agree with each other: months add up to years, what was generated is what was used
and fed in, loads are concentration by volume, and stocks of waste carry over.
"""

from __future__ import annotations

import sys
from pathlib import Path

import demo_energy
import demo_equipment
import demo_evidence
import demo_form
import demo_monitoring
import demo_pictures
import demo_waste

PARTS = (demo_energy, demo_equipment, demo_monitoring, demo_waste, demo_form)


def main(folder: Path) -> None:
    """Write all workbooks, pictures and documents."""
    for part in PARTS:
        part.make(folder / "data")
    demo_pictures.make(folder / "images")
    demo_evidence.make(folder / "evidence")


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else root / "sample_inputs" / "demo-plant")
