"""The archive: old entries leave the table, and no reader sees a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from depesche.kit import clock
from depesche.wire import actions as wire
from depesche.wire import archiving, consumers, queries
from depesche.wire.models import Chapter, Entry, Position
from tests.wire.postal import LetterSent, hoist, send
from tests.wire.test_numbers import in_threads

pytestmark = pytest.mark.django_db(transaction=True)

PORTION = 5


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters of a few lines."""
    monkeypatch.setattr(archiving, "PORTION", PORTION)


@pytest.fixture
def registered() -> Iterator[dict[str, Any]]:
    """No consumer but those of the test."""
    known = dict(consumers._consumers)
    consumers._consumers.clear()
    yield consumers._consumers
    consumers._consumers.clear()
    consumers._consumers.update(known)


def told(count: int, *, days_ago: int = 40) -> None:
    """So many entries of two topics in turn, numbered, of so many days ago."""
    for turn in range(count):
        send(f"Nr. {turn}: „Grüße\n“") if turn % 3 else hoist(f"{turn}")
    wire.number()
    Entry.objects.filter(at__gte=clock.now() - timedelta(days=1)).update(
        at=F("at") - timedelta(days=days_ago)
    )


def archive(days: int = 30) -> int:
    """Everything that is due; returns how many entries left the table."""
    moved = 0
    while portion := wire.archive(days=days):
        moved += portion
    return moved


def archivist() -> None:
    """As a work of a process does it."""
    archive()


def facts(entries: list[Entry]) -> list[tuple[object, ...]]:
    """All there is to an entry."""
    return [
        (e.pk, e.position, e.topic, e.number, e.kind, e.payload, e.keys, e.at, e.event())
        for e in entries
    ]


def every_reading() -> dict[tuple[object, ...], list[tuple[object, ...]]]:
    """The wire from every position, and every topic from every number, in several portions."""
    last = queries.last_position()
    readings: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for after in range(-1, last + 2):
        for limit in (1, 2, PORTION, PORTION + 1, 500):
            readings["all", after, limit] = facts(queries.read(after=after, limit=limit))
            for topic in ("test-post", "test-port", "nobody-writes-here"):
                found = queries.read_topic(topic, after=after, limit=limit)
                readings[topic, after, limit] = facts(found)
    return readings


def test_no_reader_sees_the_border() -> None:
    """The same entries in the same order, from wherever and however many are asked for."""
    told(23)
    told(2, days_ago=0)
    before = every_reading()
    assert archive() == 23
    assert every_reading() == before
    assert Entry.objects.count() == 2
    assert Chapter.objects.filter(topic="test-port").count() == 5


def test_the_border_may_lie_anywhere() -> None:
    """After every single portion all is read as before."""
    told(13)
    before = every_reading()
    while wire.archive(days=30):
        assert every_reading() == before
    assert queries.oldest_position() == 13


def test_numbers_go_on_behind_the_archive() -> None:
    """What is told later continues; the oldest in the table is known."""
    told(11)
    archive()
    assert (queries.oldest_position(), queries.oldest_number("test-port")) == (11, 5)
    send("Carla")
    wire.number()
    assert queries.last_position() == 12
    assert [e.position for e in queries.read(after=0)] == list(range(1, 13))
    assert [e.number for e in queries.read_topic("test-post", after=5)] == [6, 7, 8]


def test_only_what_is_old_is_closed() -> None:
    """Nor what has no number yet, nor the newest, by which readers see that nothing is missing."""
    told(3, days_ago=40)
    told(4, days_ago=5)
    with transaction.atomic():
        late = wire.append(LetterSent(to="late"), keys=())
    Entry.objects.filter(pk=late.pk).update(at=clock.now() - timedelta(days=90))
    assert archive() == 3
    assert sorted(Entry.objects.values_list("position", flat=True), key=lambda n: n or 99) == [
        4, 5, 6, 7, None,
    ]  # fmt: skip
    assert archive(days=1) == 3
    assert queries.oldest_position() == 7


