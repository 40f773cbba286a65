"""A table of words (zh, en, note) in; reference/terms/glossary.yaml out, the same bytes on every run.

Usage: python scripts/convert/glossary.py GLOSSARY_CSV [OUT_FILE]
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from writing import scalar, write

_OUT = Path(__file__).resolve().parent.parent.parent / "src" / "esg_report" / "reference" / "terms" / "glossary.yaml"
_HEAD = "# Words of the field in both languages; a note says where a word is used, or what it covers.\nterms:\n"


def main(source: Path, out: Path = _OUT) -> None:
    """Convert the table."""
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["zh"].strip(), row["en"].strip(), row["note"].strip()) for row in csv.DictReader(stream)]
    write(out, _HEAD + "".join(f"{line}\n" for line in _lines(rows)))
    print(f"{len(rows)} terms written")


def _lines(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """One line a term; where two Chinese words share an English one, the later ids carry a number."""
    seen: Counter[str] = Counter()
    for zh, en, note in rows:
        name = re.sub(r"[^a-z0-9]+", "_", en.lower()).strip("_")
        seen[name] += 1
        number = f".{seen[name]}" if seen[name] > 1 else ""
        comment = f"  # {note}" if note else ""
        words = f"label: {{zh: {scalar(zh)}, en: {scalar(en)}}}"
        yield f"  - {{id: glossary.{name}{number}, {words}, kind: glossary}}{comment}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
