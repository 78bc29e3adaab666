"""Atom and RSS tell of released articles, and of nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from depesche.exporting import printable
from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.models import Article
from tests import cast
from tests.exporting.conftest import Read

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/"}
SPACES = {**ATOM, "dc": "http://purl.org/dc/elements/1.1/"}
HOUR = timedelta(hours=1)
STRINGS = Path(__file__).parents[3] / "shared" / "samples" / "strings" / "blns.json"
BOTH = pytest.mark.parametrize("form", ["atom", "rss"])


def texts(feed: etree._Element, path: str) -> list[str]:
    """The texts or attributes at a path."""
    found = feed.xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def titles(feed: etree._Element) -> list[str]:
    """The headlines of a feed of either form."""
    return texts(feed, "//a:entry/a:title/text() | //item/title/text()")


def test_an_atom_feed_has_what_its_standard_demands(read: Read) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, a link to itself, an author."""
    cast.released()
    feed = read("/feeds/atom.xml")
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(feed, "a:title/text()") == ["Brunnhafener Bote"]
    assert texts(feed, "a:author/a:name/text()") == ["Brunnhafener Bote"]
    assert texts(feed, "a:link[@rel='self']/@href") == ["http://127.0.0.1:8000/feeds/atom.xml"]
    assert texts(feed, "@xml:lang") == ["de"]
    assert texts(feed, "a:icon/text()")[0].startswith("http://127.0.0.1:8000/")
    for path in ("a:id", "a:updated", "a:entry/a:id", "a:entry/a:updated", "a:entry/a:title"):
        assert len(texts(feed, f"{path}/text()")) == 1, path
    assert UUID(texts(feed, "a:entry/a:id/text()")[0])
    assert texts(feed, "a:entry/a:link[@rel='alternate']/@href") == [
        "http://127.0.0.1:8000/stadt/bruecke-gesperrt/"
    ]


def test_an_rss_feed_has_what_its_standard_demands(read: Read) -> None:
    """RSS 2.0: title, link and description of the channel; a guid that is no address."""
    cast.released()
    feed = read("/feeds/rss.xml")
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    for path in ("title", "link", "description", "language", "lastBuildDate", "item/pubDate"):
        assert len(texts(feed, f"channel/{path}/text()")) == 1, path
    assert texts(feed, "channel/a:link/@href") == ["http://127.0.0.1:8000/feeds/rss.xml"]
    assert parsedate_to_datetime(texts(feed, "//pubDate/text()")[0]) == cast.NOON
    assert texts(feed, "//guid/@isPermaLink") == ["false"]


def test_an_entry_says_who_wrote_what_about(read: Read) -> None:
    """All authors and agencies; section, topics and kicker as categories; the lead as summary."""
    cast.released(
        authors=[cast.jonas(), cast.derya()], agencies=[cast.kuestenpress()], topic="bruecke"
    )
    atom, rss = read("/feeds/atom.xml"), read("/feeds/rss.xml")
    names = ["Jonas Ahrendt", "Derya Kılıç", "Küstenpress"]
    assert texts(atom, "//a:entry/a:author/a:name/text()") == names
    assert texts(rss, "//item/dc:creator/text()") == names
    assert texts(atom, "//a:author/a:uri/text()")[0].endswith("/autor/jonas-ahrendt/")
    assert texts(atom, "//a:category/@label") == ["Stadt", "Aulebrücke", "Verkehr"]
    assert texts(rss, "//category/text()") == ["Stadt", "Aulebrücke", "Verkehr"]
    lead = "Ein Riss im Träger zwingt die Stadt zu einem Umweg."
    assert texts(atom, "//a:summary/text()") == [lead]
    assert texts(rss, "//item/description/text()") == [f"<p>{lead}</p>"]


def test_an_entry_keeps_its_name_when_its_article_moves(read: Read) -> None:
    """A feed reader shows a moved article once: the id is made of the article, not of its path."""
    article = cast.released()
    before = texts(read("/feeds/atom.xml"), "//a:entry/a:id/text()")
    article.slug = "aulebruecke-gesperrt"
    article.save_revision()
    actions.publish(article, by=None)
    after = read("/feeds/stadt/atom.xml")
    assert texts(after, "//a:entry/a:id/text()") == before
    assert "aulebruecke-gesperrt" in texts(after, "//a:entry/a:link[@rel='alternate']/@href")[0]


def test_two_languages_of_one_article_have_two_names(read: Read) -> None:
    """And each stands in the feed of its own edition only."""
    german = cast.released()
    cast.released("bridge-closed", language="en", title="Bridge closed", translation_of=german)
    here, there = read("/feeds/atom.xml"), read("/en/feeds/atom.xml")
    assert titles(here) == ["Die Aulebrücke ist gesperrt"]
    assert titles(there) == ["Bridge closed"]
    assert texts(here, "//a:id/text()") != texts(there, "//a:id/text()")


