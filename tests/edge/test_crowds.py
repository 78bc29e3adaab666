"""Many listen, some take nothing, some are too many, and all the while pages are served."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from types import ModuleType

import pytest

from depesche.edge.limits import Limits
from depesche.edge.store import Store
from depesche.edge.streams.hub import Hub, hub_of, hubs
from tests.edge.listening import Ear, listening, question
from tests.edge.server import House, get, keep, open_house

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "x" * 20_000


def hub(house: House) -> Hub:
    """That of the one server."""
    return hub_of(house.server.server_state, None, Limits())  # type: ignore[arg-type]


def wait_for(what: str, house: House, number: int) -> None:
    """Until one of the hub's figures is this."""
    until = time.monotonic() + 20
    while (found := len(hub(house)) if what == "open" else getattr(hub(house), what)) != number:
        assert time.monotonic() < until, f"{what}: {found}"
        time.sleep(0.01)


@contextmanager
def deaf(house: House) -> Iterator[socket.socket]:
    """Somebody who asks for a stream and takes nothing of it."""
    with closing(house.call(SO_RCVBUF=4096)) as line:
        line.sendall(question("bulletins"))
        assert line.recv(10) == b"HTTP/1.1 2"
        yield line


def test_who_takes_nothing_is_dropped_and_told_later(bulletins: ModuleType) -> None:
    """The others are told meanwhile. It comes back from where it was, and misses nothing."""
    limits = Limits(round=0.05, full_stream=0.2)
    words = [f"{number}{LONG}" for number in range(20)]
    with open_house(limits=limits) as house, listening(house, "bulletins") as ear:
        ear.until(1)
        with deaf(house) as line:
            wait_for("open", house, 2)
            for word in words:
                bulletins.tell(word)
                ear.hear()
            ear.until_words(*words)
            wait_for("drops", house, 1)
            wait_for("open", house, 1)
            heard = Ear(line=_Played(_all_of(line)))  # type: ignore[arg-type]
            heard.until_over()
        last = heard.reader.last_id
        with listening(house, "bulletins", last_id=last) as again:
            again.until_words(*words[len(heard.words()) :])


class _Played:
    """A line from which what was heard before is heard again."""

    def __init__(self, heard: bytes) -> None:
        self._rest = heard

    def recv(self, size: int) -> bytes:
        """A piece of it."""
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def settimeout(self, seconds: float) -> None:
        """It never waits."""


def _all_of(line: socket.socket) -> bytes:
    heard = b"HTTP/1.1 2"
    line.settimeout(5)
    try:
        while piece := line.recv(65536):
            heard += piece
    except (ConnectionResetError, TimeoutError):
        pass
    return heard


def test_who_pauses_a_while_misses_nothing(bulletins: ModuleType) -> None:
    """A full stream is told the rest when it takes again, without coming back."""
    words = [f"{number}{LONG}" for number in range(30)]
    with (
        open_house() as house,
        listening(house, "bulletins", options={"SO_RCVBUF": 4096}) as ear,
    ):
        ear.until(1)
        for word in words:
            bulletins.tell(word)
        time.sleep(0.5)
        ear.until_words(*words)
        assert hub(house).drops == 0


def test_one_address_holds_only_so_many(bulletins: ModuleType, store: Store) -> None:
    """The next is told when to come again, and comes in when one has left. Pages do not count."""
    limits = Limits(round=0.05, streams_per_address=2, per_address=3)
    with open_house(limits=limits) as house, ExitStack() as streams:
        keep("/page")
        first = streams.enter_context(listening(house, "bulletins"))
        streams.enter_context(listening(house, "bulletins")).until(1)
        with listening(house, "bulletins") as ear:
            assert (ear.status, ear.headers["retry-after"]) == (429, "30")
        for _ in range(3):
            assert house.ask(get("/page"))[0].is_kept
        first.line.close()
        wait_for("open", house, 1)
        with listening(house, "bulletins") as ear:
            assert ear.status == 200
        assert hub(house).refusals == 1


