"""A template's name and a view in; mark-up out. Templates come from the shipped folder alone, and see plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import nh3
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from esg_report.share import folder
from esg_report.writers.worded import attribute, said

_TAGS = {"data", "span", "strong", "em"}
_ATTRIBUTES = {
    "data": {"class", "value", "data-fact", "data-told", "id"},
    "span": {"class", "data-mark", "lang"},
}


def render(template: str, view: Mapping[str, object], asset: Callable[[str], str]) -> str:
    """Print a report; ``asset`` tells the address of a picture by its id.

    Raises:
        jinja2.TemplateError: A shipped template asks for what its view does not hold; a bug of ours.
    """
    page = environment().get_template(f"{template}/report.html.j2")
    return page.render(**view, asset=asset)


def markup(name: str, held: Mapping[str, object]) -> str:
    """Print one partial.

    Raises:
        jinja2.TemplateError: As ``render``.
    """
    return environment().get_template(name).render(**held)


_OF_DICT = frozenset(dir(dict))


class _Room(ImmutableSandboxedEnvironment):
    """The sandbox, which finds at once what a view holds under a name that is no dictionary's own."""

    def getattr(self, obj: object, attribute: str) -> object:
        """As the sandbox has it; it would ask for an attribute first, a hundred thousand times in vain."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment: everything is escaped, nothing can be changed, a missing name is an error."""
    made = _Room(
        loader=FileSystemLoader(folder("report_templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["prose"] = prose
    made.filters["own"] = own
    made.filters["said"] = said
    made.filters["attribute"] = attribute
    return made


def own(text: str) -> Markup:
    """Mark-up that is ours already: a style sheet, a drawing, a partial that was printed before."""
    return Markup(text)  # noqa: S704 - ours


def prose(text: str) -> Markup:
    """A line's mark-up, with everything but our own few elements taken out.

    All text in it was escaped before; this is the second lock on the same door.
    """
    return Markup(nh3.clean(str(text), tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None))  # noqa: S704 - cleaned here
