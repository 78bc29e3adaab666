"""Whatever bytes come, both roads say the same, and nobody gets another's answer.

`EXAMPLES=30000 pytest tests/edge/test_fuzz.py` searches long and by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import httptools
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depesche.edge import heads, serving
from depesche.edge.protocol import QUESTIONS
from depesche.edge.store import Store
from tests.edge.line import cut, examples, said
from tests.edge.server import HOST, get, keep, replies

METHODS = [
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "PRI",
    "BREW",
    "SOURCE",
    "GET ",
]
TARGETS = [
    "/one/",
    "/one/",
    "/two/",
    "/one/?leaf=2",
    "/one/?x=1&leaf=2",
    "/none/",
    "/%6fne/",
    "/one/?",
    "//one/",
    "/one/../two/",
    "http://127.0.0.1/one/",
    "http://evil.example/one/",
    "*",
    "127.0.0.1:80",
    "/one/#two",
    "/\x00",
    "/one/ /two/",
    "",
    "/late/",
    "/desk/",
]
ENDS = [
    " HTTP/1.1",
    " HTTP/1.1",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/0.9",
    " HTTP/2.0",
    "",
    " HTTP/1.2",
    " RTSP/1.0",
    " http/1.1",
    " HTTP/1.1 ",
    " HTTP/01.1",
]
LINES = [
    "Accept-Encoding: gzip",
    "accept-encoding: br, gzip;q=0",
    "Accept-Encoding:identity",
    "Accept_Encoding: br",
    "If-None-Match: *",
    'IF-NONE-MATCH: W/"x"',
    "If_None_Match: *",
    "Cookie: a=b",
    "cookie:",
    "User-Agent: x",
    "X: \xe4\xf6",
    "X:\ta\t",
    "X: ",
    "Connection: close",
    "Connection: keep-alive",
    "Connection: Keep-Alive ",
    "connection: x, close",
    "Proxy-Connection: close",
    "Connection: upgrade",
    "Upgrade: h2c",
    "Upgrade: websocket",
    "Expect: 100-continue",
    "Expect: nothing",
    "Content-Length: 0",
    "Content-Length: 3",
    "Content-Length: 3, 3",
    "Content-Length: +3",
    "CONTENT-LENGTH:3 ",
    "Content-Length: 1001",
    "Content_Length: 3",
    "Transfer-Encoding: chunked",
    "transfer-encoding:\tChunked",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding : chunked",
    "Transfer-Encoding: chunked, x",
    " Transfer-Encoding: chunked",
    "Transfer-Encoding:\x0bchunked",
    "X: a\r\n b",
    "X: a\rb",
    "X: a\nY: b",
    "X: a\x00b",
    "Host: evil.example",
    "Host: 127.0.0.1:1",
    "Host:",
    "X",
    ": x",
    "Range: bytes=0-1",
    "X-Forwarded-Proto: https",
    "x-forwarded-proto:\tHTTPS ",
    "X-Forwarded-Proto: https, http",
    "X-Forwarded-Proto:",
    "X_Forwarded_Proto: https",
    "X-Forwarded-For: 203.0.113.9",
    "X-Forwarded-Host: evil.example",
    "Forwarded: proto=https",
    "Authorization: Basic x",
    "Te: trailers",
]
BODIES = [
    b"",
    b"",
    b"",
    b"abc",
    b"3\r\nabc\r\n0\r\n\r\n",
    b"3;x=y\r\nabc\r\n0\r\nHost: b\r\n\r\n",
    b"0\r\n\r\n",
    b"ffffffffffffffffff\r\n",
    b"3\nabc\n0\n\n",
    b"-1\r\n",
    get("/two/"),
]
ODD = [
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\x00",
    b" ",
    b"\t",
    b":",
    b",",
    b"GET ",
    b"0",
    b"\xff",
    b"\x7f",
    b"\x0b",
    b"Cookie: ",
    b"Host: ",
    b"HTTP/1.1",
]

pytestmark = pytest.mark.house


@pytest.fixture(autouse=True, scope="module")
def store() -> Iterator[None]:
    """Two kept pages, one of them with a leaf and in another edition for https."""
    before, serving.STORE = serving.STORE, Store(budget=50_000_000)
    serving.STORE.begin(0)
    keep("/one/")
    keep("/one/", query="leaf=2")
    keep("/two/")
    keep("/one/", scheme="https", text="kept safely " * 50)
    yield
    serving.STORE = before
    for questions in QUESTIONS.values():
        questions.clear()


@st.composite
def a_head(draw: st.DrawFn) -> bytes:
    """A head, more or less."""
    method = draw(st.sampled_from(METHODS[: draw(st.sampled_from([4, 4, len(METHODS)]))]))
    target = draw(st.sampled_from(TARGETS[: draw(st.sampled_from([5, 5, len(TARGETS)]))]))
    end = draw(st.sampled_from(ENDS[: draw(st.sampled_from([3, 3, len(ENDS)]))]))
    lines = draw(st.lists(st.sampled_from(LINES), max_size=4))
    if draw(st.sampled_from([True, True, True, False])):
        lines.insert(draw(st.integers(0, len(lines))), "Host: 127.0.0.1")
    text = "".join(f"{line}\r\n" for line in [f"{method} {target}{end}", *lines, ""])
    return text.encode("latin-1")


@st.composite
def spoilt(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """The same, with a few bytes put in, taken out or turned into others."""
    text = draw(whole)
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 9]))
        more = draw(st.sampled_from([b"", *ODD]) | st.binary(min_size=1, max_size=1))
        text = text[:at] + more + text[at + gone :]
    return text


REQUEST = st.builds(bytes.__add__, a_head(), st.sampled_from(BODIES))
STREAM = spoilt(st.lists(REQUEST, min_size=1, max_size=4).map(b"".join))
NEXT = [get("/one/"), get("/one/", "X-Forwarded-Proto: https")]
CUTS = st.lists(st.integers(0, 2000), max_size=5)


@cache
def next_ones() -> dict[bool, bytes]:
    """What is said to who comes next: a stranger, and a proxy of ours (True)."""
    found = {ours: said(*NEXT, is_fast=False, is_proxy=ours) for ours in (False, True)}
    assert [b"kept safely" in heard for heard in found.values()] == [False, True]
    return found


@examples(400)
@given(STREAM, CUTS, st.booleans())
@example(get("/one/", "Connection: keep-alive", version="1.0") + get("/two/"), [], False)
@example(get("/one/") * 3, [1, 50], False)
@example(get("/one/", "X-Forwarded-Proto: https"), [], True)
@example(get("/one/", "X-Forwarded-Proto: https", "X-Forwarded-Proto: http"), [], True)
def test_both_roads_say_the_same(stream: bytes, at: list[int], is_proxy: bool) -> None:
    """For any bytes, in pieces and at once, of a stranger and of a proxy of ours: an answer does
    not hang on the road it took, and who comes next gets what everybody gets."""
    ordinary = said(stream, is_fast=False, is_proxy=is_proxy)
    assert said(*cut(stream, at), is_proxy=is_proxy) == ordinary
    for _ in range(2):  # the second finds every head known
        assert said(stream, is_proxy=is_proxy) == ordinary
    for ours, next_one in next_ones().items():
        assert said(*NEXT, is_proxy=ours) == next_one
    assert len(serving.STORE) == 4


POST = b"POST /one/ HTTP/1.1\r\n" + HOST + b"Content-Length: 40\r\n\r\n"
PUT = b"PUT /p HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNKS = b"5;x\r\nGET /\r\n2\r\nab\r\n0\r\nHost: b\r\n\r\n"
WELL_FORMED: dict[bytes, tuple[int, bytes]] = {
    get("/one/"): (200, b"kept /one/ "),
    get("/two/", "Cookie: a=b", "Accept-Encoding: identity"): (200, b"kept /two/ "),
    get("/one/?x=1&leaf=2"): (200, b"kept /one/leaf=2 "),
    get("/one/", "If-None-Match: *"): (304, b""),
    get("/late/a"): (200, b"echo GET /late/a 0 "),
    get("/mine/", "Content-Length: 3") + b"abc": (200, b"echo GET /mine/ 3 "),
    POST + b"GET /two/ HTTP/1.1\r\n" * 2: (200, b"echo POST /one/ 40 "),
    PUT + CHUNKS: (200, b"echo PUT /p 7 "),
}


@examples(300)
@given(st.lists(st.sampled_from(list(WELL_FORMED)), min_size=1, max_size=8), CUTS)
def test_answers_come_in_the_order_of_the_questions(asked: list[bytes], at: list[int]) -> None:
    """Kept, private and unchanged pages and bodies, sent ahead and cut anywhere."""
    answers = replies(said(*cut(b"".join(asked), at)))
    assert len(answers) == len(asked)
    for answer, question in zip(answers, asked, strict=True):
        status, begins = WELL_FORMED[question]
        assert answer.status == status
        assert answer.body.startswith(begins)


MEANS_SOMETHING = (b"host", b"accept-encoding", heads.TAGS, b"x-forwarded-proto", b"connection")


class Teller:
    """What the parser tells of a head."""

    def __init__(self) -> None:
        self.target = b""
        self.lines: list[tuple[bytes, bytes]] = []
        self.heads = self.wholes = 0

    def on_url(self, url: bytes) -> None:
        """A piece of the target."""
        self.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line."""
        self.lines.append((name.lower(), value.rstrip(b" \t")))

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self.heads += 1

    def on_message_complete(self) -> None:
        """So is the request."""
        self.wholes += 1


