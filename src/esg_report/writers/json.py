"""A document in; one JSON object out, in both languages, as ``docs/schema/report-1.json`` describes it."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.codec import dumps
from esg_report.model.document import Document
from esg_report.model.report import report_of
from esg_report.model.written import Edition, Written


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """The JSON edition: facts, records, disclosures, findings and the tree."""

    name: str = "json"
    extension: str = "json"

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document's report. It holds both languages, whichever is asked for; nothing in it is rounded."""
        del edition
        return Written(dumps(report_of(document)).encode(), {}, ())


def embedded(document: Document) -> str:
    """The copy that lies inside another edition: everything but the tree, which that edition shows itself."""
    return dumps(report_of(document, with_chapters=False))


WRITER = JsonWriter()
