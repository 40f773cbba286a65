"""YAML text in, our own dataclasses or plain text with line numbers out; nothing is guessed, repeated or left over.

Scalars are text until the wanted type reads them: ``no``, ``0123`` and ``1_000`` stay what was typed. Repeated keys,
anchors, aliases, tags, second documents, unknown keys, and anything past the budgets of size and depth are refused with
the file, the line, the path, the cause and the cure.
"""

from esg_report.strict_yaml.document import Document, Plain, document
from esg_report.strict_yaml.into import into
from esg_report.strict_yaml.keeping import Pieces, kept
from esg_report.strict_yaml.tree import Tree, load, loads
from esg_report.strict_yaml.trouble import StrictYamlError
from esg_report.strict_yaml.values import packed, unpacked

__all__ = [
    "Document",
    "Pieces",
    "Plain",
    "StrictYamlError",
    "Tree",
    "document",
    "into",
    "kept",
    "load",
    "loads",
    "packed",
    "unpacked",
]
