"""An article's way through the desk, and what readers see of it at once."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.journeys.browser import WIDE, axe, photograph, visit
from tests.journeys.desk import (
    SOON,
    add_block,
    at_the_desk,
    begin_article,
    choose_picture,
    deed,
    expect_signed,
    expect_soon,
    more_actions,
    open_article,
    release,
    save,
    say_until,
    status_of,
)
from tests.journeys.instance import Instance

FERRY = "Fähre „Anni“ bekommt eine Schwester"
FALCONS = "Falken am Pfeiler 3?"
EMBARGOED = "Was die gesperrte Brücke wirklich kostet: 1,3 Millionen Euro – an jedem Werktag"
RELEASED = "/stadt/rettungswache-neuhafen/"
IMPORTS = Path(__file__).resolve().parents[1] / "importing" / "pages"
# What Wagtail draws round our pages.
WAGTAILS = (".sidebar", "#wagtail-sidebar", ".w-slim-header", "[data-side-panel]", ".w-minimap")


def test_from_the_first_word_to_the_reader(browser: Browser, own_paper: Instance) -> None:
    """Written, previewed, reviewed, approved, stopped by the gate, mended, released, read."""
    with at_the_desk(browser, own_paper, "reporter") as page:
        begin_article(page, "Stadt")
        page.get_by_role("textbox", name="Überschrift*").fill(FERRY)
        page.get_by_role("textbox", name="Vorspann").fill("Ab Montag fährt ein zweites Schiff.")
        expect_signed(page, "Jonas Ahrendt")
        add_block(page, "Absatz").get_by_role("textbox").first.click()
        page.keyboard.type("Der Kiel ist gelegt, der Name steht fest.")
        quote = add_block(page, "Zitat")
        quote.get_by_role("textbox", name="Wortlaut").fill("Wir taufen sie auf den Namen Berta.")
        use = add_block(page, "Bild")
        choose_picture(page, use, "Radweg an der Aule")
        use.get_by_role("textbox", name="Bildunterschrift").fill("Der Weg zur Fähre.")
        use.get_by_role("combobox", name="Kennzeichnung").select_option(label="Symbolfoto")
        save(page)
        page.get_by_role("button", name="Vorschau umschalten").click()
        preview = page.frame_locator("iframe").first
        expect(preview.get_by_role("heading", level=1)).to_have_text(FERRY)
        expect(preview.get_by_text("Symbolfoto")).to_be_visible()
        expect(preview.get_by_text("Vorschau:")).to_be_visible()
        photograph(page, "desk-preview")
        expect(page.get_by_role("button", name="Freigeben", exact=True)).to_have_count(0)
        more_actions(page, "In Redaktion einreichen")
        say_until(page, "eingereicht")

    with (
        visit(browser, own_paper.url, width=WIDE) as reader,
        at_the_desk(browser, own_paper, "editor") as page,
    ):
        reader.goto("/")
        expect(reader.get_by_text(FERRY)).to_have_count(0)
        page.get_by_role("main").get_by_role("link", name=FERRY).first.click()
        approve = page.get_by_role("button", name="Diese Fassung genehmigen", exact=True)
        if not approve.first.is_visible():
            page.get_by_role("button", name="Mehr Aktionen").click()
        approve.first.click()
        expect(page.get_by_text("genehmigt", exact=True)).to_be_visible()
        release(page)
        expect(page.get_by_role("heading", level=2).first).to_contain_text("Vor der Freigabe")
        expect(page.get_by_text("Bei einem Zitat fehlt, wer spricht.")).to_be_visible()
        photograph(page, "desk-gate")
        page.get_by_role("link", name=re.compile("Text, Block 2")).click()
        page.get_by_role("textbox", name="wer spricht").fill("Kapitänin Grete Olms")
        release(page)
        say_until(page, "ist freigegeben")
        expect_soon(reader, FERRY)
        reader.get_by_role("main").get_by_role("link", name=FERRY).first.click()
        expect(reader.get_by_text("Kapitänin Grete Olms")).to_be_visible()
        expect(reader.get_by_text("Symbolfoto")).to_be_visible()
        assert urlsplit(reader.url).path == "/stadt/faehre-anni-bekommt-eine-schwester/"


def test_a_material_update_and_a_correction_are_public(
    browser: Browser, own_paper: Instance
) -> None:
    """“Aktualisiert” with the new words; the correction under the article and in the list."""
    correction = "Die Turnhalle steht in der Werftstraße, nicht in der Reeperstraße."
    with (
        visit(browser, own_paper.url, width=WIDE) as reader,
        at_the_desk(browser, own_paper, "editor") as page,
    ):
        reader.goto(RELEASED)
        headline = reader.get_by_role("heading", level=1).evaluate(
            "h => h.lastChild.textContent.trim()"
        )
        expect(reader.get_by_text(re.compile("^Aktualisiert"))).to_have_count(0)
        open_article(page, headline)
        page.get_by_role("textbox", name="Vorspann").fill("Seit heute früh ist sie besetzt.")
        page.get_by_role("checkbox", name="Wesentliche Aktualisierung").check()
        release(page)
        say_until(page, "neue Fassung")
        expect_soon(reader, "Seit heute früh ist sie besetzt.")
        expect(reader.get_by_text(re.compile("^Aktualisiert"))).to_be_visible()
        deed(page, "Korrigieren …")
        page.get_by_role("textbox", name="Text der Korrektur").fill(correction)
        page.get_by_role("textbox", name="Grund").fill("Verwechslung")
        page.get_by_role("button", name="Korrektur veröffentlichen").click()
        say_until(page, "Die Korrektur steht unter dem Artikel")
        expect_soon(reader, correction)
        reader.goto("/korrekturen/")
        expect(reader.get_by_text(correction)).to_be_visible()
        expect(reader.get_by_role("main").get_by_text("Verwechslung")).to_have_count(0)


def test_the_server_releases_to_the_second(browser: Browser, own_paper: Instance) -> None:
    """Planned a few seconds ahead: absent until then, there at once after."""
    with at_the_desk(browser, own_paper, "editor") as page:
        open_article(page, FALCONS)
        slug = page.locator("input[name=slug]").input_value()
        path = f"/stadt/{slug}/"
        deed(page, "Einplanen …")
        at = datetime.now().astimezone().replace(microsecond=0) + timedelta(seconds=12)
        moment = page.get_by_label("Freigabe am")
        moment.fill(berlin(at).strftime("%Y-%m-%dT%H:%M:%S"))
        page.get_by_role("button", name="Einplanen", exact=True).click()
        say_until(page, "Die Freigabe ist geplant")
        assert datetime.now().astimezone() < at, "the machine was too slow to see it wait"
        assert status_of(own_paper.url + path) == 404
        time.sleep(max((at - datetime.now().astimezone()).total_seconds() - 0.3, 0))
        early = status_of(own_paper.url + path)
        if datetime.now().astimezone() < at:
            assert early == 404
        while status_of(own_paper.url + path) != 200:
            assert datetime.now().astimezone() < at + timedelta(seconds=SOON)
            time.sleep(0.1)


def berlin(instant: datetime) -> datetime:
    """By the clock of the paper's town."""
    return instant.astimezone(ZoneInfo("Europe/Berlin"))