@examples(800)
@given(spoilt(a_head()))
@example(get("/one/", "Cookie: a\r\n\r\nCookie: b"))
@example(get("/one/", "X: a") + b"Cookie: b\r\n\r\n")
@example(get("/one/") + b"\r\nCookie: b\r\n\r\n")
@example(get("/one/")[:-2] + b"Cookie: b\r\n")
@example(get("/one/", "Cookie: a", "Cookie: b"))
@example(get("/one/", "Cookie: a\rContent-Length: 3"))
@example(get("/one/", "X: Cookie: a", "Cookie: b "))
@example(get("/one/", 'If-None-Match: "Ab"'))
@example(get("/one/", "If-None-Match-Or-So: a", "If-None-Match: b"))
def test_a_plain_head_is_read_as_the_parser_reads_it(head: bytes) -> None:
    """Where we do not ask the parser, it would have told the same, and nothing more."""
    assert_same(head, head)
    assert_same(heads.without_cookie(head), head)


def assert_same(known: bytes, head: bytes) -> None:
    """What we know by the one, the parser tells of the other."""
    read = heads.read(known)
    if read is None or (known != head and b"cookie" in read[2]):
        return
    method, target, told = read
    teller = Teller()
    parser = httptools.HttpRequestParser(teller)
    parser.feed_data(head)
    assert (teller.heads, teller.wholes) == (1, 1)
    assert (parser.get_method(), teller.target) == (method, target)
    assert parser.get_http_version() == "1.1"
    assert parser.should_keep_alive()
    assert not parser.should_upgrade()
    names = [name for name, _ in teller.lines]
    assert names.count(b"cookie") == (known != head or b"cookie" in told)
    for name in (*heads.MORE_THAN_A_PAGE, *MEANS_SOMETHING):
        assert names.count(name) == (name in told)
    for name, value in told.items():
        (theirs,) = (value for spelt, value in teller.lines if spelt == name)
        assert value == (theirs if name == heads.TAGS else theirs.lower())
