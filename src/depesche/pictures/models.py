"""The picture, its renditions, and where it stands in public."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.search import index

from depesche.kit import ids
from depesche.pictures.cleaning import without_metadata
from depesche.pictures.labels import Category, Label

__all__ = ["Category", "Label", "Picture", "Rendition", "Use", "credited"]

LONGEST_PATH = 92  # Wagtail's file fields hold 100; for a name that is taken, 8 letters are added


def _fitting(folder: str, name: str) -> str:
    """A path that fits its column: a long name is cut, and a digest still tells it apart.

    It has one suffix only: a storage that makes room for its letters keeps all suffixes whole.
    """
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    room = LONGEST_PATH - len(folder) - len(suffix)
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{folder}{stem.partition('.')[0][: room - 13]}-{digest}{suffix}"


def credited(agency: str, creator: str) -> str:
    """The credit line of two names, of which either may be unknown."""
    return " / ".join(part for part in (agency, creator) if part)


class Picture(AbstractImage):
    """A file in the picture desk. `description` (Wagtail's field) is the alt text."""

    creator = models.CharField(_("photographer or illustrator"), max_length=120, blank=True)
    agency = models.CharField(_("agency"), max_length=120, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=250, blank=True)
    licence_url = models.URLField(_("licence (address)"), blank=True)
    category = models.CharField(
        _("rights"), max_length=20, choices=Category, default=Category.STAFF
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    token = models.CharField(max_length=32, default=ids.token, editable=False, unique=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "creator",
        "agency",
        "category",
        "copyright_notice",
        "licence_url",
        "taken_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("creator"),
        index.FilterField("taken_on"),
        index.FilterField("category"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions: ClassVar = [("choose_image", "Can choose picture")]

    @property
    def credit(self) -> str:
        """Who is named: "agency / photographer", whichever of the two is known."""
        return credited(self.agency, self.creator)

    def get_upload_to(self, filename: str) -> str:
        """Originals lie under an unguessable folder and are never served."""
        name = self.file.field.storage.get_valid_name(filename)
        return _fitting(f"originals/{self.token}/", name)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        """The delivered file: as Wagtail renders it, without what the camera wrote into it."""
        rendered = super().generate_rendition_file(filter, source=source)
        rendered.seek(0)
        return ContentFile(without_metadata(rendered.read()), name=rendered.name)


class Rendition(AbstractRendition):
    """A delivered file of a picture, in one crop, width and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="pictures_rendition_once"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Renditions lie under the picture's unguessable name; a change makes a new file."""
        return _fitting(f"renditions/{self.image.token}/", filename)


class Use(models.Model):
    """One released thing that shows a picture; as long as there is one, the picture is public.

    subject: a key such as "article/17". Derived at release, never typed.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    subject = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "subject"], name="pictures_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.subject}"
