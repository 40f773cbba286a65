"""The demo's two PDFs in, one picture of chosen pages out: Chinese above, English below.

python scripts/pages/contact_sheet.py FOLDER PICTURE [PAGE...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

CHOSEN = (1, 2, 7, 8, 9, 18, 24)
WIDTH, GAP, GROUND = 300, 14, (128, 126, 120)


def sheet(files: list[Path], pages: tuple[int, ...]) -> Image.Image:
    """One row a file, one column a page; a page that a file lacks leaves its place empty."""
    rows = [[_page(file, page) for page in pages] for file in files]
    height = max(picture.height for row in rows for picture in row if picture is not None)
    size = (len(pages) * (WIDTH + GAP) + GAP, len(files) * (height + GAP) + GAP)
    whole = Image.new("RGB", size, GROUND)
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            if picture is not None:
                whole.paste(picture, (GAP + across * (WIDTH + GAP), GAP + down * (height + GAP)))
    return whole


def _page(file: Path, page: int) -> Image.Image | None:
    document = pypdfium2.PdfDocument(file)
    try:
        if page > len(document):
            return None
        found = document[page - 1]
        return found.render(scale=WIDTH / found.get_width()).to_pil().convert("RGB")
    finally:
        document.close()


def main() -> None:
    """Read the arguments, write the picture."""
    folder, picture, *pages = sys.argv[1:]
    files = sorted(Path(folder).glob("*-zh.pdf")) + sorted(Path(folder).glob("*-en.pdf"))
    made = sheet(files, tuple(map(int, pages)) or CHOSEN)
    Path(picture).parent.mkdir(parents=True, exist_ok=True)
    made.quantize(colors=128).save(picture, optimize=True)


if __name__ == "__main__":
    main()
