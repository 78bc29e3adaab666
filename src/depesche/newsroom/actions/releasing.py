"""The one road to readers: release, and taking back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom import events, gate, keys, queries
from depesche.newsroom.actions.addressing import keep_old_address
from depesche.newsroom.actions.errors import (
    ArticleIsEmbargoed,
    ArticleIsNotPublic,
    ArticleIsRetracted,
    GateIsShut,
    ReasonIsMissing,
    TimeIsAhead,
    VersionIsGone,
)
from depesche.newsroom.models import (
    Article,
    FileUse,
    Outcome,
    Override,
    Publication,
    Retraction,
    Schedule,
    by_action,
)
from depesche.newsroom.uses import file_uses, picture_uses
from depesche.pictures import actions as pictures
from depesche.wire import actions as wire


@transaction.atomic
def publish(
    article: Article,
    *,
    by: Person | None,
    at: datetime | None = None,
    revision: Revision | None = None,
    override: str = "",
) -> Publication:
    """Make a version (default: the latest draft) the public one.

    at: the instant it counts from, now or past (an imported article's own date).
    override: why it is released although the gate stops it; logged.
    A schedule that was open is closed as replaced and shown at the desk.
    Raises ArticleIsEmbargoed, ArticleIsRetracted, GateIsShut, TimeIsAhead.
    """
    instant = at or clock.now()
    if instant > clock.now():
        raise TimeIsAhead
    current = Article.objects.select_for_update().get(pk=article.pk)
    revision = revision or current.latest_revision or current.save_revision(user=by)
    if str(revision.object_id) != str(current.pk):
        raise ValueError(f"{revision} is a version of another article.")
    version: Article = revision.as_object()
    _refuse_what_may_not(current, version, by=by, override=override)
    before = keys.touched(current)
    publication = _make_public(current, revision, by=by, at=instant)
    _replace_schedule(current, by=by, released=revision)
    old_path = current.url_path
    current = Article.objects.get(pk=current.pk)
    _show_pictures_and_files(current)
    touched = before | keys.touched(current)
    wire.append(_release_event(current, publication), keys=touched)
    if not publication.first and old_path != current.url_path:
        wire.append(
            events.ArticleMoved(article=current.pk, language=current.language), keys=touched
        )
    return publication


def _show_pictures_and_files(article: Article) -> None:
    """From now on readers may fetch exactly what the public version shows."""
    pictures.show(keys.article(article.pk), (use.picture.pk for use in picture_uses(article)))
    wanted = file_uses(article)
    article.file_uses.exclude(document_id__in=wanted).delete()
    for number in wanted:
        FileUse.objects.get_or_create(article=article, document_id=number)


def _refuse_embargoed(article: Article) -> None:
    if embargo := queries.standing_embargo(article):
        raise ArticleIsEmbargoed(embargo)


def _refuse_what_may_not(
    current: Article, version: Article, *, by: Person | None, override: str
) -> None:
    _refuse_embargoed(current)
    if current.retractions.filter(taken_back_at=None).exists():
        raise ArticleIsRetracted
    findings = gate.check(version)
    if any(finding.stops for finding in findings):
        if not override.strip():
            raise GateIsShut(findings)
        Override.objects.create(
            article=current,
            at=clock.now(),
            by=by,
            findings=[finding.record() for finding in findings],
            reason=override.strip(),
        )


def _make_public(
    current: Article, revision: Revision, *, by: Person | None, at: datetime
) -> Publication:
    """Let the revision become the public version, and put that on record."""
    first = current.first_released_at is None
    material = bool(revision.content.get("update_is_material")) and not first
    changed_at = at if material else current.materially_changed_at
    version = _put_up(
        revision, by=by, released_at=current.first_released_at or at, changed_at=changed_at
    )
    _forget_material_mark(revision)
    if current.is_public and current.url_path != version.url_path:
        keep_old_address(current, version)
    return Publication.objects.create(
        article=current, at=at, by=by, revision=revision, first=first, material=material
    )


def _put_up(
    revision: Revision,
    *,
    by: Person | None,
    released_at: datetime,
    changed_at: datetime | None,
) -> Article:
    """Let Wagtail publish the revision, with our own numbers in the row."""
    action = PublishPageRevisionAction(revision, user=by, changed=True)
    version: Article = action.object
    version.first_released_at = released_at
    version.number = clock.milliseconds(released_at)
    version.materially_changed_at = changed_at
    version.update_is_material = False
    version.go_live_at = version.expire_at = None
    with by_action():
        action.execute(skip_permission_checks=True)
    return version


def _forget_material_mark(revision: Revision) -> None:
    """The mark belongs to one release; the next edit starts without it."""
    if revision.content.get("update_is_material"):
        revision.content["update_is_material"] = False
        revision.save(update_fields=["content"])


def _replace_schedule(article: Article, *, by: Person | None, released: Revision) -> None:
    """Another release makes a planned one senseless; it is kept and shown, never dropped."""
    Schedule.objects.filter(article=article, outcome=Outcome.OPEN).update(
        outcome=Outcome.REPLACED,
        closed_at=clock.now(),
        closed_by=by,
        closed_why=f"revision {released.pk}",
    )


def _release_event(
    article: Article, publication: Publication
) -> events.ArticleReleased | events.ArticleUpdated:
    if publication.first:
        return events.ArticleReleased(article=article.pk, language=article.language)
    return events.ArticleUpdated(
        article=article.pk, language=article.language, material=publication.material
    )


@transaction.atomic
def retract(article: Article, *, reason: str, by: Person | None) -> Retraction:
    """Take a released article out of the paper; a tombstone with the reason stays.

    Raises ArticleIsNotPublic, ReasonIsMissing.
    """
    if not reason.strip():
        raise ReasonIsMissing
    current = Article.objects.select_for_update().get(pk=article.pk)
    if not current.is_public:
        raise ArticleIsNotPublic
    touched = keys.touched(current) | {keys.corrections(current.language)}
    Article.objects.filter(pk=current.pk).update(number=None, live=False)
    retraction = Retraction.objects.create(
        article=current, at=clock.now(), by=by, reason=reason.strip()
    )
    pictures.show(keys.article(current.pk), ())
    wire.append(
        events.ArticleRetracted(article=current.pk, language=current.language), keys=touched
    )
    return retraction


@transaction.atomic
def take_back_retraction(article: Article, *, by: Person | None) -> None:
    """Put a retracted article back as readers last saw it; the retraction stays on record.

    What was typed since stays a draft. Raises ArticleIsEmbargoed, VersionIsGone.
    """
    current = Article.objects.select_for_update().get(pk=article.pk)
    _refuse_embargoed(current)
    standing = current.retractions.filter(taken_back_at=None)
    if not standing.update(taken_back_at=clock.now(), taken_back_by=by):
        return
    last_seen = current.publications.exclude(revision=None).last()
    if last_seen is None or current.first_released_at is None:
        raise VersionIsGone
    _put_up(
        last_seen.revision,
        by=by,
        released_at=current.first_released_at,
        changed_at=current.materially_changed_at,
    )
    current = Article.objects.get(pk=current.pk)
    _show_pictures_and_files(current)
    wire.append(
        events.ArticleReleased(article=current.pk, language=current.language),
        keys=keys.touched(current) | {keys.corrections(current.language)},
    )
