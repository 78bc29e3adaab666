"""What one client writes, the next one does not read: by both roads, on a miss and on a hit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.edge.server import House, Reply, get, hear, open_house, replies

if TYPE_CHECKING:
    from depesche.edge.store import Store
    from tests.edge.board import Board

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.edge.board")]

CLOSE = "Connection: close"
PLAIN = get("/mirror/", CLOSE)
# Sends a question the ordinary way without changing what it asks.
ROUND_ABOUT = "Content-Length: 0"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_.~!$'()*,;:@/?"
NAMES = [
    "Accept", "Accept-Charset", "Accept-Language", "Authorization", "Cache-Control", "Cookie",
    "DNT", "Forwarded", "From", "If-Modified-Since", "If-Range", "If-Unmodified-Since",
    "Max-Forwards", "Origin", "Pragma", "Proxy", "Range", "Referer", "Sec-Fetch-Site",
    "Surrogate-Capability", "TE", "True-Client-IP", "User-Agent", "Vary", "Via", "X-CSRFToken",
    "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Proto",
    "X-Forwarded-Scheme", "X-Forwarded-Server", "X-HTTP-Method-Override", "X-Host",
    "X-Http-Method", "X-Original-Host", "X-Original-URL", "X-Requested-With", "X-Rewrite-URL",
    "X-WAP-Profile", "Purpose", "Sec-GPC", "Save-Data", "Accept-Encoding", "If-None-Match",
]  # fmt: skip
VALUES = ["evil.example", "https", "0", "*", "no-cache", "bytes=0-3", "POST", "/mine/", "1" * 900,
          "sessionid=stolen; csrftoken=x", "127.0.0.1", "br;q=0", "for=1.2.3.4;host=e"]  # fmt: skip


@pytest.fixture
def house(board: Board) -> Iterator[House]:
    """The board behind the edge, as it is served."""
    asgi = import_module("django.core.asgi")
    flights = import_module("depesche.edge.flights")
    with open_house(flights.SingleFlight(asgi.get_asgi_application())) as house:
        yield house


@pytest.fixture
def lots() -> random.Random:
    """The same ones each time."""
    return random.Random(1903)


def word(lots: random.Random, letters: str = LETTERS) -> str:
    """Something a client might write."""
    return "".join(lots.choices(letters, k=lots.randint(1, 14)))


def header(lots: random.Random) -> str:
    """One that might be believed, or any."""
    name = lots.choice(NAMES) if lots.random() < 0.8 else "X-" + word(lots, LETTERS[:36])
    value = lots.choice(VALUES) if lots.random() < 0.7 else word(lots)
    return f"{name}: {value}"


def asked(house: House, question: bytes) -> list[Reply]:
    """What one client is told on a connection of its own."""
    with house.call() as line:
        line.sendall(question)
        return replies(hear(line))


@pytest.mark.parametrize("road", ["fast", "ordinary"])
def test_a_thousand_headers(
    house: House, store: Store, board: Board, lots: random.Random, road: str
) -> None:
    """Own cookies, hosts and methods among them; every tenth client is the one who has the page
    rendered. The next reader gets what he would have got."""
    (before,) = asked(house, PLAIN)
    around = [ROUND_ABOUT] if road == "ordinary" else []
    for number in range(200):
        if number % 10 == 0:
            store.begin(store.heard)
        written = [header(lots) for _ in range(5)]
        for answer in asked(house, get("/mirror/", *written, *around, CLOSE)):
            assert answer.status in {200, 304}, written
        if number % 10 == 0:
            (after,) = asked(house, PLAIN)
            assert after.body == before.body, written
            assert "set-cookie" not in after.headers
    (after,) = asked(house, PLAIN)
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])
    assert len(store) == 1


def test_ten_thousand_queries_are_one_page(
    house: House, store: Store, board: Board, lots: random.Random
) -> None:
    """Encoded, doubled, endless: whatever is written behind the address of a page."""
    (before,) = asked(house, PLAIN)
    for _ in range(100):
        questions = [
            get("/mirror/?" + "&".join(f"{word(lots)}={word(lots)}" for _ in range(3)))
            for _ in range(100)
        ]
        answers = asked(house, b"".join(questions) + PLAIN)
        assert {answer.body for answer in answers} == {before.body}
        assert len(answers) == 101
    assert len(store) == 1
    assert board.renders == ["mirror"]


def test_a_thousand_parameters_of_the_ordinary_road(
    house: House, store: Store, board: Board, lots: random.Random
) -> None:
    """Every tenth begins with an empty store: his query makes the page for everybody."""
    (before,) = asked(house, get("/notice/ferry/", CLOSE))
    for number in range(200):
        if number % 10 == 0:
            store.begin(store.heard)
        query = "&".join(f"{word(lots)}={word(lots)}" for _ in range(5))
        (answer,) = asked(house, get(f"/notice/ferry/?{query}", ROUND_ABOUT, CLOSE))
        assert answer.body == before.body
        assert len(store) == 1


@pytest.mark.parametrize("target", [
    "/notice/ferry/?leaf=1&leaf=2", "/notice/ferry/?leaf=2&leaf=1", "/notice/ferry/?l%65af=2",
    "/notice/ferry/?leaf=%32", "/notice/ferry/?leaf=2&x=%26leaf=1", "/notice/ferry/?leaf=2;leaf=1",
    "/notice/f%65rry/?leaf=2", "/notice/ferry/?leaf=+2", "/notice/ferry/?leaf=&leaf=2",
    "/notice/ferry/?leaf[]=2", "/notice/ferry/?leaf=2%00", "/notice/ferry/?LEAF=2",
])  # fmt: skip
def test_both_roads_understand_a_target_alike(house: House, store: Store, target: str) -> None:
    """Whichever road asks first, both answer the same, and the plain page stays what it was."""
    (plain,) = asked(house, get("/notice/ferry/", CLOSE))
    for first, second in (((), (ROUND_ABOUT,)), ((ROUND_ABOUT,), ())):
        store.begin(store.heard)
        answers = [
            asked(house, get(target, *how, CLOSE))[0] for how in (first, second, first, second)
        ]
        assert len({(answer.status, answer.body) for answer in answers}) == 1
        assert asked(house, get("/notice/ferry/", CLOSE))[0].body == plain.body


@pytest.mark.parametrize(("question", "status"), [
    (b"GET http://127.0.0.1/mirror/?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n", 200),
    (b"GET http://evil.example/mirror/ HTTP/1.1\r\nHost: 127.0.0.1\r\n", 400),
    (b"GET http://127.0.0.1/mirror/ HTTP/1.1\r\nHost: evil.example\r\n", 400),
    (b"GET http://evil.example/mirror/ HTTP/1.1\r\nHost: evil.example\r\n", 400),
    (b"GET /mirror/ HTTP/1.1\r\nHost: evil.example\r\n", 400),
    (b"GET /mirror/ HTTP/1.1\r\nHost: 127.0.0.1:81\r\n", 200),
    (b"GET /mirror/ HTTP/1.1\r\nHost: 127.0.0.1.\r\n", 200),
    (b"GET /mirror/ HTTP/1.1\r\nHost: 127.0.0.1:evil\r\n", 400),
    (b"GET /mirror/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 7\r\n", 200),
])  # fmt: skip
def test_odd_targets_hosts_and_bodies_leave_no_trace(
    house: House, store: Store, board: Board, question: bytes, status: int
) -> None:
    """The first to ask is the odd one; the plain reader behind him gets the plain page."""
    body = b"x=evil!" if b"Content-Length" in question else b""
    with house.call() as line:
        line.sendall(question + b"Connection: close\r\n\r\n" + body)
        assert hear(line).startswith(f"HTTP/1.1 {status} ".encode())
    (plain,) = asked(house, PLAIN)
    assert b"evil" not in plain.body
    assert b"'host': '127.0.0.1'" in plain.body
    assert len(store) == 1
    assert board.renders == ["mirror"]
