"""Embargo, schedule, bundle, and releasing what is due."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import Revision

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom.actions.errors import (
    NewsroomRefuses,
    ReasonIsMissing,
    TimeIsPast,
    VersionIsGone,
)
from depesche.newsroom.actions.releasing import publish
from depesche.newsroom.models import Article, Bundle, Embargo, Outcome, Schedule

log = logging.getLogger(__name__)


@transaction.atomic
def schedule(
    article: Article,
    *,
    release_at: datetime,
    by: Person | None,
    revision: Revision | None = None,
    bundle: Bundle | None = None,
) -> Schedule:
    """Plan the release of a version (default: the latest). An earlier plan is cancelled.

    Raises TimeIsPast.
    """
    if release_at <= clock.now():
        raise TimeIsPast
    current = Article.objects.select_for_update().get(pk=article.pk)
    cancel_schedule(current, by=by, why="scheduled anew")
    return Schedule.objects.create(
        article=current,
        at=clock.now(),
        by=by,
        revision=revision or current.latest_revision or current.save_revision(user=by),
        release_at=release_at,
        bundle=bundle,
    )


@transaction.atomic
def bundle(
    title: str, articles: Iterable[Article], *, release_at: datetime, by: Person | None
) -> Bundle:
    """Plan the release of several articles at one instant: all of them, or none.

    Raises TimeIsPast.
    """
    made = Bundle.objects.create(title=title, release_at=release_at)
    for article in articles:
        schedule(article, release_at=release_at, by=by, bundle=made)
    return made


@transaction.atomic
def cancel_schedule(article: Article, *, by: Person | None, why: str = "") -> bool:
    """Drop the planned release of an article; whether there was one."""
    return bool(
        article.schedules.filter(outcome=Outcome.OPEN).update(
            outcome=Outcome.CANCELLED, closed_at=clock.now(), closed_by=by, closed_why=why
        )
    )


@transaction.atomic
def embargo(article: Article, *, until: datetime, by: Person | None, reason: str = "") -> Embargo:
    """Forbid that anything of the article leaves the house before `until`.

    Raises TimeIsPast.
    """
    if until <= clock.now():
        raise TimeIsPast
    return Embargo.objects.create(
        article=article, at=clock.now(), by=by, until=until, reason=reason.strip()
    )


@transaction.atomic
def lift_embargo(article: Article, *, by: Person | None, reason: str) -> None:
    """End an embargo early, with a reason on record. Raises ReasonIsMissing."""
    if not reason.strip():
        raise ReasonIsMissing
    for standing in article.embargos.filter(lifted_at=None, until__gt=clock.now()):
        standing.lifted_at, standing.lifted_by = clock.now(), by
        standing.reason = f"{standing.reason} · {reason.strip()}".strip(" ·")[:250]
        standing.save()


@transaction.atomic
def mark_seen(closed: Schedule) -> None:
    """Somebody at the desk took notice of a plan that was replaced or stopped."""
    Schedule.objects.filter(pk=closed.pk, seen_at=None).update(seen_at=clock.now())


def release_what_is_due() -> int:
    """Release every schedule whose time has come, missed ones of a downtime as well.

    A bundle is released in one transaction. What the gate or an embargo stops is closed as
    stopped, with the reason, and shown at the desk. Returns how many articles were released.
    """
    due = Schedule.objects.filter(outcome=Outcome.OPEN, release_at__lte=clock.now())
    groups: dict[object, list[int]] = {}
    for id_, bundle_id in due.order_by("release_at", "pk").values_list("pk", "bundle_id"):
        groups.setdefault(("bundle", bundle_id) if bundle_id else id_, []).append(id_)
    return sum(_release_or_stop(ids) for ids in groups.values())


def _release_or_stop(ids: list[int]) -> int:
    """Release what was planned together, or say on every one of them why not.

    Whatever goes wrong, the others are released. Without the database the plan stays open.
    """
    try:
        return _release_together(ids)
    except NewsroomRefuses as refusal:
        log.warning("A scheduled release was stopped: %s", refusal)
        why = str(refusal)
    except (OperationalError, InterfaceError):
        log.exception("A scheduled release is tried again.")
        return 0
    except Exception as error:
        log.exception("A scheduled release failed.")
        why = f"{type(error).__name__}: {error}"
    Schedule.objects.filter(pk__in=ids, outcome=Outcome.OPEN).update(
        outcome=Outcome.STOPPED, closed_at=clock.now(), closed_why=why
    )
    return 0


@transaction.atomic
def _release_together(ids: list[int]) -> int:
    """Raises what `publish` raises, and VersionIsGone; then nothing of it is released."""
    # In the order in which `publish` locks, or the two could wait for each other.
    articles = Schedule.objects.filter(pk__in=ids).values("article")
    list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk"))
    planned = Schedule.objects.filter(pk__in=ids, outcome=Outcome.OPEN).order_by("release_at", "pk")
    instant = clock.now()
    released = 0
    for one in planned.select_related("article", "revision", "by"):
        _release_planned(one, at=instant)
        released += 1
    return released


def _release_planned(one: Schedule, *, at: datetime) -> None:
    one.outcome, one.closed_at = Outcome.RELEASED, at
    one.save(update_fields=["outcome", "closed_at"])
    try:
        if one.revision is None:
            raise VersionIsGone
        publish(one.article, by=one.by, at=at, revision=one.revision)
    except NewsroomRefuses as refusal:
        if one.bundle_id is None:
            raise
        raise NewsroomRefuses(f"{one.article.headline}: {refusal}") from refusal
