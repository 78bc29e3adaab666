"""Strange, oversized and ambiguous requests: the right status or a close, and nobody is hurt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from depesche.edge import serving
from depesche.edge.limits import Limits
from depesche.edge.store import Store
from tests.edge.server import HOST, House, get, keep, open_house

POST = b"POST /echo/p HTTP/1.1\r\n" + HOST
SMUGGLED = get("/smuggled")
CHUNK = b"5\r\nabcde\r\n"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A server with one kept page, and small bodies; larger ones at the desk."""
    before, serving.STORE = serving.STORE, Store(budget=50_000_000)
    serving.STORE.begin(0)
    keep("/one/")
    keep("/one/", query="leaf=2")
    keep("/desk/one/", scheme="https")
    with open_house(limits=Limits(body=1000, upload=5000)) as house:
        yield house
    serving.STORE = before


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
        b"GET /one/ HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n",
        b"GET /one/ HTTP/1.1\nHost: 127.0.0.1\n\n",
        b"GET /\xc3\xb6/ HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET one/ HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET http://evil.example/one/ HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET http://127.0.0.1 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
        b"CONNECT 127.0.0.1:25 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        POST + b"Content-Length: +5\r\n\r\nabcde",
        POST + b"Content-Length: -5\r\n\r\n",
        POST + b"Content-Length: 0x5\r\n\r\nabcde",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nz\r\nabc\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n",
        POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(house: House, request_: bytes) -> None:
    """400 and a close; a request hidden behind it is not heard, one before it is answered."""
    (answer,) = house.say(request_ + SMUGGLED)
    assert answer.status == 400
    assert answer.headers["connection"] == "close"
    kept, slow, answer = house.say(get("/one/") + get("/slow/a"), request_ + SMUGGLED)
    assert kept.is_kept
    assert slow.body.startswith(b"echo GET /slow/a ")
    assert answer.status == 400


@pytest.mark.parametrize("version", [b"", b" HTTP/0.9", b" HTTP/2.0", b" HTTP/1.2"])
def test_other_versions_are_not_spoken(house: House, version: bytes) -> None:
    """505, or 400 where the parser knows no such version."""
    (answer,) = house.say(b"GET /one/" + version + b"\r\n" + HOST + b"\r\n" + SMUGGLED)
    assert answer.status in {400, 505}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get("/" + "a" * 8300), 414),
        (get("/" + "a" * 1_000_000), 414),
        (get("/one/", "X-A: " + "a" * 33_000), 431),
        (get("/one/", "X-A: " + "a" * 1_000_000), 431),
        (get("/one/", *[f"X-{n}: {n}" for n in range(4000)]), 431),
        (POST + b"Content-Length: 1001\r\n\r\n", 413),
        (POST + b"Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n", 413),
        (POST + b"Content-Length: 99999999999999999999\r\n\r\n", 413),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK * 201, 413),
        (get("/one/", "Content-Length: 1001"), 413),
        (POST.replace(b"echo", b"%64esk") + b"Content-Length: 1001\r\n\r\n", 413),
        (POST.replace(b"/echo", b"/desk") + b"Content-Length: 5001\r\n\r\n", 413),
    ],
)
@pytest.mark.parametrize("size", [1_200_000, 1000])
def test_what_is_too_large_is_refused(
    house: House, request_: bytes, status: int, size: int
) -> None:
    """With the status that says so, whether it comes in one piece or in many."""
    pieces = [request_[n : n + size] for n in range(0, len(request_), size)]
    (answer,) = house.say(*pieces)
    # A number of twenty digits is already too large for the parser.
    assert answer.status == status or (b"999999" in request_ and answer.status == 400)


