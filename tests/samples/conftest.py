"""Puts the tests' own reader and the scripts that make the samples within reach."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "scripts" / "samples")]
