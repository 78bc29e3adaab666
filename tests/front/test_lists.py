"""Sections, topics, authors and days."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from depesche.newsroom import actions
from depesche.newsroom.models import AuthorDescription
from depesche.newsroom.queries import PAGE_LENGTH
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def headlines(html: str) -> list[str]:
    """The headlines of a page's cards, in order."""
    return re.findall(r'<span class="card__title">(.*?)</span>', press.main(html))


def way(html: str, rel: str) -> str:
    """The address of the older ("next") or newer ("prev") page, empty if there is none."""
    found = re.search(rf'rel="{rel}" href="([^"]*)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def test_a_list_is_paged_without_gap_or_double() -> None:
    """Also when two articles were released in the same instant; and the way back is the same."""
    count = 2 * PAGE_LENGTH + 3
    for number in range(count):
        at = cast.NOON + timedelta(seconds=number // 2)
        cast.released(f"meldung-{number}", at=at, title=f"Meldung {number}")
    seen, pages, address = [], [], "/stadt/"
    while address:
        html = press.page(address)
        pages.append(address)
        seen += headlines(html)
        address = way(html, "next")
    assert seen == [f"Meldung {number}" for number in reversed(range(count))]
    assert len(pages) == 3
    assert way(press.page(pages[2]), "prev") == pages[1]
    assert way(press.page(pages[1]), "prev") == "/stadt/"
    assert way(press.page("/stadt/"), "prev") == ""


@pytest.mark.parametrize("asked", ["vor=quatsch", "vor=", "vor=1-1", "vor=01-2", "before=5-5"])
def test_a_senseless_place_leads_to_the_first_page(asked: str) -> None:
    """So that no second copy of it is kept or listed."""
    cast.released()
    answer = press.fetch(f"/stadt/?{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/stadt/")


def test_older_pages_are_not_listed_by_search_engines() -> None:
    """Where they begin moves with every release."""
    for number in range(PAGE_LENGTH + 1):
        cast.released(f"meldung-{number}", at=cast.NOON + timedelta(seconds=number))
    first = press.page("/stadt/")
    assert "noindex" not in first
    assert 'content="noindex"' in press.page(way(first, "next"))


def test_a_topic_gathers_its_articles_in_each_language() -> None:
    """Path words are those of the edition, and the versions of a topic know each other."""
    cast.released(topic="bruecke", title="Ein Riss")
    cast.released("closed", language="en", topic="bruecke", title="Bridge closed")
    assert headlines(press.page("/thema/aulebruecke/")) == ["Ein Riss"]
    assert headlines(press.page("/en/topic/aule-bridge/")) == ["Bridge closed"]
    assert "/en/topic/aule-bridge/" in press.page("/thema/aulebruecke/")
    press.page("/en/thema/aule-bridge/", status=404)


def test_an_author_has_a_page_in_each_edition() -> None:
    """With what the paper says of that person in the language, and the articles in it."""
    derya = cast.derya()
    AuthorDescription.objects.create(
        author=derya, language="de", position="Wirtschaft", bio="Schreibt über den Hafen."
    )
    cast.released(authors=[derya], title="Die Kaje wird teurer")
    html = press.page("/autor/derya-kilic/")
    assert "Schreibt über den Hafen." in html
    assert headlines(html) == ["Die Kaje wird teurer"]
    assert press.graph(html)["ProfilePage"]["mainEntity"]["jobTitle"] == "Wirtschaft"
    press.page("/autor/niemand/", status=404)


def test_a_portrait_is_shown_once_it_is_public() -> None:
    """A picture that nothing released shows has no address for readers."""
    jonas = cast.jonas()
    jonas.portrait = cast.bridge_picture(description="Jonas Ahrendt")
    jonas.save()
    cast.released("ohne")
    assert 'alt="Jonas Ahrendt"' not in press.page("/autor/jonas-ahrendt/")
    assert f"picture/{jonas.portrait.pk}" in press.keys("/autor/jonas-ahrendt/")
    cast.released("mit", lead_picture=jonas.portrait)
    assert "list-head__portrait" in press.page("/autor/jonas-ahrendt/")


def test_days_are_those_of_the_town() -> None:
    """Half past midnight in Brunnhafen is the day before in UTC; empty days are passed over."""
    cast.released("nachts", at=cast.NOON - timedelta(hours=11, minutes=30), title="Nachts")
    cast.released("spaet", at=cast.NOON - timedelta(days=5), title="Früher")
    html = press.page("/archiv/2026/03/02/")
    assert headlines(html) == ["Nachts"]
    assert way(html, "next") == "/archiv/2026/02/25/"
    assert way(html, "prev") == ""
    assert way(press.page("/archiv/2026/02/25/"), "prev") == "/archiv/2026/03/02/"


@pytest.mark.parametrize("day", ["2026/03/01", "2026/02/30", "2026/3/2", "2999/01/01"])
def test_a_day_without_a_release_has_no_page(day: str, client: Client) -> None:
    """Nor one that no calendar has, nor a second spelling of one."""
    cast.released()
    assert client.get(f"/archiv/{day}/").status_code == 404


def test_the_archive_leads_to_today() -> None:
    """Even before anything is printed today; that page is kept until midnight at most."""
    cast.edition()
    answer = press.fetch("/archiv/")
    today = f"/archiv/{timezone.localdate():%Y/%m/%d}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, today)
    empty = press.fetch(today)
    assert empty.status_code == 200
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert empty.edge_until == midnight + timedelta(days=1)  # type: ignore[attr-defined]


def test_a_retracted_article_leaves_every_list() -> None:
    """At once."""
    article = cast.released(topic="bruecke", title="Erfundenes")
    cast.released("anderes", topic="bruecke", title="Anderes")
    actions.retract(article, reason="Falsch.", by=None)
    for address in ("/", "/stadt/", "/thema/aulebruecke/", "/autor/jonas-ahrendt/"):
        assert "Erfundenes" not in press.page(address)
