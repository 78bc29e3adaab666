"""A new picture's way from a file into the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import WIDE, photograph, visit
from tests.journeys.desk import (
    add_block,
    at_the_desk,
    begin_article,
    expect_soon,
    open_article,
    release,
    save,
    say_until,
    status_of,
)
from tests.journeys.instance import Instance

HEADLINE = "Ein Boot liegt quer"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A file as a camera writes it."""
    file = tmp_path / "boot.jpg"
    Image.linear_gradient("L").resize((2000, 1400)).convert("RGB").save(file, quality=80)
    return file


def bring_in(page: Page, photo: Path, **words: str) -> None:
    """Upload a picture from the editor of an article, as its lead picture."""
    place = page.get_by_role("region", name="Aufmacherbild")
    place.get_by_role("button", name="Bild auswählen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Hochladen").click()
    dialog.get_by_label("Datei", exact=False).set_input_files(photo)
    for label, said in words.items():
        dialog.get_by_role("textbox", name=label).fill(said)
    dialog.get_by_role("button", name="Hochladen").click()
    expect(dialog).to_be_hidden()


def test_a_new_picture_comes_into_an_article(
    browser: Browser, own_paper: Instance, photo: Path
) -> None:
    """Uploaded from the editor without its credit: the gate says so while the reporter writes on,
    the editor puts it in at the picture desk, and nobody outside sees the file before release."""
    with at_the_desk(browser, own_paper, "reporter") as page:
        begin_article(page, "Stadt")
        page.get_by_role("textbox", name="Überschrift*").fill(HEADLINE)
        page.get_by_role("textbox", name="Vorspann").fill("Der Hafen ist für Stunden dicht.")
        bring_in(page, photo, Titel="Boot im Hafen", Alternativtext="Ein Boot liegt quer im Hafen.")
        add_block(page, "Absatz").get_by_role("textbox").first.click()
        page.keyboard.type("Am Mittag zogen es zwei Schlepper frei.")
        notice = page.locator("#desk-notice")
        expect(notice).to_contain_text("Dem Bild „Boot im Hafen“ fehlt der Bildnachweis.")
        expect(notice).not_to_contain_text("Der Artikel hat keinen Text.")
        photograph(page, "desk-new-picture")
        save(page)
        draft = page.get_by_role("region", name="Aufmacherbild").locator("img").first
        assert status_of(draft.evaluate("img => img.src")) == 404

    with (
        visit(browser, own_paper.url, width=WIDE) as reader,
        at_the_desk(browser, own_paper, "editor") as page,
    ):
        page.get_by_role("link", name="Bilder", exact=True).click()
        page.get_by_role("main").get_by_role("link", name="Boot im Hafen").first.click()
        page.get_by_role("textbox", name="Fotograf oder Illustrator").fill("Milan Djurić")
        page.get_by_role("button", name="Speichern", exact=True).click()
        say_until(page, "aktualisiert")
        open_article(page, HEADLINE)
        release(page)
        say_until(page, "ist freigegeben")
        reader.goto("/")
        expect_soon(reader, reader.get_by_text(HEADLINE).first)
        reader.get_by_role("main").get_by_role("link", name=HEADLINE).first.click()
        figure = reader.locator(".article__picture")
        expect(figure).to_contain_text("Milan Djurić")
        image = figure.get_by_role("img", name="Ein Boot liegt quer im Hafen.")
        assert status_of(image.evaluate("img => img.currentSrc")) == 200
