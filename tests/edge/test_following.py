"""A start is warm and never old; without a database it is warm, and says so."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from pytest_django import Settings

from depesche.edge import following, serving
from depesche.edge.cabinet import Cabinet
from depesche.edge.copying import Copyist
from depesche.edge.following import Follower
from depesche.edge.refreshing import REFRESHER, refresh
from depesche.edge.store import Store
from depesche.wire import actions as wire
from depesche.wire import queries
from depesche.wire.models import Entry, Head
from tests.edge.board import Board, NoticePinned

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]

HIT = "depesche; hit"
STALE = "depesche; hit; detail=stale"


class Press:
    """A web process that can be started again and again."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.start()

    def start(self, edition: str = "now") -> None:
        """A new process over the same home: it knows only what is on disk."""
        serving.STORE.end()
        serving.STORE.patience = 1000.0
        self.cabinet = Cabinet(self._home, edition=edition, budget=10_000_000)
        self.copyist = Copyist(serving.STORE, self.cabinet)
        serving.COPIES = self.copyist
        self._follower = Follower(self.cabinet, self.copyist)

    def follow(self) -> None:
        """A tick, and what the copyist does after it."""
        try:
            self._follower.follow()
        except OperationalError:
            pass
        finally:
            self.copyist.catch_up()

    @property
    def files(self) -> int:
        """How many pages lie on disk."""
        return len(list(self._home.rglob("*.page")))


@pytest.fixture
def press(
    store: Store, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Press]:
    """One whose first process has met the wire. Hot pages are refreshed in its own thread."""
    monkeypatch.setattr(REFRESHER, "ask", refresh)
    monkeypatch.setattr("depesche.edge.copying.PAUSE_SECONDS", 0)
    board.notices |= {"tram": "Line 4 runs. " * 20, "ship": "The ship is in. " * 20}
    before = serving.COPIES
    made = Press(tmp_path / "edge")
    made.follow()
    yield made
    serving.COPIES = before


def pin(board: Board, name: str, text: str) -> None:
    """A change that no store hears of yet."""
    board.notices[name] = text
    with transaction.atomic():
        wire.append(NoticePinned(name=name), keys={f"notice/{name}"})
    wire.number()


@contextmanager
def database_away() -> Iterator[None]:
    """Nothing can be read of the wire."""

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("connection refused")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "last_position", fail)
        patch.setattr(queries, "read", fail)
        yield


def read(client: Client, name: str) -> tuple[bytes, str]:
    """What a reader gets of a notice, and where it came from."""
    answer = client.get(f"/notice/{name}/")
    return answer.content, answer.headers["Cache-Status"]


def test_a_start_is_warm(press: Press, board: Board, client: Client) -> None:
    """What was read before is there again, in every encoding, without a render."""
    before = read(client, "ferry")[0]
    packed = client.get("/notice/ferry/", headers={"Accept-Encoding": "br"})
    press.copyist.catch_up()
    press.start()
    press.follow()
    assert read(client, "ferry") == (before, HIT)
    again = client.get("/notice/ferry/", headers={"Accept-Encoding": "br"})
    assert dict(again.headers) == dict(packed.headers)
    assert again.content == packed.content
    assert board.renders == ["ferry"]


def test_what_changed_meanwhile_is_not_taken_up(
    press: Press, board: Board, client: Client, store: Store
) -> None:
    """Nor does its file stay; the others are there."""
    for name in ("ferry", "tram"):
        read(client, name)
    press.copyist.catch_up()
    press.start()
    pin(board, "ferry", "No ferry today.")
    press.follow()
    assert (len(store), press.files) == (1, 1)
    assert b"No ferry" in client.get("/notice/ferry/").content
    assert read(client, "tram")[1] == HIT


def test_a_change_removes_the_file(press: Press, board: Board, client: Client) -> None:
    """While the house is up, nothing changed lies around; a hot page is filed anew."""
    for name in ["ferry", *["tram"] * 5]:
        client.get(f"/notice/{name}/")
    press.copyist.catch_up()
    assert press.files == 2
    pin(board, "ferry", "No ferry today.")
    press.follow()
    assert press.files == 1
    pin(board, "tram", "No tram today. " * 20)
    press.follow()
    assert press.files == 1
    press.start()
    press.follow()
    content, status = read(client, "tram")
    assert (b"No tram" in content, status) == (True, HIT)


def test_a_start_without_database_is_warm_and_says_so(
    press: Press, board: Board, client: Client, store: Store
) -> None:
    """Marked, until the database is back: then what changed goes, and the rest is unmarked."""
    for name in ("ferry", "tram"):
        read(client, name)
    press.copyist.catch_up()
    pin(board, "ferry", "No ferry today. " * 20)
    press.start()
    with database_away():
        press.follow()
        assert store.notice()
        for name, text in (("ferry", b"at eight"), ("tram", b"runs")):
            content, status = read(client, name)
            assert (text in content, status) == (True, STALE)
    press.follow()
    assert read(client, "tram")[1] == HIT
    assert b"No ferry" in client.get("/notice/ferry/").content
    assert board.renders == ["ferry", "tram", "ferry"]


