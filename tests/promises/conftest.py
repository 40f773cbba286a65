"""Promises are held over every sample: each assembled, each printed in each language."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "derive"))  # the pocket calculator
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "faults"))  # copies with edited cells

from samples import EDITIONS, NAMES, Finished, assembled, written

from esg_report.pipeline import Assembled

EVERY = [(name, edition) for name in NAMES for edition in EDITIONS]


def named(at: object) -> str:
    """A sample and its language, as a test's name."""
    return "-".join(map(str, at)) if isinstance(at, tuple) else str(at)


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Assembled:
    """Each sample."""
    return assembled(request.param)


@pytest.fixture(params=EVERY, ids=named)
def page(request: pytest.FixtureRequest) -> Finished:
    """Each sample's HTML in each language."""
    name, edition = request.param
    return assembled(name), edition, written(name, "html", edition)


@pytest.fixture(params=EVERY, ids=named)
def paper(request: pytest.FixtureRequest) -> Finished:
    """Each sample's PDF in each language."""
    name, edition = request.param
    return assembled(name), edition, written(name, "pdf", edition)