def test_a_replaced_schedule_is_shown(browser: Browser, own_paper: Instance) -> None:
    """What was planned and came otherwise stands in the plan until somebody has seen it."""
    with at_the_desk(browser, own_paper, "editor") as page:
        open_article(page, FALCONS)
        deed(page, "Einplanen …")
        page.get_by_role("button", name="Einplanen", exact=True).click()
        say_until(page, "Die Freigabe ist geplant")
        release(page)
        say_until(page, "ist freigegeben")
        page.get_by_role("link", name="Freigabeplan").first.click()
        otherwise = page.get_by_role("main").get_by_role("listitem").filter(has_text=FALCONS)
        expect(otherwise).to_contain_text("ersetzt")
        photograph(page, "desk-plan")
        otherwise.get_by_role("button", name="Gesehen").click()
        expect(page.get_by_role("main").get_by_text("ersetzt")).to_have_count(0)


def test_a_retracted_article_is_gone_with_its_pictures(
    browser: Browser, own_paper: Instance
) -> None:
    """410 with the chief's reason, the file of a picture nobody else shows 404; and back again."""
    path = "/wirtschaft/solarkooperative-speicherdaecher/"
    reason = "Die Zahlen der Genossenschaft waren erfunden."
    with (
        visit(browser, own_paper.url, width=WIDE) as reader,
        at_the_desk(browser, own_paper, "chief") as page,
    ):
        reader.goto(path)
        picture = reader.locator(".article__picture img").evaluate("img => img.currentSrc")
        assert status_of(picture) == 200
        headline = reader.get_by_role("heading", level=1).evaluate(
            "h => h.lastChild.textContent.trim()"
        )
        open_article(page, headline)
        deed(page, "Zurückziehen …")
        page.get_by_role("textbox", name="Grund").fill(reason)
        page.get_by_role("button", name="Zurückziehen").click()
        say_until(page, "zurückgezogen")
        time.sleep(1)
        answer = reader.reload()
        assert answer
        assert answer.status == 410
        reader.complaints.forgive("status of 410")  # type: ignore[attr-defined]
        expect(reader.get_by_role("main")).to_contain_text(reason)
        assert status_of(picture) == 404
        deed(page, "Rückzug zurücknehmen")
        page.get_by_role("button", name="Rückzug zurücknehmen").click()
        say_until(page, "wieder in der Zeitung")
        time.sleep(1)
        answer = reader.reload()
        assert answer
        assert answer.status == 200
        assert status_of(picture) == 200


