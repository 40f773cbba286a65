"""``init``: eight answers in; a project folder with form and narrative stubs, or a fictional plant, out."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from esg_report.cli import starter
from esg_report.cli.starter import Answers, Site, sites_of
from esg_report.cli.words import say
from esg_report.errors import OutputError, UsageError, in_chinese
from esg_report.model.text import Language

_DEMO = "demo-plant"
_YEARS = (1990, 2100)


@click.command(
    "init",
    help=say(
        "在 DIR 新建报告文件夹：项目文件、填报表和写作提示。没有给出的会逐项询问。",
        "Make a project folder in DIR: project file, form and hints for the text. What is not given is asked.",
    ),
)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--demo", is_flag=True, help=say("复制一个完整的虚构工厂", "copy a complete fictional plant"))
@click.option("--name-zh", help=say("企业中文名称", "company name in Chinese"))
@click.option("--name-en", help=say("企业英文名称，可空", "company name in English; may lack"))
@click.option("--credit-code", help=say("统一社会信用代码，可空", "unified social credit code; may lack"))
@click.option("--year", type=int, help=say("报告年度", "reporting year"))
@click.option("--sites", help=say("厂区，如 北厂区=North site，南厂区=South site；只有一个可空", "sites, if several"))
@click.option("--languages", help=say("报告语言，如 zh,en", "languages, such as zh,en"))
@click.option("--frameworks", help=say("标准编号，逗号分隔", "ids of frameworks, parted by commas"))
@click.option("--trade", help=say("行业（GB/T 4754），可空", "trade (GB/T 4754); may lack"))
def command(directory: Path, *, demo: bool, **given: str | int | None) -> None:
    """Write the folder and say what comes next.

    Raises:
        OutputError: Something stands in the folder already, or it cannot be written.
        UsageError: A needed answer lacks where nobody can be asked, or one does not hold.
    """
    _empty(directory)
    if demo:
        _copy_demo(directory)
        click.echo(str(directory))
        return
    answers = _answers(given)
    try:
        for path in _written(directory, answers):
            click.echo(str(path))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise OutputError(
            zh=f"无法写入 {directory}：{in_chinese(error)}", en=f"cannot write {directory}: {why}"
        ) from error
    click.echo(
        say(
            f"下一步：打开 {directory}/data 里的填报表；说明见 {directory}/怎么用.txt",
            f"next: open the form in {directory}/data; {directory}/怎么用.txt says how",
        ),
        err=True,
    )


def _empty(directory: Path) -> None:
    try:
        taken = directory.exists() and (not directory.is_dir() or any(directory.iterdir()))
    except OSError as error:
        raise OutputError(zh=f"无法打开 {directory}", en=f"cannot open {directory}") from error
    if taken:
        raise OutputError(
            zh=f"{directory} 已经有内容，init 不覆盖；请换一个新文件夹",
            en=f"{directory} holds something already and init overwrites nothing: name a new folder",
        )


def _copy_demo(directory: Path) -> None:
    from esg_report import share

    source = share.folder("sample_inputs") / _DEMO
    try:
        shutil.copytree(source, directory, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
    except (OSError, shutil.Error) as error:
        raise OutputError(zh=f"无法写入 {directory}：{error}", en=f"cannot write {directory}: {error}") from error


def _answers(given: dict[str, str | int | None]) -> Answers:
    """The eight answers, asked where they are not given and somebody is there to ask."""
    from datetime import UTC, datetime

    from esg_report.reference.load import framework_ids

    last_year = datetime.now(tz=UTC).year - 1
    name_zh = _asked(given, "name_zh", say("企业中文名称", "company name in Chinese"))
    name_en = _asked(given, "name_en", say("企业英文名称（可空）", "company name in English (may lack)"), "")
    if not name_zh and not name_en:
        raise UsageError(zh="请给出 --name-zh（企业名称）", en="give --name-zh or --name-en, the company's name")
    known = framework_ids()
    code = _asked(given, "credit_code", say("统一社会信用代码（可空）", "unified social credit code (may lack)"), "")
    year = _year(_asked(given, "year", say("报告年度", "reporting year"), str(last_year)))
    sites = _asked(
        given, "sites", say("厂区，用逗号分隔（只有一个可空）", "sites, parted by commas (blank if one)"), ""
    )
    languages = _asked(given, "languages", say("报告语言", "languages"), "zh,en")
    frameworks = _asked(
        given, "frameworks", say("标准", "frameworks") + f" ({', '.join(known)})", "beautiful-factory-bj"
    )
    trade = _asked(given, "trade", say("行业，GB/T 4754（可空）", "trade, GB/T 4754 (may lack)"), "")
    return Answers(
        name=Site(name_zh or name_en, name_en),
        year=year,
        credit_code=code,
        sites=sites_of(sites),
        languages=_languages(languages),
        frameworks=_frameworks(frameworks, known),
        trade=trade,
    )


def _asked(given: dict[str, str | int | None], key: str, question: str, default: str | None = None) -> str:
    held = given.get(key)
    if held is not None:
        return str(held).strip()
    if sys.stdin.isatty():
        return str(click.prompt(question, default=default or "", show_default=bool(default), err=True)).strip()
    return default or ""


def _year(text: str) -> int:
    if not (text.isdecimal() and _YEARS[0] <= int(text) <= _YEARS[1]):
        raise UsageError(zh=f"“{text}”不是报告年度", en=f"'{text}' is no reporting year")
    return int(text)


def _languages(text: str) -> tuple[Language, ...]:
    names = [name.strip().lower() for name in text.replace("，", ",").split(",") if name.strip()]
    wrong = [name for name in names if name not in set(Language)]
    if wrong or not names:
        raise UsageError(zh=f"语言只有 zh 和 en，没有“{text}”", en=f"languages are zh and en; '{text}' is none")
    return tuple(Language(name) for name in dict.fromkeys(names))


def _frameworks(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    names = [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
    wrong = [name for name in names if name not in known]
    if wrong or not names:
        listed = ", ".join(known)
        raise UsageError(zh=f"没有标准“{text}”；可选：{listed}", en=f"there is no framework '{text}': {listed}")
    return tuple(dict.fromkeys(names))


def _written(directory: Path, answers: Answers) -> list[Path]:
    """Write every file; the paths of those that matter first."""
    from esg_report import share
    from esg_report.cli.forming import Forming
    from esg_report.forms.workbook import Order
    from esg_report.reference import load

    directory.mkdir(parents=True, exist_ok=True)
    for name in starter.FOLDERS:
        (directory / name).mkdir(exist_ok=True)
    project = directory / "project.yaml"
    project.write_text(starter.project_yaml(answers), encoding="utf-8")
    (directory / "怎么用.txt").write_text(starter.how_to(directory.name), encoding="utf-8-sig")
    frameworks = tuple(load.framework(name) for name in answers.frameworks)
    outline = load.outline(share.folder("report_templates") / "beautiful-factory" / "outline.yaml")
    for language in answers.languages:
        for name, text in starter.stubs(outline, frameworks, load.catalogue(), language):
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_text(text, encoding="utf-8")
    forming = Forming.of(directory)
    forms = []
    for place in forming.places(None):
        path = directory / "data" / forming.file(place.id)
        path.write_bytes(forming.write(Order(place.id), forming.frameworks()))
        forms.append(path)
    return [project, *forms]
