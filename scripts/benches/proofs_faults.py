"""Finished files in; the same files with one fault each out: a digit, a figure taken out, a unit swapped."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

import pikepdf

_TEXT = re.compile(r">([^<>]+)<")
_HIDDEN = re.compile(r"<(style|script|title)\b.*?</\1>", re.DOTALL)
_OTHERS = ("kWh", "MWh", "GJ", "t", "kg", "m³", "吨", "千克", "万元", "元", "人", "mg/m³", "%", "tce")
UNITS: set[str] = set()  # every unit's symbol in both languages; whoever plants faults puts them in

Fault = Callable[[bytes, Random], bytes]


def other_digit(digit: str, dice: Random) -> str:
    """Another digit."""
    return dice.choice([one for one in "0123456789" if one != digit])


def other_unit(unit: str, dice: Random) -> str:
    """Another unit."""
    return dice.choice([one for one in _OTHERS if one not in unit])


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
    """A unit: of a figure, of a column of units, of a chart's note."""
    page = data.decode()
    places = r'<span class="unit">([^<]+)<|<td class="units">([^<]+)<|<text[^>]*>(?:单位：|in )([^<]+)<'
    found = [(one, at) for one in re.finditer(places, _seen(page)) for at in (1, 2, 3) if one[at]]
    match, at = dice.choice([(one, at) for one, at in found if at == 1 or one[at].strip() in UNITS])
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
book_digit = _office_digit(
    r"xl/(sharedStrings|comments\d+|charts/chart\d+|worksheets/sheet\d+)\.xml",
    r"(?:<t[^>]*>|(?<!t=\"s\">)<v>|<c:v>|<a:t>)([^<]*)<",
)


def word_deletion(data: bytes, dice: Random) -> bytes:
    """A figure's control."""
    name = "word/document.xml"
    text = _parts(data, name)[name]
    match = dice.choice(list(re.finditer(r"<w:sdt>.*?</w:sdt>", text, re.DOTALL)))
    return _with(data, name, _spliced(text, match.start(), match.end(), ""))


def word_unit(data: bytes, dice: Random) -> bytes:
    """The unit of a figure, a cell that holds a unit alone, a chart's note, or what a chart's labels end in."""
    parts = _parts(data, r"word/(document|charts/chart\d+)\.xml")
    inside = r"<w:sdtContent>(?:(?!</w:sdt>).)*?<w:t[^>]*>[−+\d.,\s]*\d\s*([^<\d\s][^<]*)</w:t>"
    alone = rf"<w:t[^>]*>(?:单位：|in )?({'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})</w:t>"
    ends = r'<c:numFmt formatCode="[^"]*?&quot;([^&"]+)&quot;'
    spots = [
        (name, match)
        for name, text in parts.items()
        for place in ((inside, alone) if name == "word/document.xml" else (ends,))
        for match in re.finditer(place, text)
    ]
    name, match = dice.choice(spots)
    return _with(data, name, _spliced(parts[name], match.start(1), match.end(1), other_unit(match[1], dice)))


def book_deletion(data: bytes, dice: Random) -> bytes:
    """The number of a cell."""
    parts = _parts(data, r"xl/worksheets/sheet\d+\.xml")
    spots = [
        (name, match.span()) for name, text in parts.items() for match in re.finditer(r'(?<!t="s">)<v>[^<]*</v>', text)
    ]
    name, (start, end) = dice.choice(spots)
    return _with(data, name, _spliced(parts[name], start, end, ""))


def book_unit(data: bytes, dice: Random) -> bytes:
    """The unit of one cell: what its row says, or the comment of the cell."""
    texts = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", _parts(data, r"xl/sharedStrings\.xml")["xl/sharedStrings.xml"])
    parts = _parts(data, r"xl/(comments\d+|worksheets/sheet\d+)\.xml")
    spots: list[tuple[str, int, int, str]] = []
    for name, text in parts.items():
        if "comments" in name:
            found = re.finditer(r"<t[^>]*>([^<]+)</t>", text)
            spots.extend((name, one.start(1), one.end(1), other_unit(one[1], dice)) for one in found)
            continue
        cells = [(one[1], one) for one in re.finditer(r'<c r="([A-Z]+)\d+"[^>]*t="s"[^>]*><v>(\d+)</v>', text)]
        columns = {column for column, one in cells if texts[int(one[2])] == "单位\nUnit"}
        held = [one for column, one in cells if column in columns and texts[int(one[2])] != "单位\nUnit"]
        for one in held:
            other = dice.choice([two[2] for two in held if two[2] != one[2]])
            spots.append((name, one.start(2), one.end(2), other))
    name, start, end, new = dice.choice(spots)
    return _with(data, name, _spliced(parts[name], start, end, new))


def _glyphs(font: pikepdf.Object) -> dict[str, str]:
    """Hex codes of a subset font to the characters that they show."""
    made: dict[str, str] = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        match = re.fullmatch(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,})>", line.strip())
        if match:
            made[match[1].lower()] = bytes.fromhex(match[2]).decode("utf-16-be")
    return made


@dataclass(slots=True)
class Stream:
    """A page's or a drawing's instructions: what is shown where, and how to put others in their place."""

    owner: Any  # a page or a form
    steps: list[Any]
    shown: list[tuple[int, int, dict[str, str]]]  # step, part of its operand, glyphs of its font

    def code(self, at: int, part: int) -> str:
        """The hex of a string of glyphs."""
        return bytes(self.steps[at].operands[0][part]).hex()


