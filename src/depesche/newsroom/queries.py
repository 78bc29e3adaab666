"""Finding what the paper prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

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
    Topic,
)

PAGE_LENGTH = 20
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


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: newest first, and where the next older page begins."""

    articles: list[Article]
    older: Place | None


def public(language: str) -> QuerySet[Article]:
    """The released articles of one edition, newest first, with what a card shows."""
    return (
        Article.objects.filter(language=language, number__isnull=False)
        .select_related("lead_picture")
        .defer("body")
        .order_by("-number", "-pk")
    )


def leaf(articles: QuerySet[Article], *, behind: Place | None) -> Leaf:
    """The page of a list that begins behind a place, paged on (number, id) alone."""
    if behind:
        articles = articles.filter(
            Q(number__lt=behind.number) | Q(number=behind.number, pk__lt=behind.id)
        )
    found = list(articles[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    last = shown[-1] if len(found) > PAGE_LENGTH else None
    return Leaf(shown, Place(last.number or 0, last.pk) if last else None)


def front_page(language: str) -> FrontPage | None:
    """The root of an edition."""
    return FrontPage.objects.filter(slug=language, depth=2).first()


def sections(language: str) -> list[Section]:
    """The sections of an edition in the order of the desk's tree."""
    return list(
        Section.objects.filter(url_path__startswith=f"/{language}/", live=True).order_by("path")
    )


def article_at(language: str, section: str, slug: str) -> Article | None:
    """The released article at an address."""
    path = f"/{language}/{section}/{slug}/"
    return (
        Article.objects.filter(url_path=path, number__isnull=False)
        .select_related("lead_picture", "section")
        .first()
    )


def tombstone_at(language: str, section: str, slug: str) -> Retraction | None:
    """The standing retraction of the article at an address."""
    path = f"/{language}/{section}/{slug}/"
    return (
        Retraction.objects.filter(article__url_path=path, taken_back_at=None)
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


def curated(front: FrontPage) -> list[Article]:
    """The released articles in a front page's slots that have not run out."""
    slots = front.slots.filter(Q(until=None) | Q(until__gt=clock.now())).order_by("sort_order")
    ids = [slot.article_id for slot in slots]
    found = {a.pk: a for a in public(front.edition).filter(pk__in=ids)}
    return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]


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
