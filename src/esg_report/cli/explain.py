"""``explain``: a finding code, a metric or a clause in; one page about it out."""

from __future__ import annotations

import click

from esg_report.cli.words import say, spoken
from esg_report.errors import UsageError
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.requirement import Requirement


@click.command("explain", help=say("解释一个代码、指标或条款。", "Explain a finding code, a metric or a clause."))
@click.argument("what")
def command(what: str) -> None:
    """Print what it is; where a name means several things, the candidates."""
    from esg_report.i18n.messages import entry
    from esg_report.reference import load

    if (words := entry(what.upper())) is not None:
        click.echo(f"{what.upper()} {words.title.of(spoken())}\n")
        click.echo(f"{say('原因', 'why')}: {words.why.of(spoken())}")
        click.echo(f"{say('处理', 'to do')}: {words.fix.of(spoken())}")
        return
    catalogue = load.catalogue()
    metrics = [what] if what in catalogue else list(catalogue.named(what))
    clauses = [clause for name in load.framework_ids() for clause in load.framework(name) if _means(clause, what)]
    if not metrics and not clauses:
        raise UsageError(zh=f"不知道“{what}”是什么", en=f"nothing is known of '{what}'")
    for metric in metrics:
        _show_metric(catalogue, catalogue.metric(metric))
    for clause in clauses:
        _show_clause(clause)


def _means(clause: Requirement, what: str) -> bool:
    wanted = _folded(what)
    return wanted in {_folded(clause.code), _folded(clause.address), _folded(clause.title.of(spoken()))}


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter not in " -_")


def _show_metric(catalogue: Catalogue, metric: Metric) -> None:
    language = spoken()
    click.secho(f"{metric.label.of(language)} ({metric.id})", bold=True)
    if metric.definition is not None:
        click.echo(f"  {metric.definition.of(language)}")
    unit = catalogue.units.get(metric.unit)
    click.echo(f"  {say('单位', 'unit')}: {unit.symbol.of(language) if unit else metric.unit}")
    if metric.formula:
        click.echo(f"  {say('公式', 'formula')}: {metric.formula}")
    if metric.aliases:
        click.echo(f"  {say('又称', 'also called')}: {'、'.join(metric.aliases)}")


def _show_clause(clause: Requirement) -> None:
    language = spoken()
    click.secho(f"{clause.code} {clause.title.of(language)}", bold=True)
    click.echo(f"  {say('出处', 'place')}: {clause.framework} {clause.section}")
    for answer in clause.answers:
        click.echo(f"  {say('应答', 'answered by')}: {answer}")
    if clause.note:
        click.echo(f"  {clause.note}")
