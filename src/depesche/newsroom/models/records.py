"""What was done to an article: by whom, when, why. Records, never flags."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """Something somebody did to an article."""

    article = models.ForeignKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "pk"]


class Publication(Record):
    """A version became the public one. The revision is kept: readers may ask for the history."""

    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    first = models.BooleanField()
    material = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.article_id} at {self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def is_withheld(self) -> bool:
        """Whether readers are not shown it in the history of the article."""
        return any(one.taken_back_at is None for one in self.withholdings.all())


class Correction(Record):
    """A public, dated note under the article. `reason` is for the desk only."""

    text = models.TextField(_("text for readers"))
    reason = models.CharField(_("reason"), max_length=250)

    def __str__(self) -> str:
        return self.text


class Retraction(Record):
    """The article is gone from the paper; `reason` stands on the tombstone."""

    reason = models.TextField(_("reason for readers"))
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.reason


class Withholding(Record):
    """A former version is not shown in the public history: words that a court forbade, say, or
    the address of somebody who needs protection. `reason` is for the desk only."""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="withholdings"
    )
    reason = models.CharField(_("reason"), max_length=250)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.reason


class Override(Record):
    """A release against the gate: what it named, and why it was released all the same."""

    findings = models.JSONField()
    reason = models.CharField(_("reason"), max_length=250)

    def __str__(self) -> str:
        return self.reason


class FormerAddress(models.Model):
    """A path under which an article once stood in public; it leads to the present one."""

    path = models.CharField(max_length=400, unique=True)
    article = models.ForeignKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="former_addresses"
    )

    def __str__(self) -> str:
        return self.path


class FileUse(models.Model):
    """A document that the released version of an article offers; as long as there is one that
    is public, so is the document. Derived at release, never typed."""

    article = models.ForeignKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="file_uses"
    )
    document = models.ForeignKey("wagtaildocs.Document", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "document"], name="newsroom_file_use")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} in {self.article_id}"
