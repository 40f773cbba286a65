"""Painted parts in, in order; one tagged file out, with its links, bookmarks, names, faces and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from esg_report.writers.pdf_faces import Cases
from esg_report.writers.pdf_finish import metadata, page_labels
from esg_report.writers.pdf_output import file_of
from esg_report.writers.pdf_painted import COLOURS, FIRST, FONTS, PROFILE, TREE, Painted, Sheet, as_bytes, new_file

_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)  # in a text, nothing is a reference
_BETWEEN = b"\n\x00\n"  # between objects; no text has it


def bound(parts: Sequence[Painted], labels: Sequence[str], about: Any, cases: Cases) -> bytes:  # noqa: ANN401 - WeasyPrint has no types
    """One file of all parts, whose pages have these labels; ``about`` is the engine's metadata of the report."""
    import pydyf

    sheets = [sheet for part in parts for sheet in part.sheets]
    binding = _Binding(len(sheets))
    for part in parts:
        binding.add(part)
    catalog = binding.pdf.catalog
    catalog["PageLabels"] = page_labels(labels)
    catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    catalog["Lang"] = pydyf.String(about.lang or "")
    binding.outline(sheets)
    binding.names(sheets)
    binding.tags()
    binding.faces(parts, cases)
    binding.declarations(about)
    return binding.written()


