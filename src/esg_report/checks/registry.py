"""Every check, in the order it runs: facts and records in, or the printed tree; findings out."""

from __future__ import annotations

from collections.abc import Mapping

from esg_report.checks import (
    balance,
    clauses,
    consistency,
    evidence,
    figures,
    glyphs,
    languages,
    limits,
    lost,
    months,
    near_miss,
    papers,
    parts,
    plausibility,
    prose,
    restated,
    sense,
    stocks,
    wanted,
)
from esg_report.checks.check import Check
from esg_report.model.document import Chapter
from esg_report.model.fact import FactSet
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue
from esg_report.model.printed import Appearance, walk
from esg_report.model.project import Material
from esg_report.model.requirement import Framework
from esg_report.model.text import Language
from esg_report.quantity.units import UnitTable

FIGURE_CHECKS: tuple[Check, ...] = (
    plausibility.year_on_year_jump,
    plausibility.more_than_doubled,
    plausibility.outside_plausible,
    plausibility.below_zero,
    plausibility.computed_below_zero,
    plausibility.share_over_hundred,
    plausibility.fraction_for_percent,
    plausibility.share_below_one,
    plausibility.unit_slip,
    plausibility.part_of_a_person,
    plausibility.year_left_out,
    plausibility.last_years_value,
    months.month_out_of_line,
    plausibility.less_than_half,
    lost.part_left_out,
    lost.part_not_there_yet,
    lost.stroke_after_a_number,
    lost.stroke_of_two_meanings,
    parts.parts_over_total,
    parts.parts_under_total,
    parts.heads_by_group,
    parts.shares_of_one_whole,
    parts.part_over_whole,
    parts.part_over_whole_unless_stock,
    parts.open_balance,
    consistency.intensity_against_total,
    consistency.one_figure_twice,
    consistency.answered_no_yet_filled,
    consistency.below_its_floor,
    wanted.left_out_of_totals,
    stocks.stock_does_not_follow,
    restated.changed_without_reason,
    restated.restated_with_reason,
    restated.published_and_gone,
    limits.over_the_limit,
    limits.limit_for_result,
    limits.detection_over_limit,
    limits.load_of_nothing,
    evidence.run_out,
    evidence.days_reversed,
    evidence.replaced_standard,
    evidence.day_outside_the_period,
    papers.other_company,
    papers.other_site,
    papers.other_standard,
    papers.other_days,
    papers.expired,
    papers.too_old,
    papers.broken,
    papers.without_text,
    papers.no_such_page,
    papers.other_page,
    sense.runs_out_before_publication,
    sense.outlet_not_in_the_register,
)

WORD_CHECKS: tuple[Check, ...] = (
    glyphs.no_face_has_it,
    sense.out_before_its_year_is_over,
    sense.credit_code_does_not_hold,
    sense.english_name_in_chinese,
)

BODY_CHECKS: tuple[Check, ...] = (
    near_miss.near_miss,
    balance.exceedance_left_out,
    prose.one_language_only,
    clauses.unknown_mark,
    languages.told_in_one_language,
    prose.against_the_sign,
    prose.replaced_standard_in_prose,
    balance.record_left_out,
    languages.name_in_one_language,
    clauses.omission_of_nothing,
    clauses.answered_no_yet_printed,
)


def check_figures(  # everything a stage needs is handed in
    material: Material,
    facts: FactSet,
    *,
    catalogue: Catalogue,
    units: UnitTable,
    factors: FactorTable,
    limits: LimitTable,
) -> tuple[Finding, ...]:
    """Run every check over the data, reported and derived; each finding once, in the checks' order.

    No such check looks at passages, pictures or digests of files.
    """
    given = {
        "material": material,
        "facts": facts,
        "catalogue": catalogue,
        "units": units,
        "factors": factors,
        "limits": limits,
        **_seen_by_several(material, facts, catalogue, units),
    }
    return tuple(dict.fromkeys(found for one in FIGURE_CHECKS for found in one.run(given)))


def _seen_by_several(
    material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable
) -> dict[str, tuple[object, ...]]:
    """What several checks look at, made once for all of them."""
    years = tuple(figures.yearly(facts))
    rows = tuple(figures.rows_of(years, catalogue, units))
    all_steps = tuple(figures.steps(rows))
    odd, year = figures.odd_years(rows), material.project.period
    groups = tuple(parts.groups_of(facts, catalogue))
    return {
        "figures": tuple(figures.numbers(facts, catalogue, units)),
        "years": years,
        "all_steps": all_steps,
        "unexplained": tuple(plausibility.without_reason(all_steps, odd, catalogue, units, year)),
        "groups": groups,
        "all_splits": tuple(parts.splits(groups, facts, units)),
    }


def check_words(material: Material) -> tuple[Finding, ...]:
    """Run every check over what the factory wrote, in prose and in cells, as it stands there."""
    return tuple(dict.fromkeys(found for one in WORD_CHECKS for found in one.run({"material": material})))


def check_body(  # noqa: PLR0913  # everything a stage needs is handed in
    chapters: tuple[Chapter, ...],
    facts: FactSet,
    *,
    material: Material,
    catalogue: Catalogue,
    units: UnitTable,
    frameworks: tuple[Framework, ...] = (),
    appearances: Mapping[Language, tuple[Appearance, ...]] | None = None,
) -> tuple[Finding, ...]:
    """Run every check over what is printed and what the factory wrote.

    Without frameworks no clause is known, and marks of clauses are not held against any. Whoever has walked the
    chapters hands in the ``appearances``; else they are walked here.
    """
    if appearances is None:
        appearances = {language: tuple(walk(chapters, language)) for language in material.project.languages}
    given = {
        "chapters": chapters,
        "facts": facts,
        "material": material,
        "catalogue": catalogue,
        "units": units,
        "frameworks": frameworks,
        "appearances": appearances,
    }
    return tuple(dict.fromkeys(found for one in BODY_CHECKS for found in one.run(given)))
