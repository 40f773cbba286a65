"""A fixed phrase in two languages in; one text that can still be told apart out, for pages that switch languages."""

from __future__ import annotations

from markupsafe import Markup, escape

TAGS = ("zh-Hans", "en")


class Worded(str):
    """A phrase as an edition with both languages shows it, which knows its two wordings.

    Joined to other text it is plain text again, in both languages.
    """

    __slots__ = ("second", "shown_with", "sole")

    sole: str  # for readers of the first language alone
    second: str  # for readers of the second alone
    shown_with: bool  # whether the second stands beside the first where both are read

    @classmethod
    def of(cls, first: str, second: str, *, stands_once: bool = False) -> Worded:
        """Two wordings; of a phrase that ``stands_once`` readers of both languages see the first alone."""
        joint = first if stands_once or not second or first == second else f"{first} {second}".strip()
        made = cls(joint)
        made.sole, made.second, made.shown_with = first, second, not stands_once
        return made


def said(text: str) -> Markup:
    """A phrase as mark-up: each wording in an element of its language, or the text alone where it has only one."""
    if not isinstance(text, Worded) or text.sole == text.second:
        return escape(text)
    own = Markup('<span class="own" lang="{}">{}</span>').format(TAGS[0], text.sole) if text.sole else Markup()
    if not text.second:
        return own
    kind = "also" if text.shown_with else "only"
    second = Markup('<span class="{}" lang="{}">{}</span>').format(kind, TAGS[1], text.second)
    return own + " " * bool(text.sole) + second


def attribute(text: str, name: str) -> Markup:
    """A phrase as an attribute, with what it says to readers of either language where these differ."""
    made = Markup(' {}="{}"').format(name, str(text))
    if not isinstance(text, Worded) or text.sole == text.second:
        return made
    more = Markup(' data-names="{}" data-zh="{}" data-en="{}" data-both="{}"')
    return made + more.format(name, text.sole, text.second, str(text))
