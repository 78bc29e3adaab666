"""An outside cache is told every change in several rounds, whatever stops in between."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from django.db import OperationalError
from pytest_django import Settings

from depesche.edge.outside import Nowhere, OutsideIsAway, lines
from depesche.edge.telling import LONGEST_WAIT_SECONDS, MOST_ENTRIES, Teller, tellers
from depesche.wire import actions as wire
from depesche.wire.models import Head, Position
from tests.wire.postal import hoist, send

pytestmark = pytest.mark.django_db(transaction=True)


class Cache(Nowhere):
    """A cache that writes down what it was told, and can be away."""

    name = "cache"

    def __init__(self) -> None:
        self.told: list[object] = []
        self.is_away = False

    def _write(self, what: object) -> None:
        if self.is_away:
            raise OutsideIsAway("cache was not reached")
        self.told.append(what)

    def forget(self, keys: Collection[str]) -> None:
        """Keys as they came."""
        self._write(set(keys))

    def forget_all(self) -> None:
        """The word "all"."""
        self._write("all")

    def ask_again(self) -> None:
        """The word "again"."""
        self._write("again")


class House:
    """A cache, who tells it, and the clock on the wall."""

    def __init__(self) -> None:
        self.cache = Cache()
        self.clock = 1000.0
        self.begin()

    def begin(self) -> None:
        """A process starts, after another one was killed perhaps."""
        self.teller = Teller(self.cache, now=lambda: self.clock, pause=self.wait)

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.clock += seconds

    def work(self, *, after: float = 0.0) -> list[object]:
        """What the cache was told in one tick."""
        self.wait(after)
        wire.number()
        self.cache.told = []
        self.teller.work()
        return self.cache.told

    @property
    def place(self) -> Position:
        """Where the wire was told for certain."""
        return Position.objects.get(consumer="outside cache")


@pytest.fixture
def house() -> House:
    """A cache that was told of one letter, for certain."""
    send("Carla")
    house = House()
    house.work()
    for _ in range(3):
        house.work(after=11)
    assert house.place.last == 1
    return house


def test_a_change_is_told_in_rounds(house: House) -> None:
    """At once, and again until no answer that began before it can still arrive; only then is
    it certain."""
    send("Jonas")
    assert house.work() == [{"post"}]
    assert house.work(after=0.5) == []
    assert house.work(after=0.5) == [{"post"}]
    assert house.place.last == 1
    assert house.work(after=9.5) == [{"post"}]
    assert house.place.last == 2
    assert house.work(after=100) == []


def test_what_happens_together_is_told_together(house: House) -> None:
    """One purge with the keys of both."""
    send("Jonas", "Carla")
    hoist("red")
    assert house.work() == [{"post"}]
    assert house.work(after=11) == [{"post"}]
    assert house.work(after=11) == [{"post"}]
    assert house.place.last == 4


def test_a_killed_process_leaves_nothing_half_told(house: House) -> None:
    """All rounds of what was not certain come again; what is held is asked for again, since the
    program may be another one."""
    send("Jonas")
    house.work()
    house.begin()
    assert house.work(after=60) == ["again", {"post"}]
    house.work(after=1)
    assert house.place.last == 1
    house.work(after=10)
    assert house.place.last == 2


def test_a_cache_that_is_away_is_told_later(house: House) -> None:
    """Growing waits, half a minute at most; the desk can see why; nothing is left out."""
    house.cache.is_away = True
    send("Jonas")
    waits = []
    for count in range(1, 8):
        assert house.work() == []
        place = house.place
        assert (place.last, place.failures) == (1, count)
        assert place.complaint == "cache was not reached"
        waits.append(house.teller._retry_at - house.clock)
        house.wait(waits[-1])
    assert waits == [2, 4, 8, 16, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]
    house.cache.is_away = False
    hoist("red")
    assert house.work() == [{"post"}]
    assert (house.place.failures, house.place.retry_at, house.place.complaint) == (0, None, "")
    for _ in range(2):
        assert house.work(after=11) == [{"post"}]
    assert house.place.last == 3


def test_it_is_not_asked_while_it_waits(house: House) -> None:
    """An hour of ticks is not an hour of connections to a dead machine."""
    house.cache.is_away = True
    send("Jonas")
    house.work()
    house.cache.is_away = False
    assert house.work(after=1.9) == []
    assert house.work(after=0.2) == [{"post"}]


def test_the_desk_may_take_the_wait_away(house: House) -> None:
    """As for every consumer of the wire."""
    house.cache.is_away = True
    send("Jonas")
    house.work()
    house.cache.is_away = False
    wire.try_now("outside cache")
    assert house.work() == [{"post"}]


def test_a_trouble_that_is_over_is_not_shown(house: House) -> None:
    """Although the process that saw it is gone and nothing has changed since."""
    house.cache.is_away = True
    house.begin()
    house.work()
    assert house.place.failures == 1
    house.cache.is_away = False
    house.begin()
    assert house.work() == ["again"]
    assert (house.place.failures, house.place.last) == (0, 1)


def test_a_cache_that_is_new_begins_empty() -> None:
    """Nobody knows what it holds; and what is on its way into it is emptied out again."""
    send("Jonas")
    house = House()
    assert house.work() == ["all", "all"]
    assert house.work(after=1) == ["all"]
    assert house.place.last == 0
    assert house.work(after=10) == ["all"]
    assert house.place.last == 1


def test_a_cache_that_was_away_for_too_long_begins_empty(house: House) -> None:
    """Reading it ten thousand entries would take longer than filling it again."""
    Head.objects.filter(topic="").update(last=MOST_ENTRIES + 1)
    house.begin()
    assert house.work() == ["again"]
    Head.objects.filter(topic="").update(last=MOST_ENTRIES + 2)
    house.begin()
    assert house.work()[0] == "all"


def test_a_cache_that_is_away_at_the_start_is_shown_too() -> None:
    """Before it was ever reached."""
    house = House()
    house.cache.is_away = True
    house.work()
    assert (house.place.failures, house.place.complaint) == (1, "cache was not reached")


def test_without_a_cache_there_is_no_work(settings: Settings) -> None:
    """And who is named no more has no place on the wire that would count as behind."""
    Position.objects.create(consumer="renditions", last=3)
    Position.objects.create(consumer="outside 10.0.0.2:6081", last=3)
    settings.EDGE_OUTSIDE_CACHES = ()
    assert tellers() == []
    assert [place.consumer for place in Position.objects.all()] == ["renditions"]


def test_each_cache_has_its_own_teller(settings: Settings) -> None:
    """One that is away delays no other."""
    settings.EDGE_OUTSIDE_CACHES = ("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert [teller.name for teller in tellers()] == ["outside 127.0.0.1:1", "outside 127.0.0.1:2"]


def test_many_keys_are_told_in_lines_that_fit() -> None:
    """Every key once, and no line longer than Varnish takes."""
    keys = {f"article/{number}" for number in range(3000)}
    told = list(lines(keys))
    assert max(map(len, told)) < 8000
    assert [word for line in told for word in line.split(" ")] == sorted(keys)
    assert list(lines(set())) == []


def test_what_was_told_while_the_database_was_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place is written when the database is back, without another change to remind us."""

    def away(**_told: object) -> None:
        raise OperationalError("the server closed the connection")

    send("Jonas")
    house.work()
    house.work(after=1)
    with monkeypatch.context() as broken:
        broken.setattr(Position.objects, "update_or_create", away)
        with pytest.raises(OperationalError):
            house.work(after=10)
    assert house.work(after=1) == []
    assert house.place.last == 2
    monkeypatch.setattr(Position.objects, "update_or_create", away)
    assert house.work(after=1) == [], "What is written is done with, and not written again."
