import pickle
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from esg_report.errors import ExitCode, InputError
from esg_report.model.chartkind import ChartKind
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.outline import (
    BlockSpec,
    ChartSpec,
    FactTableSpec,
    KeyFiguresSpec,
    NarrativeSpec,
    PartSpec,
    SentencesSpec,
)
from esg_report.model.period import Period
from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    EvidenceAnswer,
    MetricAnswer,
    RegisterAnswer,
    Requirement,
    TopicAnswer,
)
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Dimension
from esg_report.strict_yaml import StrictYamlError, document, into, load, loads, tree


@dataclass(frozen=True, slots=True)
class Shelf:
    label: Text
    size: int = 1
    heights: tuple[Decimal, ...] = ()
    since: date | None = None
    told: Told | None = None


def trouble(text, kind=Shelf):
    with pytest.raises(StrictYamlError) as caught:
        into(kind, loads(text, name="shelf.yaml"))
    return caught.value


# What scalars mean is told by the wanted type alone.


def test_text_stays_as_typed_where_yaml_would_guess():
    typed = "[no, 0123, 1_000, 2025-01-01, 1e3, .5, 0x1F, ON, 12:30:45]"
    assert into(tuple[str, ...], loads(typed)) == (
        "no", "0123", "1_000", "2025-01-01", "1e3", ".5", "0x1F", "ON", "12:30:45"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Decimal, "1.4710", Decimal("1.4710")),
        (Decimal, "-30", Decimal(-30)),
        (Decimal, "3.666666666666666666666666667", Decimal("3.666666666666666666666666667")),
        (int, "-12", -12),
        (bool, "no", False),
        (bool, "true", True),
        (bool, "是", True),
        (Fraction, "1/3", Fraction(1, 3)),
        (Fraction, "3.6", Fraction(18, 5)),
        (date, "2025-03-31", date(2025, 3, 31)),
        (Period, "2025", Period.of_year(2025)),
        (ChartKind, "trend", ChartKind.TREND),
        (str, '""', ""),
        (str, '"null"', "null"),
    ],
)
def test_a_scalar_is_read_by_its_type(kind, typed, value):
    assert into(kind, loads(typed)) == value


def test_a_decimal_keeps_every_digit_typed():
    assert str(into(Decimal, loads("0.5500"))) == "0.5500"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Decimal, "1_000"),
        (Decimal, "1,000"),
        (Decimal, "012"),
        (Decimal, "nan"),
        (Decimal, "1." + "0" * 80),
        (Decimal, "１２"),
        (int, "1.0"),
        (int, "0x10"),
        (bool, "1"),
        (bool, "on"),
        (Fraction, "1/0"),
        (Fraction, "a third"),
        (date, "2025-02-30"),
        (date, "2025/03/31"),
        (Period, "FY25"),
        (ChartKind, "pie"),
        (str, ""),
        (str, "~"),
        (str, "[a]"),
        (tuple[str, ...], "a"),
        (tuple[int, int], "[1]"),
        (dict[str, str], "[a]"),
    ],
)
def test_a_scalar_that_is_not_of_its_type_is_refused(kind, typed):
    with pytest.raises(StrictYamlError):
        into(kind, loads(f"- {typed}"[2:] if typed else "{a: }"))


def test_a_blank_is_nothing_only_where_nothing_is_allowed():
    shelf = into(Shelf, loads("label: {zh: 架, en: shelf}\nsince:\ntold: ~"))
    assert (shelf.since, shelf.told) == (None, None)
    assert trouble("label: {zh: 架, en: shelf}\nsize:").path == "size"


# Dataclasses


def test_a_dataclass_is_a_mapping_of_its_fields():
    shelf = into(Shelf, loads("label: {zh: 架, en: shelf}\nheights: [1.0, 2.50]\ntold: {zh: 旧}\nsince: 2020-01-02"))
    assert shelf == Shelf(Text("架", "shelf"), 1, (Decimal("1.0"), Decimal("2.50")), date(2020, 1, 2), Told("旧"))


