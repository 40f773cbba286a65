"""Every sample, assembled and printed once a test process."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from esg_report.intake.folder import read
from esg_report.model.written import Edition, Written
from esg_report.pipeline import Assembled, assemble, assemble_material
from esg_report.reference import load
from esg_report.reference.own import with_own
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


@functools.cache
def in_outline(name: str, template: str, edition: Edition) -> Finished:
    """A sample printed in another outline than its own."""
    own = with_own(SAMPLES / name, load.catalogue())
    material = read(SAMPLES / name, catalogue=own.catalogue, units=load.unit_table())
    material = replace(material, project=replace(material.project, template=template))
    made = assemble_material(material, own)
    return made, edition, WRITERS["pdf"].write(made.document, edition)
