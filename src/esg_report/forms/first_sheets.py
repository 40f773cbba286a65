"""The sheets before the figures: contents with what is filled in, the company, and the yes-or-no questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esg_report.forms.look import LINE_HEIGHT, lines_of
from esg_report.forms.paper import Paper, quoted
from esg_report.forms.prefill import Prefill
from esg_report.model.form import COMPANY, HEADS, YES_NO, Head, Stamp, both
from esg_report.model.metric import Question
from esg_report.model.text import Text

HEAD_ROW = 3
_CONTENTS_HEAD = 9
_COMPANY_WIDTHS = (16.0, 34.0, 70.0)
_APPLIES_WIDTHS = (16.0, 42.0, 9.0, 30.0, 44.0)
_STEPS = (
    Text(
        "一、先填“企业信息”和“适用性”，再填各数据表和清单。",
        "Begin with the company and the questions, then fill in the sheets of figures and the lists.",
    ),
    Text(
        "二、橙色表头是本年。没有统计的选“未统计”，整年没有发生的选“本表本年无此事项”，不知道的空着；空白不等于零。",
        "Orange heads are this year. Pick a status where there is no figure; leave the unknown blank: it is no zero.",
    ),
    Text(
        "三、可以插入行、隐藏行、调整顺序、改工作表名；请保留灰色的编码和每张表第三行的标记。",
        "Rows may be moved, inserted or hidden and sheets renamed; keep the grey codes and the mark in row three.",
    ),
    Text(
        "四、单位可以从下拉框另选，也可以写在数字后面，如 12.5万千瓦时。",
        "Another unit may be chosen from the list, or typed behind the number.",
    ),
    Text(
        "五、填好后存进 data 文件夹，运行 esg-report check 看哪里要改。",
        "Save the form in the folder data and run esg-report check to see what to mend.",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet as the contents list it; ranges are written A5:A60, without the sheet."""

    name: str
    title: Text
    department: Text | None
    filled: str  # a formula that counts what is filled in
    now: int  # what the formula gives at first
    asked: str = ""  # a formula that counts what is asked; empty for registers, which ask for no number of rows
    asked_now: int = 0


def write_contents(paper: Paper, title: Text, stamp: Stamp, sheets: Sequence[Asked]) -> None:
    """How to fill in, then a line a sheet with a link and what is filled in; the counts are live."""
    sheet, styles = paper.sheet, paper.styles
    widths = (26.0, 44.0, 16.0, 11.0, 11.0, 11.0)
    paper.top(title, Text("填报说明", "How to fill in this form"), stamp, widths, back=False)
    for number, step in enumerate(_STEPS):
        sheet.set_row(HEAD_ROW + number, LINE_HEIGHT * lines_of(both(step), sum(widths)) + 2)
        sheet.merge_range(HEAD_ROW + number, 0, HEAD_ROW + number, len(widths) - 1, both(step), styles.words)
    heads = (
        Text("工作表", "Sheet"),
        Text("内容", "Content"),
        Text("责任部门", "Department"),
        Text("已填", "Filled in"),
        Text("应填", "Asked"),
        Text("完成", "Done"),
    )
    sheet.set_row(_CONTENTS_HEAD, 30)
    for column, words in enumerate(heads):
        sheet.write_string(_CONTENTS_HEAD, column, both(words), styles.head)
    row = _CONTENTS_HEAD
    for one in sheets:
        row += 1
        sheet.set_row(row, LINE_HEIGHT * 2)
        sheet.write_url(row, 0, f"internal:{quoted(one.name)}!A1", styles.link, one.name)
        paper.label(row, 1, one.title)
        paper.put(row, 2, one.department.zh if one.department else None, styles.fixed)
        sheet.write_formula(row, 3, one.filled, styles.fixed, one.now)
        if one.asked:
            sheet.write_formula(row, 4, one.asked, styles.fixed, one.asked_now)
            share = one.now / one.asked_now if one.asked_now else 0
            sheet.write_formula(row, 5, f"=IF(E{row + 1}=0,0,D{row + 1}/E{row + 1})", styles.percent, share)
        else:
            paper.put(row, 4, "—", styles.fixed)
            word, blank = "有", "未填"
            formula = f'=IF(D{row + 1}>0,"{word}","{blank}")'
            sheet.write_formula(row, 5, formula, styles.fixed, word if one.now else blank)
    paper.finish(_CONTENTS_HEAD, widths, row, fixed=0)


