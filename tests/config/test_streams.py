"""Streams of a house of several processes: whatever is cut, nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.config.serving import Served, copy_of
from tests.config.small_house import lives, until
from tests.edge.listening import Ear, Told, question
from tests.edge.posting import SETTINGS, Poster, posting
from tests.edge.server import House

# CUTS=1000 cuts for long; without it, a few.
CUTS = int(os.environ.get("CUTS", "24"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(10**6)
AWKWARD = ("plain", "two\r\nlines", "id: 7\n\ndata: no", "\u2028\u2029\x85", "Größe", ":", "💬")


@pytest.fixture
def paper(laid: Served, tmp_path: Path) -> Iterator[Served]:
    """A paper with the room of bulletins, served by two web workers."""
    served = copy_of(laid, tmp_path / "home", **SETTINGS)
    served.start()
    yield served
    served.end()


@pytest.fixture
def poster(paper: Served) -> Iterator[Poster]:
    """Somebody at its desk."""
    with posting(os.environ | paper.environment()) as found:
        yield found


class Listener:
    """A client that comes back with its last id whenever its stream ends, as a browser does."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        self.told: list[Told] = []
        self.comings = 0
        self._port = port
        self._last = "bulletins:0"
        self._ends = False
        self._ear: Ear | None = None
        self._sleeps = 0.0
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)
        self._thread.start()

    def _go_on(self) -> None:
        while not self._ends:
            with suppress(OSError, AssertionError):
                self._listen()
            time.sleep(0.02)

    def _listen(self) -> None:
        house = House(self._port, None)  # type: ignore[arg-type]
        with closing(house.call()) as line:
            line.sendall(question("bulletins", last_id=self._last))
            self._ear = ear = Ear(line)
            self.comings += 1
            heard = 0
            while not (ear.is_over or self._ends):
                if self._sleeps:
                    time.sleep(self._sleeps)
                    self._sleeps = 0.0
                ear.hear(0.02)
                self.told += ear.reader.told[heard:]
                heard = len(ear.reader.told)
                self._last = ear.reader.last_id or self._last

    def cut(self) -> None:
        """Something between it and the server ends the stream."""
        if self._ear:
            with suppress(OSError):
                self._ear.line.shutdown(2)

    def sleep(self, seconds: float) -> None:
        """The lid is closed, and opened again."""
        self._sleeps = seconds

    def words(self) -> list[str]:
        """Of the bulletins told."""
        return [one.word for one in self.told if one.kind == "bulletin.posted"]

    def end(self) -> None:
        """Listen no more."""
        self._ends = True
        self._thread.join(10)


def fetched(paper: Served) -> list[str]:
    """The bulletins as they are when everything is read anew."""
    words: list[str] = []
    after, more = 0, True
    while more:
        told = json.loads(paper.get(f"/wire/bulletins?after={after}")[1])
        assert not told["reset"]
        words += [one["content"]["word"] for one in told["events"]]
        after, more = told["next"], told["more"]
    return words


def test_both_workers_tell_it(paper: Served, poster: Poster) -> None:
    """Whichever holds the stream, what one process wrote goes out of each; figures count them."""
    crew, listeners = paper.crew(), []
    for other in ("web-2", "web-1"):
        # While one cannot come to the door the other takes all.
        os.kill(crew[other], signal.SIGSTOP)
        here = [Listener(paper.port, f"not at {other}, {number}") for number in range(3)]
        until(lambda here=here: all(one.comings for one in here))  # type: ignore[misc]
        os.kill(crew[other], signal.SIGCONT)
        listeners += here
    for name in ("web-1", "web-2"):
        open_there = f'streams_open{{process="{name}"}}'
        until(lambda there=open_there: paper.figures()[there] == 3)  # type: ignore[misc]
    poster.post(*AWKWARD)
    until(lambda: all(one.words() == list(AWKWARD) for one in listeners))
    figures = paper.figures
    until(
        lambda: (
            sum(
                number
                for name, number in figures().items()
                if name.startswith("stream_deliveries_total")
            )
            == len(AWKWARD) * len(listeners)
        )
    )
    for one in listeners:
        one.end()
        assert {told.kind for told in one.told} == {"begun", "bulletin.posted"}


def test_a_worker_that_leaves_sends_its_streams_to_the_next(paper: Served, poster: Poster) -> None:
    """SIGTERM to one, then to the other: all listen again, and miss nothing."""
    listeners = [Listener(paper.port, f"listener {number}") for number in range(4)]
    until(lambda: all(one.comings for one in listeners))
    before = paper.crew()
    poster.post("a")
    os.kill(before["web-1"], signal.SIGTERM)
    poster.post("b")
    until(lambda: not lives(before["web-1"]), seconds=20)
    os.kill(before["web-2"], signal.SIGTERM)
    poster.post("c")
    until(lambda: not lives(before["web-2"]), seconds=20)
    poster.post("d")
    until(lambda: all(one.words() == ["a", "b", "c", "d"] for one in listeners))
    # Some go to the one that leaves next.
    assert all(one.comings in {2, 3} for one in listeners)
    for one in listeners:
        one.end()


def test_cuts(paper: Served, poster: Poster) -> None:
    """Processes are killed, lines are cut, lids are closed, all at random: in the end each list is
    what a fresh reader fetches, and each client was told everything once, in order."""
    lots = random.Random(SEED)
    listeners = [Listener(paper.port, f"listener {number}") for number in range(4)]
    killed_at = time.monotonic()
    for number in range(CUTS):
        poster.post(*(f"{number}.{i} {lots.choice(AWKWARD)}" for i in range(lots.randrange(3))))
        how = lots.choice(("kill", "cut", "cut", "sleep"))
        one = lots.choice(listeners)
        if how == "kill" and time.monotonic() - killed_at > 4:
            with suppress(OSError, KeyError, ProcessLookupError, IndexError):
                os.kill(paper.crew()[lots.choice(("web-1", "web-2"))], signal.SIGKILL)
                killed_at = time.monotonic()
        elif how == "sleep":
            one.sleep(lots.random())
        else:
            one.cut()
        poster.post(f"{number} behind")
        time.sleep(lots.random() * 0.3)
    poster.post("the last")
    expected: list[str] = []

    def is_fetched() -> bool:
        """One worker may know it a second before the other: what the next one says is older."""
        expected[:] = fetched(paper)
        return expected[-1:] == ["the last"]

    until(is_fetched, seconds=60)
    for one in listeners:
        until(lambda one=one: one.words()[-1:] == ["the last"], seconds=60)  # type: ignore[misc]
        one.end()
        assert one.words() == expected, f"{one.name} with SEED={SEED}"
        assert "reset" not in {told.kind for told in one.told}
    assert sum(one.comings for one in listeners) > len(listeners)
