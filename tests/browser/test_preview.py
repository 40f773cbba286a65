"""A preview in a browser: the page follows a save and stays where its reader is."""

import threading

import pytest

from esg_report.cli.local import served
from esg_report.cli.previewing import Preview, follow


@pytest.fixture
def address(lay_out, tmp_path):
    plant = lay_out(tmp_path)
    (plant / "narrative" / "zh").mkdir(parents=True)
    (plant / "narrative" / "zh" / "03-energy.md").write_text("## 用能\n\n一段话。\n", encoding="utf-8")
    preview, end = Preview(plant), threading.Event()
    thread = threading.Thread(target=follow, args=(preview, lambda _: None), kwargs={"until": end.is_set}, daemon=True)
    thread.start()
    with served(preview, 0) as found:
        yield found, plant
    end.set()
    thread.join(10)


def test_the_page_follows_a_save_and_stays_where_its_reader_is(browser, address):
    found, plant = address
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    wrong = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(found)
    bar = page.locator("aside.follow")
    bar.get_by_role("status").filter(has_text="·").wait_for()
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(300)
    before = page.evaluate("scrollY")
    assert before > 0
    path = plant / "narrative" / "zh" / "03-energy.md"
    path.write_text("## 用能\n\n一段话。\n\n新写的一句，引用 [[没有的指标]]。\n", encoding="utf-8")
    page.get_by_text("新写的一句").first.wait_for()
    bar.get_by_role("status").filter(has_text="·").wait_for()
    assert abs(page.evaluate("scrollY") - before) < 5
    bar.locator("summary").click()
    assert "C101" in bar.inner_text()
    assert wrong == []
    page.close()
