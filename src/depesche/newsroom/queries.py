"""Finding what the paper prints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from depesche.kit import clock
from depesche.newsroom.models import (
    Article,
    Author,
    Banner,
    Correction,
    Embargo,
    FormerAddress,
    FrontPage,
    Retraction,
    Schedule,
    Section,
    Slot,
    Topic,
)

PAGE_LENGTH = 20
PRINTED = (
    *"title slug url_path translation_key seo_title search_description".split(),
    *"number language section kicker short_headline lead place_line body".split(),
    *"first_released_at materially_changed_at lead_caption lead_label".split(),
    *(
        f"lead_picture__{name}"
        for name in "description caption creator agency copyright_notice licence_url taken_on "
        "focal_point_x focal_point_y focal_point_width focal_point_height".split()
    ),
)
"""What an article's page is made of. The desk's columns are twice as many."""
NEWEST = 200
"""Among so many of the newest articles those on a topic are looked for first."""
MOST_DIGITS = 18  # what the database still takes for a number


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list goes on: behind the article with this number and id."""

    number: int
    id: int

    def __str__(self) -> str:
        return f"{self.number}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place written as "1763800000000-17", None if it is not one."""
        number, _, id_ = text.partition("-")
        if not all(part.isdecimal() and len(part) <= MOST_DIGITS for part in (number, id_)):
            return None
        written = cls(int(number), int(id_))
        return written if str(written) == text else None


def author_called(name: str) -> Author | None:
    """The author of that name, if there is exactly one."""
    found = list(Author.objects.filter(name=name)[:2]) if name else []
    return found[0] if len(found) == 1 else None


class Numbered(Protocol):
    """An article, or as much of it as a list shows."""

    @property
    def pk(self) -> int:
        """Its id."""

    @property
    def number(self) -> int | None:
        """Its place in lists."""


