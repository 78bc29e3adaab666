"""What the desk says over the editor: how the article stands, and what the gate would name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from depesche.newsroom import gate, queries
from depesche.newsroom.models import (
    Article,
    Embargo,
    Outcome,
    Publication,
    Retraction,
    Schedule,
    Standing,
    standings,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A finding of the gate with where it is: in words, and as a link into the editor."""

    message: str
    stops: bool
    where: str
    link: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything the desk has to say of one article. version: the latest draft."""

    article: Article
    standings: list[Standing]
    findings: list[Named]
    schedule: Schedule | None
    schedule_is_outdated: bool
    unseen: list[Schedule]
    embargo: Embargo | None
    retraction: Retraction | None
    last_publication: Publication | None

    @property
    def is_waiting(self) -> bool:
        """Whether there is something readers have not seen."""
        return Standing.RELEASED not in self.standings

    @property
    def stops(self) -> list[Named]:
        """What keeps it from being released."""
        return [finding for finding in self.findings if finding.stops]

    @property
    def warnings(self) -> list[Named]:
        """What is worth a second look."""
        return [finding for finding in self.findings if not finding.stops]


def of(article: Article) -> Notice:
    """The notice of an article, as its latest saved draft is."""
    version: Article = article.get_latest_revision_as_object()
    schedule = queries.open_schedule(article)
    return Notice(
        article=article,
        standings=standings(article),
        findings=findings(version),
        schedule=schedule,
        schedule_is_outdated=bool(schedule and schedule.revision_id != article.latest_revision_id),
        unseen=list(unseen().filter(article=article)),
        embargo=queries.standing_embargo(article),
        retraction=article.retractions.filter(taken_back_at=None).last(),
        last_publication=article.publications.select_related("by").last(),
    )


def unseen() -> QuerySet[Schedule]:
    """Plans that another release replaced or the gate stopped, until somebody has seen it."""
    return (
        Schedule.objects.filter(outcome__in=(Outcome.REPLACED, Outcome.STOPPED), seen_at=None)
        .select_related("article", "by", "closed_by", "bundle")
        .order_by("-closed_at", "-pk")
    )


def findings(version: Article) -> list[Named]:
    """What the gate says of a version, ready to be clicked."""
    return [_named(finding, version) for finding in gate.check(version)]


def _named(finding: gate.Finding, version: Article) -> Named:
    editor = reverse("wagtailadmin_pages:edit", args=[version.pk])
    path, where = _place(finding.place, version)
    link = f"{editor}#:w:contentpath={path}" if path else editor
    return Named(str(finding.message), finding.stops, where, link)


def _place(place: str, version: Article) -> tuple[str, str]:
    """Wagtail's path of a field or a block, and what a person calls it."""
    name, _space, number = place.partition(" ")
    if number:
        block = version.body[int(number) - 1]
        words = {"number": number, "block": block.block.label or block.block_type}
        return f"body.{block.id}", _("body, block %(number)s: %(block)s") % words
    if name == "bylines":
        return "", _("bylines")
    label = _("headline") if name == "title" else version._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return name, str(label)


def may_override(user: AbstractUser) -> bool:
    """Whether somebody may release against the gate."""
    return user.has_perm("newsroom.override_gate")


def messages_after_release(notices: list[Named]) -> Iterator[str]:
    """The warnings as sentences that name their place."""
    for named in notices:
        yield f"{named.where}: {named.message}" if named.where else named.message
