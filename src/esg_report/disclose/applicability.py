"""A question's id and the project in; yes, no, or nobody has answered, out."""

from __future__ import annotations

from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.register import Filled


def answer_to(question_id: str, material: Material, catalogue: Catalogue | None) -> bool | None:
    """The project's own answer first; else the register that implies it: a record is yes, a declared none is no."""
    answer = dict(material.project.applies).get(question_id)
    question = catalogue.questions.get(question_id) if catalogue is not None else None
    if answer is not None or question is None or question.implied_by is None:
        return answer
    state = material.records.state(question.implied_by, material.project.period)
    return {Filled.FILLED: True, Filled.DECLARED_NONE: False, Filled.UNKNOWN: None}[state]
