"""The formats that a report can be written in, by name, in the order they are offered."""

from __future__ import annotations

from esg_report.writers import docx, html, json, pdf, xlsx
from esg_report.writers.writer import Writer

WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (html.WRITER, pdf.WRITER, docx.WRITER, xlsx.WRITER, json.WRITER)
}