def test_pairs_are_mappings_in_the_order_typed():
    typed = """
    id: a
    label: {zh: 一, en: one}
    unit: kWh
    kind: flow
    print_unit: {zh: 10k_kWh, en: MWh}
    plausible: [0, ~]
    choices: {b: {zh: 乙, en: b}, a: {zh: 甲, en: a}}
    """
    metric = into(Metric, loads(typed))
    assert metric.kind is MetricKind.FLOW
    assert metric.print_unit == ((Language.ZH, "10k_kWh"), (Language.EN, "MWh"))
    assert metric.plausible == (Decimal(0), None)
    assert metric.choices == (("b", Text("乙", "b")), ("a", Text("甲", "a")))
    assert into(Dimension, loads("{mass: 1, volume: -1}")) == (("mass", 1), ("volume", -1))


def test_trouble_names_file_line_path_cause_and_cure_in_both_languages():
    error = trouble("label: {zh: 架, en: shelf}\nheights:\n  - 1.0\n  - 1 m\n")
    assert (error.file, error.line, error.path) == ("shelf.yaml", 4, "heights[1]")
    assert error.zh == "shelf.yaml › 第4行 › heights[1]：填写的是“1 m”，应为数字，不带千分位和单位"
    assert error.en == "shelf.yaml › line 4 › heights[1]: holds '1 m', which is not a plain number"
    assert (isinstance(error, InputError), error.exit_code) == (True, ExitCode.INPUT)


def test_an_unknown_key_is_refused_with_the_known_ones():
    error = trouble("label: {zh: 架, en: shelf}\nwidth: 2")
    assert (error.line, error.path) == (2, "width")
    assert error.cure == Text(
        "可用的键：label、size、heights、since、told", "known keys are label, size, heights, since, told"
    )


def test_a_key_that_lacks_is_named():
    assert trouble("size: 2").cause == Text("缺少“label”", "lacks 'label'")
    assert trouble("label: {zh: 架}").path == "label"


def test_a_value_that_the_class_refuses_is_trouble_at_its_place():
    error = trouble("label: {zh: 架, en: ' '}")
    assert (error.line, error.path) == (1, "label")
    assert "no en wording" in error.en


def test_trouble_travels_between_processes_whole():
    error = trouble("size: x\nlabel: {zh: 架, en: shelf}")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (copy.zh, copy.en, copy.line, copy.path) == (error.zh, error.en, 1, "size")


def test_a_type_that_yaml_cannot_hold_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="reads no"):
        into(float, loads("1.0"))


# Unions


def test_answers_are_told_apart_by_their_word():
    typed = """
    - topic: true
    - {metric: energy.total, years: 2, optional: true, relation: partial, members: {outlet: DA001}}
    - {register: projects, where: {type: hydrogen}}
    - evidence: [contract, acceptance]
    - any: [{topic: true}, {metric: energy.total}]
      optional: true
    """
    assert into(tuple[Answer, ...], loads(typed)) == (
        TopicAnswer(),
        MetricAnswer("energy.total", 2, optional=True, relation="partial", members=(("outlet", "DA001"),)),
        RegisterAnswer("projects", (("type", "hydrogen"),)),
        EvidenceAnswer(("contract", "acceptance")),
        AnyAnswer((TopicAnswer(), MetricAnswer("energy.total")), optional=True),
    )