@BOTH
def test_only_released_articles_leave(form: str, read: Read) -> None:
    """A draft, a planned, an embargoed and a retracted article are in no feed."""
    cast.released()
    cast.draft("entwurf", title="Noch ein Entwurf")
    planned = cast.draft("geplant", title="Für morgen geplant")
    actions.schedule(planned, release_at=clock.now() + HOUR, by=None)
    closed = cast.draft("gesperrt", title="Mit Sperrfrist")
    actions.embargo(closed, until=clock.now() + HOUR, by=None)
    actions.retract(cast.released("falsch", title="War falsch"), reason="Falsch.", by=None)
    assert titles(read(f"/feeds/{form}.xml")) == ["Die Aulebrücke ist gesperrt"]


@BOTH
def test_a_feed_shows_the_public_version_and_not_the_next_one(form: str, read: Read) -> None:
    """A draft of a released article is not released."""
    article = cast.released()
    article.title = "Die Brücke wird abgerissen"
    article.save_revision()
    assert titles(read(f"/feeds/{form}.xml")) == ["Die Aulebrücke ist gesperrt"]


def test_a_section_has_its_own_feed(read: Read, client: Client) -> None:
    """With its name, its id and its articles; an unknown section has none."""
    cast.released()
    cast.released("hafen", section="wirtschaft", title="Der Hafen wächst")
    feed = read("/feeds/wirtschaft/atom.xml")
    assert titles(feed) == ["Der Hafen wächst"]
    assert texts(feed, "a:title/text()") == ["Brunnhafener Bote: Wirtschaft"]
    assert texts(feed, "a:id/text()") != texts(read("/feeds/atom.xml"), "a:id/text()")
    assert titles(read("/feeds/wirtschaft/rss.xml")) == ["Der Hafen wächst"]
    assert client.get("/feeds/erfunden/atom.xml").status_code == 404
    assert client.get("/ru/feeds/atom.xml").status_code == 404


@BOTH
def test_fifty_are_shown_and_the_newest_first(form: str, read: Read) -> None:
    """The fifty-first is in the archive."""
    first = cast.released("nummer-0", title="Nummer 0")
    rows = []
    for number in range(1, 52):
        copy = Article.objects.get(pk=first.pk).copy(
            update_attrs={"slug": f"nummer-{number}", "title": f"Nummer {number}"},
            keep_live=False,
        )
        at = cast.NOON + number * HOUR
        rows.append((copy.pk, at))
    for pk, at in rows:
        Article.objects.filter(pk=pk).update(
            live=True, first_released_at=at, number=clock.milliseconds(at)
        )
    found = titles(read(f"/feeds/{form}.xml"))
    assert found == [f"Nummer {number}" for number in range(51, 1, -1)]


def test_an_update_that_matters_moves_the_date_and_a_typo_does_not(read: Read) -> None:
    """`updated` tells readers to look again; the first release stays the day of publication."""
    article = cast.released()
    article.lead = "Ein Riss im Träger zwingt die Stadt zu einem Umweg. Es kann dauern."
    article.save_revision()
    actions.publish(article, by=None, at=cast.NOON + HOUR)
    stamp = texts(read("/feeds/atom.xml"), "//a:entry/a:updated/text()")
    assert stamp == ["2026-03-02T11:00:00+00:00"]
    article = Article.objects.get(pk=article.pk)
    article.update_is_material = True
    article.save_revision()
    actions.publish(article, by=None, at=cast.NOON + 2 * HOUR)
    feed = read("/feeds/stadt/atom.xml")
    assert texts(feed, "//a:entry/a:updated/text()") == ["2026-03-02T13:00:00+00:00"]
    assert texts(feed, "//a:entry/a:published/text()") == ["2026-03-02T11:00:00+00:00"]


@BOTH
def test_a_correction_reaches_those_who_read_the_mistake(form: str, read: Read) -> None:
    """It stands in the content with its date, in the edition's language, and counts as a change."""
    article = cast.released()
    actions.correct(
        article, text="Die Brücke ist 1887 gebaut.", reason="Leser", by=None, at=cast.NOON + HOUR
    )
    feed = read(f"/feeds/{form}.xml")
    content = texts(feed, "//a:entry/a:content/text() | //item/description/text()")[0]
    assert "<strong>Korrektur (2. März 2026):</strong> Die Brücke ist 1887 gebaut." in content
    assert texts(feed, "(//a:entry|//item)/a:updated/text()") == ["2026-03-02T12:00:00+00:00"]