@lru_cache(maxsize=2)
def _opened(data: bytes) -> tuple[pikepdf.Pdf, list[Stream]]:
    """A file and all streams of it that show text; forms, which drawings may be, count once."""
    pdf = pikepdf.open(io.BytesIO(data))
    streams = [_stream(page, page.Resources) for page in pdf.pages]
    streams += [
        _stream(held, held.Resources)
        for held in pdf.objects
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Form" and "/Resources" in held
    ]
    return pdf, streams


def _stream(owner: Any, resources: Any) -> Stream:  # noqa: ANN401 - pikepdf's objects
    fonts = {str(name): _glyphs(font) for name, font in resources.get("/Font", {}).items() if "/ToUnicode" in font}
    steps = list(pikepdf.parse_content_stream(owner))
    made, current = Stream(owner, steps, []), ""
    for at, step in enumerate(steps):
        if str(step.operator) == "Tf":
            current = str(step.operands[0])
        elif str(step.operator) == "TJ" and current in fonts:
            made.shown.extend(
                (at, index, fonts[current])
                for index, part in enumerate(step.operands[0])
                if isinstance(part, pikepdf.String)
            )
    return made


def _edited(pdf: pikepdf.Pdf, stream: Stream, at: int, part: int, new: str) -> bytes:
    """The file with one string of glyphs changed; the open one is as before."""
    old = stream.code(at, part)
    held = io.BytesIO()
    for code, is_wanted in ((new, True), (old, False)):
        stream.steps[at].operands[0][part] = pikepdf.String(bytes.fromhex(code))
        written = pikepdf.unparse_content_stream(stream.steps)
        if isinstance(stream.owner, pikepdf.Page):
            stream.owner.Contents = pdf.make_stream(written)
        else:
            stream.owner.write(written)
        if is_wanted:
            pdf.save(held)
    return held.getvalue()


def _characters(code: str, glyphs: dict[str, str]) -> list[str]:
    return [glyphs.get(code[at : at + 4], "") for at in range(0, len(code), 4)]


def paper_digit(data: bytes, dice: Random) -> bytes:
    """One digit of all that the pages and drawings show; the same font must hold another."""
    pdf, streams = _opened(data)
    spots = [
        (stream, at, part, glyphs, index)
        for stream in streams
        for at, part, glyphs in stream.shown
        for index, shown in enumerate(_characters(stream.code(at, part), glyphs))
        if shown.isdigit() and sum(one.isdigit() for one in glyphs.values()) > 1
    ]
    stream, at, part, glyphs, index = dice.choice(spots)
    code = stream.code(at, part)
    old = code[index * 4 : index * 4 + 4]
    other = dice.choice([one for one, shown in glyphs.items() if shown.isdigit() and shown != glyphs[old]])
    return _edited(pdf, stream, at, part, _spliced(code, index * 4, index * 4 + 4, other))


def paper_deletion(data: bytes, dice: Random) -> bytes:
    """A string of glyphs that holds a number."""
    pdf, streams = _opened(data)
    spots = [
        (stream, at, part)
        for stream in streams
        for at, part, glyphs in stream.shown
        if any(map(str.isdigit, _characters(stream.code(at, part), glyphs)))
    ]
    stream, at, part = dice.choice(spots)
    return _edited(pdf, stream, at, part, "")


def _last_shown(stream: Stream, at: int, parts: list[tuple[int, dict[str, str]]]) -> tuple[int, dict[str, str]]:
    """The last part of a line that is more than white space."""
    return [part for part in parts if "".join(_characters(stream.code(at, part[0]), part[1])).strip()][-1]


def paper_unit(data: bytes, dice: Random) -> bytes:
    """One character of a unit, or of what a chart's note says its unit is."""
    pdf, streams = _opened(data)
    lines: dict[tuple[int, int], list[tuple[int, dict[str, str]]]] = {}
    for number, stream in enumerate(streams):
        for at, part, glyphs in stream.shown:
            lines.setdefault((number, at), []).append((part, glyphs))
    spots, before = [], ""
    for (number, at), parts in lines.items():
        whole = "".join("".join(_characters(streams[number].code(at, part), glyphs)) for part, glyphs in parts)
        unit = whole.strip().removeprefix("单位：").removeprefix("in ")
        is_end_of_word = len(unit) == 1 and unit.isascii() and before[-1:].isalpha()  # Draf, t
        if unit in UNITS and not is_end_of_word:
            spots += [(streams[number], at, *_last_shown(streams[number], at, parts))]
        before = whole
    stream, at, part, glyphs = dice.choice(spots)
    code = stream.code(at, part)
    characters = _characters(code, glyphs)
    index = max(at for at, shown in enumerate(characters) if shown.strip())
    others = [one for one, shown in glyphs.items() if shown.strip().isalpha() and shown != characters[index]]
    return _edited(pdf, stream, at, part, _spliced(code, index * 4, index * 4 + 4, dice.choice(others)))


FAULTS: dict[str, dict[str, Fault]] = {
    "html": {"digit": page_digit, "deletion": page_deletion, "unit": page_unit},
    "docx": {"digit": word_digit, "deletion": word_deletion, "unit": word_unit},
    "xlsx": {"digit": book_digit, "deletion": book_deletion, "unit": book_unit},
    "pdf": {"digit": paper_digit, "deletion": paper_deletion, "unit": paper_unit},
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
