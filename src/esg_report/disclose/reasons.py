"""The house's words for why a clause is not answered where the factory gave no reason of its own."""

from __future__ import annotations

from esg_report.model.fact import Qualifier
from esg_report.model.metric import Question
from esg_report.model.text import Told

STATED = {
    Qualifier.NOT_APPLICABLE: Told("填报为“不适用”", "Stated as not applicable"),
    Qualifier.NOT_MEASURED: Told("填报为“未统计”", "Stated as not measured"),
    Qualifier.CONFIDENTIAL: Told("填报为“保密”", "Stated as confidential"),
    Qualifier.NOT_DISCLOSED: Told("填报为“不披露”", "Stated as not disclosed"),
}


def instead(code: str) -> Told:
    """Another clause of which one is enough is answered."""
    return Told(f"两项满足其一即可，已由 {code} 满足", f"One of the two is enough; {code} is answered")


def answered_no(question: Question | None, name: str) -> Told:
    """The question that the clause hangs on is answered no."""
    if question is None:
        return Told(f"适用性问题“{name}”的回答为“否”", f"The question '{name}' is answered no")
    return Told(f"{question.text.zh}——否", f"{question.text.en} No.")
