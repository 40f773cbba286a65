import errno
import pickle

import pytest

from esg_report.errors import EsgError, ExitCode, InputError, OutputError, UsageError, in_chinese


@pytest.mark.parametrize(
    ("kind", "code"),
    [(EsgError, 5), (UsageError, 2), (InputError, 3), (OutputError, 4)],
)
def test_each_error_has_the_exit_code_of_its_kind(kind, code):
    assert kind(zh="无法读取", en="cannot be read").exit_code == code


def test_an_error_says_itself_in_both_languages():
    error = InputError(zh="无法读取 a.xlsx", en="a.xlsx cannot be read")
    assert str(error) == "无法读取 a.xlsx / a.xlsx cannot be read"


@pytest.mark.parametrize(("zh", "en"), [("", "cannot be read"), ("无法读取", " ")])
def test_an_error_in_one_language_cannot_be_made(zh, en):
    with pytest.raises(ValueError, match="both wordings"):
        InputError(zh=zh, en=en)


def test_an_error_travels_between_processes_whole():
    error = pickle.loads(pickle.dumps(OutputError(zh="磁盘已满", en="the disk is full")))  # noqa: S301 - our own bytes
    assert (type(error), error.zh, error.en) == (OutputError, "磁盘已满", "the disk is full")


def test_success_and_interruption_have_the_shells_codes():
    assert (ExitCode.DONE, ExitCode.FINDINGS, ExitCode.STOPPED) == (0, 1, 130)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileExistsError(errno.EEXIST, "File exists"), "已有同名的文件"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.EPIPE, "Broken pipe"), "Broken pipe"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_what_the_system_says_is_told_in_chinese_where_it_is_known(error, said):
    assert in_chinese(error) == said
