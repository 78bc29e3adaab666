"""Finding pictures and their delivered files."""

from __future__ import annotations

from depesche.pictures.models import Rendition, Use
from depesche.pictures.renditions import CARD, FORMATS, MIME, PORTRAIT, SHARE, WHOLE, Crop

__all__ = [
    "CARD",
    "FORMATS",
    "MIME",
    "PORTRAIT",
    "SHARE",
    "WHOLE",
    "Crop",
    "is_public",
    "rendition_at",
]


def is_public(picture_id: int) -> bool:
    """Whether something released shows the picture."""
    return Use.objects.filter(picture_id=picture_id).exists()


def rendition_at(path: str) -> Rendition | None:
    """The delivered file stored under `path`, with its picture."""
    found: Rendition | None = Rendition.objects.select_related("image").filter(file=path).first()
    return found
