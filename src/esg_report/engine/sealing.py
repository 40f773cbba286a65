"""A written file and its document in; the same file with what proves it inside out."""

from __future__ import annotations

from dataclasses import replace

from esg_report.model.document import Document
from esg_report.model.report import SEAL, Seal, report_of
from esg_report.model.written import Edition, Written
from esg_report.proofs.seal import READERS, put, shown
from esg_report.writers.registry import WRITERS


def sealed(kind: str, edition: Edition, document: Document, written: Written, *, digest: str) -> Written:
    """Put a file's seal into it: what it printed, the facts behind it, and a digest of the words of each part.

    A PDF also takes the data book with it, in its own language.

    A format that is not read back, such as JSON, is its own proof and comes back as it is.
    """
    if kind not in READERS:
        return written
    seal = Seal(
        schema=SEAL,
        format=kind,
        edition=edition,
        document=digest,
        report=report_of(document, with_chapters=False),
        printed=written.printed,
        marks=written.marks,
        words=shown(kind, written.data).digests,
    )
    book = WRITERS["xlsx"].write(document, edition).data if kind == "pdf" else None
    return replace(written, data=put(kind, written.data, seal, book=book))
