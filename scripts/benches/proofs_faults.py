"""Finished files in; the same files with one fault each out: a digit, a figure taken out, a unit swapped."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

import pikepdf

_TEXT = re.compile(r">([^<>]+)<")
_HIDDEN = re.compile(r"<(style|script|title)\b.*?</\1>", re.DOTALL)
_UNITS = ("kWh", "MWh", "GJ", "t", "kg", "m³", "吨", "千克", "万元", "元", "人", "mg/m³", "%", "tce")

Fault = Callable[[bytes, Random], bytes]


def other_digit(digit: str, dice: Random) -> str:
    """Another digit."""
    return dice.choice([one for one in "0123456789" if one != digit])


def other_unit(unit: str, dice: Random) -> str:
    """Another unit."""
    return dice.choice([one for one in _UNITS if one not in unit])


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _seen(page: str) -> str:
    """The page with what nobody sees blanked out, at the same places."""
    return _HIDDEN.sub(lambda match: " " * len(match[0]), page)


def page_digit(data: bytes, dice: Random) -> bytes:
    """One digit of the text or of a drawing's labels."""
    page = data.decode()
    spots = [
        match.start(1) + at
        for match in _TEXT.finditer(_seen(page))
        for at, sign in enumerate(match[1])
        if sign.isascii() and sign.isdigit()
    ]
    spot = dice.choice(spots)
    return _spliced(page, spot, spot + 1, other_digit(page[spot], dice)).encode()


def page_deletion(data: bytes, dice: Random) -> bytes:
    """A whole figure."""
    page = data.decode()
    match = dice.choice(list(re.finditer(r'<(data|text|g) class="fact".*?</\1>', page, re.DOTALL)))
    return _spliced(page, match.start(), match.end(), "").encode()


def page_unit(data: bytes, dice: Random) -> bytes:
    """A unit, of a figure or of a column of units."""
    page = data.decode()
    places = r'<span class="unit">([^<]+)<|<td class="units">([^<\d]+)<'
    match = dice.choice([one for one in re.finditer(places, _seen(page)) if (one[1] or one[2]).strip(" —")])
    at = 1 if match[1] else 2
    return _spliced(page, match.start(at), match.end(at), other_unit(match[at], dice)).encode()


def _parts(data: bytes, wanted: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.fullmatch(wanted, name)}


def _with(data: bytes, name: str, text: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as target:
        for info in source.infolist():
            target.writestr(info.filename, text.encode() if info.filename == name else source.read(info))
    return held.getvalue()


def _office_digit(wanted: str, place: str) -> Fault:
    def fault(data: bytes, dice: Random) -> bytes:
        parts = _parts(data, wanted)
        spots = [
            (name, match.start(1) + at)
            for name, text in parts.items()
            for match in re.finditer(place, text)
            for at, sign in enumerate(match[1])
            if sign.isascii() and sign.isdigit()
        ]
        name, spot = dice.choice(spots)
        return _with(data, name, _spliced(parts[name], spot, spot + 1, other_digit(parts[name][spot], dice)))

    return fault


word_digit = _office_digit(
    r"word/(document|footer1|charts/chart\d+)\.xml", r"(?:<w:t[^>]*>|<c:pt idx=\"\d+\"><c:v>|<a:t>)([^<]*)<"
)
book_digit = _office_digit(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml", r"(?:<t[^>]*>|(?<!t=\"s\">)<v>)([^<]*)<")


def word_deletion(data: bytes, dice: Random) -> bytes:
    """A figure's control."""
    name = "word/document.xml"
    text = _parts(data, name)[name]
    match = dice.choice(list(re.finditer(r"<w:sdt>.*?</w:sdt>", text, re.DOTALL)))
    return _with(data, name, _spliced(text, match.start(), match.end(), ""))


def word_unit(data: bytes, dice: Random) -> bytes:
    """The unit of a figure, or a cell that holds a unit alone."""
    name = "word/document.xml"
    text = _parts(data, name)[name]
    inside = r"<w:sdtContent>(?:(?!</w:sdt>).)*?<w:t[^>]*>[−+\d.,\s]*\d\s*([^<\d\s][^<]*)</w:t>"
    alone = rf"<w:t[^>]*>({'|'.join(map(re.escape, _UNITS))}|万 ?kWh|tCO₂e)</w:t>"
    match = dice.choice([*re.finditer(inside, text), *re.finditer(alone, text)])
    return _with(data, name, _spliced(text, match.start(1), match.end(1), other_unit(match[1], dice)))


def book_deletion(data: bytes, dice: Random) -> bytes:
    """The number of a cell."""
    parts = _parts(data, r"xl/worksheets/sheet\d+\.xml")
    spots = [
        (name, match.span()) for name, text in parts.items() for match in re.finditer(r'(?<!t="s">)<v>[^<]*</v>', text)
    ]
    name, (start, end) = dice.choice(spots)
    return _with(data, name, _spliced(parts[name], start, end, ""))


def book_unit(data: bytes, dice: Random) -> bytes:
    """A text that is a unit in both languages."""
    name = "xl/sharedStrings.xml"
    text = _parts(data, name)[name]
    match = dice.choice(list(re.finditer(r"<t[^>]*>([^<\d]{1,12} / [^<\d]{1,12}|kWh|t|GJ|m³|mg/m³|mg/L|%)</t>", text)))
    return _with(data, name, _spliced(text, match.start(1), match.end(1), other_unit(match[1], dice)))


def _glyphs(font: pikepdf.Object) -> dict[str, str]:
    """Hex codes of a subset font to the characters that they show."""
    made: dict[str, str] = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        match = re.fullmatch(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,})>", line.strip())
        if match:
            made[match[1].lower()] = bytes.fromhex(match[2]).decode("utf-16-be")
    return made


def _paper(change: Callable[[str, dict[str, str], Random], str | None]) -> Fault:
    """A fault in the glyphs of one page of a PDF; the page and the place are drawn."""

    def fault(data: bytes, dice: Random) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for _ in range(200):
                page = dice.choice(list(pdf.pages))
                if _edited(pdf, page, change, dice):
                    held = io.BytesIO()
                    pdf.save(held)
                    return held.getvalue()
        raise ValueError("no page took the fault")

    return fault


def _edited(pdf: pikepdf.Pdf, page: pikepdf.Page, change: Callable[..., str | None], dice: Random) -> bool:
    fonts = {str(name): _glyphs(font) for name, font in page.Resources.get("/Font", {}).items() if "/ToUnicode" in font}
    steps = list(pikepdf.parse_content_stream(page))
    current, spots = "", []
    for at, step in enumerate(steps):
        if str(step.operator) == "Tf":
            current = str(step.operands[0])
        elif str(step.operator) == "TJ" and current in fonts:
            spots.extend(
                (at, index, fonts[current])
                for index, part in enumerate(step.operands[0])
                if isinstance(part, pikepdf.String)
            )
    dice.shuffle(spots)
    for at, index, glyphs in spots:
        new = change(bytes(steps[at].operands[0][index]).hex(), glyphs, dice)
        if new is not None:
            steps[at].operands[0][index] = pikepdf.String(bytes.fromhex(new))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))
            return True
    return False


