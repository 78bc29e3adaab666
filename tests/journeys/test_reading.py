"""A reader walks through the paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.browser import NARROW, WIDE, photograph
from tests.journeys.pages import (
    ARTICLE,
    AUTHOR,
    CORRECTED,
    CORRECTIONS,
    EMBED,
    ENGLISH,
    FRONT,
    GALLERY,
    IMPRINT,
    PRIVACY,
    RETRACTED,
    SECTION,
    TOPIC,
    UPDATED,
)

Reader = Callable[..., Page]
PLAYER = re.compile(r"^https://www\.youtube-nocookie\.com/")


def path_of(page: Page) -> str:
    """Where the reader stands."""
    return urlsplit(page.url).path


def focused(page: Page) -> str:
    """The words of what holds the keyboard."""
    return str(page.evaluate("document.activeElement.innerText || ''"))


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_from_the_front_page_into_an_article(reader: Reader, width: int) -> None:
    """The lead story opens with its headline, its picture, its author and its date."""
    page = reader(width=width)
    page.goto(FRONT)
    lead = page.get_by_role("main").get_by_role("article").first.get_by_role("link").first
    lead.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    article = page.get_by_role("main").get_by_role("article").first
    expect(article.get_by_role("img").first).to_be_visible()
    expect(article.locator("a[rel=author]").first).to_be_visible()
    expect(article.get_by_role("time").first).to_be_visible()
    page.go_back()
    assert path_of(page) == FRONT


def test_reading_by_keyboard_alone(reader: Reader) -> None:
    """The skip link comes first and leads to the content; focus is always seen; Enter opens."""
    page = reader(width=WIDE)
    page.goto(FRONT)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    lead = page.get_by_role("main").get_by_role("link").first
    expect(lead).to_be_focused()
    headline = lead.locator(".card__title").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path != FRONT)
    said = page.get_by_role("heading", level=1).inner_text()
    assert headline.split()[0] in said


def test_focus_is_seen_on_its_whole_way(reader: Reader) -> None:
    """Whatever Tab reaches shows that it holds the keyboard, in the order of the page. The ticker
    beside an article comes after it, and is a column of its own."""
    page = reader(width=WIDE)
    page.goto(ARTICLE)
    tops: dict[bool, list[float]] = {False: [], True: []}
    unseen = []
    for _step in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const held = document.activeElement, style = getComputedStyle(held);
                const box = held.getBoundingClientRect();
                return {words: held.innerText, top: box.top + scrollY, wide: box.width,
                    rail: held.closest(".rail") !== null,
                    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
            }"""
        )
        tops[seen["rail"]].append(seen["top"])
        if not (seen["outline"] and seen["wide"]):
            unseen.append(seen["words"])
    assert unseen == []
    assert len(tops[False]) > 10
    for column in (tops[False][1:], tops[True]):
        falls = [above - below for above, below in pairwise(column)]
        assert max(falls, default=0) < 400  # no leap back to another part of the page


def test_section_topic_and_author_lead_to_articles(reader: Reader) -> None:
    """Navigation, topic and byline each open a list whose first entry is an article."""
    page = reader(width=WIDE)
    for way, path in (("Stadt", SECTION), ("Aulebrücke", TOPIC), ("Carla Meinhold", AUTHOR)):
        page.goto("/stadt/eine-stadt-ohne-bruecke/" if way != "Stadt" else FRONT)
        page.get_by_role("link", name=way, exact=True).first.click()
        assert path_of(page) == path
        expect(page.get_by_role("heading", level=1)).to_have_text(way)
        page.get_by_role("main").get_by_role("article").first.get_by_role("link").first.click()
        expect(page.get_by_role("main").locator(".article__body")).to_be_visible()


def test_older_and_newer_pages_lose_nothing(reader: Reader) -> None:
    """Paging to the end and back shows every article once, and the first page again."""
    page = reader(width=WIDE)
    page.goto(TOPIC)
    seen: list[str] = []
    while True:
        cards = page.get_by_role("main").locator("article h2 a, article h3 a")
        seen += [str(card.get_attribute("href")) for card in cards.all()]
        older = page.get_by_role("link", name="Ältere")
        if not older.count():
            break
        older.click()
    assert len(seen) > 20
    assert len(seen) == len(set(seen))
    newer = page.get_by_role("link", name="Neuere")
    while newer.count():
        newer.click()
    first = page.get_by_role("main").locator("article h2 a, article h3 a").first
    assert first.get_attribute("href") == seen[0]


