"""More frameworks in ``project.yaml`` change no fact and no chapter: only the indexes grow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from esg_report.model.document import Checklist, Paragraph, Role
from esg_report.model.requirement import Status
from esg_report.pipeline import Assembled, assemble

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
MORE = ("gri", "vsme", "hkex-c2", "sdg", "cn-exchanges-2024")


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assembled, Assembled]:
    """The demo plant as it is, and with five more frameworks."""
    folder = tmp_path_factory.mktemp("more") / "plant"
    shutil.copytree(SAMPLES / "demo-plant", folder)
    project = folder / "project.yaml"
    words = project.read_text(encoding="utf-8")
    named = "frameworks: [beautiful-factory-bj]"
    assert named in words
    project.write_text(words.replace(named, f"frameworks: [beautiful-factory-bj, {', '.join(MORE)}]"), encoding="utf-8")
    return assemble(SAMPLES / "demo-plant"), assemble(folder)


def body(made: Assembled) -> list[object]:
    """The chapters that the factory's own words and figures make, but for the line that names the frameworks."""
    kept = []
    for chapter in made.document.chapters:
        if chapter.role is not Role.BACK:
            sections = [
                [block for block in section.blocks if not names_standards(block)] for section in chapter.sections
            ]
            kept.append((chapter.anchor, sections))
    return kept


def names_standards(block: object) -> bool:
    """Whether a paragraph is the one on what the report is based on."""
    return isinstance(block, Paragraph) and any(
        "GRI" in getattr(run, "text", "") or "披露清单" in getattr(run, "text", "") for run in block.line.zh or ()
    )


def test_no_fact_and_no_chapter_changes(plants: tuple[Assembled, Assembled]) -> None:
    plain, more = plants
    assert tuple(plain.facts) == tuple(more.facts)
    assert body(plain) == body(more)
    assert plain.findings == more.findings


def test_each_framework_has_its_index_and_the_first_stands_as_before(plants: tuple[Assembled, Assembled]) -> None:
    plain, more = plants
    indexes = [
        [
            block
            for chapter in made.document.chapters
            for section in chapter.sections
            for block in section.blocks
            if isinstance(block, Checklist)
        ]
        for made in plants
    ]
    assert [[index.framework for index in found] for found in indexes] == [
        ["beautiful-factory-bj"],
        ["beautiful-factory-bj", *MORE],
    ]
    assert indexes[0][0] == indexes[1][0]
    assert plain.disclosures == more.disclosures[: len(plain.disclosures)]


def test_the_statement_of_use_says_with_reference_and_no_more(plants: tuple[Assembled, Assembled]) -> None:
    notes = [
        "".join(getattr(run, "text", "") for run in block.line.en or ())
        for chapter in plants[1].document.chapters
        if chapter.role is Role.BACK
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    (statement,) = [note for note in notes if note.startswith("Statement of use")]
    assert "with reference to the GRI Standards" in statement
    assert [note for note in notes if "accordance" in note] == []


def test_what_is_disclosed_rests_on_printed_facts_or_passages(plants: tuple[Assembled, Assembled]) -> None:
    answered = [one for one in plants[1].disclosures if one.status is Status.DISCLOSED]
    assert {one.requirement.framework for one in answered} >= {"beautiful-factory-bj", "gri", "vsme", "hkex-c2"}
    assert [one.requirement.address for one in answered if not one.anchors] == []