@BOTH
def test_a_picture_goes_with_its_credit_and_label(form: str, read: Read, client: Client) -> None:
    """The file, its size and type, who made it (§ 13 UrhG) and what it is not."""
    picture = cast.bridge_picture()
    picture.get_rendition("width-640|format-jpeg|jpegquality-80")
    picture.get_rendition("width-320|format-webp|webpquality-78")
    cast.released(lead_picture=picture, lead_caption="Die Brücke im Mai", lead_label="archive")
    feed = read(f"/feeds/{form}.xml")
    path = "a:entry/a:link[@rel='enclosure']" if form == "atom" else "channel/item/enclosure"
    enclosure = feed.find(path, ATOM)
    assert enclosure is not None
    facts = {name: str(value) for name, value in enclosure.items()}
    address = (facts.get("href") or facts["url"]).removeprefix("http://127.0.0.1:8000")
    file = client.get(address)
    assert file.status_code == 200
    assert (file["Content-Type"], len(file.content)) == (facts["type"], int(facts["length"]))
    assert texts(feed, "//media:content/@width") == ["640"]
    assert texts(feed, "//media:credit/text()") == ["Nordbild / Ines Kaltenbach"]
    assert texts(feed, "//media:description/text()")[0].endswith(": Die Brücke im Mai")


def test_an_article_whose_picture_is_not_rendered_yet_is_told_without_it(read: Read) -> None:
    """A feed renders no picture and promises no file that is not there."""
    cast.released(lead_picture=cast.bridge_picture())
    feed = read("/feeds/atom.xml")
    assert len(titles(feed)) == 1
    assert texts(feed, "//a:link[@rel='enclosure']/@href") == []


@BOTH
def test_an_edition_without_articles_has_a_feed(form: str, client: Client) -> None:
    """It is valid, and the same at every look."""
    cast.edition()
    first = client.get(f"/feeds/{form}.xml")
    assert titles(etree.fromstring(first.content)) == []
    assert client.get(f"/feeds/{form}.xml?again").content == first.content


@BOTH
def test_what_xml_forbids_is_left_out(form: str, read: Read) -> None:
    """Control characters and non-characters in any field break no feed (XML 1.0, 2.2)."""
    dirty = "Eins\x01 zwei\x0b drei\ufffe vier\x1f <b> & fünf"
    clean = "Eins zwei drei vier <b> & fünf"
    author = cast.jonas()
    author.name = dirty
    author.save()
    article = cast.draft(title=dirty, kicker="Dr\x02ei", lead=dirty)
    actions.publish(article, by=None)
    actions.correct(article, text=dirty, reason="x", by=None)
    feed = read(f"/feeds/{form}.xml")
    assert titles(feed) == [clean]
    assert texts(feed, "//a:entry/a:author/a:name/text() | //dc:creator/text()") == [clean]
    content = texts(feed, "//a:entry/a:content/text() | //item/description/text()")[0]
    assert "<p>Eins zwei drei vier &lt;b&gt; &amp; fünf</p>" in content


def test_naughty_strings_leave_a_feed_readable(read: Read) -> None:
    """Every string of a well-known list of troublemakers can be a headline."""
    if not STRINGS.is_file():
        pytest.skip("The list of naughty strings is not on this machine.")
    strings = [s for s in json.loads(STRINGS.read_text(encoding="utf-8")) if s.strip("\x00")]
    assert len(strings) > 400
    article = cast.released()
    for start in range(0, len(strings), 40):
        naughty = " ".join(strings[start : start + 40]).replace("\x00", "")
        Article.objects.filter(pk=article.pk).update(lead=naughty, kicker=naughty[:60])
        for form in ("atom", "rss"):
            address = f"/feeds/{'stadt/' if form == 'rss' else ''}{form}.xml"
            feed = read(f"{address}?{start}")
            assert len(titles(feed)) == 1


def test_a_lone_surrogate_is_left_out() -> None:
    """No encoder could write it."""
    assert printable.legal("a\ud800b\U0001f30ac\td") == "ab\U0001f30ac\td"


@BOTH
def test_a_feed_asks_few_questions(
    form: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Eight at most, for one entry as for ten."""
    for number in range(10):
        cast.released(f"nummer-{number}", topic="hafen", lead_picture=cast.bridge_picture())
    with django_assert_max_num_queries(8):
        assert client.get(f"/feeds/stadt/{form}.xml").status_code == 200


def test_a_feed_is_kept_and_answers_unchanged(client: Client) -> None:
    """A reader that has the feed already is told so with 304 (RFC 9110, 13.1.2)."""
    cast.released()
    first = client.get("/feeds/atom.xml")
    again = client.get("/feeds/atom.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "hit" in again["Cache-Status"]
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_no_page_sets_a_cookie(client: Client) -> None:
    """Feeds are the same for everybody."""
    cast.released()
    for address in ("/feeds/atom.xml", "/feeds/rss.xml", "/sitemap.xml", "/robots.txt"):
        assert not client.get(address).cookies, address
