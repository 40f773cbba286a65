"""The name of a shipped folder in, its path out: in the installed wheel or in the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Find ``fonts``, ``report_templates`` or ``sample_inputs``.

    An installed wheel carries them under ``esg_report/_share``; a checkout has them at its top. In the wheel nothing
    outside the package is looked at.

    Raises:
        FileNotFoundError: Neither place has the folder: the installation is broken.
    """
    installed = _PACKAGE / "_share"
    place = installed / name if installed.is_dir() else _CHECKOUT / name
    if not place.is_dir():
        raise FileNotFoundError(f"the shipped folder '{name}' is missing: expected {place}")
    return place
