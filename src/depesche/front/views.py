"""The addresses of the paper, each answered with one page that is the same for everybody."""

from __future__ import annotations

import re
from datetime import date

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string

from depesche.edge.keeping import kept, private, shows
from depesche.front import addresses, articles, embeds, fronts, histories, lists, plain, rails
from depesche.front import corrections as correction_lists
from depesche.front.sheets import printed
from depesche.front.surroundings import surroundings
from depesche.front.timelines import Ask, NothingThere, entry_sheet, ticker_sheet, withdrawn_sheet
from depesche.kit import clock
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Article
from depesche.ticker import keys as ticker_keys
from depesche.ticker import queries as ticker_queries

TICKER_PARAMETERS = frozenset[str]().union(*map(addresses.every, ("section", "before", "after")))
YEAR = re.compile(r"[1-9][0-9]{3}")


@kept()
def front_page(request: HttpRequest, language: str) -> HttpResponse:
    """The front page of an edition."""
    sheet = fronts.sheet(language)
    return printed(sheet) if sheet else _missing(language)


@kept(parameters=addresses.every("before"))
def section(request: HttpRequest, language: str, section: str) -> HttpResponse:
    """The articles of a section."""
    around = surroundings(language)
    found = next((s for s in queries.sections(language) if s.slug == section), None)
    if found is None:
        return _missing(language)
    return _leaf(request, lists.of_section(around, found))


@kept(parameters=addresses.every("before"))
def topic(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The articles on a topic."""
    found = queries.topic_named(language, slug)
    around = surroundings(language)
    if found is None or not around.is_printed:
        return _missing(language)
    return _leaf(request, lists.of_topic(around, found))


@kept(parameters=addresses.every("before"))
def author(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """An author and the articles that author signed."""
    found = queries.author_named(slug)
    around = surroundings(language)
    if found is None or not around.is_printed:
        return _missing(language)
    return _leaf(request, lists.of_author(around, found))


@kept(parameters=addresses.every("before"))
def day(request: HttpRequest, language: str, day: date) -> HttpResponse:
    """What was first released on one day. A day without a release has no page, but today has."""
    around = surroundings(language)
    archive = lists.of_day(around, day)
    if around.is_printed and archive.articles.exists():
        return _leaf(request, archive)
    if around.is_printed and day == clock.local_date(clock.now()):
        return shows(_leaf(request, archive), (), until=clock.span(day)[1])
    return _missing(language)


@private
def today(request: HttpRequest, language: str) -> HttpResponse:
    """The way to today's archive; it is another one tomorrow."""
    return HttpResponseRedirect(addresses.day(language, clock.local_date(clock.now())))


@kept(parameters=addresses.every("year"))
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """Corrections and retractions, a year a page."""
    around = surroundings(language)
    if not around.is_printed:
        return _missing(language)
    asked = request.GET.get(addresses.word("year", language), "")
    year = int(asked) if YEAR.fullmatch(asked) else None
    try:
        if request.GET and year is None:
            return HttpResponseRedirect(request.path)
        return printed(correction_lists.sheet(around, year=year))
    except correction_lists.NotThatYear:
        return HttpResponseRedirect(request.path)


@kept()
def imprint(request: HttpRequest, language: str) -> HttpResponse:
    """Who is responsible."""
    return _statement(language, "imprint")


@kept()
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    """What becomes of a reader's traces."""
    return _statement(language, "privacy")


@kept()
def article(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """An article; or where it went, or why it is gone."""
    found = queries.article_at(language, section, slug)
    return printed(articles.sheet(found)) if found else _elsewhere(request, language, section, slug)


@kept()
def versions(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """The public history of an article."""
    found = queries.article_at(language, section, slug)
    return printed(histories.sheet(found)) if found else _missing(language)


@kept()
def embed(
    request: HttpRequest, language: str, section: str, slug: str, number: int
) -> HttpResponse:
    """The page inside the frame of an article's embed."""
    found = queries.article_at(language, section, slug)
    shown = embeds.embedded(found, number) if found else None
    return embeds.printed(found, shown) if found and shown else _missing(language)


@kept(parameters=TICKER_PARAMETERS)
def ticker(request: HttpRequest, language: str) -> HttpResponse:
    """The newsticker; what is asked for senselessly leads to its first page, so that there is no
    second copy of it."""
    around = surroundings(language)
    if not around.is_printed:
        return _missing(language)
    try:
        return printed(ticker_sheet(around, Ask.read(around, request.GET)))
    except NothingThere as nothing:
        return HttpResponseRedirect(nothing.address)


@kept()
def rail(request: HttpRequest, language: str) -> HttpResponse:
    """The newest entries as a part of wide pages, which fetch it: an entry then changes this one
    page, and not every article of the paper."""
    around = surroundings(language)
    made = rails.rail(around)
    html = render_to_string("front/rail.html", {"rail": made.face}) if made.face else ""
    response = HttpResponse(html)
    response.headers["X-Robots-Tag"] = "noindex"
    return shows(response, made.keys | around.keys())


@kept()
def entry(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """An entry, or why it is gone."""
    around = surroundings(language)
    found = ticker_queries.entry(number)
    if found is None or not around.is_printed:
        return shows(_missing(language), {ticker_keys.entry(number)})
    if found.language != language:
        return shows(HttpResponsePermanentRedirect(found.address), {ticker_keys.entry(found.pk)})
    if found.is_public:
        return printed(entry_sheet(around, found))
    return printed(withdrawn_sheet(around, found), status=410)


def _leaf(request: HttpRequest, archive: lists.Archive) -> HttpResponse:
    """One page of a list; a senseless place leads to the first page, so that there is no second
    copy of it."""
    asked = request.GET.get(addresses.word("before", archive.around.language), "")
    behind = queries.Place.read(asked)
    if request.GET and behind is None:
        return HttpResponseRedirect(archive.address)
    try:
        return printed(lists.sheet(archive, behind=behind))
    except lists.NothingBehind as end:
        return HttpResponseRedirect(end.address)


def _statement(language: str, name: str) -> HttpResponse:
    around = surroundings(language)
    return printed(plain.statement(around, name)) if around.is_printed else _missing(language)


def _elsewhere(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    if retraction := queries.tombstone_at(language, section, slug):
        return printed(plain.tombstone(surroundings(language), retraction), status=410)
    if moved := queries.moved_from(request.path):
        return _moved(moved)
    return _missing(language)


def _moved(article: Article) -> HttpResponse:
    return shows(HttpResponsePermanentRedirect(article.address), {keys.article(article.pk)})


def _missing(language: str) -> HttpResponse:
    """Kept for a moment only, and dropped with the next release."""
    return printed(plain.missing(surroundings(language)), status=404)
