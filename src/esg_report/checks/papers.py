"""Records of certificates and permits and the text of the documents that they name in; where the two differ out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import FROM, UNTIL, cell_of, name_of
from esg_report.model.fact import Day
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue
from esg_report.model.paper import Paper, folded
from esg_report.model.place import Place, PlaceKind
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, written

PROVEN = ("certificates", "permits")  # registers whose records name a document
_FILE = "file"
_OLD = timedelta(days=365)  # before the period: what is older and has no end says nothing of it
_SAME = (("24001", "14001"), ("45001",), ("19001", "9001"), ("23331", "50001"), ("27001", "22080"))  # GB/T and ISO
_NUMBER = re.compile(r"\d{4,5}")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_SHORT = 5  # signs of a name that is likely to be part of another company's
_LEADS = "名称|证明|客户|组织|单位"  # two signs each, as a look behind wants
_FOLLOWS = "地址|住所|统一|位于|建立|实施|符合|环境|能源|质量|职业|注册|组织|的"
_NOTE = re.compile(r"[（(][^（）()]*[）)]")


class Doubt(StrEnum):
    """What is wrong with a document."""

    BROKEN = "broken"
    NO_TEXT = "no_text"
    COMPANY = "other_company"
    SITE = "other_site"
    STANDARD = "other_standard"
    DAYS = "other_days"
    EXPIRED = "expired"
    OLD = "too_old"
    PAGE = "no_such_page"
    ELSEWHERE = "other_page"


@dataclass(frozen=True, slots=True)
class Proof:
    """A record with the document that it names."""

    record: Record
    paper: Paper


def proofs(material: Material) -> Iterator[Proof]:
    """Every record that names a document which lies in ``evidence/``."""
    papers = {paper.file: paper for paper in material.papers}
    for register in PROVEN:
        for record in material.records.of(register):
            name = written(record.get(_FILE)).strip().replace("\\", "/")
            paper = papers.get(name) or papers.get(f"evidence/{name}")
            if name and paper is not None:
                yield Proof(record, paper)


def doubts(proof: Proof, project: Project) -> tuple[Doubt, ...]:
    """What the document's own text says against it; nothing where it bears the record out.

    A document without text can be neither borne out nor doubted: that alone is told, or that it cannot be opened. One
    that is for another company is told as that, whatever else it says.
    """
    if proof.paper.is_broken:
        return (Doubt.BROKEN,)
    if not proof.paper.has_text:
        return (Doubt.NO_TEXT,)
    text = proof.paper.folded
    if not _names_company(proof.paper, project):
        return (Doubt.COMPANY,)
    return tuple(
        doubt
        for doubt, is_so in (
            (Doubt.SITE, _names_other_site(text, proof.record, project)),
            (Doubt.STANDARD, not _names_standard(proof.paper.plain, proof.record)),
            *_of_days(proof, project),
            *_of_page(proof),
        )
        if is_so
    )


def _names_company(paper: Paper, project: Project) -> bool:
    """The whole name in either language, or the credit code; a name of few signs must not be part of a longer one."""
    names = [project.organisation.zh, project.organisation.en, project.credit_code]
    wanted = [folded(_NOTE.sub("", name)) for name in names if name and name.strip()]
    return any(name in paper.folded if len(name) > _SHORT else _stands_alone(name, paper.plain) for name in wanted)


def _stands_alone(name: str, text: str) -> bool:
    """Whether a name stands between blanks, marks, or words that lead to a name and on from it."""
    spaced = r"\s*".join(map(re.escape, name))
    return (
        re.search(rf"(?:(?<![㐀-鿿a-z0-9])|(?<={_LEADS})){spaced}(?:(?![㐀-鿿a-z0-9])|(?={_FOLLOWS}))", text)
        is not None
    )


def _names_other_site(text: str, record: Record, project: Project) -> bool:
    """Another site of ours is named, and the record's own is not."""
    here = project.places.get(record.place)
    if here.kind is not PlaceKind.SITE:
        return False
    others = [site for site in project.places.sites if site.id != here.id]
    return not _names_place(text, here) and any(_names_place(text, site) for site in others)


