"""Finding pictures and their delivered files."""

from __future__ import annotations

from depesche.pictures.models import Rendition, Use


def is_public(picture_id: int) -> bool:
    """Whether something released shows the picture."""
    return Use.objects.filter(picture_id=picture_id).exists()


def rendition_at(path: str) -> Rendition | None:
    """The delivered file stored under `path`, with its picture."""
    return Rendition.objects.select_related("image").filter(file=path).first()
