"""The tests of checks plant faults with the bench's own makers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "faults"))
