"""One part of a report in; its pages laid out, painted, tagged, as bytes, out. All that it was made of is let go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from esg_report.writers.engine_fit import fits
from esg_report.writers.pdf_faces import Cases
from esg_report.writers.pdf_pages import FRONT
from esg_report.writers.pdf_painted import COLOURS, FIRST, FONTS, TREE, Painted, Sheet, Start, as_bytes, new_file
from esg_report.writers.pdf_parts import Part

SCALE = 0.75  # pt a CSS pixel
_PROFILES = {"srgb": SimpleNamespace(pdf_reference=b"3 0 R")}  # the number of PROFILE
_NAMES = ("leaf", "fore")  # the counters that make folios


def apply() -> bool:
    """Make this process ready to lay out parts; False, with a warning, where this engine is another.

    Calling it again changes nothing.
    """
    from weasyprint import layout
    from weasyprint.pdf import stream

    if getattr(layout, "esg_report_parts", False):
        return True
    if not fits("parts"):
        return False
    begin = layout.initialize_page_maker

    def begun(context: Any, root: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        begin(context, root)
        start = getattr(context, "esg_start", None)
        if start is None:
            return
        resume_at, next_page, _, (depth, values, (scopes,), groups), remake = context.page_maker[0]
        for name, value in start.counters:
            values[name] = [value]
            scopes.add(name)
        state = (depth, values, [scopes], groups)
        context.page_maker[0] = (resume_at, next_page, start.index % 2 == 0, state, remake)

    add_font = stream.Stream.add_font

    def cased(held: Any, font: Any) -> Any:  # noqa: ANN401 - likewise
        cases = held._fonts  # noqa: SLF001 - likewise
        return cases.of(font) if isinstance(cases, Cases) else add_font(held, font)

    layout.initialize_page_maker, stream.Stream.add_font = begun, cased
    layout.esg_report_parts = True
    return True


class Workshop:
    """What all parts of a report share: the style sheet, the faces, what finds pictures.

    ``nowhere`` are the anchors that are linked to and stand in no part: such a link is left out, as the engine does.
    """

    def __init__(self, source: str, fetcher: Any, nowhere: frozenset[str] = frozenset()) -> None:  # noqa: ANN401 - likewise
        from weasyprint.text.fonts import FontConfiguration

        self.nowhere, self.fetcher, self.cases = nowhere, fetcher, Cases(FontConfiguration())
        self._source = source

    @cached_property
    def counters(self) -> Any:  # noqa: ANN401 - likewise
        """The kinds of counters that the engine knows."""
        from weasyprint import HTML
        from weasyprint.css.counters import CounterStyle

        made = CounterStyle()
        for style in HTML(string="")._ua_counter_style():  # noqa: SLF001 - there is no public way
            made.update(style)
        return made

    @cached_property
    def sheet(self) -> Any:  # noqa: ANN401 - likewise
        """The style sheet, parsed; only where a part is to be painted."""
        from weasyprint import CSS

        configuration = self.cases.configuration
        return CSS(
            string=self._source, url_fetcher=self.fetcher, font_config=configuration, counter_style=self.counters
        )

    def paint(self, part: Part, start: Start, told: Mapping[str, Mapping[str, int]], *, is_known: bool) -> Painted:
        """Lay a part out, and paint it where the pages that it prints are known.

        ``told`` has the counters of the page of each anchor that the part asks for and does not hold.
        """
        pages, context, root = self._laid_out(part, start, told)
        counters = [_counters(state) for *_, state, _ in context.page_maker[1 : len(pages) + 1]]
        end = Start(start.index + len(pages), counters[-1])
        easel = _Easel(self, part)
        sheets = tuple(easel.add(page, held, is_known=is_known) for page, held in zip(pages, counters, strict=True))
        made = easel.finished(sheets, end) if is_known else Painted(sheets, end)
        _let_go(context, [root, *(page._page_box for page in pages)])  # noqa: SLF001 - WeasyPrint tells it nowhere else
        return made

    def _laid_out(self, part: Part, start: Start, told: Mapping[str, Mapping[str, int]]) -> tuple[list[Any], Any, Any]:
        from functools import partial

        from weasyprint import DEFAULT_OPTIONS, HTML, css, document, images, layout
        from weasyprint.css.targets import TargetCollector
        from weasyprint.formatting_structure.build import build_formatting_structure

        html = HTML(string=part.text, url_fetcher=self.fetcher)
        targets = TargetCollector()
        targets.target_lookup_items.update((anchor, _target(counters)) for anchor, counters in told.items())
        own = html._ua_stylesheets()  # noqa: SLF001 - there is no public way
        sheets = [*((sheet, "user agent", None) for sheet in own), (self.sheet, "author", None)]
        style_for = css.StyleFor(html, sheets, False, self.cases.configuration, targets)  # noqa: FBT003 - the engine's signature
        image = partial(images.get_image_from_uri, cache={}, url_fetcher=self.fetcher, options=dict(DEFAULT_OPTIONS))
        context = layout.LayoutContext(style_for, image, self.cases.configuration, self.counters, targets)
        context.esg_start = start
        root = build_formatting_structure(
            html.etree_element,
            style_for,
            context.get_image_from_uri,
            html.base_url,
            targets,
            self.counters,
            context.footnotes,
        )
        return [document.Page(box) for box in layout.layout_document(html, root, context)], context, root


def _let_go(context: Any, boxes: list[Any]) -> None:  # noqa: ANN401 - likewise
    """Open the rings in which a part's boxes hold each other, so that most of them go at once."""
    for box in boxes:
        for held in box.descendants():
            held.__dict__.pop("column_groups", None)
    for held in (context.target_collector, context.style_for, context):
        held.__dict__.clear()


