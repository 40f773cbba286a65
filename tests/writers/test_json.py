"""The JSON edition: one object that its published schema describes, with everything that defends a figure."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from esg_report.engine.job import Order, written_by
from esg_report.model.codec import loads, plain
from esg_report.model.fact import Key
from esg_report.model.printed import Sort, walk
from esg_report.model.report import SCHEMA, SEAL, Report, Seal, report_of
from esg_report.model.schema import schema_of
from esg_report.model.source import Derivation
from esg_report.model.text import Language
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.proofs.seal import seal_of

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "docs" / "schema" / "report-1.json"
SEALED = ROOT / "docs" / "schema" / "seal-1.json"


@pytest.fixture(scope="module")
def made(write):
    return write("json", Edition.ZH).data.decode()


def test_the_published_schema_is_that_of_the_nouns():
    wanted = schema_of(Report, SCHEMA)
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == wanted, (
        "run scripts/convert/schema.py and read the difference"
    )


def test_the_published_schema_of_seals_is_that_of_the_nouns():
    assert json.loads(SEALED.read_text(encoding="utf-8")) == schema_of(Seal, SEAL), "run scripts/convert/schema.py"


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_what_a_file_carries_keeps_the_schema_of_seals(sample, kind):
    data = written_by(sample.document(), Order(kind, Edition.BOTH, Path("x"))).data
    seal = seal_of(kind, data)
    jsonschema.Draft202012Validator(json.loads(SEALED.read_text(encoding="utf-8"))).validate(plain(seal))


def test_the_edition_keeps_its_schema(made):
    jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8"))).validate(json.loads(made))


def test_a_real_report_keeps_its_schema():
    report = report_of(assemble(ROOT / "sample_inputs" / "smic-2024").document)
    jsonschema.Draft202012Validator(schema_of(Report, SCHEMA)).validate(plain(report))


def test_a_float_in_place_of_a_decimal_breaks_the_schema(made):
    held = json.loads(made)
    held["facts"][0]["value"] = 1.5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema_of(Report, SCHEMA)).validate(held)


def test_the_edition_reads_back_as_the_same_report(made, sample):
    assert loads(Report, made) == report_of(sample.document())


def test_both_languages_give_the_same_bytes(write):
    assert write("json", Edition.ZH).data == write("json", Edition.EN).data


def test_every_printed_figure_is_there_with_all_it_rests_on(made, sample):
    report = loads(Report, made)
    held = {fact.key: fact for fact in report.facts}
    printed = {Key.parse(item.id) for item in walk(sample.document().chapters, Language.ZH) if item.sort is Sort.FACT}
    assert printed <= set(held)
    factors = {factor.id for factor in report.factors}
    derived = [fact.source for fact in report.facts if isinstance(fact.source, Derivation)]
    assert derived
    assert {Key.parse(text) for source in derived for text in source.inputs} <= set(held)
    assert {name for source in derived for name in source.factors} == factors


def test_records_and_clauses_are_told_with_their_places(made):
    report = loads(Report, made)
    assert [entry.register for entry in report.records][:1] == ["monitoring"]
    assert report.disclosures[0].requirement.code == "BF-01.1"


def test_the_embedded_copy_holds_no_tree(sample):
    from esg_report.writers.json import embedded

    assert loads(Report, embedded(sample.document())).chapters == ()
