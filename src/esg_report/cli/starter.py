"""Eight answers in; the files of a new project folder, by path, out. Nothing in them needs editing by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from esg_report.model.metric import Catalogue
from esg_report.model.outline import Outline, SectionSpec
from esg_report.model.requirement import Answer, AnyAnswer, Framework, MetricAnswer, Requirement, TopicAnswer
from esg_report.model.text import Language, Text

FOLDERS = ("data", "evidence", "images", "published")
_TEMPLATE = "beautiful-factory"
_REGION = "CN-BJ"
_MOST_NAMED = 5  # figures that a stub names
_FORMS = re.compile(
    r"(?:股份|集团|控股)*有限(?:责任)?公司$|(?:,? (?:Co\.?,? ?)?(?:Ltd|Limited|Inc)\.?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Site:
    """A site's names; the English one may lack."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What ``init`` asks; English names may lack, and so may the code, the trade and the sites."""

    name: Site
    year: int
    credit_code: str = ""
    sites: tuple[Site, ...] = ()
    languages: tuple[Language, ...] = tuple(Language)
    frameworks: tuple[str, ...] = (_TEMPLATE + "-bj",)
    trade: str = ""


def sites_of(text: str) -> tuple[Site, ...]:
    """``北厂区=North site，南厂区=South site``: sites parted by commas, the English name behind an equals sign."""
    found = []
    for part in re.split(r"[,，、;；]", text):
        zh, _, en = part.replace("＝", "=").partition("=")
        if zh.strip() or en.strip():
            found.append(Site(zh.strip() or en.strip(), en.strip()))
    return tuple(found)


def project_yaml(answers: Answers) -> str:
    """``project.yaml``, with what may be added later as remarks."""
    short = Site(_FORMS.sub("", answers.name.zh) or answers.name.zh, _FORMS.sub("", answers.name.en))
    after = answers.year + 1
    lines = [
        "# 本文件由 esg-report init 写成，一般不必手工修改；数据填在 data 文件夹的填报表里。",
        "# Written by esg-report init; figures go into the form in the folder data.",
        f"organisation: {_names(answers.name)}",
        f"short_name: {_names(short)}",
        *([f"credit_code: {_quoted(answers.credit_code)}"] if answers.credit_code else []),
        *([f"trade: {_quoted(answers.trade)}"] if answers.trade else []),
        f"year: {answers.year}",
        "places:",
        *_places(answers, short),
        f"languages: [{', '.join(language.value for language in answers.languages)}]",
        f"frameworks: [{', '.join(answers.frameworks)}]",
        f"template: {_TEMPLATE}",
        f"output_name: report-{answers.year}",
        "# 需要时去掉行首的 # 号：",
        "# Take away the leading # where it is wanted:",
        f"# published: {after}-03-31  # 发布日期 · date of publication",
        "# 定稿需要批准人 · a final needs who approved it:",
        "# approval: {name: …, role: {zh: 总经理, en: General Manager}, on: " + f"{after}-03-20}}",
        '# omissions: [{address: "beautiful-factory-bj:BF-03.6", kind: not_applicable, reason: {zh: …, en: …}}]',
    ]
    return "\n".join(lines) + "\n"


def stubs(
    outline: Outline, frameworks: tuple[Framework, ...], catalogue: Catalogue, language: Language
) -> Iterator[tuple[str, str]]:
    """Narrative files of one language: path and text. Each asks what its section needs; nothing of it is printed."""
    for chapter in outline.chapters:
        for section in chapter.sections:
            if section.topic:
                text = "\n".join(_stub(section, frameworks, catalogue, language)) + "\n"
                yield f"narrative/{language.value}/{section.topic}.md", text


def how_to(folder: str) -> str:
    """怎么用.txt: what to do next, in both languages."""
    return "\r\n".join(
        (
            "怎么用",
            "",
            "1. 打开 data 文件夹里的填报表（Excel 或 WPS），填橙色表头的一列。不知道的空着，没有统计的选“未统计”。",
            "2. 把证书、监测报告放进 evidence 文件夹，照片放进 images 文件夹。",
            "3. 在 narrative 文件夹里写文字，zh 是中文，en 是英文；“> 待写：”开头的行是提示，不会印出来。",
            "   数字不要直接写，用 [[外购电力]] 这样的写法引用，程序会填上填报表里的数。",
            f"4. 检查：esg-report check {folder}",
            f"5. 生成：esg-report build {folder}，结果在 output 文件夹。",
            "",
            "How to use this folder",
            "",
            "1. Open the form in the folder data (Excel or WPS) and fill in the column under the orange head.",
            "   Leave blank what is unknown, and pick a status where there is no figure.",
            "2. Put certificates and monitoring reports into evidence, photos into images.",
            "3. Write the text in narrative, zh for Chinese, en for English; lines that begin with '> To write:'",
            "   are hints and are not printed. Quote figures as [[Purchased electricity]] instead of typing them.",
            f"4. Check: esg-report check {folder}",
            f"5. Make the report: esg-report build {folder}; it lies in the folder output.",
            "",
        )
    )


