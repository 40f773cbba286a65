"""A plant's folder that is edited again and again: a file's bytes change only where what it holds does."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook
from PIL import Image

BOOK, LIST, FORM, ENTRIES = "data/能源.xlsx", "data/用量.csv", "data/填报表.xlsx", "data/entries.yaml"
COPY, NOBODY, SHOWN, OUTSIDE = "data/台账（1）.xlsx", "data/没人读.xlsx", "data/图.xlsx", "elsewhere.csv"
LARGE = "data/大表.xlsx"

PROJECT = """\
organisation: {{zh: 示例厂, en: Example Plant}}
short_name: {{zh: 示例, en: Example}}
year: {year}
places:
  - {{id: plant, kind: company, name: {{zh: 示例厂, en: Example Plant}}, region: CN-BJ}}
  - {{id: north, kind: site, parent: plant, name: {{zh: 北厂区, en: North}}, region: CN-BJ, aliases: [{alias}]}}
bindings:
"""
BINDINGS = {
    BOOK: (
        "{file: %s, sheet: 能源, place: plant, label_column: A, years: auto, rows: {备注: skip}}",
        "{file: %s, sheet: 证书, register: certificates, place: plant}",
        "{file: %s, sheet: 分厂, label_column: A, place_column: B, years: {C: 2025}}",
    ),
    LIST: ("{file: %s, place: plant, label_column: A, years: {B: 2025}, quality: metered}",),
    OUTSIDE: ("{file: %s, place: north, label_column: A, years: auto}",),
    SHOWN: ("{file: %s, sheet: 证书, register: certificates, place: north}",),
    COPY: ("{file: %s, sheet: 证书(1), register: certificates, place: plant}",),
    LARGE: ("{file: %s, sheet: 表, place: plant, label_column: A, years: {B: 2025}}",),
    ENTRIES: ("{file: %s}",),
}
FAULTS = (  # told of a line of project.yaml, or of what the binding names
    "{file: data/能源.xlsx, sheet: 没有, label_column: A, years: auto}",
    "{file: data/能源.xlsx, sheet: 能源, place: plant, label_column: A, years: auto, units: {B: 无此单位}}",
    "{file: data/能源.xlsx, sheet: 能源, cells: {Z9: {metric: 无此指标, period: 2025}}}",
    "{file: data/没有.csv, label_column: A, years: auto}",
    "{file: ../外面.csv, label_column: A, years: auto}",
    "{file: data/没人读.xlsx, sheet: 表, label_column: A, nonsense: 1}",
)
HEADS = ("编码", "指标", "单位", "2025年（本年）", "填报日期")
STAMP = "esg-report form 1 · topic energy · place north · period 2025"


@cache
def book(number: int) -> bytes:
    energy = [
        ["项目", "2024年", "2025年"],
        ["外购电量（kWh）", 100, 120 + number],
        ["说不清", 1, 2],
        *(["天然气（m3）", "约莫", "约莫"] for _ in range(60)),  # past the first hundred of a code
    ]
    sites = [["项目", "场所", "2025年"], ["外购电量（kWh）", "北厂区", 30], ["外购电量（kWh）", "旧名", 40]]
    papers = [["证书编号", "名称", "附件"], ["1", "证书甲", "iso.pdf"], ["1", "又是甲", ""]]
    return _saved({"能源": energy, "证书": papers, "分厂": sites, "没绑定": [["天然气", number]]})


@cache
def copied(number: int) -> bytes:
    return _saved({"证书(1)": [["证书编号", "名称"], ["1", "证书甲"], [str(number), "证书乙"]]})


@cache
def form(number: int) -> bytes:
    filled = datetime(2026, 1, 5, 8, 30)  # noqa: DTZ001 - a cell's
    rows = [["energy.electricity", "外购电力", "kWh", 700 + number, filled], ["energy.none", "-", "", 1, None]]
    return _saved({"数据-能源": [[STAMP], list(HEADS), *rows], "目录": [["esg-report form 9"]]})


@cache
def nobody(number: int) -> bytes:
    return _saved({"表": [["说明", number]]})


@cache
def shown(number: int) -> bytes:
    """A register whose cells show pictures."""
    stream, picture = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (20 + number, 10), "red").save(picture, "PNG")
    made = xlsxwriter.Workbook(stream)
    sheet = made.add_worksheet("证书")
    sheet.write_row(0, 0, ["证书编号", "名称", "附件"])
    sheet.write_row(1, 0, ["7", "有图的证书"])
    sheet.insert_image(1, 2, "a.png", {"image_data": picture})
    made.close()
    return stream.getvalue()


@cache
def large(number: int) -> bytes:
    rows = [["天然气（m3）", 5], *(["另有说明" * 5, f"{row}{'，' * 30}"] for row in range(120))]
    return _saved({"表": [["项目", "2025年"], ["外购电量（kWh）", number], *rows]})


def listed(number: int) -> bytes:
    return f"项目,2025年\n外购电量（kWh）,{120 + number % 2}\n天然气（m3）,{number}\n".encode()


def entries(number: int) -> bytes:
    fact = f"{{metric: energy.electricity, value: {number}, unit: kWh, period: 2023, place: plant}}"
    return f"facts:\n  - {fact}\n  - {{metric: 无, value: 1, period: 2023}}\n".encode()


def lost(number: int) -> bytes:
    return b"PK\x03\x04" + bytes([number % 251])


def nothing(_: int) -> bytes:
    return b""


KINDS: dict[str, Callable[[int], bytes]] = {
    kind.__name__: kind for kind in (book, copied, form, nobody, shown, large, listed, entries, lost, nothing)
}


def _saved(sheets: dict[str, list[list[object]]]) -> bytes:
    made, stream = Workbook(), io.BytesIO()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(stream)
    return stream.getvalue()


@dataclass
class World:
    """What the folder holds, and what ``project.yaml`` says of it."""

    folder: Path
    files: dict[str, tuple[str, int]] = field(default_factory=dict)  # name: kind and state
    bindings: list[tuple[str, str]] = field(default_factory=list)  # file and line; the file may be another's name
    links: dict[str, str] = field(default_factory=dict)
    blank: int = 0  # lines above all others
    year: int = 2025
    alias: str = "旧名"
    title: str = ""

    def __post_init__(self) -> None:
        named = {BOOK: "book", LIST: "listed", OUTSIDE: "listed", FORM: "form", ENTRIES: "entries"}
        named |= {COPY: "copied", NOBODY: "nobody", SHOWN: "shown"}
        self.files.update({name: (kind, 0) for name, kind in named.items()})
        self.bindings += [(name, line) for name, lines in BINDINGS.items() if name in named for line in lines]
        self.write()

    def write(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "data").mkdir(parents=True)
        for name, (kind, number) in self.files.items():
            (self.folder / name).write_bytes(KINDS[kind](number))
        for name, target in self.links.items():
            (self.folder / name).symlink_to(target)
        lines = [f"  - {line % name if '%s' in line else line}\n" for name, line in self.bindings]
        head = PROJECT.format(year=self.year, alias=self.alias)
        text = "#\n" * self.blank + head + ("".join(lines) if lines else "  []\n") + self.title
        (self.folder / "project.yaml").write_text(text, encoding="utf-8")

    def change(self, name: str, kind: str = "") -> None:
        """Another figure in a file, or another file in its place."""
        if name in self.files:
            was, number = self.files[name]
            self.files[name] = (kind or was, number + 1)

    def rename(self, name: str, to: str, *, bound: bool) -> None:
        if name in self.files:
            self.files[to] = self.files.pop(name)
            if bound:
                self.bindings = [(to if file == name else file, line) for file, line in self.bindings]

    def put(self, name: str, kind: str, *, bound: bool = False) -> None:
        self.files[name] = (kind, 0)
        if bound:
            self.bindings += [(name, line) for line in BINDINGS[name] if (name, line) not in self.bindings]
