"""One language's edition: its front page with slots, its sections, the breaking banner."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from depesche.newsroom.models.address import TAKEN, Addressed

LANGUAGE_CODES = {code for code, _name in settings.LANGUAGES}


class FrontPage(Addressed, Page):
    """The root of one language's edition; its slug is the language code."""

    description = models.TextField(_("description for search engines"), blank=True)
    imprint = models.TextField(_("imprint (HTML)"), blank=True)
    privacy = models.TextField(_("privacy statement (HTML)"), blank=True)

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["newsroom.Section"]
    content_panels: ClassVar = [
        *Page.content_panels,
        InlinePanel("slots", label=_("slot"), heading=_("Slots, the most important first")),
        FieldPanel("description"),
    ]
    settings_panels: ClassVar = [
        FieldPanel("imprint"),
        FieldPanel("privacy"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def clean(self) -> None:
        """Addresses and language are read from the slug. Raises ValidationError."""
        super().clean()
        if self.slug not in LANGUAGE_CODES:
            raise ValidationError(
                {"slug": _("The slug of a front page is its language code, such as “de”.")}
            )


class Slot(Orderable):
    """An article that an editor put on the front page, until a time if wanted."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="slots")
    article = models.ForeignKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )
    until = models.DateTimeField(_("until"), null=True, blank=True)

    panels: ClassVar = [PageChooserPanel("article", "newsroom.Article"), FieldPanel("until")]

    def __str__(self) -> str:
        return f"{self.front_id}: {self.article_id}"


class Section(Addressed, Page):
    """A section of one edition, such as "Politik"."""

    # By default the reverse name would be Page.section, which Article.section needs.
    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, related_name="as_section"
    )
    description = models.TextField(_("description"), blank=True)

    parent_page_types: ClassVar = ["newsroom.FrontPage"]
    subpage_types: ClassVar = ["newsroom.Article"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("description")]
    # Wagtail's own schedule would take a section down behind the wire's back.
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def was_printed(self) -> bool:
        """Whether an article in it has ever been released."""
        return self.articles.filter(first_released_at__isnull=False).exists()

    def clean(self) -> None:
        """Addresses that readers know stay, and those of the house. Raises ValidationError."""
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError(
                {"slug": _("This address belongs to the paper itself; please choose another.")}
            )
        stored = Section.objects.filter(pk=self.pk).first()
        if stored and stored.slug != self.slug and stored.was_printed:
            raise ValidationError(
                {"slug": _("Articles were released under this address; it cannot change.")}
            )


class Banner(models.Model):
    """A breaking line over every page of one edition, with an end."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.CharField(_("text"), max_length=160)
    article = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    until = models.DateTimeField(_("until"))
    raised_at = models.DateTimeField(editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("breaking banner")
        verbose_name_plural = _("breaking banners")
        ordering: ClassVar = ["-raised_at"]

    def __str__(self) -> str:
        return self.text
