"""A report that is previewed: its pages follow every save, say what is wrong, and are for this machine alone."""

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from html import unescape

import pytest

from esg_report.cli.local import HOST, served
from esg_report.cli.previewing import Preview, follow, signature
from esg_report.errors import OutputError
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.html import WRITER, digest
from esg_report.writers.styles import follow_script

SENTENCE = "新写的一句话。"


@pytest.fixture
def plant(lay_out, tmp_path):
    made = lay_out(tmp_path)
    for tongue in ("zh", "en"):
        place = made / "narrative" / tongue
        place.mkdir(parents=True)
        (place / "03-energy.md").write_text("## 用能\n\n一段话。\n" if tongue == "zh" else "## Energy\n\nText.\n")
    return made


@pytest.fixture
def followed(plant):
    """A preview that is followed in a thread, ended with the test; and the lines that it told."""
    preview, told, end = Preview(plant), [], threading.Event()
    thread = threading.Thread(target=follow, args=(preview, told.append), kwargs={"until": end.is_set}, daemon=True)
    thread.start()
    preview.state("0")
    yield preview, told
    end.set()
    thread.join(10)


def text_of(page):
    return unescape(re.sub(r"<[^>]*>", "", page.decode()))


def get(address, path="/", *, method="GET", host=None):
    """The status, the headers and the body that the preview at an address answers."""
    link = http.client.HTTPConnection(HOST, int(address.rstrip("/").rpartition(":")[2]))
    link.request(method, path, headers={"Host": host} if host else {})
    answer = link.getresponse()
    body = answer.read()
    link.close()
    return answer.status, answer.headers, body


def add(plant, sentence):
    path = plant / "narrative" / "zh" / "03-energy.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{sentence}\n", encoding="utf-8")


def test_a_saved_sentence_is_on_the_next_page(followed, plant):
    preview, told = followed
    before = preview.state("0")
    assert SENTENCE not in text_of(preview.page(""))
    add(plant, SENTENCE)
    after = preview.state(str(before["version"]))
    assert after["version"] != before["version"]
    assert SENTENCE in text_of(preview.page(""))
    assert len(told) == 2


def test_a_page_is_the_page_that_build_writes_and_the_program_that_follows(followed, plant):
    preview, _ = followed
    anew = unescape(WRITER.write(assemble(plant).document, Edition.EN).data.decode())
    shown = unescape(preview.page("en").decode()).replace(f"<script>{unescape(follow_script())}</script>\n", "")
    shown = shown.replace(f" {digest(follow_script())}", "").replace("connect-src 'self'; ", "")
    assert shown == anew
    assert "connect-src" not in anew, "what is published asks nobody"


def test_what_stops_a_report_is_said_and_leaves_the_last_page(followed, plant):
    preview, told = followed
    before, page = preview.state("0"), preview.page("")
    path = plant / "project.yaml"
    held = path.read_text(encoding="utf-8")
    path.write_text(held.replace("year: 2025", "yeer: 2025"), encoding="utf-8")
    stopped = preview.state(str(before["version"]))
    assert stopped["trouble"]
    assert "project.yaml" in stopped["line"]
    assert told[-1] == stopped["line"]
    assert preview.page("") == page
    path.write_text(held, encoding="utf-8")
    mended = preview.state(str(stopped["version"]))
    assert not mended["trouble"]


def test_a_bug_of_ours_ends_no_preview(plant, monkeypatch):
    preview = Preview(plant)

    def broken(folder):
        raise ZeroDivisionError(folder)

    monkeypatch.setattr("esg_report.cli.previewing.assemble", broken)
    assert "ZeroDivisionError" in preview.renew()
    assert b"ZeroDivisionError" in preview.page(""), "a page says so where there was none before"
    monkeypatch.undo()
    preview.renew()
    assert b"ZeroDivisionError" not in preview.page("")


def test_findings_are_on_the_page_with_place_and_cure(followed, plant):
    preview, _ = followed
    before = preview.state("0")
    add(plant, "用了 [[没有的指标]]。")
    after = preview.state(str(before["version"]))
    found = [said for said in after["findings"] if "C101" in said]
    assert len(found) == 1
    assert "narrative/zh/03-energy.md › 5" in found[0]
    assert "\n" in found[0], "what to do stands on a line of its own"


def test_editions_are_those_of_the_project(followed):
    preview, _ = followed
    names = [edition["address"] for edition in preview.state("0")["editions"]]
    assert names == ["/zh", "/en", "/both"]
    assert preview.page("fr") is None
    assert all(preview.page(name.strip("/")) for name in names)


def test_results_are_no_input_and_every_other_file_is(plant):
    before = signature(plant)
    (plant / "output").mkdir()
    (plant / "output" / "a.html").write_text("x")
    assert signature(plant) == before
    (plant / "evidence").mkdir()
    (plant / "evidence" / "a.txt").write_text("x")
    assert signature(plant) != before


def test_the_server_answers_this_machine_alone(followed):
    preview, _ = followed
    with served(preview, 0) as address:
        assert address.startswith(f"http://{HOST}:")
        _, headers, body = get(address)
        assert headers["Cache-Control"] == "no-store"
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', unescape(body.decode()))[1]
        assert digest(follow_script()) in policy
        assert json.loads(get(address, "/state")[2])["version"] == 1
        assert get(address, host="evil.example:80")[0] == 403
        assert get(address, "/nothing")[0] == 404
        assert get(address, "/../project.yaml")[0] == 404
        assert get(address, method="POST")[0] == 501
        with pytest.raises(OutputError), served(preview, int(address.rstrip("/").rpartition(":")[2])):
            pass


def test_ctrl_c_ends_it_in_peace(plant):
    command = [sys.executable, "-m", "esg_report", "--lang-ui", "en", "preview", "--no-browser", str(plant)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes, preexec_fn=_hear) as run:  # noqa: PLW1509
        address = run.stdout.readline().strip()
        while b"follow" not in get(address)[2]:
            time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=20)
    assert run.returncode == 0
    assert "the preview has ended" in told


def _hear():
    """Take Ctrl-C as a shell's child does, whatever the process that runs the tests has come to do with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