def test_an_embargoed_article_cannot_be_released(browser: Browser, own_paper: Instance) -> None:
    """The desk says until when, and readers find nothing."""
    with at_the_desk(browser, own_paper, "chief") as page:
        page.get_by_role("main").get_by_role("link", name=EMBARGOED).first.click()
        slug = page.locator("input[name=slug]").input_value()
        release(page)
        expect(page.get_by_text(re.compile(r"bis .* gesperrt")).first).to_be_visible()
        for section in ("stadt", "politik", "wirtschaft"):
            assert status_of(f"{own_paper.url}/{section}/{slug}/") == 404


def test_a_saved_page_becomes_a_draft(browser: Browser, own_paper: Instance) -> None:
    """Through the form of the desk: what was left out is said, and the draft opens."""
    text = (IMPORTS / "de-interview.txt").read_text("utf-8")
    with at_the_desk(browser, own_paper, "reporter") as page:
        page.get_by_role("link", name="Seite importieren").click()
        page.get_by_label("Oder fügen Sie den Text hier ein").fill(text)
        page.get_by_role("button", name="Importieren").click()
        expect(page.get_by_text(re.compile("Ein Hafen ist nie fertig.*Entwurf"))).to_be_visible()
        photograph(page, "desk-imported")
        page.get_by_role("link", name="Im Editor öffnen").click()
        expect(page.get_by_role("textbox", name="Überschrift*")).to_have_value(
            re.compile("Ein Hafen ist nie fertig")
        )
        page.goto("/desk/import/")
        page.get_by_role("button", name="Importieren").click()
        expect(page.get_by_text("Bitte wählen Sie eine Datei")).to_be_visible()
        chosen = page.locator("input[type=file]")
        large = FilePayload(name="gross.txt", mimeType="text/plain", buffer=b"Ein Satz. " * 600_000)
        chosen.set_input_files(large)
        expect(chosen).to_have_js_property(
            "validationMessage", "Die Datei ist zu groß für eine Seite: mehr als 5 MB."
        )


@pytest.mark.parametrize("width", [390, WIDE])
def test_the_desk_is_open_to_everyone(browser: Browser, own_paper: Instance, width: int) -> None:
    """axe finds nothing at the login and in what our own pages show; Wagtail's frame is its own."""
    with visit(browser, own_paper.url, width=width) as page:
        page.goto("/desk/login/")
        assert axe(page) == []
    with at_the_desk(browser, own_paper, "chief") as page:
        page.set_viewport_size({"width": width, "height": 900})
        found = {}
        for path in ("", "newsroom/plan/", "newsroom/banner/", "import/"):
            page.goto(f"/desk/{path}")
            found[path] = axe(page, leaving_out=WAGTAILS)
        open_article(page, FALCONS)
        found["editor"] = axe(page, leaving_out=WAGTAILS)
        for name in ("Einplanen …", "Sperrfrist …"):
            deed(page, name)
            found[name] = axe(page, leaving_out=WAGTAILS)
            page.go_back()
    assert {path: said for path, said in found.items() if said} == {}
