"""Private unless declared: what the store never takes."""

from __future__ import annotations

import pytest
from django.test import Client

from depesche.edge import serving
from depesche.edge.store import Store
from tests import cast
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]


@pytest.mark.parametrize(
    "name",
    ["undeclared", "unmarked", "mine", "biscuit", "stream", "varied", "reserved", "form"],
)
def test_what_is_not_declared_for_all_is_rendered_for_each(
    board: Board, store: Store, client: Client, name: str
) -> None:
    """Without the mark, without keys, with a cookie, a token, a stream, a Vary or a no-store of
    its own, an answer belongs to who asked."""
    for _ in range(2):
        answer = client.get(f"/{name}/")
        assert answer.status_code == 200
        assert "Cache-Status" not in answer.headers
        assert answer.headers["Cache-Control"] in {"private, no-store", "no-store"}
    assert board.renders == [name] * 2
    assert len(store) == 0


@pytest.mark.parametrize("status", [200, 301, 308, 404, 410])
def test_a_lasting_answer_is_kept(board: Board, client: Client, status: int) -> None:
    """A page, a way to its new address, a tombstone."""
    for _ in range(2):
        assert client.get(f"/gone/{status}/").status_code == status
    assert board.renders == [str(status)]


@pytest.mark.parametrize("status", [201, 302, 307, 400, 403, 429, 500, 503])
def test_an_error_is_not_kept(board: Board, client: Client, status: int) -> None:
    """What may be over in a moment is asked anew."""
    for _ in range(2):
        assert client.get(f"/gone/{status}/").status_code == status
    assert board.renders == [str(status)] * 2


def test_a_missing_page_is_kept_ten_seconds_at_most(board: Board, client: Client) -> None:
    """A page that appears is not hidden by its own absence."""
    client.get("/gone/404/")
    (page,) = serving.STORE._pages.values()
    assert page.expires_at is not None
    assert 9 < page.expires_at - page.kept_at <= 10
    assert serving.STORE.get(page.key, page.expires_at) is None
    assert len(serving.STORE) == 0


def test_a_post_is_neither_kept_nor_answered_from_the_store(board: Board, client: Client) -> None:
    """A kept view only shows; it takes nothing."""
    client.get("/notice/ferry/")
    for method in ("post", "put", "delete", "options"):
        answer = getattr(client, method)("/notice/ferry/")
        assert answer.status_code == 405
        assert "Cache-Status" not in answer.headers
    assert board.renders == ["ferry"]


def test_no_name_reaches_a_kept_page(board: Board, client: Client) -> None:
    """A kept view is shown a stranger's request: who renders the page first leaves no trace."""
    client.force_login(cast.marlene())
    client.cookies["crumb"] = "1"
    named = client.get(
        "/mirror/?me=marlene",
        headers={"Authorization": "Bearer x", "Accept-Language": "en", "X-Forwarded-Host": "evil"},
    )
    assert b"'user': 'AnonymousUser'" in named.content
    assert b"'cookies': {}" in named.content
    assert b"'query': ''" in named.content
    assert b"'headers': ['HTTP_HOST']" in named.content
    assert b"'session': False" in named.content
    serving.begin_following()
    assert Client().get("/mirror/").content == named.content


def test_a_logged_in_person_gets_the_kept_page(board: Board, client: Client) -> None:
    """One HTML for everybody; the answer sets no cookie."""
    first = Client().get("/notice/ferry/")
    client.force_login(cast.marlene())
    second = client.get("/notice/ferry/")
    assert second.headers["Cache-Status"] == "depesche; hit"
    assert second.content == first.content
    assert not second.cookies
    assert board.renders == ["ferry"]


def test_a_store_that_does_not_follow_keeps_nothing(board: Board, client: Client) -> None:
    """Served without the clockwork, pages are slow but never old."""
    serving.STORE.end()
    client.get("/notice/ferry/")
    board.notices["ferry"] = "No ferry today."
    assert b"No ferry today." in client.get("/notice/ferry/").content
