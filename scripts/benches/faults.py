"""Which share of twenty kinds of fault is found at its cell, and which share of sound copies is accused."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "scripts" / "faults"))

from kinds import MAKERS  # noqa: E402  # its folder is no package
from plant import Plant  # noqa: E402
from trial import Trial, alarms, trials  # noqa: E402

SAMPLES = ("demo-plant", "jinyu-baoling-2020", "smic-2024")
HIGH, LOW = 0.95, 0.02  # the aims


def main() -> int:
    """Print a line a kind, then what was missed. 0 where both aims are met."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--copies", type=int, default=20)
    asked.add_argument("--clean", type=int, default=100)
    asked.add_argument("--seed", type=int, default=5)
    asked.add_argument("--kind", action="append", choices=tuple(MAKERS), default=[])
    asked.add_argument("--loud", action="store_true", help="say of every copy what was found")
    given = asked.parse_args()
    start = time.perf_counter()
    plants = [Plant(TOP / "sample_inputs" / name) for name in SAMPLES]
    with tempfile.TemporaryDirectory() as folder:
        found = list(trials(plants, copies=given.copies, seed=given.seed, folder=Path(folder), kinds=tuple(given.kind)))
        accused = [
            (plant.folder.name, at, what)
            for plant in plants
            for at, what in alarms(plant, copies=-(-given.clean // len(plants)), seed=given.seed, folder=Path(folder))
        ]
    share = told(found, loud=given.loud) if found else 1
    false = [one for one in accused if one[2]]
    for name, at, what in false:
        print(f"  FALSE {name} {at}:", *what[:6], sep="\n      ")
    print(f"false alarms in {len(false)} of {len(accused)} sound copies")
    print(f"{time.perf_counter() - start:.0f} s")
    return 0 if share >= HIGH and len(false) < LOW * max(len(accused), 1) else 1


def told(found: list[Trial], *, loud: bool) -> float:
    """Print what was found, kind by kind; the share of all that was."""
    for kind in dict.fromkeys(trial.kind for trial in found):
        ours = [trial for trial in found if trial.kind == kind]
        hits = Counter(code for trial in ours for code in dict.fromkeys(trial.hits))
        by = ", ".join(f"{code} {count}" for code, count in hits.most_common())
        print(f"{kind:16s} {sum(trial.is_found for trial in ours):3d} of {len(ours)}   {by}")
    for trial in found:
        if loud or not trial.is_found:
            print(
                f"  {'found' if trial.is_found else 'MISSED'} {trial.kind} {trial.sample}: {trial.change.says}",
                *trial.hits,
            )
            print(*(f"      beside: {other}\n" for other in trial.other[:4]), sep="", end="")
    share = sum(trial.is_found for trial in found) / len(found)
    print(f"found {share:.1%} of {len(found)}")
    return share


if __name__ == "__main__":
    sys.exit(main())
