"""What every format offers: a document and an edition in, a finished file out."""

from __future__ import annotations

from typing import Protocol

from esg_report.model.document import Document
from esg_report.model.written import Edition, Written


class Writer(Protocol):
    """A format."""

    @property
    def name(self) -> str:
        """What the command line calls it."""

    @property
    def extension(self) -> str:
        """Of the file, without its dot."""

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document.

        Raises:
            OutputError: The document cannot be printed in this format.
        """
