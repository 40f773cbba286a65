"""A picture's id in; the picture out, if it is of a kind that holds pixels and nothing else."""

from __future__ import annotations

from esg_report.errors import OutputError
from esg_report.model.document import Asset, Document

RASTER = ("image/png", "image/jpeg")


def raster(document: Document, asset_id: str | None) -> Asset | None:
    """The picture of an id; None where the document has none of it.

    Raises:
        OutputError: It is of another kind: an SVG or a PDF can carry more than a picture.
    """
    found = next((asset for asset in document.assets if asset.id == asset_id), None)
    if found is not None and found.media_type not in RASTER:
        raise OutputError(
            zh=f"图片“{found.id}”是 {found.media_type}，报告只收 PNG 与 JPEG",
            en=f"picture '{found.id}' is {found.media_type}; a report takes PNG and JPEG only",
        )
    return found
