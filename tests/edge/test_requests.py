"""The cache key is an allow-list: what a client writes changes no other reader's bytes."""

from __future__ import annotations

import random

import pytest
from django.test import Client

from depesche.edge.keeping import PageKey, own_query, stranger
from depesche.edge.store import Store
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]

LETTERS = "abcdefghijklmnopqrstuvwxyz-&=%;+[]äЖ"


def word(lots: random.Random) -> str:
    """Something a client might write."""
    return "".join(lots.choices(LETTERS, k=lots.randint(1, 12)))


def test_unknown_parameters_add_nothing(board: Board, store: Store, client: Client) -> None:
    """1,000 random queries: one render, one entry, the same bytes."""
    lots = random.Random(1887)
    plain = client.get("/notice/ferry/").content
    for _ in range(1000):
        query = "&".join(f"{word(lots)}={word(lots)}" for _ in range(lots.randint(0, 4)))
        answer = client.get("/notice/ferry/", QUERY_STRING=query)
        assert answer.content == plain, query
    assert len(store) == 1
    assert board.renders == ["ferry"]


def test_ten_thousand_queries_are_one_page() -> None:
    """Of what a client may write behind an address nothing counts but what is declared."""
    lots = random.Random(1890)
    for declared in ("", "leaf=2"):
        found = set()
        for _ in range(10_000):
            fields = [f"{word(lots)}={word(lots)}" for _ in range(3)]
            fields.insert(lots.randint(0, 3), declared)
            found.add(own_query("&".join(fields), frozenset({"leaf"})))
        assert found == {declared}


def test_headers_and_cookies_add_nothing(board: Board, store: Store, client: Client) -> None:
    """Nor 500 random headers and cookies."""
    lots = random.Random(1888)
    names = ["Accept-Language", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Host",
             "X-Original-URL", "X-Rewrite-URL", "Forwarded", "Range", "Cache-Control", "Pragma",
             "X-HTTP-Method-Override", "Origin", "Referer", "Authorization"]  # fmt: skip
    plain = client.get("/mirror/").content
    for _ in range(500):
        client.cookies[f"c{lots.randint(0, 9)}"] = str(lots.random())
        headers = {lots.choice(names): str(lots.random()) for _ in range(3)}
        answer = client.get("/mirror/", headers=headers)
        assert (answer.status_code, answer.content) == (200, plain), headers
    assert len(store) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:1", "127.0.0.1:65535", "localhost", "LOCALHOST", "localhost.", "LocalHost:7"],
)
def test_a_host_is_one_of_ours_whatever_else_is_written(
    store: Store, board: Board, client: Client, host: str
) -> None:
    """Ports, case and a final dot make no further pages."""
    for known in ("127.0.0.1", "localhost"):
        client.get("/mirror/", headers={"Host": known})
    answer = client.get("/mirror/", headers={"Host": host})
    assert answer.headers["Cache-Status"] == "depesche; hit"
    assert len(store) == 2


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "", "a b", "[::1", "ä"])
def test_a_foreign_host_is_refused(store: Store, board: Board, client: Client, host: str) -> None:
    """400, and nothing is kept."""
    assert client.get("/mirror/", headers={"Host": host}).status_code == 400
    assert len(store) == 0


def test_any_host_may_be_served_without_a_page_for_each(
    store: Store, board: Board, client: Client, settings: object
) -> None:
    """Where the operator allows every host, they share the pages of the paper's own."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    for number in range(20):
        client.get("/mirror/", headers={"Host": f"host{number}.example"})
    assert len(store) == 1
    assert board.renders == ["mirror"]


def test_a_fat_get_is_a_get(store: Store, board: Board, client: Client) -> None:
    """A body under a GET is nobody's business."""
    fat = client.generic("GET", "/mirror/", b"leaf=3", "application/x-www-form-urlencoded")
    assert b"'body': b''" in fat.content
    assert client.get("/mirror/").content == fat.content


def test_declared_parameters_make_pages_of_their_own(
    store: Store, board: Board, client: Client
) -> None:
    """Also when the first page of the path came without any, and in any order or company."""
    assert b"leaf 1" in client.get("/notice/ferry/").content
    assert b"leaf 2" in client.get("/notice/ferry/?leaf=2").content
    assert b"leaf 2" in client.get("/notice/ferry/?x=1&leaf=2&y=2").content
    assert b"leaf 1" in client.get("/notice/ferry/").content
    assert board.renders == ["ferry", "ferry"]
    assert len(store) == 2


@pytest.mark.parametrize("query", ["leaf=", "leaf", "leaf=&leaf=", "leaf=one", "leaf=%00"])
def test_a_senseless_value_does_not_spoil_the_plain_page(
    store: Store, board: Board, client: Client, query: str
) -> None:
    """An empty value is a value: its 404 is not served to who asked for the page."""
    assert client.get(f"/notice/ferry/?{query}").status_code == 404
    assert client.get("/notice/ferry/").status_code == 200
    assert client.get(f"/notice/ferry/?{query}").status_code == 404
    assert client.get("/notice/ferry/").status_code == 200


def test_of_a_doubled_parameter_the_last_counts(store: Store, board: Board, client: Client) -> None:
    """For the page as for its key."""
    assert b"leaf 3" in client.get("/notice/ferry/?leaf=2&leaf=3").content
    assert b"leaf 2" in client.get("/notice/ferry/?leaf=2").content
    assert len(store) == 2


def test_too_many_fields_are_refused(store: Store, board: Board, client: Client) -> None:
    """400 where parameters count, and the page where none does."""
    query = "&".join(f"a{n}=1" for n in range(1001))
    client.get("/notice/ferry/")
    assert client.get("/notice/ferry/", QUERY_STRING=query).status_code == 400
    assert client.get("/mirror/", QUERY_STRING=query).status_code == 200


def test_nothing_remains_of_pages_that_went(store: Store, board: Board, client: Client) -> None:
    """Paths with parameters, and paths nobody knows, take no memory for ever."""
    for number in range(200):
        client.get(f"/notice/nobody-{number}/?leaf=2")
    assert (len(store), store._paths) == (0, {})
    client.get("/notice/ferry/?leaf=2")
    board.pin("ferry", "No ferry today.")
    assert (len(store), store._paths, store._by_key, store.bytes) == (0, {}, {}, 0)


def test_a_stranger_asks_for_any_path() -> None:
    """Umlauts and Cyrillic letters of a path arrive as they were asked for."""
    for path in ("/thema/straßenbahn/", "/ru/мост/", "/a%FF/", "/ /"):
        request = stranger(PageKey("https", "bote.example", path, "leaf=%C3%A4"))
        assert (request.path, request.scheme) == (path, "https")
        assert request.GET["leaf"] == "ä"