def test_blocks_are_told_apart_by_the_one_key_that_wraps_them():
    typed = """
    - narrative: {}
    - {narrative: {clauses: [BF-01.1]}}
    - {sentences: {metrics: [energy.total]}}
    - {fact_table: {caption: {zh: 表, en: table}, metrics: [energy.total], by: [outlet]}}
    - {chart: {caption: {zh: 图, en: chart}, kind: trend, metrics: [energy.total]}}
    - {key_figures: {metrics: [energy.total], most: 2}}
    - {part: {part: checklist}}
    """
    caption = Text("表", "table")
    assert into(tuple[BlockSpec, ...], loads(typed)) == (
        NarrativeSpec(),
        NarrativeSpec(("BF-01.1",)),
        SentencesSpec(("energy.total",)),
        FactTableSpec(caption, ("energy.total",), by=("outlet",)),
        ChartSpec(Text("图", "chart"), ChartKind.TREND, ("energy.total",)),
        KeyFiguresSpec(("energy.total",), 2),
        PartSpec("checklist"),
    )


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("- {metric: a, register: b}", "[0]"),
        ("- {years: 2}", "[0]"),
        ("- topic: yes", "[0].topic"),
        ("- {metric: a, years: two}", "[0].years"),
        ("- any: [{metric: a}, {metrics: b}]", "[0].of[1]"),
    ],
)
def test_an_answer_of_no_kind_is_refused(typed, path):
    assert trouble(typed, tuple[Answer, ...]).path == path


def test_trouble_in_a_wrapped_block_names_the_word():
    assert trouble("- {chart: {kind: trend}}", tuple[BlockSpec, ...]).path == "[0].chart"


def test_a_whole_requirement_is_read():
    typed = """
    framework: f
    code: F-1
    section: 一(三)
    title: {zh: 题, en: title}
    obligation: should
    answers: [{topic: true}]
    criterion: {over: m, take: worst, levels: [{up_to: 50, name: deep}], met_at: deep, basis: project}
    """
    clause = into(Requirement, loads(typed))
    assert clause.criterion is not None
    assert clause.criterion.levels[0].up_to == Decimal(50)
    assert clause.address == "f:F-1"


# What is refused before any type is asked for


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "repeats the key 'a' of line 1"),
        ("a:\n  - {b: 1, b: 2}", 2, "repeats the key 'b'"),
        ("a: &x 1", 1, "anchor"),
        ("a: 1\nb: *a", 2, "anchor"),
        ("a: !!python/name:os.system x", 1, "tag"),
        ("a: !t 1", 1, "tag"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("? [a]\n: 1", 1, "not a word"),
        ("'': 1", 1, "not a word"),
        ("", 0, "empty"),
        ("# only a comment", 0, "empty"),
        ("a: [1", 0, "'[' is not closed"),
        ("a: 1\n\tb: 2", 2, "tabs"),
        ("a：1\nb: 2", 2, "ASCII colon"),
        ("a: \x07", 0, "control characters"),
        ("- " * 60 + "a", 1, "nested deeper"),
        ("[" * 5000, 1, "nest"),
    ],
)
def test_what_could_mislead_is_refused(typed, line, words):
    with pytest.raises(StrictYamlError) as caught:
        loads(typed, name="x.yaml")
    assert words in caught.value.en
    assert line in (0, caught.value.line)
    assert "x.yaml" in caught.value.zh


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(StrictYamlError, match="line 1"):
        loads(bomb)


def test_size_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MOST_BYTES", 100)
    (tmp_path / "big.yaml").write_text("a: " + "x" * 200, encoding="utf-8")
    with pytest.raises(StrictYamlError, match="is larger than"):
        load(tmp_path / "big.yaml")
    with pytest.raises(StrictYamlError, match="is larger than"):
        loads("中" * 60)


def test_the_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(tree, "MOST_NODES", 10)
    with pytest.raises(StrictYamlError, match="holds too much"):
        loads("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]")


def test_a_file_that_is_not_there_or_not_utf8_says_so(tmp_path):
    with pytest.raises(StrictYamlError, match=r"none\.yaml.*cannot be read"):
        load(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("a: 1\nb: 能源".encode("gb18030"))
    with pytest.raises(StrictYamlError, match=r"gbk\.yaml › line 2: is not UTF-8") as caught:
        load(tmp_path / "gbk.yaml")
    assert "UTF-8" in caught.value.zh


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load(tmp_path / "bom.yaml").keys() == ("a",)


def test_without_libyaml_the_same_is_read(monkeypatch):
    typed = "a: {zh: 一, en: 'no'}\nb:\n  - 1.50\n  - |\n    text\n"
    quick = document(typed)
    monkeypatch.setattr(tree, "_LOADER", yaml.BaseLoader)
    assert document(typed) == quick


@given(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"#%@`?~ \n\t0中：\x00\ud800"), max_size=40))
def test_no_text_crashes_the_reader(typed):
    read = None
    try:
        read = document(typed, name="any.yaml")
    except StrictYamlError as error:
        read = error
    assert read.file == "any.yaml"


