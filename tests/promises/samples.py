"""Every sample, assembled and printed once a test process."""

from __future__ import annotations

import functools
from pathlib import Path

from esg_report.model.written import Edition, Written
from esg_report.pipeline import Assembled, assemble
from esg_report.writers.registry import WRITERS

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/project.yaml"))
EDITIONS = (Edition.ZH, Edition.EN)

Finished = tuple[Assembled, Edition, Written]


@functools.cache
def assembled(name: str) -> Assembled:
    """A sample's document and all that led to it."""
    return assemble(SAMPLES / name)


@functools.cache
def written(name: str, form: str, edition: Edition) -> Written:
    """A sample's file."""
    return WRITERS[form].write(assembled(name).document, edition)
