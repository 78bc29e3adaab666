"""One render for however many ask; nobody waits for ever; what is private waits for nobody."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.edge.server import House, Reply, get, hear, open_house, replies

if TYPE_CHECKING:
    from depesche.edge.store import Store
    from tests.edge.board import Board

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.edge.board")]

CLOSE = "Connection: close"
CROWD = 200
PATIENCE = 20.0


@pytest.fixture
def house(board: Board) -> Iterator[House]:
    """The board behind the edge, as it is served."""
    asgi = import_module("django.core.asgi")
    flights = import_module("depesche.edge.flights")
    with open_house(flights.SingleFlight(asgi.get_asgi_application())) as house:
        yield house


def wait_for(condition: Callable[[], bool]) -> None:
    """Until it holds. Fails after a while."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "It never happened."
        time.sleep(0.005)


def wait(event: threading.Event) -> None:
    """Until it happened, or long enough."""
    event.wait(PATIENCE)


def waiting(house: House) -> int:
    """How many requests the application is working on."""
    return len(house.server.server_state.tasks)


def crowd(house: House, count: int, question: bytes, leave: Callable[[], object]) -> list[Reply]:
    """The answers to many who ask at once. leave: called when all of them wait."""
    with ExitStack() as open_lines:
        lines: list[socket.socket] = []
        for _ in range(count):
            line = open_lines.enter_context(house.call())
            line.settimeout(PATIENCE)
            line.sendall(question)
            lines.append(line)
        leave()
        return [reply for line in lines for reply in replies(hear(line))]


def test_two_hundred_misses_are_one_render(house: House, board: Board) -> None:
    """And they wait without a thread each."""
    threads: list[int] = []
    everyone_asked = threading.Event()

    def render() -> None:
        everyone_asked.wait(PATIENCE)
        threads.append(threading.active_count())

    board.meanwhile = render

    def all_wait() -> None:
        wait_for(lambda: waiting(house) == CROWD)
        everyone_asked.set()

    before = threading.active_count()
    answers = crowd(house, CROWD, get("/notice/ferry/", CLOSE), all_wait)
    assert [answer.status for answer in answers] == [200] * CROWD
    assert len({answer.body for answer in answers}) == 1
    assert board.renders == ["ferry"]
    assert threads[0] - before < 5
    states = [answer.headers["cache-status"] for answer in answers]
    assert states.count("depesche; fwd=miss; stored") == 1
    assert states.count("depesche; hit") == CROWD - 1


def test_head_and_fat_get_wait_as_well(house: House, board: Board) -> None:
    """Odd questions for one page are questions for one page."""
    everyone_asked = threading.Event()
    board.meanwhile = lambda: wait(everyone_asked)
    odd = [
        get("/notice/ferry/", CLOSE, method="HEAD"),
        get("/notice/ferry/", "Content-Length: 3", CLOSE) + b"abc",
        get("/notice/ferry/?x=1", "Cookie: a=b", CLOSE),
    ]
    with ExitStack() as stack:
        lines = [stack.enter_context(house.call()) for _ in odd]
        for line, question in zip(lines, odd, strict=True):
            line.sendall(question)
        wait_for(lambda: waiting(house) == len(odd))
        everyone_asked.set()
        heads = [hear(line).partition(b"\r\n\r\n") for line in lines]
    assert all(head.startswith(b"HTTP/1.1 200") for head, _, _ in heads)
    assert [bool(body) for _, _, body in heads] == [False, True, True]
    assert board.renders == ["ferry"]


def test_who_asked_first_and_left_takes_nobody_along(house: House, board: Board) -> None:
    """The render goes on for those who wait."""
    everyone_asked = threading.Event()
    board.meanwhile = lambda: wait(everyone_asked)
    with house.call() as first:
        first.sendall(get("/notice/ferry/"))
        wait_for(lambda: board.renders == ["ferry"])

    def all_wait() -> None:
        wait_for(lambda: waiting(house) >= 10)
        everyone_asked.set()

    answers = crowd(house, 10, get("/notice/ferry/", CLOSE), all_wait)
    assert [answer.status for answer in answers] == [200] * 10
    assert board.renders == ["ferry"]