def test_a_start_without_database_and_without_copy_keeps_nothing(
    press: Press, board: Board, client: Client, store: Store
) -> None:
    """It begins as soon as it can."""
    press.start()
    with database_away():
        press.follow()
        assert store.notice()
        client.get("/notice/ferry/")
        assert len(store) == 0
    press.follow()
    assert not store.notice()
    client.get("/notice/ferry/")
    assert read(client, "ferry")[1] == HIT


@pytest.mark.parametrize("shorter", [True, False])
def test_the_copy_of_another_past_is_thrown_away(
    press: Press, board: Board, client: Client, store: Store, shorter: bool
) -> None:
    """A database from a backup knows another story: shorter, or told on in other words."""
    for _ in range(3):
        pin(board, "ferry", "The ferry leaves at nine. " * 20)
    press.follow()
    read(client, "ferry")
    press.copyist.catch_up()
    press.start()
    if shorter:
        Entry.objects.all().delete()
        Head.objects.update(last=1)
    else:
        Entry.objects.filter(position=3).update(at=Entry.objects.get(position=3).at + HOUR)
    press.follow()
    assert (len(store), press.files) == (0, 0)
    assert store.heard == queries.last_position()


HOUR = timedelta(hours=1)


def test_a_copy_from_long_ago_costs_no_long_replay(
    press: Press, board: Board, client: Client, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages older than what is replayed are made anew, newer ones are taken up."""
    monkeypatch.setattr(following, "MOST_REPLAYED", 3)
    read(client, "ferry")
    press.copyist.catch_up()
    for _ in range(4):
        pin(board, "ship", "The ship is late.")
    press.follow()
    read(client, "tram")
    press.copyist.catch_up()
    press.start()
    press.follow()
    assert {page.key.path for page in store.pages()} == {"/notice/tram/"}
    assert press.files == 1


def test_what_is_read_is_filed_anew_before_it_is_too_old(
    press: Press, board: Board, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that never changes stays warm over years."""
    monkeypatch.setattr("depesche.edge.copying.POSITIONS_BEHIND", 2)
    read(client, "ferry")
    press.copyist.catch_up()
    for _ in range(4):
        pin(board, "ship", "The ship is late.")
    press.follow()
    read(client, "ferry")
    press.copyist.tidy()
    (head,) = press.cabinet.look()
    assert head.heard == queries.last_position() == 4


def test_another_program_begins_cold(press: Press, board: Board, client: Client) -> None:
    """Pages of other templates are not served; nor would they be kept for ever."""
    read(client, "ferry")
    press.copyist.catch_up()
    press.start(edition="next")
    press.follow()
    assert (len(serving.STORE), press.files) == (0, 0)


def test_what_is_endless_missing_or_a_picture_is_not_copied(
    press: Press, board: Board, client: Client
) -> None:
    """A tombstone and a way to another address are."""
    for path in ("/notice/ferry/?leaf=2", "/gone/404/", "/gone/410/", "/gone/301/"):
        client.get(path)
    press.copyist.catch_up()
    assert press.files == 2


def test_a_page_that_changes_before_it_is_copied_is_not(
    press: Press, board: Board, client: Client, store: Store
) -> None:
    """The copyist comes later; it copies only what is right then."""
    for _ in range(4):
        client.get("/notice/ferry/")
    store.touch(["notice/ferry"], store.heard + 1)
    press.copyist.catch_up()
    assert press.files == 0


def test_a_full_disk_is_said_once_a_minute(
    press: Press, board: Board, client: Client, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """And readers notice nothing."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with caplog.at_level(logging.WARNING):
        for name in ("ferry", "tram"):
            client.get(f"/notice/{name}/")
        press.copyist.catch_up()
        assert [read(client, name)[1] for name in ("ferry", "tram")] == [HIT, HIT]
        assert caplog.text.count("No space left") == 1
        later = time.monotonic() + 61
        monkeypatch.setattr(time, "monotonic", lambda: later)
        client.get("/notice/ship/")
        press.copyist.catch_up()
        assert caplog.text.count("No space left") == 2


def test_the_edition_is_that_of_the_program_and_its_settings(
    settings: Settings,
) -> None:
    """Two processes of one deployment share it; another name of the paper makes another."""
    same = following.edition()
    assert following.edition() == same
    settings.PAPER_NAME = "Anderer Bote"
    assert following.edition() != same
