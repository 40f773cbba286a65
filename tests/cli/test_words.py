"""The command line speaks the language that was asked for, down to click's own words."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from esg_report.cli.words import settle, spoken
from esg_report.model.text import Language

LOCALE = Path(__file__).parents[2] / "src" / "esg_report" / "cli" / "locale" / "zh" / "LC_MESSAGES"
COMMANDS = ("check", "build", "checklist", "trace", "explain", "doctor")


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")  # put back afterwards: settle sets it


@pytest.mark.parametrize(
    ("arguments", "environ", "expected"),
    [
        (["--lang-ui", "zh", "check"], {"LANG": "en_US.UTF-8"}, Language.ZH),
        (["--lang-ui=en", "check"], {"LANG": "zh_CN.UTF-8"}, Language.EN),
        (["check", "--lang-ui", "zh"], {}, Language.ZH),
        ([], {"ESG_REPORT_LANG": "zh", "LC_ALL": "en_US"}, Language.ZH),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ([], {"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ([], {"LANG": "C"}, Language.EN),
        (["check", "--", "--lang-ui", "zh"], {"LANG": "C"}, Language.EN),
    ],
)
def test_the_option_counts_before_the_locale(arguments, environ, expected):
    settle(arguments, environ)
    assert spoken() is expected


def test_the_option_may_stand_after_the_command():
    assert settle(["check", "plant", "--lang-ui", "zh"], {}) == ["--lang-ui", "zh", "check", "plant"]


def test_the_option_without_a_value_is_left_for_click_to_refuse(process):
    assert settle(["check", "--lang-ui"], {}) == ["check", "--lang-ui"]
    assert process("--lang-ui", "fr", "check").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_one_language(process, command):
    chinese, english = (process("--lang-ui", language, command, "--help") for language in ("zh", "en"))
    assert (chinese.code, english.code) == (0, 0)
    assert "用法：" in chinese.out
    assert "Usage:" in english.out
    assert [letter for letter in english.out if "\u3400" <= letter <= "\u9fff"] == []


def test_every_option_and_command_is_explained_in_both_languages(process):
    for language in ("zh", "en"):
        lines = process("--lang-ui", language, "build", "--help").out.splitlines()
        head = next(at for at, line in enumerate(lines) if line.rstrip(":：") in ("Options", "选项"))
        options = [line for line in lines[head:] if line.startswith("  -")]
        assert len(options) == 6
        assert [line for line in options if len(line.split("  ")) < 3] == []
    assert "披露清单" in process("--lang-ui", "zh", "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--langg"), "没有“--langg”这个选项"),
        (("bild",), "没有“bild”这个命令"),
        (("trace",), "缺少参数"),
        (("check", "--fail-on", "often"), "“often”不在可选值之内"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_and_exits_with_2(process, arguments, said):
    run = process("--lang-ui", "zh", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_the_compiled_words_of_click_are_those_of_the_source():
    with (LOCALE / "click.po").open("rb") as source:
        words = [message for message in read_po(source, locale="zh") if message.id]
    with (LOCALE / "click.mo").open("rb") as compiled:
        held = gettext.GNUTranslations(compiled)
    for message in words:
        if message.pluralizable:
            assert held.ngettext(*message.id, 2) == message.string[0]
        else:
            assert held.gettext(message.id) == message.string
    assert len(words) > 20


def test_a_terminal_that_lacks_a_character_gets_a_question_mark(process, broken):
    run = process("--lang-ui", "en", "check", broken, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"})
    assert run.code == 1
    assert "holds '?????', which is text" in run.out
