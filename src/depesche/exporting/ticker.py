"""The entries of the ticker as feeds tell them: Atom, and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from depesche.exporting.feeds import content
from depesche.exporting.printable import absolute, legal
from depesche.exporting.queries import EPOCH, Amends, Entry, Subject, urn
from depesche.kit import text, typed
from depesche.newsroom import keys as newsroom_keys
from depesche.newsroom.models import Topic
from depesche.pictures import keys as picture_keys
from depesche.ticker import keys, queries
from depesche.ticker.models import Entry as Told
from depesche.ticker.models import Urgency, Version

JSON_FEED = "https://jsonfeed.org/version/1.1"
TITLE_LENGTH = 90


def entries(language: str, *, paper: UUID, most: int) -> list[Entry]:
    """The newest entries. paper: names the edition for ever, and with it each entry."""
    spots = queries.stretch(language, length=most).spots
    numbers = [spot.id for spot in spots]
    found = queries.entries(numbers)
    versions = Version.objects.filter(pk__in=[one.public_id for one in found.values()])
    topics = {
        version.pk: list(version.topics.all())
        for version in versions.prefetch_related(Prefetch("topics", Topic.objects.order_by("name")))
    }
    amended = queries.corrections(numbers)
    return [
        _entry(told, told.public, topics.get(told.public.pk, []), amended.get(number, []), paper)
        for number in numbers
        if (told := found.get(number)) and told.public
    ]


def _entry(
    told: Told, version: Version, topics: list[Topic], amended: Sequence[Any], paper: UUID
) -> Entry:
    words = typed.plain(version.text)
    released_at = told.first_released_at or EPOCH
    moments = [released_at, told.updated_at or released_at, *(one.at for one in amended)]
    shown = {keys.entry(told.pk), *(newsroom_keys.topic(topic.pk) for topic in topics)}
    if version.picture_id:
        shown.add(picture_keys.picture(version.picture_id))
    return Entry(
        urn=urn(paper, f"entry {told.pk}"),
        url=absolute(told.address),
        headline=legal(version.headline or text.shortened(words, TITLE_LENGTH)),
        lead=legal(words),
        signatures=(),
        subjects=tuple(_subjects(version, topics)),
        released_at=released_at,
        updated_at=max(moments),
        amends=tuple(Amends(one.at, legal(one.text)) for one in amended),
        enclosure=None,
        keys=frozenset(shown),
        html=legal(typed.rich(version.text)),
    )


def _subjects(version: Version, topics: list[Topic]) -> list[Subject]:
    found = [Subject(legal(topic.slug), legal(topic.name)) for topic in topics]
    if version.urgency != Urgency.NORMAL:
        found.append(Subject(version.urgency, version.urgency))
    return found


def json_feed(entries_: Sequence[Entry], **said: str) -> str:
    """The entries as JSON Feed. said: title, home_page_url, feed_url, language, icon …"""
    items = [
        {
            "id": entry.urn,
            "url": entry.url,
            "title": entry.headline,
            "content_html": str(content(entry)),
            "date_published": entry.released_at.isoformat(timespec="seconds"),
            "date_modified": entry.updated_at.isoformat(timespec="seconds"),
            "tags": [subject.label for subject in entry.subjects],
        }
        for entry in entries_
    ]
    return json.dumps({"version": JSON_FEED, **said, "items": items}, ensure_ascii=False)