def test_what_fits_is_taken(house: House) -> None:
    """Up to the limit, in a piece, in chunks, and more at the desk."""
    answers = house.ask(
        POST + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000,
        POST + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK * 200 + b"0\r\n\r\n",
        POST.replace(b"/echo", b"/desk") + b"Content-Length: 5000\r\n\r\n" + b"x" * 5000,
        get("/echo/" + "a" * 8000),
        get("/echo/b", "X-A: " + "a" * 32_000),
    )
    assert [answer.status for answer in answers] == [200] * 5
    assert [answer.body.split(b" ")[3] for answer in answers[:3]] == [b"1000", b"1000", b"5000"]


def test_a_refused_body_ends_the_answer_that_was_begun_for_it(house: House) -> None:
    """The application never answers half a request; what was asked before is answered."""
    first, refusal = house.say(
        get("/slow/a") + POST + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK,
        CHUNK * 300 + SMUGGLED,
    )
    assert first.body.startswith(b"echo GET /slow/a ")
    assert refusal.status == 413


def test_lines_behind_the_body_are_not_believed(house: House) -> None:
    """A trailer does not become a header of the request."""
    (answer,) = house.ask(
        POST + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK + b"0\r\nX-Late: yes\r\n\r\n"
    )
    assert answer.body.endswith(b" -")


def test_a_fat_get_goes_the_ordinary_way(house: House) -> None:
    """A body under a GET is for the application to judge, and not the next request."""
    answers = house.ask(
        get("/one/", f"Content-Length: {len(SMUGGLED)}") + SMUGGLED,
        get("/one/", "Transfer-Encoding: chunked") + CHUNK + b"0\r\n\r\n",
    )
    assert [answer.is_kept for answer in answers] == [False, False]
    assert answers[0].body.startswith(f"echo GET /one/ {len(SMUGGLED)} ".encode())


@pytest.mark.parametrize(
    "request_",
    [
        get("/one/", "Expect: 100-continue"),
        get("/one/", method="DELETE"),
        get("//one/"),
        get("/one/#part"),
        get("/one/|"),
        get("/One/"),
        get("/one"),
        get("http://127.0.0.1/one/"),
        get("/desk/one/"),
        get("/one/?" + "&".join(f"a{n}" for n in range(1001))),
        b"GET /one/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /one/ HTTP/1.1\r\nHost: \r\n\r\n",
        b"GET /one/ HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n",
    ],
)
def test_what_is_no_plain_question_goes_the_ordinary_way(house: House, request_: bytes) -> None:
    """Other methods and hosts, odd targets: the application decides."""
    (answer,) = house.ask(request_)
    assert not answer.is_kept


@pytest.mark.parametrize(
    ("target", "leaf"),
    [
        ("/one/?x=1", ""),
        ("/on%65/", ""),
        ("/one/?", ""),
        ("/one/?leaf=2", "leaf=2"),
        ("/one/?x=1&leaf=2&leaf=2", "leaf=2"),
        ("/one/?leaf=1&leaf=2", "leaf=2"),
        ("/one/?l%65af=%32", "leaf=2"),
    ],
)
def test_encoded_and_doubled_parameters(house: House, target: str, leaf: str) -> None:
    """The same page as by the rules of the ordinary road."""
    (answer,) = house.ask(get(target))
    assert answer.body.startswith(f"kept /one/{leaf} ".encode())


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.0.0.1"])
def test_our_host_with_any_port(house: House, host: str) -> None:
    """Is the same host."""
    (answer,) = house.ask(f"GET /one/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert answer.is_kept


def test_who_wants_another_protocol_gets_an_answer_and_an_end(house: House) -> None:
    """An Upgrade is not followed, and what comes behind it is not taken for HTTP."""
    for upgrade in ("h2c", "websocket"):
        ask = get("/one/", "Connection: Upgrade", f"Upgrade: {upgrade}")
        (answer,) = house.say(ask + SMUGGLED)
        assert not answer.is_kept
        assert answer.headers["connection"] == "close"


def test_half_a_body_is_no_request(house: House) -> None:
    """Who leaves in the middle is not answered, and the server goes on."""
    with house.call() as line:
        line.sendall(POST + b"Content-Length: 10\r\n\r\nabc")
    (answer,) = house.ask(get("/one/"))
    assert answer.is_kept
