"""Marks that stand where a number could (／, 无, 未检出, N/A, □适用) in; what they state out."""

from __future__ import annotations

import re
from decimal import Decimal

from esg_report.model.fact import Qualifier
from esg_report.quantity.answers import Answer, Blank, Column, Context, How, Reading, Reason, Refusal

_DASHES = re.compile(r"[-—–―─－ー_~]+|\.{2,}|…+")
_ERRORS = re.compile(
    r"(?i)#(?:ref!|div/0!|value!|n/a|name\?|null!|num!|spill!|calc!|getting_data|#+)|#+|err(?:or)?:?\d*"
)
_PLACEHOLDER = re.compile(r"(?i)暂无|暂缺|待定|待补充?|待填写?|待核实|待更新|待统计|tbd|tbc|x{2,}|\?+|【.*待.*】")
_UNKNOWN = re.compile(r"(?i)不明|不详|未知|不清楚|unknown|n\.?k\.?")
_NOT_APPLICABLE = re.compile(
    r"(?i)/+|不适用|不涉及|无此项|not applicable|无.{0,4}限值|无(?:总量)?(?:控制)?要求|未(?:设|规定|核定).{0,6}"
)
_NOT_AVAILABLE = re.compile(r"(?i)n/?\.?a\.?")  # to some not applicable
_NOT_DISCLOSED = re.compile(
    r"(?i)no relevant data|no data|未披露|无数据|无资料|not disclosed|not available|not reported"
)
_NOT_MEASURED = re.compile(
    r"(?i)未(?:监|检|测|做|开展|进行)+(?:测|监测|检测)?|未测定?|没测|未统计|未计量|not (?:measured|monitored|tested)"
)
_OUT_OF_ORDER = re.compile(r"停产|停运|停机|停用|故障|校准|维护|检修|未运行|未生产|停炉")
_CONFIDENTIAL = re.compile(r"(?i)涉密|保密|商业秘密|机密|confidential|withheld")
_NON_DETECT = re.compile(
    r"(?i)未检出|未检到|低于(?:方法)?检出限|小于(?:方法)?检出限|检出限以下"
    r"|n\.?d\.?|<\s*(?:dl|mdl|lod|loq)|bdl|not detected"
)
_COMPLIANT = re.compile(r"(?i)(?:全部|均|稳定)?(?:达标|合格|符合(?:要求|标准)?)(?:排放)?|compliant|pass(?:ed)?")
_QUOTA_KEPT = re.compile(r"(?:均)?(?:未|没有)超(?:过|出)?(?:核定|许可|总量|允许).*")
_POINTER = re.compile(r"(?i)(?:详?见|参见|请见|请参[阅见]).+|see .+")
_DITTO = re.compile(r"(?i)同上|同左|同前|〃|\"|''|ditto")
_NONE = re.compile(r"无|没有|均无|皆无")
_NONE_ENGLISH = re.compile(r"(?i)none|nil")
_NO_EVENT = re.compile(
    r"(?:均|从?未|没有|无)+(?:因.{0,12})?(?:发生|受到|出现|接到|收到|存在|造成).*|无(?:超标|事故|处罚|投诉|违规|违法|伤亡).*"
)
_VAGUE = re.compile(r"(?i)少量|微量|极少|很少|大量|较多|较少|若干|(?:数|几|上)[十百千万亿].*|some|few|many|minor|trace")
_NOTE_MARK = re.compile(r"[*†‡#★☆※]+")
_BOXES = re.compile(r"[□☐☑☒■√✓✔✗✘]")
_TICKED = re.compile(r"[√✓✔☑■]\s*([^□☐☑☒■√✓✔✗✘\s]+)")

_WITHOUT_VALUE: tuple[tuple[re.Pattern[str], Qualifier, How | None], ...] = (
    (_NOT_APPLICABLE, Qualifier.NOT_APPLICABLE, None),
    (_NOT_DISCLOSED, Qualifier.NOT_DISCLOSED, None),
    (_NOT_AVAILABLE, Qualifier.NOT_DISCLOSED, How.NOT_AVAILABLE),
    (_NOT_MEASURED, Qualifier.NOT_MEASURED, None),
    (_OUT_OF_ORDER, Qualifier.NOT_MEASURED, How.OUT_OF_ORDER),
    (_CONFIDENTIAL, Qualifier.CONFIDENTIAL, None),
    (_COMPLIANT, Qualifier.NOT_DISCLOSED, How.COMPLIANT),
    (_QUOTA_KEPT, Qualifier.NOT_DISCLOSED, How.QUOTA_KEPT),
    (_POINTER, Qualifier.NOT_DISCLOSED, How.POINTER),
)
_REFUSED: tuple[tuple[re.Pattern[str], Reason], ...] = (
    (_ERRORS, Reason.ERROR_CELL),
    (_PLACEHOLDER, Reason.PLACEHOLDER),
    (_DITTO, Reason.DITTO),
    (_NOTE_MARK, Reason.NOTE_MARK),
    (_VAGUE, Reason.VAGUE),
)


def mark(text: str, unit: str | None, context: Context) -> Answer | None:
    """What a cleaned text states that holds no number; None where it is none of the known marks."""
    if not text:
        return Blank()
    if _DASHES.fullmatch(text):
        return _dash(text, unit, context)
    if _UNKNOWN.fullmatch(text):
        return Blank(text)
    if _BOXES.search(text):
        return _ticks(text, unit)
    for pattern, reason in _REFUSED:
        if pattern.fullmatch(text):
            return Refusal(reason)
    for pattern, qualifier, how in _WITHOUT_VALUE:
        if pattern.fullmatch(text):
            return Reading(None, unit, qualifier, str(how or ""))
    if _NON_DETECT.fullmatch(text):
        return Reading(None, unit, Qualifier.BELOW_DETECTION)
    return _none(text, unit, context)


def _dash(text: str, unit: str | None, context: Context) -> Answer:
    if context.is_ph:
        return Reading(None, unit, Qualifier.NOT_APPLICABLE)
    return Blank(text) if context.dash is None else Reading(None, unit, context.dash)


def _ticks(text: str, unit: str | None) -> Answer | None:
    ticked = _TICKED.findall(text)
    if len(ticked) != 1:
        return Refusal(Reason.TICKS)
    if ticked[0].startswith("不适用"):
        return Reading(None, unit, Qualifier.NOT_APPLICABLE)
    return Refusal(Reason.TEXT, detail=ticked[0])


def _none(text: str, unit: str | None, context: Context) -> Answer | None:
    """无: none of an event, no such limit, else a declared zero; of a concentration it may be any of these."""
    zero = Reading(Decimal(0), unit, Qualifier.STATED_ZERO)
    if context.is_event and (_NO_EVENT.fullmatch(text) or _NONE_ENGLISH.fullmatch(text)):
        return zero
    if _NONE_ENGLISH.fullmatch(text):
        return Refusal(Reason.NONE_OR_ZERO, (zero, Reading(None, unit, Qualifier.NOT_APPLICABLE)))
    if not _NONE.fullmatch(text):
        return None
    if context.column.is_bar:
        return Reading(None, unit, Qualifier.NOT_APPLICABLE)
    if context.is_event or (context.column is Column.VALUE and not context.is_measured and not context.is_ph):
        return zero
    return Refusal(Reason.NONE_OR_ZERO, (zero, Reading(None, unit, Qualifier.NOT_APPLICABLE)))