@given(st.dictionaries(st.text("abc中.", min_size=1), st.lists(st.text("x1-: 中'")), max_size=4))
def test_what_is_written_quoted_is_read_back(data):
    typed = yaml.safe_dump(data, default_style='"', allow_unicode=True) if data else '"a": []\n'
    assert into(dict[str, tuple[str, ...]], loads(typed)) == {
        key: tuple(value) for key, value in (data or {"a": []}).items()
    }


# Trees and documents


def test_a_tree_is_walked_with_its_path():
    found = loads("places:\n  - {id: plant}\n  - {id: north}\nyear: 2025\nblank:\n", name="project.yaml")
    assert found.keys() == ("places", "year", "blank")
    assert [into(str, place["id"]) for place in found["places"].each()] == ["plant", "north"]
    assert [key for key, _ in found.items()] == ["places", "year", "blank"]
    assert (found.get("blank"), found.get("none")) == (None, None)
    second = list(found["places"].each())[1]
    assert second.error(Text("错", "wrong")).en == "project.yaml › line 3 › places[1]: wrong"
    with pytest.raises(StrictYamlError, match="lacks 'none'"):
        found["none"]
    with pytest.raises(StrictYamlError, match="line 5 › blank: has an unknown key 'blank'"):
        found.allow("places", "year")
    with pytest.raises(StrictYamlError, match="is not a list"):
        list(found["year"].each())
    with pytest.raises(StrictYamlError, match="is not a mapping"):
        found["year"].keys()


def test_into_reads_a_part_of_a_tree_and_names_the_whole_path():
    found = loads("shelves:\n  - {size: x}\n", name="p.yaml")
    with pytest.raises(StrictYamlError, match=r"p\.yaml › line 2 › shelves\[0\]\.size"):
        into(tuple[Shelf, ...], found["shelves"])


def test_a_document_keeps_the_line_of_every_value():
    typed = "facts:\n  - metric: energy.total\n    value: 12.50\n    note:\n  - {metric: a.b, value: no}\n"
    found = document(typed, name="data/facts.yaml")
    assert found.data == {
        "facts": [
            {"metric": "energy.total", "value": "12.50", "note": None},
            {"metric": "a.b", "value": "no"},
        ]
    }
    assert found.address("facts", 0, "value") == "facts[0].value:3"
    assert found.address("facts", 1, "value") == "facts[1].value:5"
    assert found.line_of("facts", 0, "nowhere") == 2
    assert found.line_of("nowhere") == 1
    assert found.file == "data/facts.yaml"


def test_a_document_is_read_from_a_path(tmp_path):
    (tmp_path / "d.yaml").write_text("a: [x]", encoding="utf-8")
    assert document(tmp_path / "d.yaml", name="data/d.yaml").address("a", 0) == "a[0]:1"


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ("a: {b: 1", "花括号", "'{' is not closed"),
        ("a: 1\n  b: 2", "不能再出现", "stands where none can"),
        ('a: "b', "引号没有成对", "a quote is opened"),
        ("- a\nb: 1", "不是以“- ”开头", "begin with '- '"),
        ("a: 1\nbc\nd: 2", "没有冒号", "not followed by a colon"),
        ('a: "\\q"', "反斜杠", "backslash"),
        ("a: @b", "不能打头", "begins with a sign"),
    ],
)
def test_a_slip_of_writing_is_told_in_our_own_words_in_both_languages(typed, zh, en):
    with pytest.raises(StrictYamlError) as caught:
        loads(typed, name="x.yaml")
    assert (zh in caught.value.zh, en in caught.value.en) == (True, True)
    assert not re.search("[A-Za-z]{3}", caught.value.zh.removeprefix("x.yaml"))
