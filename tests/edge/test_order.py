"""Answers leave in the order of their questions, however the questions arrive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.edge import serving
from depesche.edge.store import Store
from tests.edge.server import House, Reply, get, hear, keep, open_house, replies

CLOSE = "Connection: close"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A server with three kept pages and an echo behind them."""
    before, serving.STORE = serving.STORE, Store(budget=50_000_000)
    serving.STORE.begin(0)
    for name in ("one", "two", "three"):
        keep(f"/{name}/")
    with open_house() as house:
        yield house
    serving.STORE = before


def told(reply: Reply) -> str:
    """Which question an answer is for, and which road it came."""
    road, *words = reply.body.decode().split(" ")
    return f"{road} {words[0] if road == 'kept' else words[1]}"


def test_a_kept_page_never_enters_the_application(house: House) -> None:
    """GET and HEAD of a kept page are answered from the store, anything else by the echo."""
    kept, fresh, posted = house.ask(
        get("/one/"), get("/else/"), get("/one/", "Content-Length: 0", method="POST")
    )
    assert (told(kept), kept.is_kept) == ("kept /one/", True)
    assert (told(fresh), fresh.is_kept) == ("echo /else/", False)
    assert told(posted) == "echo /one/"
    (head,) = replies(_heard(house, get("/one/", CLOSE, method="HEAD")), heads_only=True)
    assert head.headers["content-length"] == str(len(kept.body))


def _heard(house: House, *pieces: bytes) -> bytes:
    with house.call() as line:
        for piece in pieces:
            line.sendall(piece)
        return hear(line)


def test_cut_at_every_byte(house: House) -> None:
    """Two pieces, cut anywhere: the same two answers; and one byte after the other as well."""
    whole = get("/one/", "Accept-Encoding: identity") + get("/echo/x", CLOSE)
    for cut in range(1, len(whole)):
        answers = house.say(whole[:cut], whole[cut:])
        assert list(map(told, answers)) == ["kept /one/", "echo /echo/x"], cut
    answers = house.say(*(whole[n : n + 1] for n in range(len(whole))))
    assert list(map(told, answers)) == ["kept /one/", "echo /echo/x"]


def test_a_page_waits_for_the_answer_before_it(house: House) -> None:
    """A slow answer of the application is not overtaken by a page that is ready."""
    answers = house.ask(
        get("/one/"), get("/slow/a"), get("/two/"), get("/slow/b"), get("/three/"), get("/one/")
    )
    # While an answer is owed, pages go the ordinary road, which here is the echo.
    assert list(map(told, answers)) == [
        "kept /one/", "echo /slow/a", "echo /two/", "echo /slow/b", "echo /three/", "echo /one/",
    ]  # fmt: skip


def test_a_known_head_waits_as_well(house: House) -> None:
    """Also when it arrives by itself and is known byte for byte."""
    with house.call() as line:
        for _ in range(2):
            line.sendall(get("/one/"))
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
        line.sendall(get("/slow/a"))
        line.sendall(get("/one/"))
        line.sendall(get("/echo/z", CLOSE))
        answers = replies(hear(line))
    assert [told(a).split(" ")[1] for a in answers] == ["/slow/a", "/one/", "/echo/z"]


def test_a_known_head_within_a_body_is_a_body(house: House) -> None:
    """Bytes that look like a known question are not one while a body is being sent."""
    page = get("/one/")
    house.ask(page)
    with house.call() as line:
        line.sendall(page)
        line.recv(65536)
        line.sendall(get("/echo/p", f"Content-Length: {len(page)}", CLOSE, method="POST"))
        line.sendall(page)
        (answer,) = replies(hear(line))
    assert answer.body.startswith(f"echo POST /echo/p {len(page)} ".encode())


def test_a_known_head_within_a_head_is_a_head(house: House) -> None:
    """Nor while another question is half written."""
    page = get("/one/")
    house.ask(page)
    (answer,) = house.say(b"GET /echo/q HTTP/1.1\r\nX-A: ", page.replace(b"\r\n\r\n", b"\r\n"),
                          b"Connection: close\r\n\r\n", pause=0.01)  # fmt: skip
    assert told(answer) == "echo /echo/q"


def test_many_pages_in_one_go(house: House) -> None:
    """A hundred questions in one piece get a hundred answers, in order."""
    names = ["one", "two", "three"] * 34
    answers = house.ask(*(get(f"/{name}/") for name in names))
    assert list(map(told, answers)) == [f"kept /{name}/" for name in names]