def _places(answers: Answers, short: Site) -> Iterator[str]:
    kind = "company" if answers.sites else "site"
    yield f"  - {{id: plant, kind: {kind}, name: {_names(short)}, region: {_REGION}}}"
    for number, site in enumerate(answers.sites, start=1):
        yield f"  - {{id: site{number}, kind: site, parent: plant, name: {_names(site)}, region: {_REGION}}}"


def _names(name: Site) -> str:
    parts = [f"{language}: {_quoted(words)}" for language, words in (("zh", name.zh), ("en", name.en)) if words]
    return "{" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _stub(
    section: SectionSpec, frameworks: tuple[Framework, ...], catalogue: Catalogue, language: Language
) -> Iterator[str]:
    yield f"# {section.title.of(language)}"
    yield ""
    hint = section.asks or _ASK.get(section.topic) or _ASK_ANY
    yield _hint(hint, language)
    for clause in _clauses(section, frameworks):
        yield ""
        yield f"## {clause.title.of(language)} [{clause.code}]"
        yield ""
        yield _hint(_question(clause, catalogue), language)


def _hint(words: Text, language: Language) -> str:
    return f"> 待写：{words.zh}" if language is Language.ZH else f"> To write: {words.en}"


def _clauses(section: SectionSpec, frameworks: tuple[Framework, ...]) -> Iterator[Requirement]:
    if section.article is None:
        return
    for framework in frameworks:
        for clause in framework:
            if clause.code.startswith(f"{section.article}."):
                yield clause


def _question(clause: Requirement, catalogue: Catalogue) -> Text:
    """What a clause asks to be told: in words, or beside which figures."""
    names = [catalogue.metric(name).label for name in dict.fromkeys(_metrics(clause.answers)) if name in catalogue]
    figures = (
        Text("、".join(name.zh for name in names[:_MOST_NAMED]), "; ".join(name.en for name in names[:_MOST_NAMED]))
        if names
        else None
    )
    if any(isinstance(answer, TopicAnswer) for answer in clause.answers):
        zh, en = (
            "这一条要有文字：我们怎么做、今年做了什么、有什么成效、下一步怎么办。",
            ("this clause needs words: what you hold to, what you did this year, what came of it, what is next."),
        )
    else:
        zh, en = (
            "这一条由数据回答；有做法、项目、案例的写在这里，没有可空着。",
            ("figures answer this clause; practice, projects or a case may be told here, or nothing."),
        )
    if figures is not None:
        return Text(f"{zh}相关数据：{figures.zh}。", f"{en} Figures that belong here: {figures.en}.")
    return Text(zh, en)


def _metrics(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        if isinstance(answer, MetricAnswer):
            yield answer.metric
        elif isinstance(answer, AnyAnswer):
            yield from _metrics(answer.of)


_ASK_ANY = Text(
    "我们怎么做、今年做了什么、有什么成效、下一步怎么办。",
    "what you hold to, what you did this year, what came of it, what is next.",
)
_ASK = {
    "00-message": Text(
        "负责人的话：今年最看重的一件事，做成了什么，哪里没有做到，明年打算怎么办；写明姓名和职务。",
        "a letter from your head: what mattered most this year, what was achieved, what was not, and what comes next; "
        "with name and position.",
    ),
    "00-company": Text(
        "企业做什么、在哪里、有哪些厂区和主要产品、历史上的大事。",
        "what the company makes, where it is, its sites and main products, the milestones of its history.",
    ),
    "00-governance": Text(
        "谁负责环境、安全和社会责任，怎么听取员工、社区和客户的意见，今年讨论了哪些重要议题。",
        "who answers for environment, safety and responsibility, how staff, neighbours and customers are heard, "
        "and which topics were found material.",
    ),
    "09-people": Text(
        "招聘、薪酬、培训、平等和员工关怀的做法与成效。", "hiring, pay, training, equality and care for staff."
    ),
    "09-safety": Text(
        "安全管理制度、隐患排查、应急演练、职业健康；发生的事故如实写。",
        "safety rules, inspections, drills, occupational health; accidents are told as they were.",
    ),
    "09-community": Text("与周边社区的沟通、公益和志愿服务。", "talks with neighbours, charity and volunteering."),
}
