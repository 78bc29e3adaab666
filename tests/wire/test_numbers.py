"""The relay: numbers without gap or double, in an order that never changes."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from depesche.wire import actions as wire
from depesche.wire import queries
from depesche.wire.models import Entry
from tests.wire.postal import LetterSent, hoist, numbers, send

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4
LETTERS_EACH = 25


def in_threads(*works: Callable[[], None]) -> None:
    """Do all works at once, each on a connection of its own; the first failure is raised."""
    failures: list[BaseException] = []

    def do(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001  raised again in the test's own thread
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if failures:
        raise failures[0]


def test_numbers_have_no_gap() -> None:
    """Positions count all entries, numbers those of one topic; both from one, without gap."""
    send("Jonas")
    hoist("blue")
    send("Carla")
    assert wire.number() == 3
    hoist("red")
    assert wire.number() == 1
    assert numbers() == [
        (1, "test-post", 1),
        (2, "test-port", 1),
        (3, "test-post", 2),
        (4, "test-port", 2),
    ]
    assert queries.last_position() == 4


def test_a_long_queue_is_numbered_in_portions() -> None:
    """What one round leaves, the next takes, in the same order."""
    send("Jonas", "Carla", "Marlene")
    assert [wire.number(limit=2), wire.number(limit=2), wire.number(limit=2)] == [2, 1, 0]
    told = Entry.objects.order_by("position").values_list("payload__to", flat=True)
    assert list(told) == ["Jonas", "Carla", "Marlene"]


def test_the_relay_never_works_inside_another_transaction() -> None:
    """It would number what may still be rolled back."""
    send("Jonas")
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        wire.number()
    assert queries.last_position() == 0


def test_an_idle_relay_asks_for_no_lock() -> None:
    """Twice a second on every instance: without news it only reads."""
    send("Jonas")
    wire.number()
    with connection.execute_wrapper(_only_reads):
        assert wire.number() == 0


def _only_reads(
    execute: Callable[..., object], sql: str, params: object, many: bool, context: object
) -> object:
    assert sql.startswith("SELECT"), sql
    assert "FOR UPDATE" not in sql
    return execute(sql, params, many, context)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer: ids are drawn in commit order."
)
def test_who_commits_late_is_numbered_late() -> None:
    """An id drawn early that commits late gets a later number: no reader ever passes it by."""
    drawn, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            wire.append(LetterSent(to="the slow one"), keys=())
            drawn.set()
            assert may_commit.wait(10)

    def quick() -> None:
        assert drawn.wait(10)
        send("the quick one")
        assert wire.number() == 1
        may_commit.set()

    in_threads(slow, quick)
    assert wire.number() == 1
    told = Entry.objects.order_by("position").values_list("payload__to", "number")
    assert list(told) == [("the quick one", 1), ("the slow one", 2)]
    by_id = Entry.objects.order_by("pk").values_list("payload__to", flat=True)
    assert list(by_id) == ["the slow one", "the quick one"]


def test_two_relays_at_once_give_no_number_twice() -> None:
    """Started twice by mistake, with writers that dawdle and roll back: nothing lost or doubled,
    and a reader who always continues from the last number sees every letter once, in order."""
    stop, seen = threading.Event(), list[Entry]()

    def relay() -> None:
        while not stop.is_set():
            wire.number(limit=7)

    def reader() -> None:
        last = 0
        while not (stop.is_set() and queries.last_position() == last):
            for entry in queries.read(after=last, limit=10):
                last = entry.position or 0
                seen.append(entry)
            time.sleep(0.002)

    def writers() -> None:
        try:
            in_threads(*(lambda n=n: _write(n) for n in range(WRITERS)))
            while Entry.objects.filter(position=None).exists():
                time.sleep(0.01)
        finally:
            stop.set()

    in_threads(relay, relay, reader, writers)
    assert [e.position for e in seen] == list(range(1, len(seen) + 1))
    assert [e.number for e in seen] == [e.position for e in seen]
    kept = LETTERS_EACH - LETTERS_EACH // 5
    assert Counter(e.payload["to"].split()[0] for e in seen) == dict.fromkeys("0123", kept)
    for writer in "0123":
        own = [e.payload["to"] for e in seen if e.payload["to"].startswith(writer)]
        assert own == sorted(own)


def _write(writer: int) -> None:
    """Letters of one writer; every fifth is rolled back."""
    dawdle = random.Random(writer)
    for letter in range(LETTERS_EACH):
        with transaction.atomic():
            wire.append(LetterSent(to=f"{writer} {letter:03}"), keys=())
            if connection.vendor != "sqlite":
                time.sleep(dawdle.random() / 200)
            if letter % 5 == 4:
                transaction.set_rollback(True)