def test_too_many_ahead_are_refused_after_the_answers_owed(house: House) -> None:
    """Who sends on and on without waiting gets what was begun, then 429 and a close."""
    answers = house.say(b"".join(get(f"/slow/{n}") for n in range(100)))
    assert [told(a) for a in answers[:-1]] == [f"echo /slow/{n}" for n in range(64)]
    assert answers[-1].status == 429


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_the_last_answer_says_so(house: House, version: str) -> None:
    """Connection: close, and HTTP/1.0: one answer, then the end; nothing after it is heard."""
    headers = [CLOSE] if version == "1.1" else []
    (answer,) = house.say(get("/one/", *headers, version=version) + get("/two/"))
    assert told(answer) == "kept /one/"
    assert answer.headers["connection"] == "close"


def test_a_changed_page_is_not_answered_from_memory(house: House) -> None:
    """A known head gets the page as it is now; when the page is gone, the ordinary answer."""
    store = serving.STORE
    with house.call() as line:
        page = keep("/brief/", text="kept old " * 50)
        for text in ("old", "newer", "newest"):
            page = keep("/brief/", text=f"kept {text} " * 50)
            line.sendall(get("/brief/"))
            assert f"kept {text} ".encode() in line.recv(65536)
        store.drop(page.key)
        line.sendall(get("/brief/"))
        assert b"echo GET /brief/" in line.recv(65536)
        page = keep("/brief/", text="kept again " * 50)
        page.expires_at = page.kept_at - 1
        line.sendall(get("/brief/"))
        assert b"echo GET /brief/" in line.recv(65536)


def test_hits_of_the_fast_road_count(house: House) -> None:
    """A page read on the fast road is hot, and is spared when room is needed."""
    page = keep("/hot/")
    house.ask(*[get("/hot/")] * 5)
    assert page.hits == 5


QUESTIONS = st.sampled_from(
    [
        ("kept /one/", get("/one/")),
        ("kept /two/", get("/two/", "Accept-Encoding: gzip;q=0", "Cookie: a=b")),
        ("kept /three/", get("/three/?a=1&a=2")),
        ("echo /echo/a", get("/echo/a")),
        ("echo /slow/b", get("/slow/b")),
        ("echo /one/", get("/one/", "Content-Length: 5") + b"GET /"),
        ("echo /echo/c", get("/echo/c", "Transfer-Encoding: chunked", method="POST")
         + b"5\r\nabcde\r\n0\r\n\r\n"),
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(QUESTIONS, min_size=1, max_size=6), st.lists(st.integers(1, 700), max_size=4))
def test_any_questions_in_any_pieces(
    house: House, questions: list[tuple[str, bytes]], cuts: list[int]
) -> None:
    """Each question gets its own answer, in order, whatever came before and wherever it is cut."""
    whole = b"".join(question for _, question in questions) + get("/echo/z", CLOSE)
    ends = sorted({0, *(cut % len(whole) for cut in cuts), len(whole)})
    pieces = [whole[a:b] for a, b in pairwise(ends)]
    answers = house.say(*pieces, pause=0.002)
    asked = [name.split(" ")[1] for name, _ in questions] + ["/echo/z"]
    assert [told(answer).split(" ")[1] for answer in answers] == asked
    assert all(told(a).startswith("echo") for a, (name, _) in zip(answers, questions, strict=False)
               if name.startswith("echo"))  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, 400),
    st.binary(min_size=1, max_size=6) | st.sampled_from([b"\r\n", b"\r\n\r\n", b":", b" ", b"\n"]),
    st.integers(0, 8),
)
def test_noise_reaches_nobody_else(house: House, at: int, noise: bytes, over: int) -> None:
    """What comes before noise is answered right; after it, another client is as well."""
    before = get("/one/") + get("/echo/a")
    after = get("/two/", "Accept-Encoding: identity") + get("/echo/z", CLOSE)
    at = min(at, len(after))
    with house.call() as line:
        line.sendall(before + after[:at] + noise + after[at + over :])
        line.shutdown(1)
        answers = replies(hear(line))
    assert list(map(told, answers[:2])) == ["kept /one/", "echo /echo/a"][: len(answers)]
    (other,) = house.ask(get("/three/"))
    assert told(other) == "kept /three/"
