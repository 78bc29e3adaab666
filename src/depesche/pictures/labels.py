"""The words that stand with a picture: its label at a use, where the right to print comes from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Label(models.TextChoices):
    """What a reader must know about a use of a picture: of the use, not of the file.

    The words stand on the paper as they are, and are therefore translated into all its languages.
    """

    ARCHIVE = "archive", pgettext_lazy("label of a picture", "Archive picture")
    SYMBOLIC = "symbolic", pgettext_lazy("label of a picture", "Symbolic picture")
    AI = "ai", pgettext_lazy("label of a picture", "AI-generated")
    HANDOUT = "handout", pgettext_lazy("label of a picture", "Handout")
    MONTAGE = "montage", pgettext_lazy("label of a picture", "Montage")
    SCREENSHOT = "screenshot", pgettext_lazy("label of a picture", "Screenshot")


class Category(models.TextChoices):
    """Where the right to print comes from."""

    STAFF = "staff", _("own staff")
    AGENCY = "agency", _("agency")
    HANDOUT = "handout", _("handout")
    CREATIVE_COMMONS = "cc", _("Creative Commons")
    PUBLIC_DOMAIN = "public-domain", _("public domain")
    AI = "ai", _("AI-generated")
    AWAITED = "awaited", _("not at hand yet: only its credits are known")
