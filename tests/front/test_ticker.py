"""The newsticker as readers see it: complete without a script, in either order, by section."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from depesche.front import entries
from depesche.newsroom import actions as newsroom
from depesche.pictures import actions as pictures
from depesche.ticker import actions, queries
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry
from tests import cast
from tests.front import press
from tests.ticker import desk

pytestmark = pytest.mark.django_db


def shown(html: str) -> list[int]:
    """The ids of the entries on a page, in order."""
    return [
        int(number) for number in re.findall(r'<article class="entry[^"]*" id="entry-(\d+)"', html)
    ]


def way(html: str, rel: str) -> str:
    """Where the list goes on ("next") or came from ("prev"), empty for nowhere."""
    found = re.search(rf'rel="{rel}" href="([^"]*)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def turned(html: str) -> str:
    """The same entries in the other order."""
    found = re.search(r'class="ticker__order">.*?href="([^"]*)"', html)
    assert found
    return found[1].replace("&amp;", "&")


def several(count: int) -> list[int]:
    """So many entries, two in each minute; the newest first."""
    told = [desk.told(f"Nr. {n}", at=desk.minutes(n // 2)) for n in range(count)]
    return [entry.pk for entry in told][::-1]


def test_an_entry_says_when_how_urgent_where_and_what() -> None:
    """Time, urgency, section, text, source; the time leads to its own page."""
    entry = desk.told(
        "Die Brücke ist **zu**.",
        headline="Aulebrücke gesperrt",
        urgency="breaking",
        sections=(cast.section().pk,),
        topics=(cast.topic().pk,),
        link="https://www.example.org/bericht",
        source="Küstenpress",
        happened_at=desk.minutes(-5),
    )
    html = press.main(press.page("/ticker/"))
    moment = '<time datetime="2026-03-02T12:00:00+0100">12:00'
    for piece in (
        f'<a class="entry__time" href="/ticker/{entry.pk}/">{moment}',
        '<strong class="entry__urgency">Eilmeldung</strong>',
        '<a class="entry__section" href="/ticker/?ressort=stadt">Stadt</a>',
        "<p>Die Brücke ist <b>zu</b>.</p>",
        '<a href="https://www.example.org/bericht">Aulebrücke gesperrt</a></h3>',
        "Küstenpress</a>",
        '<a href="/thema/aulebruecke/">Aulebrücke</a>',
        "11:55",
        "Montag, 2. März 2026",
    ):
        assert piece in html, piece


def test_every_entry_has_a_heading() -> None:
    """Who listens leaps from one to the next: to its headline, or to its time without one."""
    desk.told("Ohne.")
    desk.told("Mit.", headline="Schlagzeile", at=desk.minutes(1))
    html = press.main(press.page("/ticker/"))
    assert html.count("<h3 ") == html.count("</h3>") == 2


def test_what_is_typed_is_never_markup() -> None:
    """Nor in a headline, a source or an address."""
    desk.told("<script>x</script>", headline="<i>", source='"><b>', link='https://a.example/"><b>')
    html = press.main(press.page("/ticker/"))
    assert not re.search(r'<script>|<i>|"><b>', html)


@pytest.mark.parametrize("count", [1, 29, 30, 31, 95])
def test_both_orders_show_every_entry_once(count: int) -> None:
    """Page by page, and the way back is the same."""
    newest = several(count)
    for begins, wanted in (("/ticker/", newest), ("/ticker/?nach=0-0", newest[::-1])):
        seen: list[int] = []
        pages: list[str] = []
        address = begins
        while address:
            html = press.page(address)
            pages.append(address)
            seen += shown(html)
            address = way(html, "next")
        assert seen == wanted
        for page, before in zip(pages[1:], pages[:-1], strict=True):
            assert way(press.page(page), "prev") == before
        assert way(press.page(begins), "prev") == ""


def test_turning_the_order_keeps_the_place() -> None:
    """The same entries the other way round, and back again."""
    several(95)
    second = way(press.page("/ticker/"), "next")
    html = press.page(second)
    other = press.page(turned(html))
    assert shown(other) == shown(html)[::-1]
    assert shown(press.page(turned(other))) == shown(html)
    assert turned(press.page("/ticker/?nach=0-0")) != "/ticker/"


def test_the_ends_of_the_ticker_turn_into_its_first_pages() -> None:
    """With one page there are two addresses, and no third."""
    several(3)
    assert turned(press.page("/ticker/")) == "/ticker/?nach=0-0"
    assert turned(press.page("/ticker/?nach=0-0")) == "/ticker/"


def test_a_section_is_a_filter_that_keeps_the_order() -> None:
    """By a declared parameter; what stands in two sections is found in both."""
    city, business = cast.section().pk, cast.section("wirtschaft").pk
    both = desk.told("Beide", sections=(city, business)).pk
    one = desk.told("Eine", sections=(city,), at=desk.minutes(1)).pk
    desk.told("Keine", at=desk.minutes(2))
    assert shown(press.page("/ticker/?ressort=stadt")) == [one, both]
    assert shown(press.page("/ticker/?ressort=wirtschaft")) == [both]
    html = press.page("/ticker/?nach=0-0&ressort=stadt")
    assert shown(html) == [both, one]
    assert 'href="/ticker/?ressort=wirtschaft&amp;nach=0-0"' in html


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("vor=x", "/ticker/"),
        ("nach=1", "/ticker/"),
        ("vor=1-1&nach=1-1", "/ticker/"),
        ("vor=1-1", "/ticker/"),
        ("nach=9999999999999-1", "/ticker/?nach=0-0"),
        ("ressort=gibt-es-nicht", "/ticker/"),
        ("ressort=stadt&vor=x", "/ticker/?ressort=stadt"),
        ("section=stadt", "/ticker/"),
        ("ressort=", "/ticker/"),
    ],
)
def test_a_senseless_question_leads_to_a_page(asked: str, leads: str) -> None:
    """So that no second copy of a page is kept or listed."""
    desk.told(sections=(cast.section().pk,))
    answer = press.fetch(f"/ticker/?{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, leads)


def test_an_empty_ticker_is_a_page() -> None:
    """In both orders it leads to one address, which nobody lists."""
    cast.edition()
    html = press.page("/ticker/")
    assert 'content="noindex"' in html
    assert press.fetch("/ticker/?nach=0-0").headers["Location"] == "/ticker/"


def test_days_are_headings_by_the_clock_of_the_town() -> None:
    """Midnight is that of Brunnhafen."""
    desk.told("Spät", at=datetime(2026, 3, 2, 22, 59, tzinfo=UTC))
    desk.told("Früh", at=datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    days = re.findall(r'class="ticker__date"[^>]*>([^<]+)<', press.page("/ticker/"))
    assert days == ["Dienstag, 3. März 2026", "Montag, 2. März 2026"]


def test_an_entry_has_a_page_of_its_own_for_ever() -> None:
    """With what machines are told, and the way into the ticker that opens at it."""
    several(40)
    entry = Entry.objects.order_by("pk")[3]
    actions.replace(entry, Copy(text="Sie ist frei.", headline="Frei"), based_on=1, by=None)
    actions.correct(entry, text="Es war Montag.", reason="Tag", by=None)
    html = press.page(entry.address)
    assert shown(html) == [entry.pk]
    assert "Es war Montag." in html
    assert re.search(r'class="entry__updated">aktualisiert \d', html)
    node = press.graph(html)["NewsArticle"]
    assert node["headline"] == "Frei"
    assert node["articleBody"] == "Sie ist frei."
    assert node["dateModified"] > node["datePublished"]
    assert node["correction"][0]["text"] == "Es war Montag."
    there = re.search(r'href="(/ticker/\?vor=[^"#]*)#entry-(\d+)"', html)
    assert there
    assert shown(press.page(there[1]))[0] == int(there[2]) == entry.pk


def test_a_withdrawn_entry_is_gone_with_its_reason() -> None:
    """Its words are nowhere."""
    entry = desk.told("Ein falsches Wort")
    actions.withdraw(entry, reason="Nicht bestätigt.", by=None)
    html = press.page(entry.address, 410)
    assert "Nicht bestätigt." in html
    for address in (entry.address, "/ticker/", "/", "/ticker/leiste/"):
        assert "Ein falsches Wort" not in press.fetch(address).content.decode()


def test_nobody_finds_a_draft() -> None:
    """And what was released stays as it was while a newer version is written."""
    draft = desk.written("Geheim")
    entry = desk.told("Öffentlich")
    actions.revise(entry, Copy(text="Geheim"), based_on=1, by=None)
    assert press.fetch(draft.address).status_code == 404
    for address in (entry.address, "/ticker/", "/ticker/leiste/", "/"):
        assert "Geheim" not in press.page(address)


def test_an_entry_of_another_edition_leads_there() -> None:
    """An id is one for all languages."""
    entry = desk.told("The bridge is closed.", language="en")
    answer = press.fetch(f"/ticker/{entry.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/en/ticker/{entry.pk}/")
    assert press.page(f"/en/ticker/{entry.pk}/")


def test_an_entry_leads_to_its_article_as_long_as_that_is_public() -> None:
    """Wherever it stands by then."""
    article = cast.released()
    desk.hear()
    assert f'<h3 class="entry__headline"><a href="{article.address}">' in press.page("/ticker/")
    entry = Entry.objects.get()
    actions.replace(entry, Copy(text="Kürzer.", headline="Kurz"), based_on=1, by=None)
    newsroom.retract(article, reason="Falsch.", by=None)
    assert '<h3 class="entry__headline">Kurz</h3>' in press.page("/ticker/")


def test_one_piece_of_html_is_an_entry_wherever_it_stands() -> None:
    """The ticker, its own page, the rail, the front page, and what is sent to open pages."""
    picture = cast.bridge_picture()
    pictures.render(picture)
    entry = desk.told(picture=picture.pk, label="archive", sections=(cast.section().pk,))
    gone = desk.told()
    actions.withdraw(gone, reason="Falsch.", by=None)
    html = entries.fragments("de", [gone.pk, entry.pk])
    assert list(html) == [entry.pk]
    assert "Archivbild" in html[entry.pk]
    for address in ("/ticker/", entry.address, "/ticker/leiste/", "/"):
        assert html[entry.pk] in press.page(address), address


def test_the_front_page_shows_the_ticker_where_there_is_one() -> None:
    """The latest articles until then."""
    cast.released()
    assert 'id="latest-title"' in press.page("/")
    desk.hear()
    html = press.page("/")
    assert 'id="latest-title"' not in html
    assert len(shown(html)) == 1


def test_the_rail_holds_the_newest_and_no_article_changes_with_it() -> None:
    """An article names where the rail is fetched, and a link for whoever does not."""
    article = cast.released()
    newest = several(20)
    assert shown(press.page("/ticker/leiste/")) == newest[: queries.RAIL_LENGTH]
    html = press.page(article.address)
    assert '<ticker-rail data-src="/ticker/leiste/">' in html
    assert 'href="/ticker/"' in html
    assert not any(key.startswith(("ticker/", "entry/")) for key in press.keys(article.address))
    assert "ticker/de" in press.keys("/ticker/leiste/")


def test_every_page_leads_to_the_ticker() -> None:
    """On a telephone, where there is no rail, as well."""
    cast.released()
    assert '<a href="/ticker/">Ticker</a>' in press.page("/impressum/")
    assert '<a href="/ticker/" aria-current="page">Ticker</a>' in press.page("/ticker/")


def test_the_ticker_asks_the_database_no_more_than_a_list_does(
    django_assert_max_num_queries: type,
) -> None:
    """Thirty entries with pictures, sections, topics, articles and corrections."""
    picture = cast.bridge_picture()
    pictures.render(picture)
    for number in range(35):
        entry = desk.told(
            at=desk.minutes(number),
            picture=picture.pk,
            sections=(cast.section().pk,),
            topics=(cast.topic().pk,),
        )
        actions.correct(entry, text="x", reason="x", by=None)
    cast.released("eins", at=cast.NOON + timedelta(minutes=20))
    desk.hear()
    second = way(press.page("/ticker/"), "next")
    for address in ("/ticker/", second, "/ticker/leiste/"):
        with django_assert_max_num_queries(12):
            press.fetch(address)


def test_the_ticker_is_answered_through_the_whole_house() -> None:
    """In the reader's language, with the paper's strict policy."""
    desk.told()
    answer = Client().get("/ticker/", headers={"host": "127.0.0.1"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "de"
    assert "trusted-types depesche" in answer.headers["Content-Security-Policy"]
