"""A change makes pages anew, and a page that came too late is refused."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from depesche.edge import refreshing, serving
from depesche.edge.keeping import PageKey
from depesche.edge.store import Page, Store, packed
from depesche.wire import queries as wire
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]


def key(path: str, query: str = "") -> PageKey:
    """A page of our own house."""
    return PageKey("http", "testserver", path, query)


def page(path: str, *keys: str, size: int = 100, heard: int = 0, status: int = 200) -> Page:
    """A finished page that shows `keys`."""
    path, _, query = path.partition("?")
    return Page(
        key=key(path, query),
        parameters=frozenset({"leaf"}),
        status=status,
        headers=(),
        bodies=packed(b"x" * size, "image/png"),
        keys=frozenset(keys),
        heard=heard,
        kept_at=0,
    )


@pytest.fixture
def shelf() -> Store:
    """A small store that begins at position 10 and holds about ten pages."""
    made = Store(budget=20_000)
    made.begin(10)
    return made


def test_a_change_is_seen_by_the_next_reader(board: Board, client: Client) -> None:
    """Kept until its key is touched; a change of another key leaves it."""
    client.get("/notice/ferry/")
    board.pin("tram", "Line 4 is late.")
    assert client.get("/notice/ferry/").headers["Cache-Status"] == "depesche; hit"
    board.pin("ferry", "No ferry today.")
    assert b"No ferry today." in client.get("/notice/ferry/").content


def test_a_late_render_is_refused(board: Board, client: Client, store: Store) -> None:
    """Read before a change, finished after it: delivered to who asked, kept for nobody."""
    board.meanwhile = lambda: board.pin("ferry", "No ferry today.")
    late = client.get("/notice/ferry/")
    assert b"at eight" in late.content
    assert "Cache-Status" not in late.headers
    assert len(store) == 0
    assert b"No ferry today." in client.get("/notice/ferry/").content


def test_a_render_older_than_the_memory_is_refused(shelf: Store) -> None:
    """When touches are forgotten, or from before the store began, nobody knows: refused."""
    assert not shelf.keep(page("/a/", "a", heard=9))
    assert shelf.keep(page("/a/", "a", heard=10))


def test_touches_are_remembered_up_to_a_limit(
    shelf: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was forgotten counts as touched."""
    monkeypatch.setattr("depesche.edge.store.REMEMBERED_TOUCHES", 2)
    for position, name in enumerate("abc", start=11):
        shelf.touch([name], position)
    assert len(shelf._touched) == 2
    assert not shelf.keep(page("/z/", "z", heard=10))
    assert shelf.keep(page("/z/", "z", heard=11))


def test_a_hot_page_is_rendered_at_once_and_served_meanwhile(board: Board, client: Client) -> None:
    """Readers of a page in demand wait for nobody; the old one says that it is stale."""
    seen: list[tuple[bytes, str]] = []

    def look() -> None:
        answer = Client().get("/notice/ferry/")
        seen.append((answer.content, answer.headers["Cache-Status"]))

    old = client.get("/notice/ferry/")
    for _ in range(2):
        client.get("/notice/ferry/")
    board.meanwhile = look
    board.pin("ferry", "No ferry today.")
    assert seen == [(old.content, "depesche; hit; detail=stale")]
    assert board.renders == ["ferry", "ferry"]
    new = client.get("/notice/ferry/")
    assert b"No ferry today." in new.content
    assert new.headers["Cache-Status"] == "depesche; hit"
    assert board.renders == ["ferry", "ferry"]


def test_a_cold_page_just_goes(board: Board, client: Client, store: Store) -> None:
    """Nobody renders what nobody reads."""
    client.get("/notice/ferry/")
    board.pin("ferry", "No ferry today.")
    assert (len(store), board.renders) == (0, ["ferry"])


@pytest.mark.parametrize("path", ["/notice/ferry/", "/notice/ferry/?leaf=2"])
def test_a_hot_page_that_is_gone_goes(
    board: Board, client: Client, store: Store, path: str
) -> None:
    """What can be rendered no more is served no more."""
    for _ in range(4):
        client.get(path)
    board.take_down("ferry")
    assert len(store) == 0
    assert client.get(path).status_code == 404


def test_a_stale_page_whose_render_failed_is_tried_again(shelf: Store) -> None:
    """A page that stayed stale because its renderer died is named at the next touch."""
    shelf.keep(page("/a/", "a", heard=10))
    for _ in range(3):
        shelf.get(key("/a/"), 0)
    assert shelf.touch(["a"], 11) == [key("/a/")]
    assert shelf.touch(["a"], 12) == [key("/a/")]


def test_the_budget_is_kept(shelf: Store) -> None:
    """The page longest unread goes first; no page takes more than an eighth."""
    for name in "abcdefghijkl":
        assert shelf.keep(page(f"/{name}/", name, heard=10, size=500))
    shelf.get(key("/a/"), 0)
    for name in "mno":
        assert shelf.keep(page(f"/{name}/", name, heard=10, size=500))
    assert shelf.bytes <= 20_000
    assert shelf.peek(key("/a/"))
    assert not shelf.peek(key("/c/"))
    assert not shelf.keep(page("/huge/", "h", heard=10, size=3000))


def test_endless_addresses_push_nothing_out(shelf: Store) -> None:
    """Leaves and missing pages, of which anybody can ask thousands, only push out each other."""
    for name in "abcd":
        shelf.keep(page(f"/{name}/", name, heard=10, size=500))
    for number in range(100):
        shelf.keep(page(f"/a/?leaf={number}", "a", heard=10, size=500))
        shelf.keep(page(f"/missing-{number}/", "m", heard=10, size=500, status=404))
        shelf.get(key(f"/missing-{number}/"), 0)
    assert all(shelf.peek(key(f"/{name}/")) for name in "abcd")
    assert shelf.bytes <= 20_000


def test_a_page_replaces_itself(shelf: Store) -> None:
    """Kept again with other keys, it is found under the new ones alone."""
    shelf.keep(page("/a/", "old", heard=10))
    shelf.keep(page("/a/", "new", heard=10))
    assert len(shelf) == 1
    shelf.touch(["old"], 11)
    assert shelf.peek(key("/a/"))
    shelf.touch(["new"], 12)
    assert not shelf.peek(key("/a/"))


def test_following_begins_at_the_present(board: Board, client: Client, store: Store) -> None:
    """A long history is not read again at a start."""
    for _ in range(5):
        board.pin("ferry", "No ferry today.")
    serving.begin_following()
    assert store.heard == wire.last_position()
    assert serving.follow(refreshing.refresh) == 0


def test_an_answer_does_not_change_the_page(board: Board, client: Client) -> None:
    """What one answer is given on its way out, the next does not carry."""
    client.get("/notice/ferry/").headers["X-Mine"] = "1"
    assert "X-Mine" not in client.get("/notice/ferry/").headers


def test_where_there_is_no_thread_only_this_page_waits_for_its_reader(
    board: Board, client: Client, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who hears of changes goes on, and the next changed page is made anew at once again."""
    made = threading.Event()
    monkeypatch.setattr(refreshing, "refresh", lambda _key: made.set())
    client.get("/notice/ferry/")
    (kept,) = store.pages()
    refresher = refreshing.Refresher()

    def no_thread(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", no_thread)
        refresher.ask(kept.key)
    refresher.ask(kept.key)
    assert made.wait(10)
