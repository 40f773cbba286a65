"""What a stranger may write into a factory's folder stays text: nothing is fetched, read, run or hidden."""

from __future__ import annotations

import html
import io
import re
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pypdfium2
import pytest

from esg_report.charts.palette import HOUSE, palette
from esg_report.compose.lines import told_line
from esg_report.errors import OutputError
from esg_report.model.document import Asset, Case, Heading, Items, Line, Look, Paragraph, Picture, Quotation, Timeline
from esg_report.model.passage import Words
from esg_report.model.text import Text, Told
from esg_report.model.written import Edition
from esg_report.writers.fetch import Fetcher
from esg_report.writers.registry import WRITERS

HOSTILE = (
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "<img src=file:///etc/passwd>",
    "<img src={site}/pixel.png>",
    "<style>@import url({site}/style.css); * {{ background: url({site}/bg.png) }}</style>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<link rel=stylesheet href={site}/sheet.css>",
    "<a rel=attachment href=file:///etc/hostname>x</a>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{site}/i.png'/></svg>",
    "<object data='{site}/o'></object><iframe src='{site}/f'></iframe>",
    "<meta http-equiv=refresh content='0;url={site}/r'>",
    "</data></span></p></main><script>fetch('{site}/x')</script>",
    "url({site}/css.png); expression(alert)",
    "]]>--><!-- &lt;b&gt; &amp; \" ' `",
)


class Counting(BaseHTTPRequestHandler):
    """Counts what is asked of it, and sends every asker on to the file system."""

    asked: list[str]

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = HTTPServer(("127.0.0.1", 0), Counting)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def strings(site):
    address = f"http://127.0.0.1:{site.server_port}"
    return [text.replace("{site}", address).replace("{{ background", "{ background") for text in HOSTILE]


@pytest.fixture(scope="module")
def hostile(sample, strings):
    lines = [Line((Words(text),), (Words(text),)) for text in strings]
    blocks = (
        *(Paragraph(f"bad.{at}", line) for at, line in enumerate(lines)),
        Heading("bad.h", lines[3], 3),
        Items("bad.i", tuple(lines)),
        Case("bad.c", lines[0], (Paragraph("bad.c.1", lines[4]),)),
        Quotation("bad.q", (lines[5],), told_line(Told(strings[2]))),
        Timeline("bad.t", ((lines[7], lines[8]),)),
        Picture("bad.p", lines[9], None),
    )
    document = sample.document(front=blocks)
    return replace(
        document,
        organisation=Told(strings[0] + strings[3]),
        short_name=Told(strings[4]),
        title=lines[1],
        notice=Text(strings[5] + strings[12], strings[5]),
    )


@pytest.fixture(scope="module", params=["html", "pdf"])
def written(request, hostile):
    return request.param, WRITERS[request.param].write(hostile, Edition.ZH).data


def test_nothing_is_asked_of_any_server(site, written):
    assert written[1]
    assert site.asked == []


def test_no_file_of_the_machine_leaks(written):
    name, data = written
    text = data.decode() if name == "html" else "".join(page_texts(data))
    assert "root:x:0:0" not in text


def test_the_text_is_shown_as_it_was_typed(written, strings):
    name, data = written
    shown = shown_text(data.decode()) if name == "html" else "".join(page_texts(data))
    flat = bare(shown)
    assert [text for text in strings if bare(text) not in flat] == []


def test_nothing_of_it_became_an_element(written, strings):
    name, data = written
    if name == "pdf":
        pytest.skip("the page is asked in its HTML form")
    text = data.decode()
    body = text[text.index("<body") :].replace('<script type="application/json" id="words">', "")  # our own
    for element in ("script", "iframe", "object", "link", "meta", "style", "image"):
        assert f"<{element}" not in body
    assert "49" not in re.findall(r"\d+", shown_text(text)[:4000]) or "7*7" in text


def test_the_pdf_holds_no_attachment_no_action_and_no_outside_link(written):
    name, data = written
    if name == "html":
        pytest.skip("a PDF matter")
    pdf = pikepdf.open(io.BytesIO(data))
    held = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    assert [item for item in held if item.get("/Type") in ("/Filespec", "/EmbeddedFile")] == []
    assert [item for item in held if item.get("/S") in ("/URI", "/Launch", "/JavaScript", "/GoToR")] == []


def test_a_picture_that_is_no_raster_is_refused(sample):
    svg = Asset("bad", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 10, 10)
    document = sample.document(front=(Picture("bad.p", sample.text("图", "Picture"), "bad"),))
    document = replace(document, assets=(*document.assets, svg), look=Look(cover="bad"))
    for name in ("html", "pdf"):
        with pytest.raises(OutputError, match=r"image/svg\+xml"):
            WRITERS[name].write(document, Edition.ZH)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x",
        "https://example.org/",
        "ftp://x/y",
        "data:text/plain,x",
        "esg:asset/none",
        "esg:chart/0",
        "esg:art/../../x",
        "esg:else/x",
        "",
    ],
)
def test_the_fetcher_refuses_and_remembers(address):
    fetcher = Fetcher((), {}, palette(HOUSE))
    assert fetcher.find(address) is None
    assert fetcher.refused == [address]


def page_texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def shown_text(page: str) -> str:
    body = page[page.index("<body") :]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def bare(text: str) -> str:
    """Without blanks, and with quotation marks made alike: typesetting may curl them and widen marks."""
    text = re.sub(r"[\s\u2009\u00a0\ufffe\u0002-]", "", text)
    return text.translate(str.maketrans("“”‘’，：；！？（）", "\"\"'',:;!?()"))
