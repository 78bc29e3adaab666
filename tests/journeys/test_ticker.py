"""The newsticker: told with one key press, read without a script, in either order, and beside
other pages where there is room."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import NARROW, WIDE, axe, photograph, visit
from tests.journeys.desk import at_the_desk, expect_soon, say_until
from tests.journeys.instance import Instance
from tests.journeys.pages import ARTICLE, TICKER

Reader = Callable[..., Page]


def entries(page: Page) -> list[str]:
    """The names of the entries on a page, in order."""
    return [one.get_attribute("id") or "" for one in page.locator("article.entry").all()]


def test_news_are_told_with_the_keyboard_alone(browser: Browser, own_paper: Instance) -> None:
    """Type, Ctrl+Enter: it is in the paper; Ctrl+. opens the rest, and the page is open to all."""
    with (
        at_the_desk(browser, own_paper, "editor") as desk,
        visit(browser, own_paper.url) as reader,
    ):
        reader.goto(TICKER)
        desk.get_by_role("link", name="Ticker", exact=True).click()
        text = desk.get_by_label("Text", exact=True)
        expect(text).to_be_focused()
        desk.keyboard.type("Die Fähre fährt **wieder**.")
        desk.keyboard.press("Control+.")
        expect(desk.get_by_label("normal")).to_be_focused()
        desk.keyboard.press("ArrowDown")
        assert axe(desk, leaving_out=(".sidebar",)) == []
        photograph(desk, "desk-ticker")
        desk.keyboard.press("Control+Enter")
        say_until(desk, "freigegeben")
        told = reader.locator("article.entry--urgent", has_text="Die Fähre fährt wieder.")
        expect_soon(reader, told)
        expect(told.locator("b")).to_have_text("wieder")


def test_a_withdrawal_is_undone_by_one_click(browser: Browser, own_paper: Instance) -> None:
    """The entry is gone with a reason, and back in its place."""
    with (
        at_the_desk(browser, own_paper, "editor") as desk,
        visit(browser, own_paper.url) as reader,
    ):
        reader.goto(TICKER)
        first = entries(reader)[0]
        desk.goto("/desk/ticker/")
        latest = desk.locator(".ticker-list").last.locator("li").first
        latest.get_by_text("Zurückziehen").first.click()
        latest.get_by_label("Grund für die Leser").fill("Verfrüht.")
        latest.get_by_role("button", name="Zurückziehen").click()
        undo = desk.get_by_role("button", name="Rückgängig")
        expect(undo).to_be_visible()
        answer = reader.goto(f"{TICKER}{first.removeprefix('entry-')}/")
        assert answer
        assert answer.status == 410
        expect(reader.locator("main")).to_contain_text("Verfrüht.")
        reader.complaints.forgive("410")  # type: ignore[attr-defined]
        undo.click()
        say_until(desk, "wieder an ihrem Platz")
        reader.goto(TICKER)
        expect_soon(reader, reader.locator(f"#{first}"))
        assert entries(reader)[0] == first


def test_the_ticker_is_read_without_a_script(reader: Reader) -> None:
    """Older entries, the way back, the other order at the same place, a section, an entry."""
    page = reader(scripts=False)
    page.goto(TICKER)
    first = entries(page)
    page.get_by_role("link", name="Frühere Meldungen").click()
    second = entries(page)
    assert not set(first) & set(second)
    expect(page.get_by_role("contentinfo")).to_be_visible()
    page.get_by_role("link", name="Älteste zuerst zeigen").click()
    assert entries(page) == second[::-1]
    page.get_by_role("link", name="Neueste zuerst zeigen").click()
    assert entries(page) == second
    page.get_by_role("link", name="Spätere Meldungen").click()
    assert entries(page) == first
    filtered = page.get_by_role("navigation", name="Ressorts des Tickers")
    filtered.get_by_role("link", name="Sport").click()
    assert re.search(r"ressort=sport", page.url)
    sections = page.locator("article.entry .entry__section").all_inner_texts()
    assert sections
    assert page.locator("article.entry").count() == sections.count("Sport")
    page.locator("article.entry .entry__time").first.click()
    page.get_by_role("link", name="Im Ticker zeigen").click()
    assert urlsplit(page.url).fragment == entries(page)[0]


def test_the_newest_stand_beside_an_article_where_there_is_room(reader: Reader) -> None:
    """On a telephone there is a link instead, and nothing is fetched for what is not shown."""
    wide = reader(width=WIDE)
    wide.goto(ARTICLE)
    rail = wide.get_by_role("complementary", name="Newsticker")
    expect(rail.locator("article.entry").first).to_be_visible()
    assert axe(wide) == []
    narrow = reader(width=NARROW)
    asked: list[str] = []
    narrow.on("request", lambda request: asked.append(urlsplit(request.url).path))
    narrow.goto(ARTICLE)
    rail = narrow.get_by_role("complementary", name="Newsticker")
    rail.get_by_role("link", name="Zum Newsticker").click()
    expect(narrow.get_by_role("heading", level=1)).to_have_text("Newsticker")
    assert "/ticker/leiste/" not in asked
