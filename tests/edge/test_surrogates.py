"""A CDN is told a page's keys and life when it was asked for, and nobody else is."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from depesche.edge import surrogates
from depesche.edge.answers import finished
from depesche.edge.keeping import PageKey
from depesche.edge.store import Page, packed
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]

FOR_CDNS = {"Surrogate-Key", "Surrogate-Control", "Cache-Tag", "CDN-Cache-Control"}


def page(*keys: str, status: int = 200, expires_at: float | None = None) -> Page:
    """A finished page that shows `keys`."""
    return Page(
        key=PageKey("http", "testserver", "/a/", ""), parameters=frozenset(), status=status,
        headers=(), bodies=packed(b"x", "text/html"), keys=frozenset(keys), heard=0, kept_at=0,
        expires_at=expires_at,
    )  # fmt: skip


def test_a_plain_instance_sends_neither(board: Board, client: Client) -> None:
    """Keys tell how a paper is made; without a CDN that is nobody's business."""
    for _ in range(2):
        assert not FOR_CDNS & set(client.get("/notice/ferry/").headers)


@pytest.mark.parametrize(
    ("form", "keys", "life", "value"),
    [
        ("surrogate-key", "Surrogate-Key", "Surrogate-Control", "max-age=60, stale-if-error=86400"),
        ("cache-tag", "Cache-Tag", "CDN-Cache-Control", "public, max-age=60, stale-if-error=86400"),
    ],
)
def test_a_cdn_is_told_in_its_own_words(
    board: Board, client: Client, settings: Settings, form: str, keys: str, life: str,
    value: str,
) -> None:  # fmt: skip
    """The page's own keys, on a miss, a hit, and a 304; browsers are told what they always are."""
    settings.EDGE_CDN_KEYS = form
    miss = client.get("/notice/ferry/")
    hit = client.get("/notice/ferry/")
    known = client.get("/notice/ferry/", headers={"If-None-Match": hit.headers["ETag"]})
    assert known.status_code == 304
    for answer in (miss, hit, known):
        assert FOR_CDNS & set(answer.headers) == {keys, life}
        assert (answer.headers[keys], answer.headers[life]) == ("notice/ferry", value)
        assert answer.headers["Cache-Control"] == "public, max-age=0"


def test_what_is_nobodys_to_keep_is_not_a_cdns(
    board: Board, client: Client, settings: Settings
) -> None:
    """A private answer and an error name no keys, and stay no-store."""
    settings.EDGE_CDN_KEYS = "cache-tag"
    for path in ("/mine/", "/gone/503/", "/biscuit/"):
        answer = client.get(path)
        assert not FOR_CDNS & set(answer.headers)
        assert "no-store" in answer.headers["Cache-Control"]


def test_keys_are_told_apart(settings: Settings) -> None:
    """In order, each with its own separator: the same page has the same header everywhere."""
    settings.EDGE_CDN_KEYS = "cache-tag"
    assert (
        surrogates.directions(page("section/3", "article/17"), stale=False)[0][1]
        == "article/17,section/3"
    )
    settings.EDGE_CDN_KEYS = "surrogate-key"
    assert (
        surrogates.directions(page("section/3", "article/17"), stale=False)[0][1]
        == "article/17 section/3"
    )


def test_what_no_purge_would_find_in_time_is_not_held(settings: Settings) -> None:
    """The purge of a stale page has passed already; a missing page and one with endless keys
    have none."""
    settings.EDGE_CDN_KEYS = "surrogate-key"
    endless = page(*(f"article/{number}" for number in range(2000)))
    for one, stale in ((page("a"), True), (page("a", status=404), False), (endless, False)):
        assert surrogates.directions(one, stale=stale) == [("Surrogate-Control", "no-store")]


def test_what_nobody_purges_is_held_for_a_minute(settings: Settings) -> None:
    """A CDN that is not told what changed would give a retracted article out for a day."""
    settings.EDGE_CDN_KEYS = "surrogate-key"
    assert surrogates.lasts(page("a"), 0, stale=False) == 60
    settings.EDGE_OUTSIDE_CACHES = ("http://127.0.0.1:6081",)
    assert surrogates.lasts(page("a"), 0, stale=False) == 86400


@pytest.mark.parametrize(
    ("left", "held"), [(90_000, 3600), (3599.9, 600), (61, 60), (9.5, 1), (0.5, 0), (-1, 0)]
)
def test_nothing_is_held_beyond_its_end(settings: Settings, left: float, held: int) -> None:
    """Nor given out after it while we are away."""
    settings.EDGE_CDN_KEYS = "surrogate-key"
    settings.EDGE_OUTSIDE_CACHES = ("http://127.0.0.1:6081",)
    one = page("a", expires_at=1000.0 + left)
    assert surrogates.lasts(one, 1000.0, stale=False) == held
    life = surrogates.directions(one, 1000.0, stale=False)[-1][1]
    assert life == (f"max-age={held}" if held else "no-store")


def test_a_finished_answer_is_not_given_longer_than_it_is_true(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fast road remembers an answer that says 600 s until 600 s before the page's end."""
    settings.EDGE_CDN_KEYS = "surrogate-key"
    settings.EDGE_OUTSIDE_CACHES = ("http://127.0.0.1:6081",)
    one = page("a", expires_at=2000.0)
    for now, life, ends in ((1000.0, b"max-age=600", 1400.0), (1401.0, b"max-age=60", 1940.0)):
        monkeypatch.setattr("time.time", lambda now=now: now)
        answer = finished(one, "", "", head_only=False)
        assert life + b"\r\n" in answer.at(b"date: now\r\n")[0]
        assert answer.ends == ends


def test_keys_are_spelled_so_that_they_stay_apart(settings: Settings) -> None:
    """What separates keys, ends a line or is not ASCII is written in percent; ours stand as
    they are."""
    assert surrogates.spelled("day/de/2026-03-02") == "day/de/2026-03-02"
    assert surrogates.spelled("a, b\r\nX: ü%") == "a%2C%20b%0D%0AX:%20%C3%BC%25"
