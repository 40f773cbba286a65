"""Nothing in; the demo plant's drawn pictures out, marked as drawn in every one."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1600, 900)
SKY, FIELD, WALL, ROOF, PANEL, LINE, LEAF = (
    (236, 243, 241),
    (214, 226, 214),
    (250, 250, 248),
    (96, 118, 112),
    (38, 72, 104),
    (60, 80, 76),
    (94, 140, 104),
)
NOTE = "示意图，非照片 · Drawn, not a photograph"
FACES = Path(__file__).resolve().parents[2] / "fonts"


def make(folder: Path) -> None:
    """Write site.png and waste-heat.png."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in (("site.png", _site), ("waste-heat.png", _furnace)):
        image = Image.new("RGB", SIZE, SKY)
        pen = ImageDraw.Draw(image)
        draw(pen)
        pen.text((40, SIZE[1] - 60), NOTE, fill=LINE, font=_face(30))
        image.save(folder / name, optimize=True)


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FACES / "ESGSansSC-Regular.ttf"), size)


def _site(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 560, 1600, 900), fill=FIELD)
    for left, width in ((120, 620), (820, 520)):
        pen.rectangle((left, 420, left + width, 640), fill=WALL, outline=LINE, width=3)
        pen.polygon([(left - 20, 420), (left + 40, 300), (left + width - 40, 300), (left + width + 20, 420)], fill=ROOF)
        for number in range((width - 120) // 80):
            at = left + 70 + number * 80
            pen.polygon([(at - 4, 396), (at, 326), (at + 60, 326), (at + 56, 396)], fill=PANEL, outline=SKY)
        for number in range(width // 110):
            at = left + 30 + number * 110
            pen.rectangle((at, 480, at + 64, 540), fill=SKY, outline=LINE, width=2)
    for at in range(80, 1560, 130):
        pen.ellipse((at - 34, 650, at + 34, 730), fill=LEAF)
        pen.rectangle((at - 5, 725, at + 5, 770), fill=ROOF)


def _furnace(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 700, 1600, 900), fill=FIELD)
    boxes = {
        (140, 420, 520, 700): "热处理炉 Furnace",
        (720, 420, 1040, 700): "换热器 Exchanger",
        (1200, 240, 1320, 700): "",
    }
    for box, label in boxes.items():
        pen.rectangle(box, fill=WALL, outline=LINE, width=4)
        pen.text((box[0] + 20, box[1] + 110), label, fill=LINE, font=_face(34))
    pen.text((1130, 190), "排气筒 Stack", fill=LINE, font=_face(34))
    for start, end in (((520, 480), (720, 480)), ((1040, 480), (1200, 480))):
        _arrow(pen, start, end, (178, 96, 62))
    pen.text((1062, 655), "空气 Air", fill=PANEL, font=_face(32))
    for start, end in (((1150, 640), (1040, 640)), ((720, 640), (520, 640))):
        _arrow(pen, start, end, PANEL)
    pen.text((150, 330), "红：烟气　Red: flue gas", fill=(178, 96, 62), font=_face(32))
    pen.text((150, 280), "蓝：助燃空气　Blue: combustion air", fill=PANEL, font=_face(32))


def _arrow(pen: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int], ink: tuple[int, int, int]) -> None:
    step = 22 if end[0] > start[0] else -22
    pen.line((*start, end[0] - step, end[1]), fill=ink, width=12)
    pen.polygon([end, (end[0] - step, end[1] - 18), (end[0] - step, end[1] + 18)], fill=ink)