def _target(counters: Mapping[str, int]) -> Any:  # noqa: ANN401 - likewise
    """An anchor of another part, as the engine looks it up: its page's counters are known."""
    from weasyprint.css.targets import TargetLookupItem

    item = TargetLookupItem("up-to-date")
    item.target_box = SimpleNamespace(cached_counter_values={name: [value] for name, value in counters.items()})
    return item


def _counters(state: Any) -> tuple[tuple[str, int], ...]:  # noqa: ANN401 - likewise
    return tuple((name, state[1][name][-1]) for name in _NAMES if state[1].get(name))


class _Easel:
    """The objects of one part while they are made."""

    def __init__(self, shop: Workshop, part: Part) -> None:
        import pydyf

        self._shop, self._part = shop, part
        self._pdf = new_file()
        shop.cases.clear()
        self._images: dict[str, Any] = {}
        self._links: list[Any] = []
        self._tags: list[int] = []
        held = ("ExtGState", "XObject", "Pattern", "Shading")
        self._resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in held})
        self._resources["ColorSpace"] = self._pdf.objects[COLOURS].reference
        self._pdf.add_object(self._resources)

    def add(self, page: Any, counters: tuple[tuple[str, int], ...], *, is_known: bool) -> Sheet:  # noqa: ANN401 - likewise
        """Paint a page and tag it."""
        from weasyprint.matrix import Matrix

        matrix = Matrix(SCALE, 0, 0, -SCALE, 0, page.height * SCALE)
        number, tagged = self._painted(page, matrix) if is_known else (0, ())
        bookmarks = (
            (level, label, *matrix.transform_point(*point), state) for level, label, point, state in page.bookmarks
        )
        anchors = ((name, *matrix.transform_point(*at[:2])) for name, at in page.anchors.items())
        is_front = page._page_box.page_type.name in FRONT  # noqa: SLF001 - WeasyPrint tells it nowhere else
        return Sheet(number, is_front, counters, tuple(anchors), tuple(bookmarks), tagged)

    def _painted(self, page: Any, matrix: Any) -> tuple[int, tuple[int, ...]]:  # noqa: ANN401 - likewise
        import pydyf
        from weasyprint.pdf import add_links
        from weasyprint.pdf.stream import Stream

        pdf, width, height = self._pdf, page.width * SCALE, page.height * SCALE
        whole, tags = (0, 0, page.width, page.height), dict[Any, Any]()
        profiles, resources = _PROFILES, self._resources
        stream = Stream(self._shop.cases, whole, resources, self._images, tags, profiles, "srgb", compress=True)
        stream.transform(d=-1, f=height)
        pdf.add_object(stream)
        sheet = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, width, height]),
                "Contents": stream.reference,
                "Resources": resources.reference,
                "Tabs": "/S",
            }
        )
        pdf.add_page(sheet)
        links = [link for link in page.links if link[0] != "internal" or link[1] not in self._shop.nowhere]
        first = len(pdf.objects)
        add_links((links, []), matrix, pdf, sheet, [], tags)
        for held in pdf.objects[first:]:
            held["F"] = 4  # it is printed
        page.paint(stream, SCALE)
        stream.stream[:] = [b"\n".join(map(pydyf._to_bytes, stream.stream))]  # noqa: SLF001 - as the stream does it
        sheet["TrimBox"] = sheet["BleedBox"] = pydyf.Array([0, 0, width, height])
        return sheet.number, self._tagged(page, tags)

    def _tagged(self, page: Any, held: dict[Any, Any]) -> tuple[int, ...]:  # noqa: ANN401 - likewise
        """Make the tags of a painted page, as bytes."""
        from weasyprint.pdf import tags

        pdf, nums, first = self._pdf, dict[int, bytes](), len(self._pdf.objects)
        made = tags._build_box_tree(  # noqa: SLF001 - there is no public way
            page._page_box,  # noqa: SLF001 - likewise
            pdf.objects[TREE],
            pdf,
            len(pdf.page_references) - 1,
            nums,
            self._links,
            held,
        )
        self._tags.extend(element.number for element in made)
        self._name_cells(pdf.objects[first:])
        pdf.objects[first:] = [_Settled(held) for held in pdf.objects[first:]]
        return tuple(_number(nums[at]) for at in sorted(nums))

    def _name_cells(self, made: list[Any]) -> None:
        """Name head cells so that no other part has the same names."""
        own = min(self._part.ids, default="")
        for element in made:
            if element.get("S") in ("/TH", "/TD"):
                for name in (*([element["ID"]] if "ID" in element else ()), *element["A"].get("Headers", ())):
                    if not name.string.startswith(own):
                        name.string = f"{own}.{name.string}"

    def finished(self, sheets: tuple[Sheet, ...], end: Start) -> Painted:
        """Everything as bytes."""
        from weasyprint.pdf import _use_references

        pdf = self._pdf
        self._resources["Font"] = pdf.objects[FONTS].reference
        _use_references(pdf, self._resources, self._images, _PROFILES)
        images = dict(self._pictures())
        made = [as_bytes(held) for held in pdf.objects[FIRST:]]
        streams = {at: body for at, (_, body) in enumerate(made, start=FIRST) if body is not None}
        links = tuple((link.number, _number(tag)) for tag, link in self._links)
        objects = tuple(data for data, _ in made)
        return Painted(sheets, end, objects, streams, images, tuple(self._tags), links, self._shop.cases.faces())

    def _pictures(self) -> Iterator[tuple[int, str]]:
        for name, held in self._images.items():
            if held["x_object"] is not None:
                yield held["x_object"].number, name
                mask = held["x_object"].extra.get("SMask")
                if mask is not None:
                    yield _number(mask), f"{name} mask"


class _Settled:
    """An object as bytes."""

    __slots__ = ("data", "number")

    def __init__(self, held: Any) -> None:  # noqa: ANN401 - likewise
        self.number, self.data = held.number, held.data


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
