"""Embargo, schedule, bundle, and releasing what is due."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.models import Revision

from depesche.kit import clock
from depesche.newsroom.actions.errors import NewsroomRefuses, ReasonIsMissing, TimeIsPast
from depesche.newsroom.actions.releasing import publish
from depesche.newsroom.models import Article, Bundle, Embargo, Outcome, Schedule

log = logging.getLogger(__name__)


@transaction.atomic
def schedule(
    article: Article,
    *,
    release_at: datetime,
    by: AbstractUser | None,
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
    title: str, articles: Iterable[Article], *, release_at: datetime, by: AbstractUser | None
) -> Bundle:
    """Plan the release of several articles at one instant: all of them, or none.

    Raises TimeIsPast.
    """
    made = Bundle.objects.create(title=title, release_at=release_at)
    for article in articles:
        schedule(article, release_at=release_at, by=by, bundle=made)
    return made


@transaction.atomic
def cancel_schedule(article: Article, *, by: AbstractUser | None, why: str = "") -> bool:
    """Drop the planned release of an article; whether there was one."""
    return bool(
        article.schedules.filter(outcome=Outcome.OPEN).update(
            outcome=Outcome.CANCELLED, closed_at=clock.now(), closed_by=by, closed_why=why
        )
    )


@transaction.atomic
def embargo(
    article: Article, *, until: datetime, by: AbstractUser | None, reason: str = ""
) -> Embargo:
    """Forbid that anything of the article leaves the house before `until`.

    Raises TimeIsPast.
    """
    if until <= clock.now():
        raise TimeIsPast
    return Embargo.objects.create(
        article=article, at=clock.now(), by=by, until=until, reason=reason.strip()
    )


@transaction.atomic
def lift_embargo(article: Article, *, by: AbstractUser | None, reason: str) -> None:
    """End an embargo early, with a reason on record. Raises ReasonIsMissing."""
    if not reason.strip():
        raise ReasonIsMissing
    for standing in article.embargos.filter(lifted_at=None, until__gt=clock.now()):
        standing.lifted_at, standing.lifted_by = clock.now(), by
        standing.reason = f"{standing.reason} · {reason.strip()}".strip(" ·")[:250]
        standing.save()


def release_what_is_due() -> int:
    """Release every schedule whose time has come, missed ones of a downtime as well.

    A bundle is released in one transaction. What the gate or an embargo stops is closed as
    stopped, with the reason, and shown at the desk. Returns how many articles were released.
    """
    due = Schedule.objects.filter(outcome=Outcome.OPEN, release_at__lte=clock.now())
    groups: dict[object, list[int]] = {}
    for id_, bundle_id in due.order_by("release_at", "pk").values_list("pk", "bundle_id"):
        groups.setdefault(bundle_id and ("bundle", bundle_id) or id_, []).append(id_)
    return sum(_release_together(ids) for ids in groups.values())


def _release_together(ids: list[int]) -> int:
    try:
        with transaction.atomic():
            planned = list(
                Schedule.objects.select_for_update()
                .filter(pk__in=ids, outcome=Outcome.OPEN)
                .order_by("pk")
            )
            for one in planned:
                one.outcome, one.closed_at = Outcome.RELEASED, clock.now()
                one.save(update_fields=["outcome", "closed_at"])
                publish(one.article, by=one.by, revision=one.revision)
            return len(planned)
    except NewsroomRefuses as refusal:
        log.warning("A scheduled release was stopped: %s", refusal)
        Schedule.objects.filter(pk__in=ids, outcome=Outcome.OPEN).update(
            outcome=Outcome.STOPPED, closed_at=clock.now(), closed_why=str(refusal)
        )
        return 0
