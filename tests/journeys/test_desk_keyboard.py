"""The desk by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.journeys.desk import at_the_desk, begin_article
from tests.journeys.instance import Instance


def test_the_focus_stays_where_a_picture_was_chosen(browser: Browser, own_paper: Instance) -> None:
    """The button that opened the chooser is gone then; the next one in its place has the focus."""
    with at_the_desk(browser, own_paper, "reporter") as page:
        begin_article(page, "Stadt")
        lead_picture = page.get_by_role("region", name="Aufmacherbild")
        lead_picture.get_by_role("button", name="Bild auswählen").focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("link", name="Radweg an der Aule").focus()
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        expect(lead_picture.get_by_role("button", name="Aktionen")).to_be_focused()