class _Binding:
    """A file while it is put together. Objects of parts stand in it as bytes, those of the whole as pydyf's."""

    def __init__(self, pages: int) -> None:
        self.pdf = new_file()
        self._images: dict[str, int] = {}
        self._nums: list[bytes] = []  # of each page: the tags of what stands on it
        self._links: list[int] = []  # the tag of each link
        self._tags: list[int] = []  # those right below the root
        self._pages = pages
        self._info = 0

    def add(self, part: Painted) -> None:
        """Put a part's objects behind those that are there, under new numbers."""
        numbers = self._numbers(part)
        parents = {sheet.number: f"s {len(self._nums) + at}" for at, sheet in enumerate(part.sheets)}
        links = {link: f" {self._pages + len(self._links) + at}" for at, (link, _) in enumerate(part.links)}
        parents |= links
        fresh = len(self.pdf.objects)
        for at, data in enumerate(_renumbered(part.objects, numbers), start=FIRST):
            if numbers[at] < fresh:
                continue  # a picture that an earlier part has brought
            if at in parents:
                data = data[:-2] + f"/StructParent{parents[at]}>>".encode()  # noqa: PLW2901 - completed
            self.pdf.objects.append((data, part.streams.get(at)))
        for sheet in part.sheets:
            self.pdf.add_sheet(numbers[sheet.number])
            self._nums.append(b"[%s]" % b" ".join(b"%d 0 R" % numbers[tag] for tag in sheet.tagged))
        self._links += [numbers[tag] for _, tag in part.links]
        self._tags += [numbers[tag] for tag in part.tags]

    def _numbers(self, part: Painted) -> list[int]:
        """The number in the file of each number in a part."""
        made, fresh = list(range(FIRST)), len(self.pdf.objects)
        for at in range(FIRST, FIRST + len(part.objects)):
            name = part.images.get(at)
            held = self._images.setdefault(name, fresh) if name is not None else fresh
            made.append(held)
            fresh += held == fresh
        return made

    def outline(self, sheets: Sequence[Sheet]) -> None:
        """Bookmarks, one to a heading."""
        from weasyprint.anchors import make_page_bookmark_tree
        from weasyprint.matrix import Matrix
        from weasyprint.pdf import add_outlines

        root: list[Any] = []
        skipped, depths, level = list[int](), [root], 0
        for at, sheet in enumerate(sheets):
            marks = [(deep, label, (x, y), state) for deep, label, x, y, state in sheet.bookmarks]
            held = SimpleNamespace(bookmarks=marks)
            level = make_page_bookmark_tree(held, skipped, depths, level, at, Matrix())
        add_outlines(self.pdf, root)

    def names(self, sheets: Sequence[Sheet]) -> None:
        """Where each anchor stands: the first of its name."""
        import pydyf

        held: dict[str, Any] = {}
        for page, sheet in zip(self.pdf.page_references, sheets, strict=True):
            for name, x, y in sheet.anchors:
                held.setdefault(name, pydyf.Array([page, "/XYZ", x, y, 0]))
        names = pydyf.Array(made for name in sorted(held) for made in (pydyf.String(name), held[name]))
        if names:
            self.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": names})})

    def tags(self) -> None:
        """The tree of tags, and which tag each marked stretch and each link belongs to."""
        import pydyf

        tree, nums = self.pdf.objects[TREE], pydyf.Array()
        for at, held in enumerate((*self._nums, *(b"%d 0 R" % tag for tag in self._links))):
            nums.extend([at, held])
        mapping = pydyf.Dictionary({"Nums": nums})
        self.pdf.add_object(mapping)
        kinds = {"Type": "/StructTreeRoot", "ParentTree": mapping.reference, "K": pydyf.Array([tree.reference])}
        root = pydyf.Dictionary(kinds)
        self.pdf.add_object(root)
        tree["P"] = root.reference
        tree["K"].extend(b"%d 0 R" % tag for tag in self._tags)
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def faces(self, parts: Sequence[Painted], cases: Cases) -> None:
        """One subset of each face, with the glyphs of all parts."""
        from weasyprint import DEFAULT_OPTIONS
        from weasyprint.pdf.fonts import build_fonts_dictionary

        fonts = cases.fonts(face for part in parts for face in part.faces)
        made = build_fonts_dictionary(self.pdf, fonts, True, True, {**DEFAULT_OPTIONS, "pdf_version": "1.7"})  # noqa: FBT003 - the engine's signature
        self.pdf.objects[FONTS].update(made)

    def declarations(self, about: Any) -> None:  # noqa: ANN401 - likewise
        """Colours, and what the file says of itself, in both of its places."""
        import pydyf

        profile = _profile()
        self.pdf.objects[PROFILE].stream = [profile.content]
        self.pdf.objects[PROFILE].extra["N"] = len(profile.components)
        reference = self.pdf.objects[PROFILE].reference
        self.pdf.objects[COLOURS]["srgb"] = pydyf.Array(("/ICCBased", reference))
        intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": reference}
        intent |= dict.fromkeys(("OutputConditionIdentifier", "Info"), pydyf.String(profile.name))
        self.pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
        packet = pydyf.Stream([metadata(about)], {"Type": "/Metadata", "Subtype": "/XML"})
        self.pdf.add_object(packet)
        self.pdf.catalog["Metadata"] = packet.reference
        info = pydyf.Dictionary({name: pydyf.String(value) for name, value in _info(about) if value})
        self.pdf.add_object(info)
        self._info = info.number

    def written(self) -> bytes:
        """The file's bytes."""
        held = (made if isinstance(made, tuple) else as_bytes(made) for made in self.pdf.objects[1:])
        return file_of(list(held), self.pdf.catalog.number, self._info)


def _renumbered(objects: Sequence[bytes], numbers: Sequence[int]) -> Iterator[bytes]:
    """Objects that name each other by new numbers."""
    names = [b"%d 0 R" % number for number in numbers]

    def named(found: re.Match[bytes]) -> bytes:
        return names[int(found[1])] if found[1] else found[0]

    yield from _REFERENCE.sub(named, _BETWEEN.join(objects)).split(_BETWEEN) if objects else ()


def _profile() -> Any:  # noqa: ANN401 - likewise
    from importlib.resources import files

    from weasyprint import pdf
    from weasyprint.css import ColorProfile

    with (files(pdf) / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _info(about: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 - likewise
    from weasyprint import VERSION
    from weasyprint.pdf import _w3c_date_to_pdf

    yield "Producer", f"WeasyPrint {VERSION}"
    yield "Title", about.title
    yield "Author", ", ".join(about.authors)
    yield "CreationDate", _w3c_date_to_pdf(about.created, "created")
    yield "ModDate", _w3c_date_to_pdf(about.modified, "modified")
