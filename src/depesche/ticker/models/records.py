"""What was done to an entry: by whom, when, why. Records, never flags."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.ticker.models.entry import Entry, Version


class _Record(models.Model):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="%(class)ss")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "pk"]


class Release(_Record):
    """A version became the public one."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="releases")
    first = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.entry_id} at {self.at:%Y-%m-%d %H:%M:%S}"


class Withdrawal(_Record):
    """The entry is gone from the ticker; `reason` stands on the tombstone. `with_article`: nobody
    withdrew it, its article was retracted."""

    with_article = models.BooleanField(default=False, editable=False)
    reason = models.TextField(_("reason for readers"))
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.reason


class Correction(_Record):
    """A public, dated note under the entry. `reason` is for the desk only."""

    text = models.TextField(_("text for readers"))
    reason = models.CharField(_("reason"), max_length=250)

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    """What became of a submission or a schedule."""

    OPEN = "open", _("waiting")
    RELEASED = "released", _("released")
    REPLACED = "replaced", _("replaced by another version")
    CANCELLED = "cancelled", _("cancelled")
    SENT_BACK = "sent-back", _("sent back")
    STOPPED = "stopped", _("stopped")


class _Pending(_Record):
    """Something waits to happen with a version, and once only."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="%(class)ss")
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_why = models.TextField(blank=True)

    class Meta(_Record.Meta):
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(outcome="open"),
                name="ticker_one_open_%(class)s",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.outcome}"


class Submission(_Pending):
    """Somebody who may not release asks for it."""


class Schedule(_Pending):
    """A version will be released at `release_at`, to the second. `at` and `by`: when planned."""

    release_at = models.DateTimeField(_("release at"), db_index=True)


class Silence(models.Model):
    """The articles of a section do not appear in the ticker by themselves, until it ends."""

    section = models.ForeignKey("newsroom.Section", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["section"],
                condition=models.Q(ended_at=None),
                name="ticker_silent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section_id} since {self.at:%Y-%m-%d}"
