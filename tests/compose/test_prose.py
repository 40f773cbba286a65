"""Passages become blocks: paired where both sides have one shape, stacked where not, nothing from a stub."""

from desk_sample import desk, fact, side

from esg_report.compose.body import compose_section
from esg_report.compose.prose import passage_blocks
from esg_report.compose.sentences import sentences
from esg_report.model.document import Heading, Line, Paragraph, Stacked
from esg_report.model.metric import CHANGE
from esg_report.model.outline import NarrativeSpec, SectionSpec, SentencesSpec
from esg_report.model.passage import Passage
from esg_report.model.text import Language, Text

ZH, EN = Language.ZH, Language.EN
CHAPTER = Text("绿色高效之美", "Green and efficient")


def passage(zh: tuple[str, ...] | None, en: tuple[str, ...] | None) -> Passage:
    """A passage of the energy topic."""
    return Passage(
        "03-energy",
        ("BF-03.1",),
        None if zh is None else side(ZH, *zh),
        None if en is None else side(EN, *en),
    )


def words(line: Line, language: Language) -> str | None:
    """The text of one side, or None where it lacks."""
    runs = line.of(language)
    return None if runs is None else "".join(run.text for run in runs if hasattr(run, "text"))


def test_two_sides_of_one_shape_are_paired() -> None:
    blocks = passage_blocks(desk(), "energy", passage(("甲", "乙"), ("A", "B")))
    pairs = [(words(block.line, ZH), words(block.line, EN)) for block in blocks if isinstance(block, Paragraph)]
    assert pairs == [("甲", "A"), ("乙", "B")]


def test_sides_of_different_shapes_are_stacked() -> None:
    blocks = passage_blocks(desk(), "energy", passage(("甲", "乙"), ("AB",)))
    stack = blocks[-1]
    assert isinstance(stack, Stacked)
    assert (len(stack.zh), len(stack.en)) == (2, 1)


def test_a_side_that_lacks_is_said_to_lack() -> None:
    blocks = passage_blocks(desk(), "energy", passage(("甲",), None))
    assert [(type(block), words(block.line, EN)) for block in blocks if isinstance(block, Heading | Paragraph)] == [
        (Heading, None),
        (Paragraph, None),
    ]


def test_a_stub_prints_nothing() -> None:
    stub = Passage("03-energy", (), side(ZH, "待写", is_stub=True), None)
    assert passage_blocks(desk(), "energy", stub) == []


def test_a_section_without_anything_to_print_has_no_blocks() -> None:
    spec = SectionSpec(
        "energy", Text("能源", "Energy"), (NarrativeSpec(), SentencesSpec(("power",))), topic="03-energy"
    )
    assert compose_section(desk(), spec, CHAPTER) == []


def test_rule_made_sentences_stand_only_where_nothing_is_written() -> None:
    spec = SectionSpec(
        "energy", Text("能源", "Energy"), (NarrativeSpec(), SentencesSpec(("power",))), topic="03-energy"
    )
    made = compose_section(desk(fact("power", "10")), spec, CHAPTER)
    told = compose_section(desk(fact("power", "10"), passages=(passage(("甲",), ("A",)),)), spec, CHAPTER)
    assert ([type(block) for block in made], [type(block) for block in told]) == ([Paragraph], [Heading, Paragraph])


def test_a_heading_that_repeats_the_title_of_its_chapter_or_section_is_left_out() -> None:
    told = desk(passages=(passage(("甲",), ("A",)),))
    for section, chapter in ((Text("某节", "S"), Text("标 题", "T")), (Text("标题", "T"), CHAPTER)):
        spec = SectionSpec("energy", section, (NarrativeSpec(),), topic="03-energy")
        assert [type(block) for block in compose_section(told, spec, chapter)] == [Paragraph]


def sentence(before: str | None, change: str | None) -> str | None:
    """The Chinese sentence about power, its figures left out."""
    facts = [fact("power", "10")]
    facts += [fact("power", before, 2024)] if before else []
    facts += [fact("power" + CHANGE, change)] if change else []
    (made,) = sentences(desk(*facts), "energy", SentencesSpec(("power",)))
    return words(made.line, ZH)


def test_a_sentence_says_rise_fall_level_or_nothing_about_change() -> None:
    assert [sentence("8", "25"), sentence("12", "-16.7"), sentence("10", "0.04"), sentence(None, None)] == [
        "2025 年，外购电力为 ，较上年上升 。",
        "2025 年，外购电力为 ，较上年下降 。",
        "2025 年，外购电力为 ，与上年基本持平（变化 ）。",
        "2025 年，外购电力为 。",
    ]