def _names_place(text: str, place: Place) -> bool:
    names = (place.name.zh, place.name.en, *place.aliases)
    return any(folded(_NOTE.sub("", name)) in text for name in names if name)


def _names_standard(text: str, record: Record) -> bool:
    """The number of the standard that the record names, or of its twin at ISO; true where the record names none."""
    found = _NUMBER.search(written(record.get("standard")))
    if found is None:
        return True
    twins = next((group for group in _SAME if found[0] in group), (found[0],))
    return any(re.search(rf"(?<!\d){number}(?!\d)", text) for number in twins)


def _of_days(proof: Proof, project: Project) -> Iterator[tuple[Doubt, bool]]:
    days = _days(proof.paper)
    until, since = proof.record.get(UNTIL), proof.record.get(FROM)
    start, end = project.period.start, project.period.end
    typed = [day.on for day in (until, since) if isinstance(day, Day)]
    yield Doubt.DAYS, bool(days and typed) and not set(typed) <= set(days)
    last = max(days, default=None)
    if isinstance(until, Day):
        yield Doubt.EXPIRED, last is not None and last < end
    else:
        yield Doubt.OLD, last is not None and last < start - _OLD


def _of_page(proof: Proof) -> Iterator[tuple[Doubt, bool]]:
    """The cited page is one of the document's, and the record's number does not stand on another only."""
    cited, number = written(proof.record.get("page")).strip(), folded(written(proof.record.get("number")))
    if not cited:
        return
    pages = [folded(page) for page in proof.paper.pages]
    at = int(cited) if cited.isdecimal() else 0
    is_there = 1 <= at <= len(pages)
    yield Doubt.PAGE, not is_there
    elsewhere = bool(number) and any(number in page for page in pages)
    yield Doubt.ELSEWHERE, is_there and elsewhere and number not in pages[at - 1]


def _days(paper: Paper) -> list[date]:
    """Every day that the text names."""
    found = []
    for year, month, day in _DAY.findall(paper.plain):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue  # 2025-02-30 is no day
    return found


def _told(doubt: Doubt, material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    for proof in proofs(material):
        if doubt in doubts(proof, material.project):
            arguments: dict[str, Argument] = {"name": name_of(proof.record, catalogue), "file": proof.paper.file}
            yield Hit(cell_of(proof.record), arguments)


@check("V111", Severity.ERROR)
def other_company(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document whose text names neither this company nor its credit code."""
    yield from _told(Doubt.COMPANY, material, catalogue)


@check("V112", Severity.WARNING)
def other_site(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document that names another site of the company and not the record's own."""
    yield from _told(Doubt.SITE, material, catalogue)


@check("V113", Severity.WARNING)
def other_standard(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document whose text does not name the standard that the record gives."""
    yield from _told(Doubt.STANDARD, material, catalogue)


@check("V114", Severity.WARNING)
def other_days(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document that names days, and not those of the record."""
    yield from _told(Doubt.DAYS, material, catalogue)


@check("V115", Severity.WARNING)
def expired(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document whose last day lies before the end of the reporting period."""
    yield from _told(Doubt.EXPIRED, material, catalogue)


@check("V116", Severity.WARNING)
def too_old(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document without an end that was made more than a year before the reporting period."""
    yield from _told(Doubt.OLD, material, catalogue)


@check("V117", Severity.NOTE)
def without_text(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document without text: what it says is not checked."""
    yield from _told(Doubt.NO_TEXT, material, catalogue)


@check("V120", Severity.ERROR)
def broken(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document that cannot be opened: nobody can read what it proves."""
    yield from _told(Doubt.BROKEN, material, catalogue)


@check("V118", Severity.WARNING)
def no_such_page(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A cited page that the document does not have."""
    yield from _told(Doubt.PAGE, material, catalogue)


@check("V119", Severity.WARNING)
def other_page(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A cited page on which the document's number does not stand, though it stands on another."""
    yield from _told(Doubt.ELSEWHERE, material, catalogue)
