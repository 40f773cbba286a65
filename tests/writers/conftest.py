"""The sample document, and each edition of it written once a session."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from esg_report.model.written import Edition
from esg_report.writers.fontconfig import isolate
from esg_report.writers.registry import WRITERS

STORE = "ESG_REPORT_STORE"

isolate()  # whichever test comes first may import the engine


@pytest.fixture(scope="package", autouse=True)
def made_anew() -> Iterator[None]:
    """Nothing is taken as it was painted before."""
    before = os.environ.get(STORE)
    os.environ[STORE] = "off"
    yield
    if before is None:
        del os.environ[STORE]
    else:
        os.environ[STORE] = before


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    spec = importlib.util.spec_from_file_location("writers_sample", Path(__file__).with_name("sample.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def write(sample):
    @cache
    def written(name: str, edition: Edition, *, is_draft: bool = True):
        return WRITERS[name].write(sample.document(is_draft=is_draft), edition)

    return written
