"""Who writes and what about: authors, agencies, topics."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Author(index.Indexed, ClusterableModel):
    """A person with a byline and a page."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("public e-mail address"), blank=True)
    portrait = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        TitleFieldPanel("name", targets=[], placeholder=False),
        FieldPanel("slug"),
        FieldPanel("email"),
        FieldPanel("portrait"),
        InlinePanel("descriptions", label=_("description")),
    ]
    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def described(self, language: str | None = None) -> AuthorDescription | None:
        """Position and biography in `language` (default: the active one), if written."""
        wanted = language or get_language()
        return next((d for d in self.descriptions.all() if d.language == wanted), None)


class AuthorDescription(models.Model):
    """What the paper says of an author in one language."""

    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="descriptions")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    position = models.CharField(_("position"), max_length=160, blank=True)
    bio = models.TextField(_("biography"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "language"], name="newsroom_described_once")
        ]

    def __str__(self) -> str:
        return f"{self.author_id} ({self.language})"


class Agency(index.Indexed, models.Model):
    """A news agency that is named in bylines."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short form"), max_length=20, blank=True)

    panels: ClassVar = [
        TitleFieldPanel("name", targets=[], placeholder=False),
        FieldPanel("short_name"),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Topic(index.Indexed, TranslatableMixin, models.Model):
    """A word of the controlled vocabulary, with a page that gathers its articles."""

    slug = models.SlugField(_("slug"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)

    panels: ClassVar = [
        TitleFieldPanel("name", targets=[], placeholder=False),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]
    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "slug"], name="newsroom_topic_slug")
        ]

    def __str__(self) -> str:
        return self.name
