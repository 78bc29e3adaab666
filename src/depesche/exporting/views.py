"""Feeds, sitemaps and the rules for robots, kept under the keys of what they name."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from depesche.edge.keeping import kept, shows
from depesche.exporting import archive, sitemaps, ticker
from depesche.exporting.feeds import FORMS
from depesche.exporting.printable import absolute, legal
from depesche.exporting.queries import (
    Entry,
    Form,
    entries,
    feed_address,
    ticker_feed_address,
    urn,
)
from depesche.newsroom import keys
from depesche.newsroom import queries as newsroom
from depesche.newsroom.models import FrontPage, Section
from depesche.ticker import keys as ticker_keys

FEED_LENGTH = 50
XML = "application/xml; charset=utf-8"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
LISTS: dict[str, Callable[[], list[archive.Place]]] = {
    "sections": archive.sections,
    "topics": archive.topics,
    "authors": archive.authors,
}

DIRECTORIES = {"topics": keys.directory("topic"), "authors": keys.directory("author")}


@kept()
def feed(_request: HttpRequest, language: str, form: Form, section: str = "") -> HttpResponse:
    """The newest articles of an edition or of one of its sections."""
    front = newsroom.front_page(language)
    above = _section(language, section) if section else None
    if front is None or (section and above is None):
        raise Http404
    articles = newsroom.public(language).select_related("section")
    if above:
        articles = articles.filter(section=above)
    found = entries(list(articles[:FEED_LENGTH]))
    title = f"{front.title}: {above.title}" if above else front.title
    key = above.translation_key if above else front.translation_key
    printed = FORMS[form](
        title=legal(title),
        link=absolute((above or front).address),
        description=legal((above.description if above else front.description) or title),
        language=language,
        author_name=legal(front.title),
        feed_url=absolute(feed_address(language, section, form)),
        feed_guid=urn(key, f"feed {language}"),
        icon=absolute(settings.PAPER_ICON),
    )
    for entry in found:
        printed.add_item(entry.headline, entry.url, entry.lead, entry=entry)
    response = HttpResponse(printed.writeString("utf-8"), content_type=printed.content_type)
    shown = {keys.section(above.pk) if above else keys.latest(language), keys.frame(language)}
    return shows(response, shown.union(*(entry.keys for entry in found)))


@kept()
def ticker_atom(_request: HttpRequest, language: str) -> HttpResponse:
    """The newest entries of an edition's ticker."""
    front, found, shown = _told(language)
    feed = FORMS["atom"](
        title=legal(_ticker_title(front)),
        link=absolute(f"{front.address}ticker/"),
        description=legal(_ticker_title(front)),
        language=language,
        author_name=legal(front.title),
        feed_url=absolute(ticker_feed_address(language)),
        feed_guid=urn(front.translation_key, f"ticker {language}"),
        icon=absolute(settings.PAPER_ICON),
    )
    for entry in found:
        feed.add_item(entry.headline, entry.url, entry.lead, entry=entry)
    return shows(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type), shown)


@kept()
def ticker_json(_request: HttpRequest, language: str) -> HttpResponse:
    """The same as JSON Feed."""
    front, found, shown = _told(language)
    text = ticker.json_feed(
        found,
        title=_ticker_title(front),
        home_page_url=absolute(f"{front.address}ticker/"),
        feed_url=absolute(ticker_feed_address(language, "json")),
        language=language,
        icon=absolute(settings.PAPER_ICON),
    )
    return shows(HttpResponse(text, content_type="application/feed+json; charset=utf-8"), shown)


def _told(language: str) -> tuple[FrontPage, list[Entry], set[str]]:
    """The edition, its newest entries, and the keys of both. Raises Http404."""
    front = newsroom.front_page(language)
    if front is None:
        raise Http404
    found = ticker.entries(language, paper=front.translation_key, most=FEED_LENGTH)
    shown = {ticker_keys.ticker(language), keys.frame(language)}
    return front, found, shown.union(*(entry.keys for entry in found))


def _ticker_title(front: FrontPage) -> str:
    return f"{front.title}: {gettext('Newsticker')}"


def _section(language: str, slug: str) -> Section | None:
    return next((one for one in newsroom.sections(language) if one.slug == slug), None)


@kept()
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """All sitemaps but that of the news, which robots are told in robots.txt."""
    names = [name for name, listed in LISTS.items() if listed()]
    names += [str(number) for number in archive.volumes()]
    response = _xml(sitemaps.index(absolute(f"/sitemap-{name}.xml") for name in names))
    return shows(response, _everything() | set(DIRECTORIES.values()))


@kept()
def sitemap_list(_request: HttpRequest, name: str) -> HttpResponse:
    """Front pages and sections, topics, or authors."""
    shown = _everything() | ({DIRECTORIES[name]} if name in DIRECTORIES else set())
    return shows(_xml(sitemaps.part(_found(LISTS[name]()))), shown)


@kept()
def sitemap_volume(_request: HttpRequest, number: str) -> HttpResponse:
    """The articles of one volume of the archive."""
    response = _xml(sitemaps.part(_found(archive.volume(int(number)))))
    return shows(response, {keys.volume(int(number))})


def _found(places: list[archive.Place]) -> list[archive.Place]:
    """The schema demands at least one address. Raises Http404."""
    if not places:
        raise Http404
    return places


@kept()
def news_sitemap(_request: HttpRequest) -> HttpResponse:
    """The articles of the last two days. The page ends when the oldest of them grows too old."""
    found = archive.news()
    until = found[-1].released_at + archive.NEWS_AGE if found else None
    return shows(_xml(sitemaps.news(found)), _everything(), until=until)


@kept()
def robots(_request: HttpRequest) -> HttpResponse:
    """What robots may read, and where the sitemaps are (RFC 9309)."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        f"Sitemap: {absolute('/news-sitemap.xml')}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return shows(response, {keys.frame(settings.LANGUAGE_CODE)})


def _everything() -> set[str]:
    """The newest articles and the sections of every edition."""
    return {name(language) for language in LANGUAGES for name in (keys.latest, keys.frame)}


def _xml(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=XML)
