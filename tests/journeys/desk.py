"""What journeys do at the desk, as the people of the demo paper would."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import WIDE, visit
from tests.journeys.instance import Instance

# The editor saves by itself, and is told 400 as long as a field that must be filled is empty.
UNFINISHED = r"status of 400 .*/desk/pages/"
SOON = 5.0  # seconds in which a kept page shows what was released, on a busy machine too


@contextmanager
def at_the_desk(browser: Browser, paper: Instance, role: str) -> Iterator[Page]:
    """A person of the demo paper, logged in, standing on the desk's first page."""
    card = paper.login_of(role)
    with visit(browser, paper.url, width=WIDE) as page:
        log_in(page, card["email"], card["password"])
        yield page
        heard = page.complaints.said  # type: ignore[attr-defined]
        heard[:] = [line for line in heard if not re.search(UNFINISHED, line)]


def log_in(page: Page, email: str, password: str) -> None:
    """Through the form at /desk/login/."""
    page.goto("/desk/login/")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/desk/")


def begin_article(page: Page, section: str) -> None:
    """From the desk's first page into an empty article of that section."""
    page.goto("/desk/")
    new = page.get_by_role("navigation", name="Neuer Artikel")
    new.get_by_role("link", name=section, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Neu")


def add_block(page: Page, kind: str) -> Locator:
    """A new block at the end of the body."""
    body = page.get_by_role("region", name="Text", exact=True)
    stream = body.locator("[data-streamfield-stream-container]").first
    blocks = stream.locator("> [data-streamfield-child]")  # not those inside a gallery
    before = blocks.count()
    body.get_by_role("button", name="Einen Block einfügen").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def choose_picture(page: Page, place: Locator, title: str) -> None:
    """Out of the picture desk, by its title."""
    place.get_by_role("button", name="Bild auswählen").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Suchbegriff").fill(title)
    found = dialog.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))
    expect(dialog.get_by_role("heading", level=3)).to_have_count(1)
    found.get_by_role("link").click()
    expect(dialog).to_be_hidden()


def expect_signed(page: Page, author: str) -> None:
    """The byline names this author, and nobody else."""
    names = page.get_by_role("region", name="Autorenzeile").get_by_role("combobox", name="Autor")
    expect(names.locator("option:checked")).to_have_text([author])


def save(page: Page) -> None:
    """Save a draft and wait until the desk says so."""
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_role("status").first).to_contain_text(
        re.compile("gespeichert|erstellt|aktualisiert")
    )


def open_article(page: Page, headline: str) -> None:
    """Find an article by its headline and open its editor."""
    page.goto("/desk/")
    search = page.get_by_role("main").get_by_role("textbox", name="Suchbegriff")
    search.fill(headline)
    search.press("Enter")
    page.get_by_role("main").get_by_role("link", name=headline).first.click()
    expect(page.get_by_role("textbox", name="Überschrift*")).to_have_value(headline)


def more_actions(page: Page, name: str) -> None:
    """An item of the menu beside the save button."""
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name=name).click()


def deed(page: Page, name: str) -> None:
    """One of the deeds in the header of the editor; its form is open afterwards."""
    link = page.get_by_role("link", name=name).first
    if not link.is_visible():
        page.get_by_role("button", name="Aktionen", exact=True).first.click()
    with page.expect_navigation():
        link.click()


def status_of(url: str) -> int:
    """The status a reader is answered with."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code


def expect_soon(page: Page, what: str | Locator) -> None:
    """The reader's page shows the words, or this part of it, when reloaded a few times."""
    seen = page.get_by_text(what) if isinstance(what, str) else what
    by = time.monotonic() + SOON
    while True:
        page.reload()
        if seen.count():
            return
        assert time.monotonic() < by, f"not seen in {SOON} s: {what}"
        time.sleep(0.1)


def release(page: Page) -> None:
    """The editor's own button, wherever the desk offers it."""
    button = page.get_by_role("button", name="Freigeben", exact=True)
    if not button.first.is_visible():
        page.get_by_role("button", name="Mehr Aktionen").click()
    button.first.click()


def say_until(page: Page, words: str) -> None:
    """The desk's answer over the page."""
    expect(page.get_by_role("status").first).to_contain_text(re.compile(words))