def test_a_quiet_paper_closes_one_chapter_a_day() -> None:
    """Not one for every entry; a full portion is closed at once."""
    told(2, days_ago=30)
    Entry.objects.update(at=clock.now() - timedelta(days=30, hours=23))
    send("Jonas")
    wire.number()
    assert archive() == 0
    Entry.objects.filter(position=1).update(at=clock.now() - timedelta(days=31, minutes=1))
    assert archive() == 2
    assert Chapter.objects.count() == 2


def test_the_table_does_not_grow() -> None:
    """Whatever has been told in years, what lies in the table is of the last days."""
    for _ in range(4):
        told(12)
        archive()
        assert Entry.objects.count() == 1
    assert len(queries.read(after=0)) == 48


def test_a_reader_meets_the_archivist() -> None:
    """A portion is closed between two of its queries: it sees everything all the same."""
    told(12)
    calm = every_reading()
    asked: list[str] = []

    def archivist_comes(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        result = execute(sql, params, many, context)
        asked.append(sql)
        if len(asked) == 1:
            in_threads(archivist)
        return result

    with connection.execute_wrapper(archivist_comes):
        found = queries.read(after=1, limit=500)
    assert facts(found) == calm["all", 1, 500]
    assert Chapter.objects.exists()


def test_who_reads_while_portions_are_closed_misses_nothing() -> None:
    """Readers of everything and of a topic, over and over, while the archive grows."""
    told(40)
    calm = (facts(queries.read(after=0)), facts(queries.read_topic("test-post", after=0)))
    over: list[bool] = []
    seen: list[bool] = []

    def read() -> None:
        while not over:
            seen.append(facts(queries.read(after=0)) == calm[0])
            seen.append(facts(queries.read_topic("test-post", after=0)) == calm[1])

    def close() -> None:
        while wire.archive(days=30):
            pass
        over.append(True)

    in_threads(read, close)
    assert seen
    assert all(seen)


def test_two_archivists_by_mistake_do_no_harm() -> None:
    """Nothing is closed twice."""
    told(41)
    before = facts(queries.read(after=0))
    in_threads(archivist, archivist, archivist)
    assert facts(queries.read(after=0)) == before
    assert Entry.objects.count() == 1


def test_a_portion_is_closed_whole_or_not_at_all() -> None:
    """Killed between chapter and table: all is as before, and the next one closes it."""
    told(12)
    before = every_reading()

    def power_fails(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        if sql.startswith("DELETE"):
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(power_fails), pytest.raises(KeyboardInterrupt):
        archive()
    assert not Chapter.objects.exists()
    assert archive() == 11
    assert every_reading() == before


def test_a_failing_consumer_neither_holds_the_archive_nor_loses(
    registered: dict[str, Any],
) -> None:
    """It failed for months; mended, it hears all of it from the chapters."""
    heard: list[int] = []
    closed = True

    @wire.consumer("closed")
    def _closed(entry: Entry) -> None:
        if closed:
            raise OSError("until spring")
        heard.append(entry.position or 0)

    told(12)
    wire.tell_consumers()
    assert archive() == 11
    closed = False
    wire.try_now("closed")
    wire.tell_consumers()
    assert heard == list(range(1, 13))


def test_a_new_consumer_begins_with_the_oldest_in_the_table(registered: dict[str, Any]) -> None:
    """What happened in other years is not news to it."""
    heard: list[int] = []
    told(12)
    archive()
    send("Carla")
    wire.number()
    wire.consumer("new")(lambda entry: heard.append(entry.position or 0))
    wire.tell_consumers()
    assert heard == [12, 13]
    assert Position.objects.get(consumer="new").last == 13


def test_the_archivist_looks_once_a_minute(settings: Any) -> None:
    """While there is something, at once; an idle instance is not asked at every bell."""
    settings.WIRE_DAYS = 30
    told(11)
    work = archiving.Archivist().work
    for _ in range(4):
        work()
    assert Entry.objects.count() == 1
    told(11)
    with connection.execute_wrapper(_no_question):
        work()


def _no_question(*args: object) -> object:
    raise AssertionError("The database was asked.")


def test_times_survive() -> None:
    """To the microsecond."""
    told(1)
    at = datetime.fromisoformat("2026-03-29T02:30:00.123456+02:00")
    Entry.objects.update(at=at)
    send("Jonas")
    wire.number()
    archive()
    (first, _second) = queries.read(after=0)
    assert first.at == at
