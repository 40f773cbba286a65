import pytest

from esg_report.reference.load import unit_table


@pytest.fixture(scope="session")
def units():
    return unit_table()
