"""When an article may and will be released: embargo, schedule, bundle."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.newsroom.models.records import Record


class Embargo(Record):
    """Nothing of the article may leave the house before `until`. It releases nothing."""

    until = models.DateTimeField(_("embargoed until"))
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.article_id} until {self.until:%Y-%m-%d %H:%M}"


class Bundle(models.Model):
    """Articles that are released together at one instant, or not at all."""

    title = models.CharField(_("title"), max_length=120)
    release_at = models.DateTimeField(_("release at"))

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")

    def __str__(self) -> str:
        return self.title


class Outcome(models.TextChoices):
    """What became of a schedule."""

    OPEN = "open", _("waiting")
    RELEASED = "released", _("released")
    REPLACED = "replaced", _("replaced by another release")
    CANCELLED = "cancelled", _("cancelled")
    STOPPED = "stopped", _("stopped by the gate")


class Schedule(Record):
    """A version will be released at `release_at`, to the second. `at` and `by`: when planned."""

    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    release_at = models.DateTimeField(_("release at"), db_index=True)
    bundle = models.ForeignKey(
        Bundle,
        verbose_name=_("bundle"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="schedules",
    )
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_why = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(outcome="open"),
                name="newsroom_one_open_schedule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.release_at:%Y-%m-%d %H:%M:%S}"
