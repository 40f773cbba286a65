"""The pictures of ``images/`` in; assets, re-encoded without metadata, findings and the files read, out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from esg_report.intake.kept_files import kept_of
from esg_report.intake.shelf import Shelf
from esg_report.model.document import Asset
from esg_report.model.finding import Finding, Severity, Where, finding

_FOLDER = "images"
_FORMATS = ("JPEG", "PNG", "WEBP")
_LONGEST_SIDE = 2400  # pixels, enough for 200 mm at 300 dpi
_MOST_PIXELS = 50_000_000
_QUALITY = 88
_OPAQUE = 255
_IGNORED = {".md", ".txt", ".db", ".ini"}


def read_pictures(folder: Path) -> tuple[tuple[Asset, ...], tuple[Finding, ...], tuple[Path, ...]]:
    """Read every picture of ``images/`` and of the folders in it.

    JPEG, PNG and WebP are decoded and written anew: RGB, at most 2400 pixels on the longer side, turned upright, no
    metadata. A PNG stays as transparent as it is, such as a logo; other transparency lies on white. The same file gives
    the same bytes.

    Returns:
        Assets, whose id is the path as narrative names it (``images/x.jpg``), sorted; findings at their file; the
        files read, relative to ``folder``.
    """
    shelf = Shelf(folder)
    names = tuple(_names(shelf.folder))
    spots = [shelf.folder / name for name in names]
    assets, findings = kept_of("pictures", shelf, spots, lambda: _read(shelf, names))
    return assets, findings, tuple(Path(file.path) for file in shelf.inputs)


def _read(shelf: Shelf, names: Iterable[str]) -> tuple[tuple[Asset, ...], tuple[Finding, ...]]:
    assets: list[Asset] = []
    findings: list[Finding] = []
    for name in names:
        data = shelf.take(name)
        found = data if isinstance(data, Finding) else _asset(name, data)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            assets.append(found)
    return tuple(assets), tuple(findings)


def read_picture(name: str, data: bytes) -> Asset | Finding:
    """One picture, written anew as ``read_pictures`` does; ``name`` becomes its id."""
    return _asset(name, data)


def _names(folder: Path) -> Iterator[str]:
    """Paths of the files below ``images``, sorted; hidden files and notes are no pictures."""
    root = folder / _FOLDER
    if not root.is_dir():
        return
    for spot in sorted(root.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in spot.relative_to(root).parts)
        if not hidden and not spot.is_dir() and spot.suffix.casefold() not in _IGNORED:
            yield spot.relative_to(folder).as_posix()


def _asset(name: str, data: bytes) -> Asset | Finding:
    where = Where(file=name)
    try:
        with warnings.catch_warnings(), _strictly():
            warnings.simplefilter("error")  # Pillow warns of bombs and of broken parts; either is refused
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                pixels = image.width * image.height
                if pixels > _MOST_PIXELS:
                    return _too_large(where, pixels)
                return _encoded(name, image)
    except UnidentifiedImageError:
        return finding("N131", Severity.ERROR, where, found=_kind(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_large(where, None)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, Warning, TypeError, IndexError, KeyError) as error:
        return finding("N132", Severity.ERROR, where, reason=type(error).__name__)


@contextmanager
def _strictly() -> Iterator[None]:
    """Refuse a picture that is cut short, also where the PDF engine told Pillow to fill such ones up."""
    kept = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = kept


def _too_large(where: Where, pixels: int | None) -> Finding:
    found = f"{pixels:,}" if pixels is not None else f">{_MOST_PIXELS:,}"
    return finding("N133", Severity.ERROR, where, pixels=found, allowed=f"{_MOST_PIXELS:,}")


def _encoded(name: str, image: Image.Image) -> Asset:
    """The picture upright, in RGB, within bounds; drawings as PNG, photographs as JPEG."""
    is_drawing = image.format == "PNG"
    upright = ImageOps.exif_transpose(image)
    plain = _with_alpha(upright) if is_drawing and _is_transparent(upright) else _on_white(upright)
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    stream = BytesIO()
    if is_drawing:
        bare.save(stream, "PNG", optimize=True)
    else:
        bare.save(stream, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return Asset(name, "image/png" if is_drawing else "image/jpeg", stream.getvalue(), bare.width, bare.height)


def _is_transparent(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _with_alpha(image: Image.Image) -> Image.Image:
    """RGB with transparency where any of it is used, else without."""
    layer = image.convert("RGBA")
    return layer if layer.getchannel("A").getextrema() != (_OPAQUE, _OPAQUE) else layer.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """RGB; transparent parts lie on white."""
    if _is_transparent(image):
        layer = image.convert("RGBA")
        page = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(page, layer).convert("RGB")
    return image.convert("RGB")


def _kind(data: bytes) -> str:
    """What a file that is no picture seems to be, for its finding."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head or head.startswith(b"<?xml"):
        return "SVG"
    kinds = {b"gif8": "GIF", b"bm": "BMP", b"%pdf": "PDF", b"ii*": "TIFF", b"mm\0*": "TIFF", b"pk": "ZIP"}
    if b"ftyphei" in head[:32] or b"ftypmif1" in head[:32]:
        return "HEIC"
    return next((name for start, name in kinds.items() if head.startswith(start)), "?")
