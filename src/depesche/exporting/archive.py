"""What sitemaps list: the addresses of everything public, in parts of a bounded size.

Articles are listed by volume (`newsroom.keys.volume`): a volume never outgrows its part, its
place never changes, and a release renews one part however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q

from depesche.exporting.printable import absolute, legal
from depesche.kit import clock
from depesche.newsroom.keys import VOLUME
from depesche.newsroom.models import Article, Author, Byline, FrontPage, Section, Topic
from depesche.newsroom.models.address import address_of, author_address, topic_address

NEWS_AGE = timedelta(days=2)
NEWS_LENGTH = 1_000
"""Both from Google's rules for news sitemaps."""
PART_LENGTH = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """One address. `versions`: the same page by language, itself among them, or empty."""

    url: str
    versions: tuple[tuple[str, str], ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A new article. `released_at`: its first release, not its last change."""

    url: str
    paper: str
    language: str
    headline: str
    released_at: datetime


def volumes() -> list[int]:
    """The numbers of the volumes that hold a public article. Read from an index alone."""
    found = (
        Article.objects.filter(number__isnull=False)
        .order_by()
        .values_list(F("pk") / VOLUME, flat=True)
        .distinct()
    )
    return sorted(int(number) for number in found)


def volume(number: int) -> list[Place]:
    """The public articles of a volume. Two queries."""
    own = Q(pk__gte=number * VOLUME, pk__lt=(number + 1) * VOLUME)
    public = Article.objects.filter(number__isnull=False).order_by()
    rows = list(
        public.filter(own)
        .annotate(corrected_at=Max("corrections__at"))
        .order_by("pk")
        .values_list(
            "url_path",
            "translation_key",
            "first_released_at",
            "materially_changed_at",
            "corrected_at",
        )
    )
    keys = public.filter(own).values("translation_key")
    versions = _versions(
        public.filter(translation_key__in=keys).values_list("translation_key", "url_path")
    )
    return [
        Place(absolute(address_of(path)), versions[key], max(filter(None, instants), default=None))
        for path, key, *instants in rows
    ]


def sections() -> list[Place]:
    """The front pages of all editions and their sections. Two queries."""
    rows = [
        *FrontPage.objects.filter(live=True, depth=2).values_list("translation_key", "url_path"),
        *Section.objects.filter(live=True)
        .order_by("path")
        .values_list("translation_key", "url_path"),
    ]
    versions = _versions(rows)
    return [Place(absolute(address_of(path)), versions[key]) for key, path in rows]


def topics() -> list[Place]:
    """The topics that gather a public article, the first ten thousand. One query."""
    links = Article.topics.through.objects.filter(
        topic=OuterRef("pk"), article__number__isnull=False
    )
    rows = (
        Topic.objects.filter(Exists(links))
        .order_by("pk")
        .values_list("translation_key", "locale__language_code", "slug")[:PART_LENGTH]
    )
    paths = [(key, language, topic_address(language, slug)) for key, language, slug in rows]
    versions: defaultdict[Any, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for key, language, path in paths:
        versions[key] += ((language, absolute(path)),)
    return [Place(absolute(path), _if_several(versions[key])) for key, _, path in paths]


def authors() -> list[Place]:
    """The authors with a public article, in every edition that printed one. One query."""
    languages = [code for code, _name in settings.LANGUAGES]
    lines = Byline.objects.filter(author=OuterRef("pk"), article__number__isnull=False)
    printed = {f"in_{code}": Exists(lines.filter(article__language=code)) for code in languages}
    rows = Author.objects.order_by("pk").annotate(**printed).values_list("slug", *printed)
    found: list[Place] = []
    for slug, *prints in rows[:PART_LENGTH]:
        versions = tuple(
            (code, absolute(author_address(code, slug)))
            for code, is_printed in zip(languages, prints, strict=True)
            if is_printed
        )
        found += [Place(url, _if_several(versions)) for _code, url in versions]
    return found[:PART_LENGTH]


def news() -> list[News]:
    """What was first released within the last two days, newest first. Two queries."""
    papers = dict(FrontPage.objects.filter(depth=2).values_list("slug", "title"))
    oldest = clock.milliseconds(clock.now() - NEWS_AGE)
    rows = (
        Article.objects.filter(number__gt=oldest, language__in=papers)
        .order_by("-number", "-pk")
        .values_list("url_path", "language", "title", "first_released_at")[:NEWS_LENGTH]
    )
    return [
        News(absolute(address_of(path)), legal(papers[language]), language, legal(title), at)
        for path, language, title, at in rows
        if at
    ]


def _versions(rows: Iterable[tuple[Any, str]]) -> dict[Any, tuple[tuple[str, str], ...]]:
    """The addresses of every set of language versions; none for a page that stands alone."""
    sets: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for key, path in rows:
        sets[key].append((path.split("/", 2)[1], absolute(address_of(path))))
    return {key: _if_several(tuple(sorted(found))) for key, found in sets.items()}


def _if_several(versions: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return versions if len(versions) > 1 else ()
