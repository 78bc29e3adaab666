"""The words that stand with a picture: its label at a use, where the right to print comes from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """What a reader must know about a use of a picture: of the use, not of the file."""

    ARCHIVE = "archive", _("archive picture")
    SYMBOLIC = "symbolic", _("symbolic picture")
    AI = "ai", _("AI-generated")
    HANDOUT = "handout", _("handout")
    MONTAGE = "montage", _("montage")
    SCREENSHOT = "screenshot", _("screenshot")


class Category(models.TextChoices):
    """Where the right to print comes from."""

    STAFF = "staff", _("own staff")
    AGENCY = "agency", _("agency")
    HANDOUT = "handout", _("handout")
    CREATIVE_COMMONS = "cc", _("Creative Commons")
    PUBLIC_DOMAIN = "public-domain", _("public domain")
    AI = "ai", _("AI-generated")
    AWAITED = "awaited", _("not at hand yet: only its credits are known")