Row = TypeVar("Row", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """One page of a list: newest first, and where the next older page begins."""

    articles: list[Row]
    older: Place | None


class Candidate(NamedTuple):
    """A released article that may stand somewhere on a front page."""

    id: int
    section: int | None
    number: int
    has_picture: bool


def public(language: str) -> QuerySet[Article]:
    """The released articles of one edition, newest first, with what a card shows."""
    return (
        Article.objects.filter(language=language, number__isnull=False)
        .select_related("lead_picture")
        .defer("body")
        .order_by("-number", "-pk")
    )


def leaf(
    articles: QuerySet[Article],
    *,
    behind: Place | None,
    read: Callable[[QuerySet[Article]], list[Row]],
) -> Leaf[Row]:
    """The page of a list that begins behind a place, paged on (number, id) alone.

    read: makes of the articles what the caller wants of them, in their order.
    """
    if behind:
        # The number alone first: for one of two conditions SQLite walks the index from its top.
        articles = articles.filter(number__lte=behind.number).filter(
            Q(number__lt=behind.number) | Q(number=behind.number, pk__lt=behind.id)
        )
    found = read(articles[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    last = shown[-1] if len(found) > PAGE_LENGTH else None
    return Leaf(shown, Place(last.number or 0, last.pk) if last else None)


def front_page(language: str) -> FrontPage | None:
    """The root of an edition."""
    return FrontPage.objects.filter(slug=language, depth=2).first()


def beside(
    article: Article, *, language: str, mentioned: set[int], topics: Sequence[int], most: int
) -> QuerySet[Article]:
    """The released articles among those an article mentions, and at most so many of the newest
    on the same topics. Written out for the reason given at `candidates`."""
    others = [article.pk or 0, *mentioned]
    table = Article._meta.db_table
    named = f"SELECT page_ptr_id FROM {table} WHERE number IS NOT NULL AND page_ptr_id IN "  # noqa: S608
    parts = [named + _marks(mentioned)] * bool(mentioned) + [_alike(topics, others)] * bool(topics)
    about = [language, NEWEST, *topics, *others, most, language, *topics, *others, most, most, most]
    given = [*mentioned, *(about if topics else ())]
    return Article.objects.filter(pk__in=RawSQL(" UNION ".join(parts), given))  # noqa: S611


def _alike(topics: Sequence[int], others: Sequence[int]) -> str:
    """The newest on any of the topics: looked for among the newest of the edition, and only where
    these are too few (a limit of none reads nothing) in all that was ever written on a topic."""
    table, through = Article._meta.db_table, Article.topics.through._meta.db_table
    order = "ORDER BY number DESC, page_ptr_id DESC LIMIT"
    public = f"SELECT page_ptr_id, number FROM {table} WHERE number IS NOT NULL AND language = %s"  # noqa: S608
    near = (
        f"SELECT * FROM ({public} {order} %s) latest WHERE EXISTS (SELECT 1 FROM {through} "  # noqa: S608
        f"WHERE article_id = latest.page_ptr_id AND topic_id IN {_marks(topics)}) "
        f"AND page_ptr_id NOT IN {_marks(others)} {order} %s"
    )
    far = (
        f"{public} AND page_ptr_id IN (SELECT article_id FROM {through} WHERE topic_id IN "  # noqa: S608
        f"{_marks(topics)}) AND page_ptr_id NOT IN {_marks(others)} "
        f"{order} (SELECT CASE WHEN COUNT(*) < %s THEN %s ELSE 0 END FROM near)"
    )
    return (
        f"SELECT page_ptr_id FROM (WITH near AS ({near}) SELECT * FROM (SELECT * FROM near UNION "  # noqa: S608
        f"SELECT * FROM ({far}) far) of_both {order} %s) alike"
    )


def _marks(values: Collection[int]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def description(language: str) -> str:
    """What search engines are told of an edition."""
    fronts = FrontPage.objects.filter(slug=language, depth=2)
    return next(iter(fronts.values_list("description", flat=True)[:1]), "")


def sections(language: str) -> list[Section]:
    """The sections of an edition in the order of the desk's tree."""
    return list(
        Section.objects.filter(url_path__startswith=f"/{language}/", live=True).order_by("path")
    )


def article_at(language: str, section: str, slug: str) -> Article | None:
    """The released article at an address."""
    path = f"/{language}/{section}/{slug}/"
    return (
        # Wagtail has an index of slugs, and none of paths.
        Article.objects.filter(slug=slug, url_path=path, number__isnull=False)
        .select_related("lead_picture")
        .only(*PRINTED)
        .first()
    )


def tombstone_at(language: str, section: str, slug: str) -> Retraction | None:
    """The standing retraction of the article at an address."""
    path = f"/{language}/{section}/{slug}/"
    return (
        Retraction.objects.filter(article__slug=slug, article__url_path=path, taken_back_at=None)
        .select_related("article")
        .last()
    )


def moved_from(path: str) -> Article | None:
    """The article that once stood at `path`: it, or its tombstone, stands elsewhere now."""
    former = FormerAddress.objects.filter(path=path).select_related("article").first()
    return former.article if former else None


def language_versions(article: Article) -> list[Article]:
    """The released versions of an article in all languages, itself among them."""
    return list(
        Article.objects.filter(translation_key=article.translation_key, number__isnull=False).defer(
            "body"
        )
    )


def curated(language: str) -> list[int]:
    """The ids of the released articles in the slots of a front page that have not run out."""
    slots = Slot.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        front__slug=language,
        front__depth=2,
        article__language=language,
        article__number__isnull=False,
    )
    return list(dict.fromkeys(slots.order_by("sort_order").values_list("article_id", flat=True)))


def candidates(language: str, *, newest: int, sections: Sequence[int], each: int) -> set[Candidate]:
    """The `newest` of an edition, and the newest of each of its sections, with one query.

    Written out: as query sets, a union of slices takes longer to compose than to answer. Each
    part is wrapped, since SQLite sorts and cuts inside a union only below a subquery.
    """
    table = Article._meta.db_table
    part = (
        f"SELECT * FROM (SELECT page_ptr_id, section_id, number, lead_picture_id FROM {table} "  # noqa: S608
        "WHERE number IS NOT NULL AND {} = %s ORDER BY number DESC, page_ptr_id DESC LIMIT %s) part"
    )
    parts = [part.format("language"), *(part.format("section_id") for _ in sections)]
    given: list[str | int] = [language, newest]
    given += [number for one in sections for number in (one, each)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), given)
        return {Candidate(row[0], row[1], row[2], row[3] is not None) for row in cursor.fetchall()}


def of_day(language: str, day: date) -> QuerySet[Article]:
    """The articles first released on a calendar day of the paper's town."""
    begin, end = clock.span(day)
    return public(language).filter(
        number__gte=clock.milliseconds(begin), number__lt=clock.milliseconds(end)
    )


def topic_named(language: str, slug: str) -> Topic | None:
    """A topic of one language."""
    return Topic.objects.filter(locale__language_code=language, slug=slug).first()


def author_named(slug: str) -> Author | None:
    """An author."""
    found: Author | None = (
        Author.objects.filter(slug=slug)
        .select_related("portrait")
        .prefetch_related("descriptions")
        .first()
    )
    return found


def standing_banner(language: str) -> Banner | None:
    """The newest breaking banner that has not ended."""
    return (
        Banner.objects.filter(language=language, ended_at=None, until__gt=clock.now())
        .select_related("article")
        .only("text", "article__number", "article__url_path")
        .first()
    )


def standing_embargo(article: Article, at: datetime | None = None) -> Embargo | None:
    """The embargo that forbids a release at that instant (default: now)."""
    instant = at or clock.now()
    return article.embargos.filter(lifted_at=None, until__gt=instant).last()


def open_schedule(article: Article) -> Schedule | None:
    """The release that is planned for an article."""
    return article.schedules.filter(outcome="open").select_related("bundle", "by").first()


def corrections(language: str) -> QuerySet[Correction]:
    """The public corrections of one edition, newest first."""
    return (
        Correction.objects.filter(article__language=language, article__number__isnull=False)
        .select_related("article")
        .order_by("-at", "-pk")
    )


def retractions(language: str) -> QuerySet[Retraction]:
    """The standing retractions of one edition, newest first."""
    return (
        Retraction.objects.filter(article__language=language, taken_back_at=None)
        .select_related("article")
        .order_by("-at", "-pk")
    )
