"""The entry, and what it says."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from depesche.newsroom.models.address import edition_address
from depesche.pictures.models import Label

LONGEST_TEXT = 1000
LONGEST_HEADLINE = 120


class Urgency(models.TextChoices):
    """How urgent an entry is."""

    NORMAL = "normal", pgettext_lazy("urgency of an entry", "normal")
    URGENT = "urgent", pgettext_lazy("urgency of an entry", "urgent")
    BREAKING = "breaking", pgettext_lazy("urgency of an entry", "breaking")


class Entry(models.Model):
    """One row of the ticker: one id and one address, whatever becomes of it.

    `number` is the place in lists: milliseconds of the first release, set as long as the entry is
    public, so that (number, id) pages without gap or double. `latest` is the version that is
    edited, `public` the one readers see or last saw. `article`: told of in this entry, which then
    leads there; of an article there is one entry.
    """

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.BigIntegerField(null=True, editable=False)
    article = models.OneToOneField(
        "newsroom.Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="ticker_entry",
    )
    latest = models.ForeignKey(
        "ticker.Version", null=True, editable=False, on_delete=models.RESTRICT, related_name="+"
    )
    public = models.ForeignKey(
        "ticker.Version", null=True, editable=False, on_delete=models.RESTRICT, related_name="+"
    )
    first_released_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("ticker entry")
        verbose_name_plural = _("ticker entries")
        indexes: ClassVar = [
            models.Index(
                fields=["language", "-number", "-id"],
                condition=models.Q(number__isnull=False),
                name="ticker_latest",
            ),
        ]
        permissions: ClassVar = [("release_entry", "Can release, replace and withdraw entries")]

    def __str__(self) -> str:
        return f"{self.language} {self.pk}"

    @property
    def copy(self) -> Version:
        """The version that is edited; there is always one."""
        if self.latest is None:
            raise ValueError(f"The entry {self.pk} has no version.")
        return self.latest

    @property
    def is_public(self) -> bool:
        """Whether readers may see it now."""
        return self.number is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers saw it and may not any more."""
        return self.number is None and self.first_released_at is not None

    @property
    def address(self) -> str:
        """The path readers use. The word is the same in every edition."""
        return f"{edition_address(self.language)}ticker/{self.pk}/"


class Version(models.Model):
    """What an entry says, as somebody wrote it once. It never changes; an edit is a new one.

    `text` is typed text (`kit.typed`): short, with bold, italics and links. `from_article`: nobody
    wrote it, it was taken from the article and follows it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_article = models.BooleanField(default=False, editable=False)
    text = models.TextField(_("text"), blank=True)
    headline = models.CharField(_("headline"), max_length=LONGEST_HEADLINE, blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    link = models.CharField(_("link"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    happened_at = models.DateTimeField(_("time of the event"), null=True, blank=True)
    picture = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    label = models.CharField(_("label"), max_length=20, choices=Label, blank=True)
    sections = models.ManyToManyField(
        "newsroom.Section", blank=True, verbose_name=_("sections"), related_name="+"
    )
    topics = models.ManyToManyField(
        "newsroom.Topic", blank=True, verbose_name=_("topics"), related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "number"], name="ticker_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.number}"


class Filing(models.Model):
    """A public entry stands under a section. Derived at release, never typed: with the number,
    so that the list of a section reads only the rows it shows."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="filings")
    section = models.ForeignKey("newsroom.Section", on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "section"], name="ticker_filed_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["section", "-number", "-entry"], name="ticker_in_section"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.section_id}"
