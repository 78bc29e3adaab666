"""Who is slow, greedy or many does not hold the house up."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from depesche.edge import serving
from depesche.edge.limits import LIMITS, Limits
from depesche.edge.store import Store
from tests.edge.server import (
    HOST,
    PATIENCE,
    House,
    get,
    hear,
    held_by_the_kernel,
    keep,
    open_house,
    replies,
)

QUICK = Limits(
    whole_request=0.3,
    stalled_reader=0.4,
    idle=0.3,
    lingering=0.2,
    upload_pace=1000,
    per_address=3,
    round=0.05,
)
POST = b"POST /echo/p HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\n"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A server in a hurry, with a kept page that no socket swallows at once."""
    before, serving.STORE = serving.STORE, Store(budget=500_000_000)
    serving.STORE.begin(0)
    keep("/one/")
    keep("/large/", text="kept large " * 1_000_000)
    keep("/middling/", text="kept middling " * 2_000)
    with open_house(limits=QUICK) as house:
        yield house
    serving.STORE = before


@pytest.fixture(autouse=True)
def nobody_left(house: House) -> Iterator[None]:
    """Every test leaves the house empty: no connection outlives its client."""
    yield
    ends = time.monotonic() + 3
    while house.server.server_state.connections and time.monotonic() < ends:
        time.sleep(0.02)
    assert not house.server.server_state.connections


def drip(line: socket.socket, *, seconds: float) -> None:
    """Send a byte every now and then, until the other end has had enough."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            line.sendall(b"x")
        except ConnectionError:
            return
        time.sleep(0.03)


@pytest.mark.parametrize("begun", [b"GET /", b"GET /one/ HTTP/1.1\r\nHost", POST])
def test_a_request_must_arrive_whole_in_time(house: House, begun: bytes) -> None:
    """408 and a close, though a byte comes every moment."""
    started = time.monotonic()
    with house.call() as line:
        line.sendall(begun)
        drip(line, seconds=1.5)
        heard = hear(line)
    # Who goes on sending after the end may not hear why.
    assert [answer.status for answer in replies(heard)] in ([408], [])
    assert time.monotonic() - started < 3


def test_a_late_request_is_told_so(house: House) -> None:
    """Who waits is told why."""
    (answer,) = house.say(b"GET /one/ HTTP/1.1\r\nHos")
    assert (answer.status, answer.headers["connection"]) == (408, "close")
    (answer,) = house.say(POST + b"half")
    assert answer.status == 408


def test_late_after_good_answers(house: House) -> None:
    """What was asked before is answered first."""
    kept, slow, late = house.say(get("/one/") + get("/slow/a") + b"GET /one/ HT")
    assert kept.is_kept
    assert slow.body.startswith(b"echo GET /slow/a ")
    assert late.status == 408


def test_an_upload_may_take_as_long_as_it_moves(house: House) -> None:
    """At the desk a body has more time for what it brings; elsewhere not."""
    desk = POST.replace(b"/echo/p", b"/desk/p")
    pieces = [b"x" * 250] * 4
    (answer,) = house.say(desk, *pieces, get("/echo/z", "Connection: close"), pause=0.12)[:1]
    assert answer.body.startswith(b"echo POST /desk/p 1000 ")
    (answer,) = house.say(POST, *pieces, pause=0.12)
    assert answer.status == 408


def test_an_idle_connection_is_closed(house: House) -> None:
    """Without a word: before the first request, after a page, and after an ordinary answer."""
    assert house.say() == []
    assert [a.status for a in house.say(get("/one/"))] == [200]
    assert [a.status for a in house.say(get("/echo/a"))] == [200]


def test_the_first_after_a_quiet_time_is_not_idle(house: House) -> None:
    """Nobody was there for longer than an idle connection may stay; then somebody comes."""
    time.sleep(QUICK.idle * 2)
    with house.call() as line:
        time.sleep(QUICK.round * 2)
        line.sendall(get("/one/"))
        assert line.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_used_connection_is_not_idle(house: House) -> None:
    """A question now and then keeps it."""
    with house.call() as line:
        for _ in range(8):
            line.sendall(get("/one/"))
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
            time.sleep(0.1)


@pytest.mark.parametrize("again", [1, 30])
def test_who_takes_nothing_is_closed(house: House, again: int) -> None:
    """Also who asks on and on without reading."""
    with house.call(SO_RCVBUF=4096) as line:
        line.sendall(get("/large/") * again)
        ends = time.monotonic() + 3
        while house.server.server_state.connections and time.monotonic() < ends:
            time.sleep(0.02)
        assert not house.server.server_state.connections


def test_who_takes_nothing_of_a_small_page_is_given_up(house: House) -> None:
    """The kernel had taken it all from us, and does not keep it: not even behind a close."""
    with house.call(SO_RCVBUF=2304) as line:
        line.sendall(get("/middling/", "Accept-Encoding: identity") * 2)
        assert line.recv(100).startswith(b"HTTP/1.1 200")
        assert held_by_the_kernel(house.port) == 1
        ends = time.monotonic() + PATIENCE
        while held_by_the_kernel(house.port) and time.monotonic() < ends:
            time.sleep(0.02)
        assert not held_by_the_kernel(house.port)


def test_who_takes_slowly_gets_it_all(house: House) -> None:
    """A page that takes longer than every deadline arrives whole, if the client keeps reading."""
    started, heard = time.monotonic(), 0
    with house.call(SO_RCVBUF=65536) as line:
        line.sendall(get("/large/", "Accept-Encoding: identity", "Connection: close"))
        while piece := line.recv(400_000):
            heard += len(piece)
            time.sleep(0.01)
    assert heard > 11_000_000
    assert time.monotonic() - started > QUICK.stalled_reader


def test_one_address_has_its_cap(house: House) -> None:
    """The fourth is refused with 429; when one goes there is room again."""
    lines = [house.call() for _ in range(3)]
    try:
        for line in lines:
            line.sendall(get("/one/"))
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
        (answer,) = house.say()
        assert (answer.status, answer.headers["connection"]) == (429, "close")
        lines.pop().close()
        time.sleep(0.05)
        (answer,) = house.ask(get("/one/"))
        assert answer.is_kept
    finally:
        for line in lines:
            line.close()


def test_no_cap_and_no_cap_for_named_proxies() -> None:
    """0 is no cap; and a proxy speaks for many."""
    for limits, proxies in ((replace(QUICK, per_address=0), ()), (QUICK, ("127.0.0.0/8",))):
        with open_house(limits=limits, proxies=proxies) as house:
            lines = [house.call() for _ in range(10)]
            (answer,) = house.ask(get("/echo/a"))
            assert answer.status == 200
            for line in lines:
                line.close()


def test_the_real_limits() -> None:
    """What the product promises."""
    assert (LIMITS.whole_request, LIMITS.stalled_reader) == (15, 30)
    assert (LIMITS.head, LIMITS.body, LIMITS.upload) == (32 * 1024, 1024**2, 50 * 1024**2)
    assert LIMITS.per_address == 200
