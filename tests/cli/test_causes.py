"""What ``check`` shows first is what a clerk has to mend, not what follows from it."""

from esg_report.cli.findings import MOST, findings_lines
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.reference import load


def quoted(line: int) -> Finding:
    where = Where("narrative/zh/03-energy.md", cell=str(line))
    return finding("C103", Severity.ERROR, where, name="外购电力", period="2025", candidates="energy.electricity")


def test_an_unreadable_cell_stands_before_the_quotes_that_lack_its_figure():
    cell = finding("I103", Severity.ERROR, Where("data/a.xlsx", "1", "D4"), raw="#REF!", metric="外购电力")
    shown = list(findings_lines([*map(quoted, range(MOST + 2)), cell], catalogue=load.catalogue(), everything=False))
    assert "data/a.xlsx" in shown[0]
