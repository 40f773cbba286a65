"""How many planted faults the proofs find in finished files, and how many clean files they wrongly accuse.

    scripts/bench proofs [--digits 100] [--others 50] [--parity 50] [--formats html,docx,xlsx,pdf] [--no-clean]

A fault counts as found by figures where reading figures and numerals back finds it, by words where a digest of a
part's words does.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))

from proofs_faults import FAULTS, PARITY, UNITS, Fault  # noqa: E402 - beside this file

from esg_report.engine.job import Order, written_by  # noqa: E402
from esg_report.model.document import Document  # noqa: E402
from esg_report.model.report import Seal  # noqa: E402
from esg_report.model.written import Edition  # noqa: E402
from esg_report.pipeline import assemble  # noqa: E402
from esg_report.proofs.parity import parity  # noqa: E402
from esg_report.proofs.proof import prove  # noqa: E402
from esg_report.proofs.readback import read_back, words  # noqa: E402
from esg_report.proofs.seal import seal_of, shown  # noqa: E402

SEED = 20260331
EDITIONS = (Edition.ZH, Edition.EN)
WHOLE = "json"  # one file holds both languages; it is its own proof


def finished(document: Document, kind: str, edition: Edition) -> bytes:
    """A sealed file."""
    return written_by(document, Order(kind, edition, Path(f"report.{kind}"))).data


def caught(kind: str, data: bytes, seal: Seal, fault: Fault, *, count: int, dice: Random) -> tuple[int, int]:
    """How many of the faults the figures find, and how many they or the words do."""
    by_figures = by_any = 0
    for _ in range(count):
        seen = shown(kind, fault(data, dice))
        figures = any(True for _ in read_back(seal, seen))
        by_figures += figures
        by_any += figures or any(True for _ in words(seal, seen))
    return by_figures, by_any


def told(name: str, found: tuple[int, int], count: int, started: float) -> None:
    """One row of the result."""
    taken = time.perf_counter() - started
    print(f"{name:28s} {found[0]:4d} by figures, {found[1]:4d} in all, of {count}   {taken:5.0f} s", flush=True)


def clean(names: Iterable[str], formats: Iterable[str]) -> None:
    """False alarms over clean files of every sample."""
    accused = files = 0
    for name in names:
        document = assemble(ROOT / "sample_inputs" / name).document
        for kind in formats:
            sides = []
            for edition in (Edition.BOTH,) if kind == WHOLE else Edition:
                data = finished(document, kind, edition)
                proof = prove(kind, data)
                files += 1
                accused += bool(proof.problems)
                for found in proof.problems[:3]:
                    print(f"  {name} {kind} {edition.value}: {found.proof}: {found.text.en}")
                if proof.seal is not None and edition is not Edition.BOTH:
                    sides.append((proof.seal, proof.shown))
            for found in parity(*sides) if sides else ():
                accused += 1
                print(f"  {name} {kind}: parity: {found.text.en}")
    print(f"{'clean files':28s} {accused:4d} accused of {files}")


def planted(document: Document, formats: Iterable[str], *, digits: int, others: int) -> None:
    """Faults in each format of the demo, half in each language."""
    for kind in formats:
        files = {edition: finished(document, kind, edition) for edition in EDITIONS}
        seals = {edition: seal_of(kind, data) for edition, data in files.items()}
        for name, fault in FAULTS[kind].items():
            started = time.perf_counter()
            dice = Random(f"{SEED} {kind} {name}")  # noqa: S311 - repeatable, not secret
            count = digits if name == "digit" else others
            total = (0, 0)
            for edition, part in zip(EDITIONS, (count - count // 2, count // 2), strict=True):
                seal = seals[edition]
                if seal is None:
                    raise ValueError(f"{kind} carries no seal")
                found = caught(kind, files[edition], seal, fault, count=part, dice=dice)
                total = (total[0] + found[0], total[1] + found[1])
            told(f"{kind} {name}", total, count, started)


def two_languages(document: Document, count: int) -> None:
    """Faults that stand in one language alone, a fifth of each kind."""
    files = {edition: finished(document, "html", edition) for edition in EDITIONS}
    seals = {edition: seal_of("html", data) for edition, data in files.items()}
    zh, en = seals[Edition.ZH], seals[Edition.EN]
    if zh is None or en is None:
        raise ValueError("a file carries no seal")
    chinese = shown("html", files[Edition.ZH])
    for name, fault in PARITY.items():
        started = time.perf_counter()
        dice = Random(f"{SEED} parity {name}")  # noqa: S311 - likewise
        between = anywhere = 0
        for _ in range(count // len(PARITY)):
            seen = shown("html", fault(files[Edition.EN], dice))
            pair = any(True for _ in parity((zh, chinese), (en, seen)))
            between += pair
            anywhere += pair or any(True for _ in read_back(en, seen)) or any(True for _ in words(en, seen))
        print(
            f"{'zh/en ' + name:28s} {between:4d} between them, {anywhere:3d} in all, of {count // len(PARITY)}"
            f"   {time.perf_counter() - started:3.0f} s"
        )


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--digits", type=int, default=100)
    parser.add_argument("--others", type=int, default=50)
    parser.add_argument("--parity", type=int, default=50)
    parser.add_argument("--formats", default=",".join(FAULTS))
    parser.add_argument("--no-clean", action="store_true", help="leave false alarms over clean files out")
    asked = parser.parse_args()
    formats = asked.formats.split(",")
    samples = sorted(path.parent.name for path in (ROOT / "sample_inputs").glob("*/project.yaml"))
    document = assemble(ROOT / "sample_inputs" / "demo-plant").document
    for unit in document.catalogue.units.values():
        UNITS.update((unit.symbol.zh, unit.symbol.en))
    planted(document, formats, digits=asked.digits, others=asked.others)
    two_languages(document, asked.parity)
    if not asked.no_clean:
        clean(samples, (*formats, WHOLE))


if __name__ == "__main__":
    main()
