"""What a reader does with the pages: search, ask a figure, filter the checklist, change the language, print."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from esg_report.model.written import Edition

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 740}
HAN = re.compile(r"[\u4e00-\u9fff]")
FOCUSED = "document.activeElement.outerHTML.slice(0, 300)"


def pdf_text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return [page.get_textpage().get_text_bounded() for page in document]


# ---- search ----


@pytest.mark.parametrize(
    ("edition", "asked", "section"),
    [(Edition.ZH, "光伏", "推动用能结构低碳转型"), (Edition.EN, "solar", "Low-carbon energy mix")],
)
def test_a_word_is_searched_chosen_and_jumped_to_by_keyboard_alone(visit, edition, asked, section):
    page = visit(edition)
    page.keyboard.press("/")
    page.keyboard.type(asked)
    results = page.locator(".results a")
    assert results.count() >= 3
    assert section in page.locator(".results").inner_text()
    assert all(asked in text.casefold() for text in page.locator(".results mark").all_inner_texts()[:1])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    target = page.evaluate("decodeURIComponent(document.activeElement.hash.slice(1))")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.id") == target
    box = page.evaluate("(({top, bottom}) => [top, bottom])(document.activeElement.getBoundingClientRect())")
    bar = page.locator(".bar").bounding_box()["height"]
    assert bar <= box[0] < 900
    assert page.evaluate("CSS.highlights.get('found').size") >= 1


def test_latin_words_match_from_their_beginning_and_figures_without_their_commas(visit):
    page = visit(Edition.EN)
    page.keyboard.press("/")
    for asked, is_there in (("emission", True), ("mission", False), ("xyzzy", False), ("11028.33", True)):
        page.fill("#query", asked)
        assert (page.locator(".results a").count() > 0) is is_there, asked
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


# ---- the trail behind a figure ----


def test_a_figure_tells_value_unit_period_quality_and_source_by_keyboard_and_gives_the_focus_back(visit):
    page = visit(Edition.ZH)
    key = "plant/ghg.total/2025"
    page.locator(f"main p data.fact[data-fact='{key}']").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    tip = page.locator("#tip").inner_text()
    assert all(part in tip for part in ("温室气体", "2025", "核算", "回车"))
    page.keyboard.press("Enter")
    trail = page.locator("dialog.trail")
    text = trail.inner_text()
    assert all(part in text for part in ("未修约值", "tCO₂e", "期间", "2025", "质量", "核算", "计算式"))
    page.locator("button.step").first.focus()
    page.keyboard.press("Enter")
    assert trail.locator("h2").inner_text() in text
    page.keyboard.press("Escape")
    assert trail.is_hidden()
    assert page.evaluate("document.activeElement.dataset.fact") == key


def test_steps_lead_from_a_computed_figure_down_to_a_factor_with_its_citation_and_to_a_cell_as_typed(visit):
    page = visit(Edition.EN)
    page.evaluate("document.querySelector('data.fact[data-fact^=\"plant/ghg.scope1/\"]').click()")
    trail = page.locator("dialog.trail")
    seen = []
    for _ in range(8):
        seen.append(trail.inner_text())
        if page.locator("button.step").count() == 0:
            break
        page.locator("button.step").first.click()
    assert any(re.search(r"Factor\n+.*\n[\d.]+ .+\n+.{20,}", text) for text in seen)
    assert "Cell" in seen[-1]
    assert "As typed" in seen[-1]
    assert re.search(r"data/\S+ › \S+ › [A-Z]+\d+", seen[-1])
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_a_table_is_one_stop_and_arrows_move_among_its_figures(visit):
    page = visit(Edition.ZH)
    page.evaluate("document.querySelector('figure.table data.fact[tabindex=\"0\"]').focus()")
    first = page.evaluate("document.activeElement.dataset.fact")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.fact")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.dataset.fact")
    assert len({first, second, below}) == 3
    table = "document.activeElement.closest('table')"
    assert page.evaluate(f"{table}.querySelectorAll('data.fact[tabindex=\"0\"]').length") == 1
    page.keyboard.press("Tab")
    assert page.evaluate(f"{table} === null || !{table}.contains(document.querySelector('[data-fact=\"{first}\"]'))")


# ---- the checklist ----


def test_the_checklist_is_filtered_by_status_pillar_and_text_and_leads_to_the_answer(visit):
    page = visit(Edition.ZH)
    rows = page.locator("tr[data-status]:visible")
    whole = rows.count()
    page.select_option("#filter-status", "disclosed")
    assert 0 < rows.count() < whole
    assert set(rows.evaluate_all("rows => rows.map(row => row.dataset.status)")) == {"disclosed"}
    page.select_option("#filter-pillar", "1")
    articles = rows.evaluate_all("rows => rows.map(row => row.cells[0].textContent.slice(0, 5))")
    assert set(articles) <= {f"BF-{at:02}" for at in range(7)}
    page.fill("#filter-text", "光伏")
    left = rows.count()
    assert 0 < left < whole
    assert f"显示 {left} 条" in page.locator(".filters .count").inner_text()
    link = rows.first.locator("a")
    target = link.get_attribute("href").removeprefix("#")
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == target
    assert target in page.evaluate("decodeURIComponent(location.hash)")
    page.locator(".filters button").click()
    assert rows.count() == whole


# ---- languages ----


def test_a_reader_of_both_may_choose_one_and_the_address_alone_keeps_it(visit):
    page = visit(Edition.BOTH)
    shown = dict.fromkeys(("both", "en", "zh"), "")
    for view in shown:
        page.locator(f"[data-choose={view}]").click()
        shown[view] = page.locator("main").inner_text()
        assert page.locator(f"[data-choose={view}]").get_attribute("aria-pressed") == "true"
        tag, title = page.evaluate("[document.documentElement.lang, document.title]")
        find = page.locator(".find").inner_text()
        assert tag == ("en" if view == "en" else "zh-Hans")
        assert bool(HAN.search(title)) is (view != "en")
        assert ("Search" in find) is (view != "zh")
    assert "Total energy consumption" in shown["both"]
    assert "综合能源消费量" in shown["both"]
    assert "综合能源消费量" not in shown["en"]
    assert "Total energy consumption" not in shown["zh"]
    assert page.url.endswith("#view=zh")
    page.reload()
    assert page.locator("[data-choose=zh]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize(("view", "edition"), [("zh", Edition.ZH), ("en", Edition.EN)])
def test_one_language_of_two_shows_what_its_own_edition_shows(visit, view, edition):
    def words(page, selector):
        texts = page.locator(selector).all_inner_texts()
        return [re.sub(r"\s+", "", text) for text in texts if text.strip()]

    chosen, own = visit(Edition.BOTH, f"#view={view}"), visit(edition)
    for selector in ("main h2:visible", "main td:visible", "main th:visible", "main p:visible", "main li:visible"):
        assert words(chosen, selector) == words(own, selector), selector


# ---- print, phone, and no program ----


def test_print_has_the_whole_report_and_none_of_the_tools(visit):
    page = visit(Edition.ZH)
    page.select_option("#filter-status", "partial")
    text = "".join(pdf_text(page.pdf(prefer_css_page_size=True)))
    squeezed = re.sub(r"\s+", "", text)
    heads = page.locator("main h1, main h2").all_text_contents()
    assert [head for head in heads if re.sub(r"\s+", "", head) not in squeezed] == []
    assert all(word not in squeezed for word in ("筛选", "搜索", "点选任一数字"))
    clauses = page.locator("tr[data-status]").evaluate_all("rows => rows.map(row => row.cells[0].textContent)")
    assert [code for code in clauses if code not in squeezed] == []


@pytest.mark.parametrize("edition", Edition)
def test_a_phone_scrolls_only_down_and_tables_keep_their_names_readable(visit, edition):
    page = visit(edition, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    names = "[...document.querySelectorAll('figure.table tbody th[scope=row]')].map(name => name.clientWidth)"
    assert min(width for width in page.evaluate(names) if width) >= 96
    page.locator(".menu").click()
    page.locator("nav.contents a").nth(4).click()
    assert page.locator("nav.contents").is_hidden()


def test_contents_follow_what_is_read(visit):
    page = visit(Edition.ZH)
    link = page.locator("nav.contents .cell a").nth(2)
    target = link.get_attribute("href").removeprefix("#")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", target)
    page.wait_for_function("id => document.querySelector('[aria-current]')?.hash === '#' + id", arg=target)
    assert page.locator("nav.contents [aria-current]").count() == 1


def test_without_the_program_everything_stands_on_the_page_and_no_control_is_dead(visit):
    page = visit(Edition.BOTH, has_program=False)
    assert page.locator("button, input, select").count() == 0
    text = page.locator("main").inner_text()
    assert "综合能源消费量" in text
    assert "Total energy consumption" in text


def test_a_demo_page_is_light(page_file):
    assert all(page_file(edition).stat().st_size < 6_000_000 for edition in Edition)