def test_the_archive_opens_at_today(reader: Reader) -> None:
    """“Alles von heute” leads to a day page, and every article there is of that day."""
    page = reader(width=WIDE)
    page.goto(FRONT)
    page.get_by_role("link", name="Alles von heute").click()
    assert re.fullmatch(r"/archiv/\d{4}/\d\d/\d\d/", path_of(page))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day = "-".join(path_of(page).strip("/").split("/")[1:])
    times = page.get_by_role("main").locator("article time")
    days = {str(time.get_attribute("datetime"))[:10] for time in times.all()}
    assert days <= {day}


def test_corrections_stand_under_the_article_and_on_their_page(reader: Reader) -> None:
    """A correction is read in both places, in the same words."""
    page = reader(width=WIDE)
    page.goto(CORRECTED)
    under = page.get_by_role("region", name="Korrektur")
    expect(under).to_be_visible()
    words = under.locator("li p").last.inner_text()
    page.get_by_role("contentinfo").get_by_role("link", name="Korrekturen").click()
    assert path_of(page) == CORRECTIONS
    expect(page.get_by_text(words)).to_be_visible()


def test_an_updated_article_shows_its_history(reader: Reader) -> None:
    """“Aktualisiert” with a time, and on demand every version with what was put in."""
    page = reader(width=WIDE)
    page.goto(UPDATED)
    expect(page.get_by_text(re.compile(r"^Aktualisiert"))).to_be_visible()
    page.get_by_role("link", name="Alle Fassungen dieses Artikels").click()
    expect(page.get_by_role("heading", name=re.compile("^Fassung 2"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Fassung 1"))).to_be_visible()
    assert page.locator("ins").count() > 0


def test_a_retracted_article_says_why(reader: Reader) -> None:
    """410 with the reason; the headline is not repeated, and there are ways to go on."""
    page = reader()
    answer = page.goto(RETRACTED)
    assert answer
    assert answer.status == 410
    page.complaints.forgive("status of 410")  # type: ignore[attr-defined]
    expect(page.get_by_role("heading", level=1)).to_contain_text("zurückgezogen")
    expect(page.get_by_role("main")).to_contain_text("Eine Zusage des Landes gibt es nicht")
    page.get_by_role("main").get_by_role("link", name="Politik").click()
    assert path_of(page) == "/politik/"


@pytest.mark.parametrize("path", ["/stadt/das-steht-nirgends/", "/gibt/es/nicht/", "/en/nothing/"])
def test_a_wrong_address_is_answered_kindly(reader: Reader, path: str) -> None:
    """404 in the language of the address, with the way to the front page."""
    page = reader()
    answer = page.goto(path)
    assert answer
    assert answer.status == 404
    page.complaints.forgive("status of 404")  # type: ignore[attr-defined]
    way = "To the front page" if path.startswith("/en/") else "Zur Startseite"
    page.get_by_role("link", name=way).click()
    assert path_of(page) == ("/en/" if path.startswith("/en/") else FRONT)


def test_imprint_and_privacy_are_one_click_away(reader: Reader) -> None:
    """From every page (§ 5 DDG: easily recognisable, directly reachable)."""
    page = reader()
    for name, path in (("Impressum", IMPRINT), ("Datenschutz", PRIVACY)):
        page.goto(ARTICLE)
        page.get_by_role("contentinfo").get_by_role("link", name=name).click()
        assert path_of(page) == path
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_switcher_leads_to_the_same_article_and_back(reader: Reader) -> None:
    """German to English and back is the same pair, and search engines are told of both."""
    page = reader(width=WIDE)
    page.goto(ARTICLE)
    page.get_by_role("navigation", name="Sprache").get_by_role("link", name="English").click()
    assert path_of(page) == ENGLISH
    assert page.locator("html").get_attribute("lang") == "en"
    told = {
        str(link.get_attribute("hreflang")): urlsplit(str(link.get_attribute("href"))).path
        for link in page.locator("head link[rel=alternate][hreflang]").all()
    }
    assert told == {"de": ARTICLE, "en": ENGLISH, "x-default": ARTICLE}
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Deutsch").click()
    assert path_of(page) == ARTICLE


def test_nothing_foreign_is_asked_before_the_click(reader: Reader) -> None:
    """The player's host hears of the reader only after the reader asked for it."""
    page = reader(width=WIDE)
    asked: list[str] = []

    def play(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><title>Film</title><p>Film")

    page.context.route(PLAYER, play)
    page.goto(EMBED)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("link", name="Inhalt von YouTube anzeigen").click()
    ours = page.frame_locator("embed-click iframe")
    expect(ours.frame_locator("iframe").get_by_text("Film")).to_be_visible()
    assert len(asked) == 1
    assert page.context.cookies() == []


def test_an_embed_opens_without_scripts(reader: Reader) -> None:
    """Then the button is a link to a page of our own that holds the player."""
    page = reader(scripts=False)
    page.context.route(PLAYER, lambda route: route.fulfill(body="Film"))
    page.goto(EMBED)
    page.get_by_role("link", name="Inhalt von YouTube anzeigen").click()
    expect(page.locator("iframe")).to_be_visible()
    expect(page.get_by_role("link", name="Bei YouTube öffnen")).to_be_visible()


def test_a_gallery_is_leafed_through(reader: Reader) -> None:
    """By its buttons; the row itself scrolls and can be reached by keyboard."""
    page = reader()
    page.goto(GALLERY)
    row = page.get_by_role("region", name="Die Brücke und ihr Fluss")
    before = row.evaluate("row => row.scrollLeft")
    page.get_by_role("button", name="Nächstes Bild").click()
    page.wait_for_timeout(300)
    moved = row.evaluate("row => row.scrollLeft")
    assert moved > before
    page.get_by_role("button", name="Voriges Bild").click()
    page.wait_for_timeout(300)
    assert row.evaluate("row => row.scrollLeft") < moved
    row.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert row.evaluate("row => row.scrollLeft") > before
    photograph(page, "gallery-leafed")


def test_pictures_fit_the_screen_and_have_a_fallback(reader: Reader) -> None:
    """AVIF for the browser that knows it, WebP and a plain file behind it, up to 1920 pixels."""
    page = reader(width=WIDE)
    page.goto(ARTICLE)
    picture = page.locator(".article__picture picture")
    types = [str(one.get_attribute("type")) for one in picture.locator("source").all()]
    assert types == ["image/avif", "image/webp"]
    assert "1920w" in str(picture.locator("source").first.get_attribute("srcset"))
    image = picture.locator("img")
    assert str(image.evaluate("img => img.currentSrc")).endswith(".avif")
    assert image.evaluate("img => img.complete && img.naturalWidth > 0")
    assert image.get_attribute("width")
    assert image.get_attribute("height")


def test_feeds_and_maps_answer(reader: Reader) -> None:
    """Every feed that a page names, the sitemaps and the rules for robots are well-formed."""
    page = reader()
    page.goto(SECTION)
    feeds = [
        str(link.get_attribute("href"))
        for link in page.locator('head link[rel=alternate][type*="xml"]').all()
    ]
    assert len(feeds) == 4
    for path in [*feeds, "/sitemap.xml", "/sitemap-0.xml", "/news-sitemap.xml"]:
        answer = page.request.get(path)
        assert answer.ok, path
        assert len(ET.fromstring(answer.text())) > 0, path
    assert "Sitemap:" in page.request.get("/robots.txt").text()


def test_machines_read_who_wrote_it(reader: Reader) -> None:
    """The JSON-LD of an article names its headline, all its authors and its pictures' credits."""
    page = reader()
    page.goto(UPDATED)
    said = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    graph = {node["@type"]: node for node in said.get("@graph", [said])}
    article = graph["NewsArticle"]
    assert [author["name"] for author in article["author"]] == ["Svea Brandt"]
    assert article["dateModified"] > article["datePublished"]
    assert "BreadcrumbList" in graph


def test_no_page_asks_a_foreign_host(reader: Reader) -> None:
    """Of all that a page fetches, nothing comes from anywhere else; nothing is in the clear."""
    page = reader(width=WIDE)
    hosts: set[str] = set()

    def note(request: Request) -> None:
        hosts.add(urlsplit(request.url).netloc)

    page.on("request", note)
    for path in (FRONT, ARTICLE, GALLERY, EMBED):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert hosts == {urlsplit(page.url).netloc}
