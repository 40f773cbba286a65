"""The demo's form as a PDF in; pictures of the sheets that the guide shows out.

python scripts/pages/form_pictures.py PDF FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

WIDTH = 1100  # px
SHEETS = {  # picture: words that only its page has
    "contents": ("填报说明",),
    "applies": ("site_allows_solar",),
    "figures": ("people.employees", "责任部门"),
    "register": ("P-01", "register projects"),
}


def main() -> None:
    """Write form-NAME.png of the first page that holds a sheet's words.

    Raises:
        SystemExit: A sheet is not found: the form is no longer what the guide shows.
    """
    document, folder = pypdfium2.PdfDocument(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    texts = [page.get_textpage().get_text_range() for page in document]
    for name, words in SHEETS.items():
        at = next((number for number, text in enumerate(texts) if all(word in text for word in words)), None)
        if at is None:
            raise SystemExit(f"pictures-form: no page of the form holds {', '.join(words)}")
        page = document[at]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
        picture.quantize(colors=64).save(folder / f"form-{name}.png", optimize=True)
        sys.stdout.write(f"{folder / f'form-{name}.png'}\n")


if __name__ == "__main__":
    main()
