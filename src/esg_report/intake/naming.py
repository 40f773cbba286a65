"""The words of a label and what stands around it in; the metric and members that it means, or a question, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from esg_report.intake.facts import context_of
from esg_report.intake.grid import folded_text, name_key
from esg_report.intake.harvest import Lexicon
from esg_report.intake.heads import bare_label, is_total, unit_in_label
from esg_report.intake.meaning import NONE, SEGMENT, SEVERAL, SPOKEN, UNIT, Around, Meant, Members
from esg_report.intake.slot import Slot
from esg_report.model.metric import Metric
from esg_report.model.unit import Unit
from esg_report.quantity.cell_units import fit

MEDIA = {
    "air": ("大气污染物", "废气", "废气污染物"),
    "water": ("水污染物", "废水", "废水污染物"),
}  # how names of metrics say of which medium a pollutant is
_BRACKET = re.compile(r"\s*[（(【\[]([^（()）\[\]【】]*)[）)\]】]\s*$")
_NEUTRAL = re.compile(r"本期增加|本期|本年|年末|期末|合计|人民币|含税|按年|全年")
_JOINTS = re.compile(r"\s*(?:——|[—–－\-：:])\s*")
_SEGMENT = re.compile(r"(?<!主营)业务|分部|板块|其他行业")
_TAILS = re.compile(r"(?:排放)?(?:情况|信息|数据|统计|台账|明细|汇总|绩效|表)$|类别$|\d{4}年?度?$")
_KIND_TAILS = re.compile(r"(?:类别|分类|结构|构成|名称|种类|编号|类型|比例)$")
_CUMULATIVE = "累计"
_SHORTEST = 2  # characters of a word that may be looked for inside another
_CLOSE = 0.4
_MOST = 4  # candidates of a question


@dataclass(slots=True)
class Namer:
    """Finds metrics by the catalogue's names, by members' terms and by what units allow; never guesses."""

    lexicon: Lexicon
    media: Mapping[str, frozenset[str]]  # pollutant: the media that published limits know it in
    _fits: dict[tuple[str, str], bool] = field(default_factory=dict)

    def row(self, label: str, *, unit: Unit | None, around: Around) -> Meant:
        """What a row's label means; several readings, a misfit of the unit, or words of a part of the company, ask."""
        text, place = self._without_place(label)
        own = unit or unit_in_label(bare_label(text), self.lexicon.units)[1]
        meant = self._whole(text, own, around) or self._split(text, own, around) or self._part(text, own, around)
        meant = meant or self._infix(text, own) or self._spoken(text, own)
        if meant is None:
            return Meant(place=place, candidates=self.close(text, own, around), why=NONE)
        if _SEGMENT.search(label):
            meant = meant.doubted(SEGMENT)
        return replace(meant, place=place)

    def head(self, text: str, *, prefixes: Iterable[str], kinds: frozenset[str], unit: Unit | None) -> tuple[str, ...]:
        """The metrics that a column's head means after one of some words; those that carry the rows' members first."""
        found: list[str] = []
        for name in self.spellings(text):
            for prefix in ("", *prefixes):
                found += self.lexicon.catalogue.named(prefix + name)
        fitting = [name for name in dict.fromkeys(found) if self.fits(self._metric(name), unit)]
        carrying = [name for name in fitting if kinds & set(self._metric(name).members)]
        return tuple(carrying or fitting)

    def means(self, text: str) -> tuple[str, ...]:
        """The metrics that a label may mean by itself, whatever its unit."""
        catalogue = self.lexicon.catalogue
        return tuple(
            name for word in self.spellings(text) for name in (*catalogue.named(word), *catalogue.spoken(word))
        )

    def fits(self, metric: Metric, unit: Unit | None) -> bool:
        """Whether a value in this unit may be read as the metric; an unknown unit is held against nothing."""
        if unit is None:
            return True
        key = (metric.id, unit.id)
        if key not in self._fits:
            units = self.lexicon.units
            context = context_of(Slot(metric, "", self.lexicon.period))
            wanted = {units.get(name).dimension for name in (metric.unit, *metric.accepts) if name}
            self._fits[key] = any(fit(None, unit, one, units=units, context=context).fits for one in wanted)
        return self._fits[key]

    def spellings(self, text: str) -> tuple[str, ...]:
        """A label as typed, without numbering, unit, neutral brackets and 的."""
        bare = bare_label(text)
        names = [folded_text(text), bare, unit_in_label(bare, self.lexicon.units)[0]]
        match = _BRACKET.search(bare)
        if match is not None and _NEUTRAL.search(match[1]):
            names.append(bare[: match.start()])
        names += [name.replace("的", "") for name in names]
        return tuple(dict.fromkeys(name for name in names if name))

    def term(self, text: str, kinds: Iterable[str]) -> Members:
        """The members that a word names, one for each kind that knows it."""
        found: dict[str, str] = {}
        for name in self.spellings(text):
            for kind in kinds:
                term = self.lexicon.terms.find(name, kind)
                if term is not None:
                    found.setdefault(kind, term)
        return tuple(sorted(found.items()))

    def kind(self, text: str) -> str | None:
        """The kind of members that a head or section names: 污染物名称, 学历结构, 性别; None where it names none."""
        for name in self.spellings(text):
            for word in (name, _KIND_TAILS.sub("", name)):
                kind = self.lexicon.terms.find(word, "member")
                if kind is not None:
                    return kind
        return None

    def media_of(self, pollutant: str, unit: Unit | None) -> tuple[str, ...]:
        """The media that a pollutant may be measured in: by published limits, then by the unit of its concentration."""
        known = self.media.get(pollutant, frozenset(MEDIA))
        media = tuple(medium for medium in MEDIA if medium in known)
        by_unit = {"mg/L": "water", "mg/m3": "air"}.get(unit.id) if unit is not None else None
        return (by_unit,) if by_unit in media else media

    def close(self, text: str, unit: Unit | None, around: Around) -> tuple[str, ...]:
        """Metrics whose names look like a label: those of the sheet's topics first, none that the unit forbids."""
        words = name_key(self.spellings(text)[-1])
        scored = []
        for metric in self.lexicon.catalogue:
            score = max(_likeness(words, name) for name in (metric.label.zh, *metric.aliases))
            if score >= _CLOSE and self.fits(metric, unit):
                scored.append((metric.topic not in around.topics, -score, metric.id))
        return tuple(name for _, _, name in sorted(scored)[:_MOST])

    def _metric(self, metric_id: str) -> Metric:
        return self.lexicon.catalogue.metrics[metric_id]

    def _whole(self, text: str, unit: Unit | None, around: Around) -> Meant | None:
        """The whole label as a name, alone or after the words of its section or sheet."""
        prefixes = ("", *self.words(around))
        for prefix in prefixes:
            for name in self.spellings(text):
                found = self.lexicon.catalogue.named(prefix + name)
                if found:
                    return self._settled(found, unit, text)
        return None

    def _spoken(self, text: str, unit: Unit | None) -> Meant | None:
        """A label that is no name of a metric, but what people call one: to be confirmed."""
        found = dict.fromkeys(name for word in self.spellings(text) for name in self.lexicon.catalogue.spoken(word))
        fitting = tuple(name for name in found if self.fits(self._metric(name), unit))
        if len(fitting) == 1:
            return Meant(fitting[0], why=SPOKEN)
        return Meant(candidates=fitting, why=SEVERAL) if fitting else None

    def words(self, around: Around) -> tuple[str, ...]:
        """The words of a section and a sheet's titles that may stand before a label."""
        texts = [text for text in (around.section, *around.titles) if text]
        bare = [unit_in_label(text, self.lexicon.units)[0] for text in texts]
        short = [_TAILS.sub("", _TAILS.sub("", text)) for text in bare]
        return tuple(dict.fromkeys(text for pair in zip(bare, short, strict=True) for text in pair if text))

    def _settled(self, found: tuple[str, ...], unit: Unit | None, text: str) -> Meant:
        """One metric by name; where several have it, the one that the unit fits; where it fits none, its kin."""
        fitting = tuple(name for name in found if self.fits(self._metric(name), unit))
        if len(fitting) == 1:
            return Meant(fitting[0], self._inside(fitting[0], text))
        if len(fitting) > 1:
            return Meant(candidates=fitting, why=SEVERAL)
        kin = [name for base in found for name in self._kin(base) if self.fits(self._metric(name), unit)]
        return Meant(kin[0]) if len(kin) == 1 else Meant(candidates=found, why=UNIT)

    def _kin(self, base: str) -> Iterator[str]:
        """Metrics of the same thing measured otherwise: energy.diesel, energy.diesel.volume."""
        label = self._metric(base).label.zh
        for metric in self.lexicon.catalogue:
            if metric.id.startswith(f"{base}.") and metric.label.zh.startswith(label):
                yield metric.id

    def _inside(self, metric_id: str, text: str) -> Members:
        """The one member whose word stands inside a label that names the metric by another word."""
        metric = self._metric(metric_id)
        found = {(kind, term) for kind in metric.members for term, word in self._terms(kind) if word in text}
        own = {
            (kind, term) for kind, term in found if any(w in metric.label.zh for t, w in self._terms(kind) if t == term)
        }
        left = sorted(found - own)
        return (left[0],) if len(left) == 1 else ()

    def _terms(self, kind: str) -> Iterator[tuple[str, str]]:
        for term in self.lexicon.catalogue.terms.values():
            if term.kind == kind and len(term.label.zh) >= _SHORTEST:
                yield term.id, term.label.zh

    def _split(self, text: str, unit: Unit | None, around: Around) -> Meant | None:
        """``人均培训小时数—男性``, ``包装物-木材``: a metric and one of its members."""
        label = bare_label(text)
        cuts = [(label[: match.start()], label[match.end() :]) for match in _JOINTS.finditer(label)]
        bracket = _BRACKET.search(label)
        if bracket is not None:
            cuts.append((label[: bracket.start()], bracket[1]))
        for head, tail in cuts:
            whole = self._whole(head, None, around) if head and tail else None
            names = (whole.metric,) if whole and whole.metric else whole.candidates if whole else ()
            pool = [name for base in names for name in (base, *self._below(base))]
            found = [(name, member) for name in pool for member in self.term(tail, self._metric(name).members)]
            fitting = [(name, member) for name, member in found if self.fits(self._metric(name), unit)]
            if len(fitting) == 1:
                return Meant(fitting[0][0], (fitting[0][1],))
            if found:
                return Meant(
                    candidates=tuple(dict.fromkeys(name for name, _ in found)), why=SEVERAL if fitting else UNIT
                )
        return None

    def _below(self, base: str) -> Iterator[str]:
        return (metric.id for metric in self.lexicon.catalogue if metric.id.startswith(f"{base}."))

    def _part(self, text: str, unit: Unit | None, around: Around) -> Meant | None:
        """A label that is nothing but a member: 男, 本科, 房产税. Its metric is named above it, nearest first."""
        for names in self._wholes(around):
            metrics = [self._metric(name) for name in names]
            found = [(metric.id, member) for metric in metrics for member in self.term(text, metric.members)]
            fitting = [(name, member) for name, member in found if self.fits(self._metric(name), unit)]
            section = self.kind(around.section) if around.section else None
            narrowed = [pair for pair in fitting if pair[1][0] == section] or fitting
            if len(narrowed) == 1:
                return Meant(narrowed[0][0], (narrowed[0][1],))
            if narrowed:
                return Meant(candidates=tuple(dict.fromkeys(name for name, _ in narrowed)), why=SEVERAL)
        return None

    def _wholes(self, around: Around) -> Iterator[tuple[str, ...]]:
        """Metrics that a part may be of: named by the section, by the rows above, by the sheet."""
        named = self.lexicon.catalogue.named
        yield named(around.section) if around.section else ()
        yield around.bound
        for word in self.words(replace(around, section="")):
            yield named(word)

    def total(self, text: str, parts: Iterable[Meant], around: Around) -> Meant | None:
        """What 合计 below parts means: the one metric that they are parts of, unless a row above is it."""
        if not any(is_total(name) for name in self.spellings(text)):
            return None
        metrics = {part.metric for part in parts if part.metric and part.members}
        whole = next(iter(metrics)) if len(metrics) == 1 else None
        return (
            Meant(whole)
            if whole and whole not in around.bound
            else Meant(why=SEVERAL, candidates=tuple(sorted(metrics)))
        )

    def _infix(self, text: str, unit: Unit | None) -> Meant | None:
        """``获得发明专利``: a member's word inside a label whose other words stand in the names of one metric."""
        label = self.spellings(text)[-1]
        found: dict[str, tuple[str, str]] = {}
        for metric in self.lexicon.catalogue:
            for kind in metric.members:
                for term, word in self._terms(kind):
                    rest = label.replace(word, "", 1) if word in label else ""
                    if len(rest) >= _SHORTEST and self._says(metric, rest, label) and self.fits(metric, unit):
                        found[metric.id] = (kind, term)
        if len(found) == 1:
            name, member = next(iter(found.items()))
            return Meant(name, (member,))
        return Meant(candidates=tuple(found)[:_MOST], why=SEVERAL) if found else None

    def _says(self, metric: Metric, rest: str, label: str) -> bool:
        """Whether a metric's names hold the words; one that counts all years is meant only where the label says so."""
        names = (metric.label.zh, *metric.aliases)
        cumulative = any(_CUMULATIVE in name for name in names) == (_CUMULATIVE in label)
        return cumulative and any(rest in name for name in names)

    def _without_place(self, label: str) -> tuple[str, str | None]:
        """A label without the place in its trailing bracket, and that place."""
        match = _BRACKET.search(label)
        place = self.lexicon.places.find(match[1].strip()) if match is not None else None
        return (label[: match.start()], place.id) if match is not None and place is not None else (label, None)


def _likeness(words: str, name: str) -> float:
    return SequenceMatcher(None, words, name_key(name), autojunk=False).ratio()