def _digit(code: str, glyphs: dict[str, str], dice: Random) -> str | None:
    codes = [code[at : at + 4] for at in range(0, len(code), 4)]
    spots = [at for at, one in enumerate(codes) if glyphs.get(one, "").isdigit()]
    others = [one for one, shown in glyphs.items() if len(shown) == 1 and shown.isdigit()]
    if not spots or len(others) < 2:  # noqa: PLR2004 - there must be another
        return None
    at = dice.choice(spots)
    codes[at] = dice.choice([one for one in others if glyphs[one] != glyphs[codes[at]]])
    return "".join(codes)


def _gone(code: str, glyphs: dict[str, str], dice: Random) -> str | None:
    del dice
    shown = "".join(glyphs.get(code[at : at + 4], "") for at in range(0, len(code), 4))
    return "" if any(map(str.isdigit, shown)) else None


def _swapped(code: str, glyphs: dict[str, str], dice: Random) -> str | None:
    codes = [code[at : at + 4] for at in range(0, len(code), 4)]
    shown = "".join(glyphs.get(one, "") for one in codes)
    if shown.strip() not in {*_UNITS, "万kWh", "tCO₂e"}:
        return None
    at = dice.randrange(len(codes))
    others = [one for one, sign in glyphs.items() if sign.strip() and sign != glyphs.get(codes[at]) and sign.isalpha()]
    codes[at] = dice.choice(others)
    return "".join(codes)


FAULTS: dict[str, dict[str, Fault]] = {
    "html": {"digit": page_digit, "deletion": page_deletion, "unit": page_unit},
    "docx": {"digit": word_digit, "deletion": word_deletion, "unit": word_unit},
    "xlsx": {"digit": book_digit, "deletion": book_deletion, "unit": book_unit},
    "pdf": {"digit": _paper(_digit), "deletion": _paper(_gone), "unit": _paper(_swapped)},
}


def page_scale(data: bytes, dice: Random) -> bytes:
    """A figure of one language ten times as large."""
    page = data.decode()
    match = dice.choice(list(re.finditer(r'<data class="fact"[^>]*>(?:<span[^>]*>)?(\d[\d,]*)', page)))
    return _spliced(page, match.end(), match.end(), "0").encode()


def page_rows(data: bytes, dice: Random) -> bytes:
    """Two rows of a table in each other's place."""
    page = data.decode()
    rows = re.compile(
        r'(<tr class=""[^>]*>(?:(?!</tr>).)*</tr>)(\s*)(<tr class=""[^>]*>(?:(?!</tr>).)*</tr>)', re.DOTALL
    )
    match = dice.choice([one for one in rows.finditer(page) if "data-fact" in one[1] and "data-fact" in one[3]])
    return _spliced(page, match.start(), match.end(), match[3] + match[2] + match[1]).encode()


def page_paragraph(data: bytes, dice: Random) -> bytes:
    """A paragraph that one language lacks."""
    page = data.decode()
    match = dice.choice(list(re.finditer(r'<p class="prose [^>]*>.*?</p>', page, re.DOTALL)))
    return _spliced(page, match.start(), match.end(), "").encode()


PARITY: dict[str, Fault] = {
    "scale": page_scale,
    "unit": page_unit,
    "omission": page_deletion,
    "swapped rows": page_rows,
    "missing paragraph": page_paragraph,
}
