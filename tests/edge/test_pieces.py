"""How the bytes of a request arrive, and what stands behind it, changes no answer."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator

import pytest

from depesche.edge import serving
from depesche.edge.asking import OVERHEAD, Questions
from depesche.edge.limits import Limits
from depesche.edge.protocol import QUESTIONS
from depesche.edge.store import Store
from tests.edge.line import said
from tests.edge.server import HOST, get, keep, replies

pytestmark = pytest.mark.house
POST = b"POST /p HTTP/1.1\r\n" + HOST
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = POST + b"Content-Length: "


@pytest.fixture(autouse=True)
def store() -> Iterator[None]:
    """Two kept pages."""
    before, serving.STORE = serving.STORE, Store(budget=50_000_000)
    serving.STORE.begin(0)
    keep("/one/")
    keep("/two/")
    yield
    serving.STORE = before
    for questions in QUESTIONS.values():
        questions.clear()


WHOLE = {
    "kept": get("/one/", "Cookie: a=b", "Accept-Encoding: gzip", "User-Agent: x"),
    "head": get("/one/", "If-None-Match: *", method="HEAD"),
    "private": get("/mine/?x=1", "Cookie: a=b"),
    "old": get("/one/", version="1.0"),
    "body": LENGTH + b"20\r\n\r\n" + get("/two/")[:20],
    "chunks": CHUNKED + b"5;x=y\r\nGET /\r\n1\r\n \r\n00\r\nHost: b\r\n\r\n",
    "pipelined": get("/one/") + get("/late/") + LENGTH + b"3\r\n\r\nabc" + get("/two/"),
    "refused": get("/one/") + get("/late/") + LENGTH + b"3\r\nContent-Length: 4\r\n\r\nabc",
    "last": get("/late/") + get("/one/", "Connection: close") + get("/two/"),
    "upgrade": get("/one/", "Connection: Upgrade", "Upgrade: h2c"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_cut_at_every_byte(name: str) -> None:
    """In two pieces at every place, and in pieces of one, two and seven bytes."""
    whole = WHOLE[name]
    answer = said(whole)
    assert answer.startswith(b"HTTP/1.1 ")
    for place in range(1, len(whole)):
        assert said(whole[:place], whole[place:]) == answer, whole[:place]
    for size in (1, 2, 7):
        assert said(*(whole[n : n + size] for n in range(0, len(whole), size))) == answer


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_request_is_never_answered(name: str) -> None:
    """What was cut off gets 408 and no more; what came whole before it gets its answer."""
    whole = WHOLE[name]
    full = replies(said(whole))
    for place in range(1, len(whole)):
        *before, last = replies(said(whole[:place])) or full[:1]
        assert before == full[: len(before)]
        assert last.status == 408 or last == full[len(before)]


@pytest.mark.parametrize(
    "last",
    [
        get("/one/", "Connection: close"),
        get("/one/", "Proxy-Connection: close"),
        get("/one/", version="1.0"),
        get("/one/", "Connection: keep-alive", version="1.0"),
        get("/mine/", "Connection: close"),
        get("/mine/", "Connection: keep-alive", version="1.0"),
        get("/mine/", "Connection: x, Close"),
        get("/mine/", "Connection: Upgrade", "Upgrade: h2c"),
        get("/mine/", "Upgrade: websocket", "Connection: keep-alive, Upgrade"),
    ],
)
@pytest.mark.parametrize("behind", [get("/two/"), get("/mine/2"), LENGTH + b"1\r\n\r\nx", b"\x00"])
def test_behind_the_last_nothing_is_heard(last: bytes, behind: bytes) -> None:
    """One answer, which says that it is the last (RFC 9112, 9.6), in one piece or two."""
    for pieces in ((last + behind,), (last, behind), (last, *(bytes([x]) for x in behind))):
        (answer,) = replies(said(*pieces))
        assert answer.status == 200
        assert answer.headers["connection"] == "close"
        assert b"/one/" in answer.body or b"/mine/ " in answer.body


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Transfer-Encoding: identity", 400),
        ("Transfer-Encoding: gzip", 400),
        ("Transfer-Encoding: chunked, gzip", 400),
        ("Transfer-Encoding: gzip, chunked", 501),
        ("Transfer-Encoding: gzip,chunked", 501),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
        ("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", 501),
        ("Transfer-Encoding:\x0bchunked", 400),
        ("Transfer-Encoding: \x00chunked", 400),
        ("Transfer-Encoding:\r\n chunked", 400),
        ("Transfer-Encoding : chunked", 400),
        ("Transfer-Encoding\t: chunked", 400),
        ("\tTransfer-Encoding: chunked", 400),
        ("X: y\rTransfer-Encoding: chunked", 400),
        ("X: y\nTransfer-Encoding: chunked", 400),
        ("Transfer-Encoding: 'chunked'", 400),
        ("Transfer-Encoding: chunked;q=0", 400),
        ("Transfer-Encoding: chu\xadnked", 400),
        ("Transfer-Encoding:", 400),
        ("Content-Length: 5\r\ntransfer-encoding: chunked", 400),
        ("Content-Length: 5\r\ncontent-length: 6", 400),
        ("Content-Length: 5, 5", 400),
        ("Content-Length: 5 5", 400),
        ("Content-Length:", 400),
        ("Content-Length: 5\r\n\t", 400),
        ("Content-Length : 5", 400),
        ("Content-Length: 5\x00", 400),
        ("Content-Length: 5.0", 400),
        ("Content-Length: 5e0", 400),
        ("Content-Length: 0b101", 400),
        ("Content-Length: ٥", 400),
        ("Content-Length: 18446744073709551621", 400),
        ("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 5", 501),
        ("Connection: Upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked", 501),
    ],
)
@pytest.mark.parametrize("first", [b"POST /p", b"GET /one/", b"HEAD /two/", b"OPTIONS /p"])
def test_a_body_without_a_certain_end_is_refused(first: bytes, line: str, status: int) -> None:
    """Where a proxy could see another end than we do, nothing is done and nothing more is heard."""
    whole = first + b" HTTP/1.1\r\n" + HOST + line.encode() + b"\r\n\r\n0\r\n\r\n" + get("/two/")
    for pieces in ((whole,), (whole[:40], whole[40:]), tuple(bytes([x]) for x in whole)):
        (answer,) = replies(said(*pieces))
        assert answer.status == status
        assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    "line",
    ["Content_Length: 3", "Transfer_Encoding: chunked", "Te: chunked", "Content-Length-X: 3"],
)
def test_what_only_looks_like_a_length_is_none(line: str) -> None:
    """Then the body is the next question, for us as for every proxy."""
    kept, echoed, _ = replies(said(get("/one/", line) + get("/mine/", line) + b"abc\r\n\r\n"))
    assert kept.body.startswith(b"kept /one/ ")
    assert echoed.body.startswith(b"echo GET /mine/ 0 ")


@pytest.mark.parametrize(
    "endless",
    [
        b"5;" + b"x" * 50_000,
        b"5;x=" + b"y" * 50_000,
        b'5;x="' + b"y" * 50_000,
        b"0" * 50_000,
        b"0\r\nX: " + b"y" * 50_000,
        b"0\r\n" + b"x" * 50_000,
        b"0\r\n" + b"X: y\r\n" * 9_000,
    ],
)
def test_what_stands_round_a_body_has_an_end(endless: bytes) -> None:
    """Behind it, and between its chunks: it would be held in memory, or read for ever."""
    pieces = [endless[n : n + 1000] for n in range(0, len(endless), 1000)]
    (answer,) = replies(said(CHUNKED, *pieces, get("/two/")))
    assert answer.status in {400, 431}
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PATCH", "PROPFIND", "SOURCE"])
def test_other_methods_are_for_the_application(method: str) -> None:
    """Also on the address of a kept page; nothing of the request comes back by itself."""
    asked = get("/one/", "Cookie: secret", method=method)
    (answer,) = replies(said(asked))
    assert answer.body.startswith(f"echo {method} /one/ ".encode())
    assert b"secret" not in said(asked)


def test_an_old_client_is_not_asked_to_continue() -> None:
    """100 is of HTTP/1.1 (RFC 9110, 10.1.1)."""
    for version, begins in (("1.1", b"HTTP/1.1 100 "), ("1.0", b"HTTP/1.1 200 ")):
        asked = get("/p", "Expect: 100-continue ", "Content-Length: 1", version=version)
        assert said(asked, b"x").startswith(begins)


def test_too_much_asked_ahead_is_refused() -> None:
    """429 behind the answers of those that were in time."""
    *answers, refusal = replies(said(get("/late/") * 10, limits=Limits(ahead=4)))
    assert [answer.status for answer in answers] == [200] * 4
    assert refusal.status == 429


def any_line(lots: random.Random) -> str:
    """A header that somebody could send."""
    names = (
        "Accept Accept-Language Authorization Cache-Control Cookie Forwarded If-Match Origin "
        "If-Modified-Since If-Range Pragma Range Referer Surrogate-Capability TE User-Agent Via "
        "X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-HTTP-Method-Override X-Original-URL"
    ).split()
    letters = "abcXYZ019 ,;=\"'<>/\t\xe4"
    value = "".join(lots.choices(letters, k=lots.randint(0, 60)))
    return f"{lots.choice(names)}: {value}"


def test_nothing_a_reader_writes_is_seen_by_the_next() -> None:
    """1,000 random heads and cookies: each gets the page, and so does who comes after."""
    lots = random.Random(1889)
    page = said(get("/one/"))
    for _ in range(1000):
        odd = get("/one/", *(any_line(lots) for _ in range(lots.randint(1, 6))))
        assert said(odd) == page, odd
        assert said(get("/one/")) == page, odd
    assert len(serving.STORE) == 2


def test_a_flood_of_heads_takes_no_more_than_its_room() -> None:
    """In bytes, whatever their length."""
    room = 2_000_000
    questions = Questions("http", trusted=False, room=room)
    tracemalloc.start()
    try:
        for number in range(8_000):
            lines = [f"X-{number}: y{'x' * (number % 1500)}", f"Accept-Encoding: x{number}"]
            assert questions.read(get(f"/one/?{number}", *lines))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert room / 8 < taken < room
    assert 0 < len(questions) < room / OVERHEAD


def test_a_flood_does_not_crowd_out_what_many_ask_for() -> None:
    """One question in fifty is known to the end, however many others pass; these are not."""
    questions = Questions("http", trusted=False, room=500_000)
    head, stranger = get("/one/"), get("/one/?stranger")
    known, passing = questions.read(head), questions.read(stranger)
    for number in range(10_000):
        assert questions.read(get(f"/one/?{number}"))
        if number % 50 == 0:
            assert (questions.get(head) or questions.read(head)) is known
    assert questions.get(stranger) is None
    assert questions.read(stranger) is not passing


def test_a_long_offer_of_encodings_is_not_remembered() -> None:
    """It gets the plain page; a browser's offer has under 30 letters."""
    long = ", ".join(["gzip"] + [f"x{number}" for number in range(5000)])
    before = serving._offered.cache_info().currsize
    (answer,) = replies(said(get("/one/", f"Accept-Encoding: {long}")))
    assert "content-encoding" not in answer.headers
    assert serving._offered.cache_info().currsize == before
