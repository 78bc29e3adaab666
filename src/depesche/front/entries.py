"""Entries of the ticker as pages show them, and the one piece of HTML that each of them is.

The ticker, the rail, an entry's own page and the live stream all show `fragment`: what is sent to
a page that stands open is what a fresh one would hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import get_language

from depesche.front import addresses
from depesche.front.faces import CorrectionFace, DayFace, EntryFace, NavItem, PictureFace, ShareFace
from depesche.front.prints import Prints
from depesche.front.surroundings import Surroundings, surroundings
from depesche.kit import typed
from depesche.newsroom import keys as newsroom_keys
from depesche.newsroom.models import Article, Topic
from depesche.newsroom.models.address import address_of
from depesche.pictures.queries import CARD, SHARE
from depesche.ticker import keys, queries
from depesche.ticker.models import Entry, Version

SIZES = "(min-width: 44rem) 20rem, 92vw"
"""`sizes` of a picture in an entry."""


def fragment(face: EntryFace) -> SafeString:
    """The HTML of an entry: one element called "entry-17", the same wherever it stands."""
    return _made(face, get_language() or "", get_current_timezone_name())


@lru_cache(maxsize=1024)
def _made(face: EntryFace, _language: str, _zone: str) -> SafeString:
    """A pure function of all three: of thirty entries on a page one is new."""
    return render_to_string("entry/entry.html", {"entry": face})


def fragments(language: str, numbers: Sequence[int]) -> dict[int, SafeString]:
    """The HTML of public entries by id, for pages that stand open. Withdrawn ones are missing."""
    faces = Reports(numbers, surroundings(language)).faces()
    return {face.number: fragment(face) for face in faces}


class Reports:
    """The faces of public entries in a given order, and the keys of what they show.

    Everything they name is found with six queries, however many there are.
    """

    def __init__(
        self, numbers: Sequence[int], around: Surroundings, prints: Prints | None = None
    ) -> None:
        found = queries.entries(numbers)
        self._entries = [found[number] for number in numbers if number in found]
        self._around = around
        self.prints = prints or Prints()
        self.prints.want((version.picture for _, version in self._public()), CARD)
        self._filed = queries.filed(numbers)
        self._corrections = queries.corrections(numbers)
        self._topics = _topics(version.pk for _, version in self._public())
        self._articles = _articles(entry.article_id for entry in self._entries)
        self.keys = {keys.entry(entry.pk) for entry in self._entries}
        self.keys |= {newsroom_keys.topic(t.pk) for ts in self._topics.values() for t in ts}
        self.keys |= {
            newsroom_keys.article(entry.article_id)
            for entry in self._entries
            if entry.article_id is not None
        }

    def faces(self) -> tuple[EntryFace, ...]:
        """The entries, in order."""
        return tuple(self._face(entry, version) for entry, version in self._public())

    def days(self) -> tuple[DayFace, ...]:
        """The same by day."""
        groups = groupby(self.faces(), key=lambda face: localtime(face.released_at).date())
        days = (tuple(faces) for _, faces in groups)
        return tuple(DayFace(faces[0].released_at, faces) for faces in days)

    def shared(self, face: ShareFace) -> ShareFace:
        """What other sites show of the first entry, with its picture if it has one."""
        picture = next((version.picture for _, version in self._public()), None)
        self.prints.want([picture], SHARE)
        return self.prints.shared(face, picture)

    def _public(self) -> Iterator[tuple[Entry, Version]]:
        for entry in self._entries:
            if entry.public is not None:
                yield entry, entry.public

    def _face(self, entry: Entry, version: Version) -> EntryFace:
        article = self._articles.get(entry.article_id or 0, "")
        target = article or version.link
        return EntryFace(
            number=entry.pk,
            place=entry.number or 0,
            version=version.number,
            url=entry.address,
            released_at=cast("Any", entry.first_released_at),
            html=SafeString(typed.rich(version.text)),
            headline=version.headline,
            target_url=target,
            urgency=cast("Literal['normal', 'urgent', 'breaking']", version.urgency),
            updated_at=entry.updated_at,
            happened_at=version.happened_at,
            source=version.source or _host(version.link),
            source_url=version.link,
            sections=tuple(self._sections(entry)),
            section_numbers=tuple(self._filed.get(entry.pk, ())),
            topics=tuple(self._topics_of(version)),
            picture=self._picture(version),
            corrections=tuple(
                CorrectionFace(one.text, one.at) for one in self._corrections.get(entry.pk, ())
            ),
        )

    def _sections(self, entry: Entry) -> Iterator[NavItem]:
        for number in self._filed.get(entry.pk, ()):
            if section := self._around.section(number):
                yield NavItem(
                    section.title, addresses.ticker(self._around.language, section=section.slug)
                )

    def _topics_of(self, version: Version) -> Iterator[NavItem]:
        for topic in self._topics.get(version.pk, ()):
            yield NavItem(topic.name, addresses.topic(self._around.language, topic.slug))

    def _picture(self, version: Version) -> PictureFace | None:
        if version.picture is None:
            return None
        return self.prints.face(version.picture, CARD, sizes=SIZES, label=version.label)


def _topics(versions: Iterable[int]) -> dict[int, list[Topic]]:
    filed: Any = Version.topics.through
    rows = filed.objects.filter(version_id__in=list(versions))
    found: dict[int, list[Topic]] = {}
    for row in rows.select_related("topic").order_by("topic__name"):
        found.setdefault(row.version_id, []).append(row.topic)
    return found


def _articles(numbers: Iterable[int | None]) -> dict[int, str]:
    """The addresses of those that are public."""
    wanted = [number for number in numbers if number is not None]
    rows = Article.objects.filter(pk__in=wanted, number__isnull=False).order_by()
    return {number: address_of(path) for number, path in rows.values_list("pk", "url_path")}


def _host(link: str) -> str:
    """What a reader is told of where a link leads."""
    return (urlsplit(link).hostname or "").removeprefix("www.")
