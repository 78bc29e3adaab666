"""The ticker's feeds tell what is public in it, with one id for each entry for ever."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from depesche.ticker import actions
from depesche.ticker.actions import Copy
from tests import cast
from tests.edge import paper
from tests.exporting.conftest import Read
from tests.ticker import desk

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOST = "http://127.0.0.1:8000"


def items(client: Client, address: str = "/feeds/ticker/feed.json") -> list[dict[str, Any]]:
    """What the JSON feed tells."""
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{HOST}{address}"
    found: list[dict[str, Any]] = feed["items"]
    return found


def test_both_feeds_tell_the_same(client: Client, read: Read) -> None:
    """Newest first, with the text as HTML, its topics, and addresses others can use."""
    desk.told("Stau auf der **Marschbrücke**.", topics=(cast.topic().pk,))
    desk.told("Frei.", headline="Wieder frei", at=desk.minutes(5), urgency="breaking")
    told = items(client)
    assert [one["title"] for one in told] == ["Wieder frei", "Stau auf der Marschbrücke."]
    assert told[1]["content_html"] == "<p>Stau auf der <b>Marschbrücke</b>.</p>"
    assert told[1]["tags"] == ["Aulebrücke"]
    assert told[0]["tags"] == ["breaking"]
    assert told[0]["date_published"] == "2026-03-02T11:05:00+00:00"
    feed = read("/feeds/ticker/atom.xml")

    def texts(path: str) -> list[str]:
        found = feed.xpath(path, namespaces=ATOM)
        assert isinstance(found, list)
        return [str(one) for one in found]

    assert texts("a:title/text()") == ["Brunnhafener Bote: Newsticker"]
    for path, name in (
        ("id/text()", "id"),
        ("title/text()", "title"),
        ("content/text()", "content_html"),
        ("link/@href", "url"),
    ):
        assert texts(f"a:entry/a:{path}") == [one[name] for one in told]
    assert all(one["url"].startswith(f"{HOST}/ticker/") for one in told)


def test_an_entry_keeps_its_id_and_says_when_it_changed(client: Client) -> None:
    """Who read the mistake in a feed reads the correction there."""
    entry = desk.told()
    before = items(client)[0]
    assert UUID(before["id"])
    assert before["date_modified"] == before["date_published"]
    actions.replace(entry, Copy(text="Anders."), based_on=1, by=None)
    actions.correct(entry, text="Es war Montag.", reason="Tag", by=None)
    paper.hear()
    after = items(client)[0]
    assert after["id"] == before["id"]
    assert after["date_published"] == before["date_published"] < after["date_modified"]
    assert "Es war Montag." in after["content_html"]


def test_nothing_leaves_that_is_not_public(client: Client, read: Read) -> None:
    """No draft, nothing withdrawn, nothing of another edition."""
    cast.edition()
    desk.written("Geheim")
    desk.told("Closed.", language="en")
    gone = desk.told("Falsch")
    actions.withdraw(gone, reason="Falsch.", by=None)
    assert items(client) == []
    assert read("/feeds/ticker/atom.xml").xpath("a:entry", namespaces=ATOM) == []
    assert len(items(client, "/en/feeds/ticker/feed.json")) == 1
    assert client.get("/ru/feeds/ticker/feed.json").status_code == 404


def test_the_ticker_names_its_feeds(client: Client) -> None:
    """For programs that look at a page for them."""
    desk.told()
    html = client.get("/ticker/").content.decode()
    assert 'type="application/feed+json"' in html
    assert 'href="/feeds/ticker/atom.xml"' in html
    assert "feeds/ticker" not in client.get("/").content.decode()
