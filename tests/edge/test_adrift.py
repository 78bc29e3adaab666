"""A store that hears nothing any more goes on, says so, and keeps nothing back when it hears."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from depesche.edge import refreshing, serving
from depesche.edge.answers import finished
from depesche.edge.keeping import kept, shows
from depesche.edge.middleware import KeptPages
from depesche.edge.store import REFRESH_SECONDS, Store
from depesche.wire import actions as wire
from depesche.wire.models import Entry
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]

STALE = "depesche; hit; detail=stale"
HIT = "depesche; hit"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How far the clock was put forward, in seconds."""
    forward = [0.0]
    clocks = {name: getattr(time, name) for name in ("time", "monotonic")}
    for name, clock in clocks.items():
        monkeypatch.setattr(time, name, lambda clock=clock: clock() + forward[0])
    return forward


def test_it_is_marked_until_it_hears_again(
    board: Board, client: Client, store: Store, later: list[float]
) -> None:
    """On both roads, and without anybody's help."""
    store.patience = 2.0
    store.hear()

    def said() -> tuple[str, str]:
        ordinary = client.get("/notice/ferry/")
        page = next(iter(store._pages.values()))
        head, _body = finished(page, "", "", head_only=False).at(b"date: now\r\n")
        fast = next(line for line in head.decode().split("\r\n") if "cache-status" in line)
        return ordinary.headers["Cache-Status"], fast.removeprefix("cache-status: ")

    client.get("/notice/ferry/")
    assert said() == (HIT, HIT)
    edition = store.edition
    later[0] = 2.5
    assert said() == (STALE, STALE)
    assert store.edition is not edition, "what the fast road remembers counts no more"
    serving.follow(refreshing.refresh)
    assert said() == (HIT, HIT)
    assert board.renders == ["ferry"]


def test_a_change_it_missed_is_heard_on_return(
    board: Board, client: Client, store: Store, later: list[float]
) -> None:
    """What happened meanwhile touches pages as if it happened now; hot ones are made anew."""
    store.patience = 2.0
    store.hear()
    board.notices["tram"] = "Line 4 runs. " * 20
    for path in ["/notice/ferry/"] * 5 + ["/notice/tram/"]:
        client.get(path)
    later[0] = 600.0
    with patch.object(serving, "follow", lambda render: 0):
        board.pin("ferry", "No ferry today. " * 20)
        board.pin("tram", "No tram today. " * 20)
    old = client.get("/notice/ferry/")
    assert (b"at eight" in old.content, old.headers["Cache-Status"]) == (True, STALE)
    while serving.follow(refreshing.refresh):
        pass
    new = client.get("/notice/ferry/")
    assert (b"No ferry" in new.content, new.headers["Cache-Status"]) == (True, HIT)
    assert b"No tram" in client.get("/notice/tram/").content


def test_where_the_wire_was_archived_meanwhile_all_is_forgotten(
    board: Board, client: Client, store: Store
) -> None:
    """Who cannot hear everything that happened knows of no page whether it is old."""
    client.get("/notice/ferry/")
    with patch.object(serving, "follow", lambda render: 0):
        board.pin("ferry", "No ferry today.")
        board.pin("tram", "No tram today.")
    Entry.objects.order_by("position")[0].delete()
    while serving.follow(refreshing.refresh):
        pass
    assert len(store) == 0
    assert b"No ferry" in client.get("/notice/ferry/").content
    assert store.heard == Entry.objects.order_by("-position")[0].position


def test_a_changed_page_that_cannot_be_made_anew_goes(
    board: Board, client: Client, store: Store, later: list[float]
) -> None:
    """Whoever took it back waits for no renderer: its readers hear the old one a moment only."""
    for _ in range(4):
        client.get("/notice/ferry/")
    (page,) = store._pages.values()
    assert store.touch(["notice/ferry"], store.heard + 1) == [page.key]
    assert client.get("/notice/ferry/").headers["Cache-Status"] == STALE
    answer = finished(page, "", "", head_only=False)
    assert answer.ends == page.refresh_by, "the fast road looks again by then"
    store.patience = 0.0  # not even adrift
    later[0] = REFRESH_SECONDS
    board.meanwhile = _fail
    with pytest.raises(RuntimeError):
        client.get("/notice/ferry/")
    assert len(store) == 0


def test_who_hears_something_every_time_is_not_adrift(
    board: Board, store: Store, later: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive is brought in: there is always one more. What is behind is adrift all the same."""
    store.patience = 2.0
    store.hear()
    for text in ("eight", "nine", "ten"):
        later[0] += 1.0
        board.pin("ferry", f"The ferry leaves at {text}.")
    assert not store.notice()
    monkeypatch.setattr(serving, "PORTION", 1)
    for text in ("eight", "nine", "ten"):
        later[0] += 1.0
        board.pin("ferry", f"The ferry leaves at {text}.")
    assert store.notice()


def test_what_was_finished_adrift_does_not_outlive_a_change(
    board: Board, client: Client, store: Store, later: list[float]
) -> None:
    """Marked as stale for one reason, then stale for the other: that one counts only a moment."""
    for _ in range(4):
        client.get("/notice/ferry/")
    (page,) = store.pages()
    store.patience = 2.0
    later[0] = 2.5
    assert store.notice()
    finished(page, "", "", head_only=False)
    store.hear()
    store.touch(["notice/ferry"], store.heard + 1)
    assert page.refresh_by
    assert finished(page, "", "", head_only=False).ends == page.refresh_by


def _fail() -> None:
    raise RuntimeError("The ink is out.")


@kept()
def programme(_request: HttpRequest) -> HttpResponse:
    """What is on for an hour."""
    return shows(HttpResponse("Matinee"), {"programme"}, until=datetime.now(UTC) + HOUR)


HOUR = timedelta(hours=1)


def test_what_ran_out_is_better_than_nothing(store: Store, later: list[float]) -> None:
    """While nothing is heard, and when it cannot be rendered; marked. A touched page is not."""
    request = RequestFactory().get("/programme/")
    assert serving.keep(request, programme(request), heard=store.heard)
    later[0] = 3700.0
    assert serving.from_store(request) is None
    failing = KeptPages(lambda _request: HttpResponse("broken", status=503))
    answer = failing(request)
    assert (answer.content, answer.headers["Cache-Status"]) == (b"Matinee", STALE)
    well = KeptPages(lambda _request: HttpResponse("fine"))
    assert well(request).content == b"fine"
    store.patience = 1.0
    adrift = serving.from_store(request)
    assert adrift
    assert adrift.headers["Cache-Status"] == STALE
    store.touch(["programme"], store.heard + 1)
    assert failing(request).status_code == 503


def test_a_missing_page_does_not_outlive_its_seconds(
    board: Board, client: Client, store: Store, later: list[float]
) -> None:
    """No error is kept longer than ten seconds, whatever the weather."""
    assert client.get("/gone/404/").status_code == 404
    store.patience = 0.0
    later[0] = 10.5
    client.get("/gone/404/")
    assert board.renders == ["404"] * 2


def test_the_clock_alone_does_not_make_it_adrift(store: Store, later: list[float]) -> None:
    """As long as it hears, even that there is nothing new."""
    store.patience = 2.0
    for _ in range(3):
        serving.follow(refreshing.refresh)
        later[0] += 1.5
        assert not store.notice()
    wire.number()
    later[0] += 1.0
    assert store.notice()