def write_company(paper: Paper, stamp: Stamp, prefill: Prefill) -> str:
    """Names, address, trade; what ``project.yaml`` says already stands there. Returns the range of the answers."""
    paper.top(
        Text("企业信息", "The company"),
        Text(
            "与 project.yaml 不一致时，以 project.yaml 为准并给出提示。", "Where project.yaml says otherwise, it holds."
        ),
        stamp,
        _COMPANY_WIDTHS,
    )
    heads = (Head.CODE, Head.LABEL, Head.VALUE)
    _heads(paper, heads)
    for row, (code, words) in enumerate(COMPANY.items(), start=HEAD_ROW + 1):
        value = prefill.company.get(code)
        paper.sheet.set_row(row, LINE_HEIGHT * max(2, lines_of(str(value or ""), _COMPANY_WIDTHS[-1])))
        paper.put(row, 0, code, paper.styles.code)
        paper.label(row, 1, words)
        paper.put(row, 2, value, paper.styles.text)
        paper.tell((row, 2, row, 2), words)
    last = HEAD_ROW + len(COMPANY)
    paper.finish(HEAD_ROW, _COMPANY_WIDTHS, last, fixed=2)
    return f"C{HEAD_ROW + 2}:C{last + 1}"


def write_applies(paper: Paper, stamp: Stamp, questions: Sequence[Question], prefill: Prefill) -> str:
    """The questions on which clauses hang, each with yes or no and a reason. Returns the range of the answers."""
    paper.top(
        Text("适用性", "What applies"),
        Text("选“否”的条款不再追问，原因会作为“不适用”的理由。", "What is answered no is asked no further; say why."),
        stamp,
        _APPLIES_WIDTHS,
    )
    heads = (Head.CODE, Head.LABEL, Head.VALUE, Head.REASON, Head.HINT)
    _heads(paper, heads)
    answers = [word.zh for word in YES_NO.values()]
    for row, question in enumerate(questions, start=HEAD_ROW + 1):
        held, proof = prefill.applies.get(question.id, {}), question.proves_yes
        hint = f"{proof.zh}\n{proof.en}" if proof else ""
        texts = (question.id, f"{question.text.zh}\n{question.text.en}", "", str(held.get(Head.REASON.value, "")), hint)
        lines = max(lines_of(text, width) for text, width in zip(texts, _APPLIES_WIDTHS, strict=True))
        paper.sheet.set_row(row, LINE_HEIGHT * max(2, lines))
        paper.put(row, 0, question.id, paper.styles.code)
        paper.label(row, 1, question.text)
        paper.put(row, 2, held.get(Head.VALUE.value), paper.styles.filled)
        paper.put(row, 3, held.get(Head.REASON.value), paper.styles.filled)
        if proof:
            paper.label(row, 4, Text(f"选“是”的情形：{proof.zh}", f"Yes, where: {proof.en}"))
        else:
            paper.put(row, 4, None, paper.styles.label)
        paper.choose((row, 2, row, 2), answers, question.text, strict=True)
    last = HEAD_ROW + len(questions)
    paper.finish(HEAD_ROW, _APPLIES_WIDTHS, last, fixed=2)
    return f"C{HEAD_ROW + 2}:C{last + 1}"


def _heads(paper: Paper, heads: Sequence[Head]) -> None:
    paper.sheet.set_row(HEAD_ROW, 30)
    for column, head in enumerate(heads):
        words = Text("问题", "Question") if head is Head.LABEL and Head.HINT in heads else HEADS[head]
        paper.sheet.write_string(HEAD_ROW, column, both(words), paper.styles.head)
