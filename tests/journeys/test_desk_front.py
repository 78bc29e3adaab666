"""The front page is arranged at the desk, and readers see it at once."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import WIDE, photograph, visit
from tests.journeys.desk import at_the_desk, expect_soon, release, say_until
from tests.journeys.instance import Instance

HARBOUR = "„Ich warte nicht bis 2033 auf eine Brücke“"
ALGA = "Neue Art im Hafenbecken: Die Alge war immer da, nur hat niemand gefragt"


def lead_of(reader: Page) -> Locator:
    """The headline of the lead story."""
    return reader.locator(".top__lead .card__title")


def slots(page: Page) -> Locator:
    """The panels of the slots that stand."""
    region = page.get_by_role("region", name="Plätze, der wichtigste zuerst")
    return region.locator("[data-inline-panel-child]:not(.deleted)")


def open_front(page: Page) -> None:
    """Through the main menu."""
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Startseite").click()
    expect(slots(page)).to_have_count(4)


def test_an_editor_arranges_the_front_page(browser: Browser, own_paper: Instance) -> None:
    """The second slot becomes the lead by keyboard, a chosen article gets a slot of its own, and
    what is taken off its slot makes room for the newest."""
    with (
        visit(browser, own_paper.url, width=WIDE) as reader,
        at_the_desk(browser, own_paper, "editor") as page,
    ):
        reader.goto("/")
        expect(lead_of(reader)).not_to_have_text(HARBOUR)
        open_front(page)
        slots(page).nth(1).get_by_role("button", name="Nach oben").focus()
        page.keyboard.press("Enter")
        release(page)
        say_until(page, "ist freigegeben")
        expect_soon(reader, lead_of(reader).filter(has_text=HARBOUR))

        page.get_by_role("button", name="Platz hinzufügen").click()
        expect(slots(page)).to_have_count(5)
        slots(page).last.get_by_role("button", name="Seite auswählen (Artikel)").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Suchbegriff").fill("Alge")
        dialog.get_by_role("link", name=ALGA).click()
        expect(dialog).to_be_hidden()
        expect(slots(page).last).to_contain_text(ALGA)
        photograph(page, "desk-front")
        release(page)
        say_until(page, "ist freigegeben")
        shown = reader.locator(".top").get_by_role("link", name="Neue Alge aus dem Hafenbecken")
        expect_soon(reader, shown.first)

        for _each in range(5):
            slots(page).first.get_by_role("button", name="Löschen").click()
        expect(slots(page)).to_have_count(0)
        release(page)
        say_until(page, "ist freigegeben")
        expect_soon(reader, lead_of(reader).filter(has_not_text=HARBOUR))
        assert reader.locator(".top__second article, .top__under article").count() == 5
