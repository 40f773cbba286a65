"""A finished sheet in; SVG by matplotlib out, still as matplotlib writes it (``svg.tidy`` comes next)."""

from __future__ import annotations

import io
from typing import Any

from esg_report.charts.faces import families, register
from esg_report.charts.label import text_of
from esg_report.charts.sheet import Dot, Rect, Rule, Shape, Sheet, Words

_MM = 1 / 25.4  # inches
GID = "label-"


def drawn(sheet: Sheet, *, salt: str) -> str:
    """Draw the shapes in their order; the same sheet and salt give the same text."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    register()
    figure = Figure(figsize=(sheet.width * _MM, sheet.height * _MM))
    figure.patch.set_visible(False)
    millimetres = Affine2D().scale(_MM, -_MM).translate(0, sheet.height * _MM) + figure.dpi_scale_trans
    for order, shape in enumerate(sheet.shapes):
        artist = _artist(shape, order, sheet)
        artist.set_zorder(order + 1)
        artist.set_transform(millimetres)  # no axes: they cost as much as all the rest
        figure.add_artist(artist)
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "path.simplify": False}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _artist(shape: Shape, order: int, sheet: Sheet) -> Any:  # noqa: ANN401 - an Artist, half a second to import
    """The matplotlib artist of a shape; a label's bears its place among the shapes."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Rectangle
    from matplotlib.text import Text

    match shape:
        case Rect(line=0.0):
            return Rectangle((shape.x, shape.y), shape.w, shape.h, facecolor=shape.tone, linewidth=0)
        case Rect():
            style = (0, (1.2, 1.2)) if shape.dotted else "solid"
            return Rectangle(
                (shape.x, shape.y),
                shape.w,
                shape.h,
                fill=False,
                edgecolor=shape.tone,
                linewidth=shape.line,
                linestyle=style,
            )
        case Rule():
            xs, ys = zip(*shape.points, strict=True)
            line = Line2D(xs, ys, color=shape.tone, linewidth=shape.weight, solid_capstyle="butt")
            if shape.dashed:
                line.set_linestyle((0, (3, 2)))
            return line
        case Dot():
            return Circle((shape.x, shape.y), 0.5, facecolor=shape.fill, edgecolor=shape.tone, linewidth=0.7)
        case Words():
            names = list(families(shape.style.face, sheet.language))
            font = FontProperties(family=names, size=shape.style.size, weight=shape.style.weight)
            words = text_of(shape.label)
            return Text(
                shape.x,
                shape.baseline,
                words,
                color=shape.style.tone,
                fontproperties=font,
                parse_math=False,
                gid=f"{GID}{order}",
            )
