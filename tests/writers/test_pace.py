"""What makes the PDF quicker changes nothing in it."""

from __future__ import annotations

import gc
import hashlib
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from esg_report.model.written import Edition
from esg_report.share import folder
from esg_report.writers import engine_fit, justify, pdf, pdf_output, pdf_pace, pdf_paint, pdf_styles, pdf_tags
from esg_report.writers.registry import WRITERS

PLAIN = """
import hashlib, importlib.util
spec = importlib.util.spec_from_file_location("s", {sample!r})
sample = importlib.util.module_from_spec(spec); spec.loader.exec_module(sample)
from esg_report.model.written import Edition
from esg_report.writers import pdf_pace, pdf_styles
pdf_pace.apply = pdf_styles.apply = lambda: False
from esg_report.writers.registry import WRITERS
print(hashlib.sha256(WRITERS["pdf"].write(sample.document(), Edition({edition!r})).data).hexdigest())
"""


@pytest.mark.slow
@pytest.mark.parametrize("edition", Edition)
def test_the_bytes_are_those_of_the_engine_as_it_comes(write, edition):
    program = PLAIN.format(sample=str(Path(__file__).with_name("sample.py")), edition=edition.value)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert hashlib.sha256(write("pdf", edition).data).hexdigest() == ran.stdout.strip()


@pytest.mark.parametrize("graft", [justify, pdf_output, pdf_pace, pdf_paint, pdf_styles, pdf_tags])
def test_each_graft_is_set_in_the_engine_it_was_tried_on(graft):
    from esg_report.writers.pdf import _engine

    _engine()
    assert graft.apply()


@pytest.mark.parametrize(
    ("graft", "module", "flag"),
    [
        (justify, "weasyprint.layout.inline", "esg_report_justify"),
        (pdf_output, "pydyf", "esg_report_output"),
        (pdf_paint, "weasyprint.layout", "esg_report_parts"),
        (pdf_tags, "weasyprint.pdf.tags", "esg_report_tags"),
        (pdf_pace, "weasyprint.layout", "esg_report_pace"),
        (pdf_styles, "weasyprint.css", "esg_report_styles"),
    ],
)
def test_another_engine_is_left_as_it_comes_with_a_warning(monkeypatch, caplog, graft, module, flag):
    import importlib

    monkeypatch.setattr(engine_fit, "DIGEST", "another")
    monkeypatch.setattr(importlib.import_module(module), flag, False, raising=False)
    with caplog.at_level(logging.WARNING):
        assert not graft.apply()
    assert "left out" in caplog.text


def test_elements_with_ids_share_the_rest_of_their_style():
    made = styles('<p id="a">x</p><p id="b">y</p>', "p")
    assert [style["anchor"] for style in made] == ["a", "b"]
    assert made[0].shared is made[1].shared


def test_elements_of_one_language_share_their_style():
    first, second = styles('<p lang="en">x</p><p lang="en">y</p>', "p")
    assert first is second


def test_no_boxes_are_held_when_the_file_is_put_together(sample, monkeypatch):
    gc.collect()
    held, bound = [], pdf.bound

    def counted(*given):
        gc.collect()  # rings of boxes that nobody holds may wait
        held.extend(boxes())
        return bound(*given)

    monkeypatch.setattr(pdf, "bound", counted)
    WRITERS["pdf"].write(sample.document(), Edition.ZH)
    assert held == []


def boxes():
    from weasyprint.formatting_structure.boxes import Box

    return [held for held in gc.get_objects() if isinstance(held, Box)]


def styles(body: str, tag: str):
    from weasyprint import HTML
    from weasyprint.css import get_all_computed_styles
    from weasyprint.css.targets import TargetCollector

    from esg_report.writers.pdf import _engine

    _engine()
    html = HTML(string=f"<html><body>{body}</body></html>")
    style_for = get_all_computed_styles(html, page_rules=[], layers=[], target_collector=TargetCollector())
    return [style_for(element) for element in html.etree_element.iter(tag)]


def test_pages_are_laid_out_again_only_where_a_later_page_s_number_stands():
    pages = "".join(f'<h1 id="h{at}">x</h1>' for at in range(5))
    head = '<p class="to" data-to="#h4"></p>' + pages + '<p class="to" data-to="#h0"></p>'
    assert made_again(head) == [1]


def made_again(body: str):
    """Numbers of the pages that are laid out more than once; each h1 starts a page and leaves a running element."""
    from weasyprint import HTML
    from weasyprint.layout import page

    from esg_report.writers.pdf import _engine

    _engine()
    style = (
        "@page{counter-increment:leaf} h1{break-before:page} h1::before{content:'tab';position:running(tab)}"
        ".to::after{content:target-counter(attr(data-to), leaf)} @page{@top-left{content:element(tab)}}"
    )
    made, make = [], page.make_page

    def counted(*given):
        made.append(given[4])
        return make(*given)

    page.make_page = counted
    try:
        HTML(string=f"<html><style>{style}</style><body>{body}</body></html>").render()
    finally:
        page.make_page = make
    return sorted({number for number in made if made.count(number) > 1})


def test_our_sheets_have_no_notes_whose_styles_are_left_out():
    sheets = "".join(path.read_text(encoding="utf-8") for path in folder("report_templates").rglob("*.css"))
    assert not re.search(r"footnote|note\(|::note", sheets)
