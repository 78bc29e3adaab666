"""Sitemaps name every public address once, under the rules of sitemaps.org and Google."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from depesche.edge import serving
from depesche.edge.refreshing import refresh
from depesche.exporting import archive
from depesche.front import addresses as front
from depesche.kit import clock
from depesche.newsroom import actions, keys
from depesche.newsroom.models import Article
from depesche.newsroom.models.address import author_address, topic_address
from depesche.wire import actions as wire
from tests import cast
from tests.exporting.conftest import Read

pytestmark = pytest.mark.django_db

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
HOST = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def texts(sitemap: etree._Element, path: str) -> list[str]:
    """The texts or attributes at a path, without the host."""
    found = sitemap.xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(one).removeprefix(HOST) for one in found]


def locations(sitemap: etree._Element) -> list[str]:
    """The addresses a sitemap or an index lists."""
    return texts(sitemap, "*/s:loc/text()")


def part_of(article: Article) -> str:
    """The sitemap that lists an article."""
    return f"/sitemap-{article.pk // keys.VOLUME}.xml"


def hear_the_wire() -> None:
    """What the running server does: number what was told, and follow it."""
    wire.number()
    serving.follow(refresh)


def bridge_in_two_languages() -> tuple[Article, Article]:
    """The closed bridge, in German and in English."""
    german = cast.released(topic="bruecke")
    english = cast.released(
        "bridge-closed",
        cast.NOON + HOUR,
        language="en",
        topic="bruecke",
        title="Bridge closed",
        translation_of=german,
    )
    return german, english


def test_the_index_lists_parts_that_exist(read: Read, client: Client) -> None:
    """Every listed part answers, and holds at least one address, as the schema demands."""
    bridge_in_two_languages()
    index = read("/sitemap.xml")
    assert etree.QName(index).localname == "sitemapindex"
    parts = locations(index)
    assert len(parts) == len(set(parts)) == 4
    for address in parts:
        assert locations(read(address)), address
    assert client.get("/sitemap-999999.xml").status_code == 404


def test_all_parts_together_name_every_public_page_once(read: Read) -> None:
    """Front pages, sections, topics, authors and articles of all editions."""
    bridge_in_two_languages()
    named = [one for part in locations(read("/sitemap.xml")) for one in locations(read(part))]
    assert sorted(named) == [
        "/",
        "/autor/jonas-ahrendt/",
        "/en/",
        "/en/author/jonas-ahrendt/",
        "/en/city/",
        "/en/city/bridge-closed/",
        "/en/topic/aule-bridge/",
        "/stadt/",
        "/stadt/bruecke-gesperrt/",
        "/thema/aulebruecke/",
    ]


def test_language_versions_name_each_other(read: Read) -> None:
    """Each lists all versions, itself among them, or Google ignores the set."""
    german, _english = bridge_in_two_languages()
    alone = cast.released("alleine")
    part = read(part_of(german))
    links = {
        texts(url, "s:loc/text()")[0]: dict(
            zip(
                texts(url, "x:link[@rel='alternate']/@hreflang"),
                texts(url, "x:link/@href"),
                strict=True,
            )
        )
        for url in part
    }
    both = {"de": "/stadt/bruecke-gesperrt/", "en": "/en/city/bridge-closed/"}
    assert links[both["de"]] == links[both["en"]] == both
    assert links[alone.address] == {}
    sections = read("/sitemap-sections.xml")
    assert texts(sections, "s:url[s:loc[contains(., '/stadt/')]]/x:link/@href") == [
        "/stadt/",
        "/en/city/",
    ]


def test_only_released_articles_are_named(read: Read) -> None:
    """Nothing leaves before its release, nor stays after its retraction; no draft's author or
    topic either."""
    cast.released()
    cast.draft("entwurf", authors=[cast.derya()], topic="hafen")
    closed = cast.draft("gesperrt")
    actions.embargo(closed, until=clock.now() + HOUR, by=None)
    actions.retract(cast.released("falsch"), reason="Falsch.", by=None)
    named = [one for part in locations(read("/sitemap.xml")) for one in locations(read(part))]
    assert [one for one in named if one.count("/") == 3] == [
        "/autor/jonas-ahrendt/",
        "/stadt/bruecke-gesperrt/",
    ]
    assert locations(read("/news-sitemap.xml")) == []


def test_the_last_change_is_the_last_that_readers_see(read: Read) -> None:
    """Release, then material update, then correction."""
    article = cast.released()
    part = part_of(article)
    assert texts(read(part), "//s:lastmod/text()") == ["2026-03-02T11:00:00+00:00"]
    actions.correct(article, text="Ein Träger.", reason="x", by=None, at=cast.NOON + HOUR)
    hear_the_wire()
    assert texts(read(part), "//s:lastmod/text()") == ["2026-03-02T12:00:00+00:00"]


def test_a_part_never_outgrows_its_size(
    read: Read, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """A volume holds so many ids, and an id is one article at most."""
    assert keys.VOLUME <= 10_000
    monkeypatch.setattr(archive, "VOLUME", 3)
    articles = [cast.released(f"nummer-{number}") for number in range(7)]
    volumes = [one for one in locations(read("/sitemap.xml")) if one[9].isdigit()]
    listed = [locations(read(one)) for one in volumes]
    assert max(map(len, listed)) <= 3
    assert [one for part in listed for one in part] == [article.address for article in articles]


def test_a_kept_part_is_always_the_fresh_one(read: Read, client: Client) -> None:
    """Whatever happens to an article or to its versions, no old sitemap is served."""
    article = cast.released()

    def kept_equals_fresh() -> None:
        hear_the_wire()
        for address in (
            part_of(article),
            "/sitemap.xml",
            "/sitemap-topics.xml",
            "/news-sitemap.xml",
        ):
            kept = client.get(address)
            serving.STORE.clear()
            fresh = client.get(address)
            assert (kept.status_code, kept.content) == (fresh.status_code, fresh.content), address
            assert fresh.status_code == 404 or "hit" in client.get(address)["Cache-Status"]

    kept_equals_fresh()
    english = cast.draft("bridge-closed", language="en", topic="bruecke", translation_of=article)
    kept_equals_fresh()
    actions.publish(english, by=None)
    kept_equals_fresh()
    actions.correct(article, text="Ein Träger.", reason="x", by=None)
    kept_equals_fresh()
    article.title, article.slug = "Die Brücke ist zu", "bruecke-zu"
    article.save_revision()
    actions.publish(article, by=None)
    kept_equals_fresh()
    actions.retract(english, reason="Falsch.", by=None)
    kept_equals_fresh()
    actions.take_back_retraction(english, by=None)
    kept_equals_fresh()
    assert "bridge-closed" in client.get(part_of(article)).content.decode()


def test_the_news_are_those_of_two_days_by_first_release(read: Read) -> None:
    """An update of an old article makes no news (Google's rules for news sitemaps)."""
    now = clock.now()
    old = cast.released("alt", now - timedelta(days=3))
    new = cast.released("neu", now - HOUR, title="Neu & wichtig")
    old.update_is_material = True
    old.save_revision()
    actions.publish(old, by=None)
    sitemap = read("/news-sitemap.xml")
    assert locations(sitemap) == [new.address]
    assert texts(sitemap, "//n:publication/n:name/text()") == ["Brunnhafener Bote"]
    assert texts(sitemap, "//n:publication/n:language/text()") == ["de"]
    assert texts(sitemap, "//n:title/text()") == ["Neu & wichtig"]
    stamp = texts(sitemap, "//n:publication_date/text()")[0]
    assert INSTANT.fullmatch(stamp)
    assert datetime.fromisoformat(stamp) == (now - HOUR).replace(microsecond=0)


def test_news_grow_old_although_nothing_happens(client: Client) -> None:
    """The kept sitemap ends at the second its oldest article passes two days."""
    age = archive.NEWS_AGE - timedelta(seconds=1.5)
    cast.released("gleich-alt", clock.now() - age)
    young = cast.released("jung", clock.now() - HOUR)
    assert client.get("/news-sitemap.xml").content.count(b"<url>") == 2
    kept = client.get("/news-sitemap.xml")
    assert "hit" in kept["Cache-Status"]
    time.sleep(1.6)
    after = client.get("/news-sitemap.xml")
    assert "hit" not in after["Cache-Status"]
    assert after.content.count(b"<url>") == 1
    assert young.address.encode() in after.content


def test_the_news_end_at_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest thousand, by Google's rule; here two stand for them."""
    assert archive.NEWS_LENGTH == 1_000
    monkeypatch.setattr(archive, "NEWS_LENGTH", 2)
    for number in range(3):
        cast.released(f"nummer-{number}", clock.now() - number * HOUR)
    assert [one.url.rsplit("/", 2)[1] for one in archive.news()] == ["nummer-0", "nummer-1"]


def test_control_characters_break_no_sitemap(read: Read) -> None:
    """A headline with what XML forbids is named without it."""
    actions.publish(cast.draft(title="Ein\x01 Riss\ufffe"), by=None)
    assert texts(read("/news-sitemap.xml"), "//n:title/text()") == ["Ein Riss"]


def test_robots_are_told_where_to_go(client: Client) -> None:
    """The desk, with its previews, is not for them; the sitemaps are (RFC 9309)."""
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[:2] == ["User-agent: *", "Disallow: /desk/"]
    assert [line for line in lines if line.startswith("Sitemap: ")] == [
        f"Sitemap: {HOST}/sitemap.xml",
        f"Sitemap: {HOST}/news-sitemap.xml",
    ]


def test_a_sitemap_asks_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Eight at most, however many articles there are."""
    articles = [cast.released(f"nummer-{number}") for number in range(5)]
    for address in ("/sitemap.xml", "/sitemap-authors.xml", "/news-sitemap.xml", "/robots.txt"):
        with django_assert_max_num_queries(8):
            client.get(address)
    with django_assert_max_num_queries(2):
        client.get(part_of(articles[0]))


@pytest.mark.parametrize("language", ["de", "en", "ru", "ar"])
def test_the_front_and_the_exports_name_the_same_addresses(language: str) -> None:
    """A topic and an author stand in one place, whoever names it."""
    assert front.topic(language, "hafen") == topic_address(language, "hafen")
    assert front.author(language, "jonas") == author_address(language, "jonas")
