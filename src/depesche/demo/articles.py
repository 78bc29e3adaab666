"""Laying the demo articles: written as drafts first, then released in the order of their times."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from wagtail.models import Locale

from depesche.demo import body, reading
from depesche.demo.reading import Manuscript
from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.models import (
    Agency,
    Article,
    Author,
    Byline,
    FrontPage,
    Section,
    Slot,
    Topic,
)
from depesche.readers.models import Reader

Written = dict[tuple[str, str], Article]
ADVISED_AGAINST = "Demo: the picture desk has been told."


def write(archive: body.Archive, by: Reader) -> Written:
    """All manuscripts as drafts; by language and slug."""
    written: Written = {}
    sections = {(one.edition, one.slug): one for one in Section.objects.filter(depth=3)}
    for manuscript in reading.manuscripts():
        original = written.get(("de", manuscript.translation_of))
        section = sections[manuscript.language, manuscript.section]
        article = section.add_child(instance=_draft(manuscript, original, archive, by))
        article.topics.set(_topics(manuscript))
        written[manuscript.language, manuscript.slug] = article
    return written


def _draft(
    manuscript: Manuscript, original: Article | None, archive: body.Archive, by: Reader
) -> Article:
    picture = manuscript.picture
    article = Article(
        title=manuscript.headline,
        slug=manuscript.slug,
        live=False,
        owner=by,
        locale=Locale.objects.get(language_code=manuscript.language),
        kicker=manuscript.kicker,
        short_headline=manuscript.short_headline,
        lead=manuscript.lead,
        place_line=manuscript.place,
        lead_picture=archive.pictures.get(picture.get("slug", "")),
        lead_caption=picture.get("caption", ""),
        lead_label=picture.get("label", ""),
    )
    if original:
        article.translation_key = original.translation_key
    if manuscript.event_days_ago is not None:
        article.event_date = clock.local_date(ago(24 * manuscript.event_days_ago))
    lines = [Byline(author=Author.objects.get(slug=slug)) for slug in manuscript.authors]
    lines += [Byline(agency=Agency.objects.get(slug=slug)) for slug in manuscript.agencies]
    article.bylines = lines  # type: ignore[misc]  # modelcluster takes a list
    return article


def _topics(manuscript: Manuscript) -> list[Topic]:
    """Files name topics by their German slug, whatever their language."""
    originals = Topic.objects.filter(locale__language_code="de", slug__in=manuscript.topics)
    keys = originals.values_list("translation_key", flat=True)
    return list(
        Topic.objects.filter(translation_key__in=keys, locale__language_code=manuscript.language)
    )


def lay(written: Written, archive: body.Archive, people: dict[str, Reader]) -> None:
    """Bring every article into the state its file says, the oldest first."""
    week = actions.bundle(
        "Vorschau auf die Woche", (), release_at=clock.now() + timedelta(hours=5), by=None
    )
    for manuscript in sorted(reading.manuscripts(), key=lambda one: -one.hours_ago):
        article = written[manuscript.language, manuscript.slug]
        known = {slug: one for (lang, slug), one in written.items() if lang == article.language}
        pieces = body.blocks(
            manuscript.body, body.Archive(archive.pictures, archive.documents, known)
        )
        if manuscript.state in {"released", "retracted"}:
            _release(article, manuscript, pieces, people)
            continue
        _save(article, pieces, by=people["reporter"])
        ahead = clock.now() + timedelta(hours=manuscript.in_hours)
        if manuscript.state == "scheduled":
            actions.schedule(article, release_at=week.release_at, by=people["editor"], bundle=week)
        elif manuscript.state == "embargoed":
            actions.embargo(article, until=ahead, by=people["chief"], reason="Sperrfrist")
        elif manuscript.state == "review" and (workflow := article.get_workflow()):
            workflow.start(article, people["reporter"])


def _release(
    article: Article,
    manuscript: Manuscript,
    pieces: list[body.Raw],
    people: dict[str, Reader],
) -> None:
    """Release it; an updated one first without its last paragraph, so that its history tells."""
    by = people["editor"]
    if manuscript.updated_hours_ago is not None:
        _save(article, _as_known_at_first(pieces), by=by)
        actions.publish(article, by=by, at=ago(manuscript.hours_ago), override=ADVISED_AGAINST)
        article = Article.objects.get(pk=article.pk)
        article.update_is_material = True
        _save(article, pieces, by=by)
        updated = ago(manuscript.updated_hours_ago)
        actions.publish(article, by=by, at=updated, override=ADVISED_AGAINST)
    else:
        _save(article, pieces, by=by)
        actions.publish(article, by=by, at=ago(manuscript.hours_ago), override=ADVISED_AGAINST)
    for one in manuscript.corrections:
        actions.correct(
            article, text=one["text"], reason=one["reason"], by=by, at=ago(one["hours_ago"])
        )
    if manuscript.retraction:
        actions.retract(article, reason=manuscript.retraction["reason"], by=people["chief"])


def _as_known_at_first(pieces: list[body.Raw]) -> list[body.Raw]:
    last = max(n for n, piece in enumerate(pieces) if piece["type"] == "paragraph")
    return pieces[:last] + pieces[last + 1 :]


def _save(article: Article, pieces: list[body.Raw], *, by: Reader) -> None:
    article.body = json.dumps(pieces)  # type: ignore[assignment]
    article.save_revision(user=by)


def arrange(fronts: dict[str, FrontPage], written: Written) -> None:
    """Fill the slots of the front pages."""
    for language, front in fronts.items():
        for order, slug in enumerate(reading.front(language)):
            Slot.objects.create(front=front, article=written[language, slug], sort_order=order)
        actions.arrange_front(front)


def ago(hours: float) -> datetime:
    """The instant that many hours before now."""
    return clock.now() - timedelta(hours=hours)
