"""Finding pictures and their delivered files."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from depesche.pictures.models import Category, Picture, Rendition, Use
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
    "mendable",
    "mends",
    "rendition_at",
    "unfinished",
]


def is_public(picture_id: int) -> bool:
    """Whether something released shows the picture."""
    return Use.objects.filter(picture_id=picture_id).exists()


def rendition_at(path: str) -> Rendition | None:
    """The delivered file stored under `path`, with its picture."""
    found: Rendition | None = Rendition.objects.select_related("image").filter(file=path).first()
    return found


def mends(user: Any) -> bool:
    """Whether somebody may change pictures, if only those that they added."""
    return bool(policy_registry.get_by_type(Picture).user_has_permission(user, "change"))


def mendable(user: Any) -> QuerySet[Picture]:
    """The pictures that somebody may change."""
    policy = policy_registry.get_by_type(Picture)
    found: QuerySet[Picture] = policy.instances_user_has_permission_for(user, "change")
    return found


def unfinished(pictures: QuerySet[Picture]) -> QuerySet[Picture]:
    """Those that lack what the gate asks of every use, the newest first."""
    uncredited = Q(agency="", creator="")
    return pictures.filter(uncredited | Q(description="") | Q(category=Category.AWAITED)).order_by(
        "-created_at", "-pk"
    )
