"""A page that is read at once says what the parser of all pages reads in it."""

from collections.abc import Callable

import pytest

from esg_report.model.written import Edition
from esg_report.proofs.shown import Figure
from esg_report.proofs.shown_html import read_any, read_plain, shown_html

ROW = (
    '<section class="flow" id="s"><tr><td class="units">吨</td><td><data class="fact" data-fact="a">1</data></td></tr>'
)


def test_a_figure_is_read_with_the_unit_of_its_row() -> None:
    assert shown_html(ROW.encode()).figures == (Figure("a", "1", unit="吨\n", place="s"),)


@pytest.mark.parametrize("edition", [Edition.ZH, Edition.BOTH])
def test_our_own_pages_are_read_at_once_and_alike(file: Callable[..., bytes], edition: Edition) -> None:
    text = file("html", edition).decode()
    assert read_plain(text) == read_any(text)


@pytest.mark.parametrize(
    "page",
    [
        f"{ROW}<p>见 12 号 &amp; 3 &lt; 4</p>\n",
        f'{ROW}<svg><text CLASS="mark">2</text><text>&#49;</text><path d="M1"/></svg>',
        f'{ROW}<script>if (1 < 2) "<p>3</p>"</script><p>4</p>',
        f"{ROW}<p>5<br>6<br/>7</p></p></p><td>8</td>",
        f'{ROW}<p class="mark" id="a > b">9</p>',
    ],
)
def test_a_plain_page_is_read_alike_in_both_ways(page: str) -> None:
    assert read_plain(page) == read_any(page)


@pytest.mark.parametrize(
    "page",
    [
        f"{ROW}<!-- <p>1</p> --><p>2</p>",
        f"{ROW}<script>1</script x><p>2</p><script></script>",
        f"{ROW}<script>1</SCRIPT ><p>2</p><script></script>",
        f"{ROW}<script>1",
        f"{ROW}<p class=mark>2</p>",
        f"{ROW}<p class='mark'>2</p>",
        f"{ROW}<p\nclass='mark'>2</p>",
        f"{ROW}<textarea><p>2</p></textarea>",
        f"{ROW}<p>1 < 2</p>",
        f"{ROW}<p>1</p>2",
        f"{ROW}<p>1</p",
        f'{ROW}<p class="mark>1</p>',
        f"{ROW}<?php 1 ?><p>1</p>",
    ],
)
def test_a_page_with_anything_else_is_left_to_the_parser(page: str) -> None:
    assert read_plain(page) is None
    assert shown_html(page.encode()) == read_any(page)
