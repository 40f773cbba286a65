"""What the checklist calls disclosed stands where it says: the named figure, record or words are in that very place."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from samples import Finished, assembled

from esg_report.model.place import PlaceKind
from esg_report.model.requirement import Status
from esg_report.writers.plain import page_id

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Places(HTMLParser):
    """The text below every id, and the key of every figure with one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[str] | None] = []
        self.texts: dict[str, list[str]] = {}
        self.keys: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        name = held.get("id")
        if name:
            self.keys[name] = held.get("data-fact") or ""
        if tag in _VOID:
            if name:
                self.texts[name] = [held.get("alt") or "picture"]
            return
        self.open.append(self.texts.setdefault(name, []) if name else None)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for texts in self.open:
            if texts is not None:
                texts.append(data)


@cache
def places(html: str) -> _Places:
    """A page's places, read once."""
    reader = _Places()
    reader.feed(html)
    return reader


def test_every_answer_stands_at_its_place(page: Finished) -> None:
    """Each anchor of a disclosed clause: it is in the page, holds text, and a figure's anchor holds that figure."""
    sample, edition, written = page
    reader = places(written.data.decode())
    numbers: dict[str, set[str]] = {}
    for item in written.printed:
        numbers.setdefault(item.key, set()).update(re.findall(r"\d[\d,.]*", item.number))
    disclosed = [one for one in sample.disclosures if one.status is Status.DISCLOSED]
    for one in disclosed:
        assert one.anchors, one.requirement.code
        here = [anchor for anchor in one.anchors if page_id(anchor) in reader.texts]
        assert here, (one.requirement.code, edition, one.anchors)
        for anchor in here:
            text = "".join(reader.texts[page_id(anchor)])
            assert text.strip(), (one.requirement.code, anchor)
            key = anchor.partition(":")[2]
            if key:
                assert reader.keys[page_id(anchor)] == key
                assert not numbers[key] or set(re.findall(r"\d[\d,.]*", text)) & numbers[key], (anchor, text)


def test_each_fact_that_answers_is_printed(page: Finished) -> None:
    """A fact that a disclosed clause names is among those that the edition prints."""
    sample, _, written = page
    printed = {item.key for item in written.printed}
    named = {key for one in sample.disclosures if one.status is Status.DISCLOSED for key in one.facts}
    assert sorted(named - printed) == []


@pytest.mark.parametrize("name", ["smic-2024"])
def test_a_groups_figure_answers_no_site_clause_in_full(name: str) -> None:
    """Where the report speaks for a group, its own figures answer in part, and say whose they are."""
    sample = assembled(name)
    root = sample.material.project.places.root
    assert root.kind is PlaceKind.GROUP
    for one in sample.disclosures:
        of_group = [key for key in one.facts if key.startswith(f"{root.id}/")]
        if one.status is Status.DISCLOSED:
            assert of_group == [], one.requirement.code
    assert [one.requirement.code for one in sample.disclosures if one.boundary == root.id] != []


@pytest.mark.parametrize("name", ["smic-2024", "jinyu-baoling-2020"])
def test_a_plant_made_of_published_figures_has_a_mostly_missing_checklist(name: str) -> None:
    """Two real companies that never answered the guideline: most of it is missing, and said to be."""
    statuses = [one.status for one in assembled(name).disclosures]
    assert statuses.count(Status.MISSING) > len(statuses) * 4 / 5
