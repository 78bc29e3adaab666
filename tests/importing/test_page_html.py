"""HTML pages give the same draft as their text, with what their tags and heads tell."""

import datetime as dt
import socket

import pytest

from depesche.importing.page import (
    Listing,
    Paragraph,
    PictureNote,
    Quote,
    RelatedCard,
    Subhead,
    read_page,
)
from tests.importing.paper import PAGES, dropped

BRIDGE = (PAGES / "bruecke.html").read_bytes()


def test_an_html_page_gives_the_whole_structure() -> None:
    """Kicker, headline, lead, subheads, list, quote and pictures in the order of the page."""
    draft = read_page(BRIDGE, name="bruecke.html")
    assert (draft.kicker, draft.headline) == (
        "Verkehr",
        "Aulebrücke bleibt bis zum Sommer gesperrt",
    )
    assert draft.lead.startswith("Die alte Eisenbrücke über die Aule")
    assert [type(piece) for piece in draft.body] == [
        Paragraph, Subhead, Paragraph, Listing, Quote, PictureNote, RelatedCard, Paragraph,
    ]  # fmt: skip
    assert draft.subheads == ("Umweg über den Neuhafen",)
    assert Listing(("Linie 2 über Rathausmarkt", "Linie 4 über Lindenhöhe")) in draft.body
    assert Quote("Es ist die dritte Sperrung in zehn Jahren.") in draft.body


def test_its_head_tells_language_date_author_site_and_address() -> None:
    """What the head says of the page is taken over."""
    draft = read_page(BRIDGE)
    assert (draft.language, draft.date) == ("de", dt.date(2026, 3, 4))
    assert (draft.authors, draft.site) == (("Jonas Ahrendt",), "Brunnhafener Bote")
    assert draft.source_url == "https://bote.example/stadt/bruecke/"


def test_pictures_keep_caption_credit_alt_and_label() -> None:
    """A credit in its own element or behind the caption is found."""
    lead, cracks = read_page(BRIDGE).pictures
    assert (lead.caption, lead.alt) == ("Die Aulebrücke am Morgen", "Eine eiserne Brücke im Nebel")
    assert (lead.agency, lead.photographer, lead.source) == ("Nordbild", "Ines Kaltenbach", "b.jpg")
    assert (cracks.caption, cracks.label) == ("Risse im Träger", "archive")
    assert cracks.photographer == "Ruben Thiel"


def test_what_is_around_the_article_is_reported() -> None:
    """Navigation, cookies, teasers and foot are dropped by name, scripts are no text."""
    draft = read_page(BRIDGE)
    for text in (
        "Wir verwenden Cookies.",
        "Meistgelesen",
        "Hafen wächst weiter",
        "© 2026 Brunnhafener Bote",
    ):
        assert text in dropped(draft)
    assert not any("var a" in text for text in [*draft.texts(), *dropped(draft)])


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that asks for files, frames and entities from elsewhere gets none."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a saved page opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    hostile = BRIDGE.replace(
        b"<!doctype html>",
        b'<!DOCTYPE html SYSTEM "http://bote.example/x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ).replace(b"Die alte", b"&x; Die alte")
    draft = read_page(hostile)
    assert "root:" not in draft.lead
    assert "Eisenbrücke" in draft.lead


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><body></body></html>",
        b"<html><body><p>Ein Satz, mehr nicht.</p></body></html>",
        b"<div>" * 20_000 + b"tief",
        b"<p><b><i><p></b>Offene <a href='x>Marken",
        b"<!doctype html><table><tr><td>1<td>2</table>",
    ],
)
def test_broken_and_empty_html_does_no_harm(raw: bytes) -> None:
    """What holds no article gives a draft that says so, not an error."""
    draft = read_page(raw, name="seite.html")
    assert draft.unsure


def test_the_charset_of_the_head_is_believed() -> None:
    """A page in ISO 8859-1 that says so is read without a guess."""
    page = (
        BRIDGE.decode()
        .replace('charset="utf-8"', 'charset="iso-8859-1"')
        .replace("„", '"')
        .replace("“", '"')
    )
    draft = read_page(page.encode("latin-1"))
    assert draft.headline == "Aulebrücke bleibt bis zum Sommer gesperrt"
    assert not any("guess" in remark for remark in draft.unsure)