def test_who_asks_at_the_instant_a_render_lands(board: Board) -> None:
    """Between the landing and whatever else it sets going: the loop goes on all the same."""
    flights = import_module("depesche.edge.flights")
    scope = {
        "type": "http", "method": "GET", "path": "/notice/ferry/", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")], "client": None, "server": ("127.0.0.1", 80),
    }  # fmt: skip
    renders: list[asyncio.Task[None] | None] = []

    async def hear() -> dict[str, object]:
        return {"type": "http.request"}

    async def say(_message: object) -> None:
        pass

    async def render(*_asked: object) -> None:
        """The first answer, at whose very end the next question comes."""
        renders.append(None)
        if len(renders) == 1:
            renders[0] = asyncio.get_running_loop().create_task(front(scope, hear, say))

    front = flights.SingleFlight(render)

    async def both() -> None:
        await front(scope, hear, say)
        assert renders[0]
        await renders[0]

    thread = threading.Thread(target=lambda: asyncio.run(both()), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "The event loop stands still."
    assert len(renders) == 2


def at_once(board: Board) -> list[int]:
    """Count how many renders are under way whenever one begins."""
    under_way, seen, lock = [0], [], threading.Lock()

    def busy() -> None:
        with lock:
            under_way[0] += 1
            seen.append(under_way[0])
        time.sleep(0.01)
        with lock:
            under_way[0] -= 1

    board.busy = busy
    return seen


def test_a_failure_is_everybodys_own_but_no_stampede(house: House, board: Board) -> None:
    """Each hears of it by a render of his own, one after another."""
    seen = at_once(board)
    answers = crowd(house, 20, get("/broken/", CLOSE), lambda: None)
    assert [answer.status for answer in answers] == [500] * 20
    assert board.renders == ["broken"] * 20
    assert max(seen) == 1


def test_what_was_not_kept_is_not_shared(house: House, board: Board) -> None:
    """A view that turns out to set a cookie gives each his own."""
    at_once(board)
    answers = crowd(house, 10, get("/biscuit/", CLOSE), lambda: None)
    assert all("set-cookie" in answer.headers for answer in answers)
    assert board.renders == ["biscuit"] * 10


def test_what_is_private_waits_for_nobody(house: House, board: Board) -> None:
    """Two people's pages are made at the same time: each render waits for the other."""
    meeting = threading.Barrier(2, timeout=PATIENCE)
    board.busy = meeting.wait
    answers = crowd(house, 2, get("/mine/", CLOSE), lambda: None)
    assert [answer.status for answer in answers] == [200, 200]


def test_a_render_that_hangs_holds_nobody_for_ever(
    house: House, board: Board, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody hears in time when to come again; other pages are made meanwhile, nobody begins
    the hanging one once more, and when it ends after all it is kept."""
    monkeypatch.setattr("depesche.edge.flights.PATIENCE_SECONDS", 0.3)
    freed = threading.Event()
    board.meanwhile = lambda: wait(freed)
    try:
        answers = crowd(house, 10, get("/notice/ferry/", CLOSE), lambda: None)
        assert {answer.status for answer in answers} == {503}
        assert {answer.headers["retry-after"] for answer in answers} == {"5"}
        assert all(b"<h1" in answer.body for answer in answers)
        (other,) = house.say(get("/mirror/", CLOSE))
        assert other.status == 200
        assert board.renders.count("ferry") == 1
    finally:
        freed.set()
    wait_for(lambda: len(store) == 2)
    (answer,) = house.say(get("/notice/ferry/", CLOSE))
    assert (answer.status, answer.is_kept) == (200, True)
    assert board.renders.count("ferry") == 1


def test_places_come_back(house: House, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renders that hang take all places only for a while."""
    flights = import_module("depesche.edge.flights")
    monkeypatch.setattr(flights, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(flights, "LINGER_SECONDS", 0.2)
    freed = threading.Event()
    board.notices |= {str(number): "?" for number in range(flights.RENDERS)}
    try:
        with ExitStack() as stack:
            for number in range(flights.RENDERS):
                line = stack.enter_context(house.call())
                board.meanwhile = lambda: wait(freed)
                line.sendall(get(f"/notice/{number}/"))
                wait_for(lambda number=number: len(board.renders) > number)  # type: ignore[misc]
            (refused,) = house.say(get("/mirror/", CLOSE))
            assert refused.status == 503

            def is_served() -> bool:
                (answer,) = house.say(get("/mirror/", CLOSE))
                return answer.status == 200

            wait_for(is_served)
    finally:
        freed.set()


def test_who_reads_slowly_holds_no_place(house: House, board: Board, store: Store) -> None:
    """A render is over when its answer begins, however long that is under way."""
    flights = import_module("depesche.edge.flights")
    names = [str(number) for number in range(flights.RENDERS)]
    board.notices |= dict.fromkeys(names, "The ferry leaves at eight. " * 200_000)
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(house.call(SO_RCVBUF=4096)).sendall(get(f"/notice/{name}/"))
        wait_for(lambda: len(store) == len(names))
        (answer,) = house.say(get("/mirror/", CLOSE))
        assert answer.status == 200
        assert waiting(house) >= len(names)  # they read still


def test_who_reads_slowly_holds_up_nobody_who_waits(
    house: House, board: Board, store: Store
) -> None:
    """For the same page: it is in the store, and goes to who reads."""
    everyone_asked = threading.Event()
    board.meanwhile = lambda: wait(everyone_asked)
    board.notices["ferry"] *= 10_000
    with house.call(SO_RCVBUF=4096) as slow:
        slow.sendall(get("/notice/ferry/"))
        wait_for(lambda: board.renders == ["ferry"])
        with house.call() as line:
            line.sendall(get("/notice/ferry/", "Accept-Encoding: gzip", CLOSE))
            wait_for(lambda: waiting(house) == 2)
            everyone_asked.set()
            (answer,) = replies(hear(line))
    assert (answer.status, answer.is_kept) == (200, True)


def test_who_reads_slowly_holds_no_connection_to_the_database(house: House, board: Board) -> None:
    """It is given back when the answer is made: a pool has few."""
    asked, closed = threading.Event(), threading.Event()

    def watch() -> None:
        close = connection.close

        def closing() -> None:
            close()
            closed.set()

        connection.close = closing  # type: ignore[method-assign]
        asked.set()

    board.busy = watch
    with house.call(SO_RCVBUF=4096) as slow:
        slow.sendall(get("/large/"))
        assert asked.wait(PATIENCE)
        assert closed.wait(PATIENCE)
        assert waiting(house) == 1  # it reads still


def test_a_store_adrift_has_less_patience(
    house: House, board: Board, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nothing is heard, a page that is not kept is refused within a moment."""
    monkeypatch.setattr("depesche.edge.flights.PATIENCE_ADRIFT_SECONDS", 0.1)
    store.patience = 0.0
    freed = threading.Event()
    board.meanwhile = lambda: wait(freed)
    try:
        (answer,) = house.say(get("/notice/ferry/", CLOSE))
    finally:
        freed.set()
    assert answer.status == 503
