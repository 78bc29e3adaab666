"""The fast road and the ordinary one are one: the same bytes for the same question."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.edge.server import House, get, hear, open_house

if TYPE_CHECKING:
    from depesche.edge.store import Store
    from tests.edge.board import Board

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.edge.board")]

CLOSE = "Connection: close"
# Makes a question an odd one without changing its answer: it goes the ordinary way.
ROUND_ABOUT = "Content-Length: 0"


@pytest.fixture
def house(board: Board) -> Iterator[House]:
    """The board behind the edge."""
    asgi = import_module("django.core.asgi")
    with open_house(asgi.get_asgi_application()) as house:
        yield house


def heard(house: House, question: bytes) -> bytes:
    """The answer, byte for byte, but for the second at which it was given."""
    with house.call() as line:
        line.sendall(question)
        return re.sub(rb"date: [^\r]+", b"date: now", hear(line))


def test_the_same_bytes(house: House, board: Board) -> None:
    """Every encoding, GET and HEAD, 200, 304, 301 and 410, HTTP/1.0 and 1.1."""
    tags = set()
    for accepted in ("identity", "gzip", "br", "zstd", "br;q=0, gzip, zstd;q=0.1", ""):
        encoding = f"Accept-Encoding: {accepted}"
        heard(house, get("/notice/ferry/", encoding, CLOSE))
        for method in ("GET", "HEAD"):
            for target in ("/notice/ferry/", "/notice/ferry/?leaf=2", "/gone/410/", "/gone/301/"):
                for version in ("1.0", "1.1"):
                    asked = [get(target, encoding, *more, CLOSE, method=method, version=version)
                             for more in ((ROUND_ABOUT,), (), (ROUND_ABOUT,), ())]  # fmt: skip
                    _first, fast, ordinary, again = [heard(house, question) for question in asked]
                    assert fast == ordinary == again
                    assert b"cache-status: depesche; hit\r\n" in fast
        found = re.search(rb'etag: ("[^"]+")', heard(house, get("/notice/ferry/", encoding, CLOSE)))
        assert found
        tag = found[1].decode()
        tags.add(tag)
        for known in (tag, "W/" + tag, "*", f'"x", {tag}', '"x"'):
            match = f"If-None-Match: {known}"
            fast, ordinary = (
                heard(house, get("/notice/ferry/", encoding, match, *more, CLOSE))
                for more in ((), (ROUND_ABOUT,))
            )
            assert fast == ordinary
            assert fast.startswith(b"HTTP/1.1 304" if known != '"x"' else b"HTTP/1.1 200")
    assert len(tags) == 4


def test_headers_said_twice_are_read_as_one(house: House, board: Board) -> None:
    """As the ordinary road joins them."""
    twice = ("Accept-Encoding: identity", "Accept-Encoding: gzip", 'If-None-Match: "a"',
             "If-None-Match: *")  # fmt: skip
    heard(house, get("/notice/ferry/", CLOSE))
    fast, ordinary = (
        heard(house, get("/notice/ferry/", *twice, *more, CLOSE)) for more in ((), (ROUND_ABOUT,))
    )
    assert fast == ordinary
    assert fast.startswith(b"HTTP/1.1 304")


def test_a_page_is_rendered_once_for_both_roads(house: House, board: Board, store: Store) -> None:
    """And whatever a client writes adds neither a render nor a page."""
    for number in range(50):
        headers = (f"X-{number}: {number}", f"Cookie: c={number}", CLOSE)
        (answer,) = house.say(get(f"/notice/ferry/?x{number}=1", *headers))
        assert answer.status == 200
    assert board.renders == ["ferry"]
    assert len(store) == 1


def test_a_change_is_seen_at_once(house: House, board: Board) -> None:
    """On a connection whose question is known byte for byte."""
    with house.call() as line:
        for text in ("at eight. ", "at nine. ", "at ten. "):
            board.pin("ferry", text * 20)
            for _ in range(4):
                line.sendall(get("/notice/ferry/"))
                assert text.encode() in _one(line)


def _one(line: socket.socket) -> bytes:
    """One answer, whole."""
    heard = b""
    while b"</p>" not in heard:
        heard += line.recv(65536)
    return heard


def test_what_is_private_stays_on_the_ordinary_road(house: House, board: Board) -> None:
    """However often it is asked for, each answer is made for who asked."""
    for name in ("mine", "form", "biscuit", "unmarked"):
        for _ in range(2):
            with house.call() as line:
                line.sendall(get(f"/{name}/", CLOSE))
                assert b"cache-status" not in hear(line)
    assert board.renders == ["mine", "mine", "form", "form", "biscuit", "biscuit", "unmarked",
                             "unmarked"]  # fmt: skip