def test_all_together_hold_only_so_many(bulletins: ModuleType, store: Store) -> None:
    """Then streams are refused, pages are not."""
    limits = Limits(round=0.05, streams=2)
    with open_house(limits=limits) as house, ExitStack() as streams:
        keep("/page")
        for _ in range(2):
            streams.enter_context(listening(house, "bulletins")).until(1)
        with listening(house, "bulletins") as ear:
            assert (ear.status, ear.headers["retry-after"]) == (503, "5")
        assert house.ask(get("/page"))[0].is_kept


def test_a_proxy_speaks_for_its_clients(bulletins: ModuleType) -> None:
    """Each of them has its own cap."""
    limits = Limits(round=0.05, streams_per_address=1)
    with open_house(limits=limits, proxies=("127.0.0.1",)) as house, ExitStack() as streams:
        for number in range(3):
            more = f"X-Forwarded-For: 192.0.2.{number}\r\n"
            assert streams.enter_context(listening(house, "bulletins", more=more)).status == 200
        with listening(house, "bulletins", more="X-Forwarded-For: 192.0.2.1\r\n") as ear:
            assert ear.status == 429


def test_who_leaves_leaves_nothing(bulletins: ModuleType) -> None:
    """However they go, in whatever state: no stream, no channel, no connection is left."""
    with open_house() as house:
        for language in ("de", "en"):
            with listening(house, "bulletins", "weather", language=language) as ear:
                ear.until(1)
        with closing(house.call()) as line:
            line.sendall(question("crew/1", "bulletins"))
        with deaf(house):
            bulletins.tell(*(f"{number}{LONG}" for number in range(10)))
        wait_for("open", house, 0)
        assert list(hub(house)._board) == []
        assert hub(house).wants("bulletins") == set()
        until = time.monotonic() + 5
        while house.server.server_state.connections:
            assert time.monotonic() < until
            time.sleep(0.01)
    assert hubs()


def test_a_server_that_goes_sends_its_streams_home(bulletins: ModuleType) -> None:
    """Each is told when to come again, closed in order, and comes back to the rest."""
    with open_house() as house, ExitStack() as streams:
        ears = [streams.enter_context(listening(house, "bulletins")) for _ in range(5)]
        for ear in ears:
            ear.until(1)
        bulletins.tell("last")
        for ear in ears:
            ear.until_words("last")
        house.server.should_exit = True
        for ear in ears:
            ear.until_over()
            assert ear.reader.retry is not None
            assert 500 <= ear.reader.retry < 3000
        last = ears[0].reader.last_id
    bulletins.tell("news")
    with open_house() as house, listening(house, "bulletins", last_id=last) as ear:
        ear.until_words("news")


def test_a_stream_asks_alone(bulletins: ModuleType, store: Store) -> None:
    """On a connection of pages it may come last; what is sent behind it means nothing."""
    with open_house() as house, closing(house.call()) as line:
        keep("/page")
        line.sendall(get("/page"))
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
        line.sendall(question("bulletins") + get("/echo/x") + b"\0\xff" * 100)
        ear = Ear(line)
        ear.until(1)
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        bulletins.tell("flood")
        ear.until_words("flood")


ASKED = b"GET /wire/stream?topic=bulletins HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "asked",
    [
        ASKED.replace(b"GET", b"POST"),
        ASKED.replace(b"Host: 127.0.0.1", b"Host: evil.example"),
        ASKED.replace(b"Connection", b"Content-Length: 3\r\nConnection") + b"abc",
        ASKED.replace(b"stream", b"streams"),
        ASKED.replace(b"Connection: close", b"Connection: close, upgrade\r\nUpgrade: websocket"),
    ],
)
def test_anything_else_goes_the_ordinary_way(asked: bytes, bulletins: ModuleType) -> None:
    """And is answered there."""
    with open_house() as house:
        [answer] = house.say(asked)
        assert answer.body.startswith(b"echo")
