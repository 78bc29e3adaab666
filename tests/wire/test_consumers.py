"""Consumers: told everything, in order, at least once, and none waits for another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction

from depesche.kit import clock
from depesche.wire import actions as wire
from depesche.wire import consumers
from depesche.wire.models import Entry, Head, Position
from tests.wire.postal import numbers, send
from tests.wire.test_numbers import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


class PostOfficeIsClosed(Exception):
    """The consumer of these tests cannot work."""


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """No consumer of the rooms hears a test, and none of the tests stays."""
    known = dict(consumers._consumers)
    consumers._consumers.clear()
    yield
    consumers._consumers.clear()
    consumers._consumers.update(known)


def tell(*names: str) -> None:
    """Send letters, number them, and let everybody hear."""
    send(*names)
    wire.number()
    wire.tell_consumers()


def make_ready(consumer: str) -> None:
    """Let the wait of a failed consumer pass."""
    Position.objects.filter(consumer=consumer).update(retry_at=clock.now() - timedelta(seconds=1))


def test_a_consumer_hears_everything_in_order() -> None:
    """And goes on where it stopped, whoever asks it."""
    heard: list[str] = []
    wire.consumer("archive")(lambda entry: heard.append(entry.payload["to"]))
    tell("Jonas", "Carla")
    tell("Marlene")
    assert heard == ["Jonas", "Carla", "Marlene"]
    assert Position.objects.get(consumer="archive").last == 3


def test_what_is_not_numbered_is_not_heard() -> None:
    """Only the order that never changes is read aloud."""
    heard: list[Entry] = []
    wire.consumer("archive")(heard.append)
    send("Jonas")
    wire.tell_consumers()
    assert heard == []


def test_a_name_is_given_once() -> None:
    """Two consumers of one name would share a position and each hear half."""
    wire.consumer("archive")(lambda entry: None)
    with pytest.raises(ValueError, match="archive"):
        wire.consumer("archive")(lambda entry: None)


def test_a_failing_consumer_stops_nobody() -> None:
    """It keeps its place, says why, and waits; the others hear everything."""
    heard: list[str] = []

    @wire.consumer("closed")
    def _closed(entry: Entry) -> None:
        raise PostOfficeIsClosed("until Monday")

    wire.consumer("open")(lambda entry: heard.append(entry.payload["to"]))
    tell("Jonas", "Carla")
    assert heard == ["Jonas", "Carla"]
    position = Position.objects.get(consumer="closed")
    assert (position.last, position.failures) == (0, 1)
    assert "until Monday" in position.complaint


def test_waits_grow_and_end_with_the_failure() -> None:
    """2, 4, 8 seconds up to an hour; heard at last, the count begins anew."""
    broken = True
    heard: list[str] = []

    @wire.consumer("moody")
    def _moody(entry: Entry) -> None:
        if broken:
            raise PostOfficeIsClosed
        heard.append(entry.payload["to"])

    waits = []
    tell("Jonas")
    for _ in range(13):
        position = Position.objects.get(consumer="moody")
        assert position.retry_at is not None
        waits.append(round((position.retry_at - clock.now()).total_seconds()))
        wire.tell_consumers()
        assert Position.objects.get(consumer="moody").failures == position.failures
        make_ready("moody")
        wire.tell_consumers()
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]
    broken = False
    make_ready("moody")
    wire.tell_consumers()
    position = Position.objects.get(consumer="moody")
    assert heard == ["Jonas"]
    assert (position.last, position.failures, position.retry_at) == (1, 0, None)
    assert position.complaint == ""


def test_a_person_need_not_wait() -> None:
    """Told to try now, it does; if it fails again, it waits longer than before."""
    tries: list[int] = []

    @wire.consumer("closed")
    def _closed(entry: Entry) -> None:
        tries.append(1)
        raise PostOfficeIsClosed

    tell("Jonas")
    wire.tell_consumers()
    assert len(tries) == 1
    wire.try_now("closed")
    wire.tell_consumers()
    assert len(tries) == 2
    assert Position.objects.get(consumer="closed").failures == 2


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and a consumer writes."
)
def test_a_slow_consumer_delays_nobody() -> None:
    """Each is a work of its own, for a thread of its own; the relay too."""
    may_go_on = threading.Event()
    heard: list[str] = []

    @wire.consumer("slow")
    def _slow(entry: Entry) -> None:
        assert may_go_on.wait(30)

    wire.consumer("quick")(lambda entry: heard.append(entry.payload["to"]))
    works = dict(wire.works())
    assert list(works) == ["relay", "consumer slow", "consumer quick", "archive"]
    send("Jonas")
    works["relay"]()

    def others() -> None:
        try:
            works["consumer quick"]()
        finally:
            may_go_on.set()

    def slow() -> None:
        works["consumer slow"]()

    in_threads(slow, others)
    assert heard == ["Jonas"]


def test_a_slow_consumer_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While it works in its transaction, the one writer of SQLite waits: somebody should know."""
    monkeypatch.setattr(consumers, "SLOW_SECONDS", 0.0)
    wire.consumer("dawdler")(lambda entry: None)
    tell("Jonas")
    assert "The consumer dawdler took" in caplog.text


def test_what_was_heard_before_a_failure_is_heard() -> None:
    """Many are told in one transaction; the one that fails takes nothing of the others with it."""

    @wire.consumer("clerk")
    def _clerk(entry: Entry) -> None:
        Head.objects.create(topic=f"copy of {entry.number}")
        if entry.number == 3:
            raise PostOfficeIsClosed

    tell("Jonas", "Carla", "Marlene", "Ines")
    copies = Head.objects.filter(topic__startswith="copy of").order_by("topic")
    assert list(copies.values_list("topic", flat=True)) == ["copy of 1", "copy of 2"]
    position = Position.objects.get(consumer="clerk")
    assert (position.last, position.failures) == (2, 1)
    assert "test-post/3" in position.complaint


def test_a_consumer_gives_the_database_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """With much to hear, a transaction ends after a moment, and the next one goes on."""
    monkeypatch.setattr(consumers, "LONGEST_TRANSACTION_SECONDS", -1)
    heard: list[str] = []
    wire.consumer("archive")(lambda entry: heard.append(entry.payload["to"]))
    send("Jonas", "Carla")
    wire.number()
    Position.objects.create(consumer="archive")
    assert consumers._tell_some("archive", list(Entry.objects.order_by("position"))) == 1
    assert heard == ["Jonas"]
    wire.tell_consumers()
    assert heard == ["Jonas", "Carla"]


def test_a_long_backlog_is_heard_in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is told to end waits for one round only; the next goes on."""
    heard: list[str] = []
    wire.consumer("archive")(lambda entry: heard.append(entry.payload["to"]))
    send("Jonas", "Carla")
    wire.number()
    with monkeypatch.context() as short:
        short.setattr(consumers, "LONGEST_ROUND_SECONDS", -1)
        wire.tell_consumers()
        assert heard == []
    wire.tell_consumers()
    assert heard == ["Jonas", "Carla"]


def test_what_it_wrote_and_where_it_stands_are_one() -> None:
    """A consumer that fails after writing has written nothing and will be told again."""
    told: list[int] = []

    @wire.consumer("clerk")
    def _clerk(entry: Entry) -> None:
        Head.objects.create(topic=f"copy of {entry.number}")
        told.append(entry.number or 0)
        if len(told) == 1:
            raise PostOfficeIsClosed

    tell("Jonas")
    assert not Head.objects.filter(topic="copy of 1").exists()
    make_ready("clerk")
    wire.tell_consumers()
    assert told == [1, 1]
    assert Head.objects.filter(topic="copy of 1").count() == 1
    assert Position.objects.get(consumer="clerk").last == 1


def test_a_second_process_never_moves_the_place_back() -> None:
    """Two processes tell the same consumer: what one has told, the other passes over."""
    heard: list[str] = []
    wire.consumer("archive")(lambda entry: heard.append(entry.payload["to"]))
    tell("Jonas", "Carla")
    told = list(Entry.objects.order_by("position"))
    assert consumers._tell_some("archive", told[:1]) == 2
    assert heard == ["Jonas", "Carla"]
    assert Position.objects.get(consumer="archive").last == 2


def test_a_killed_relay_is_made_up_for() -> None:
    """Committed but not numbered when the process died: numbered and told at the next start."""
    with transaction.atomic():
        send("Jonas")
    assert numbers() == [(None, "test-post", None)]
    heard: list[str] = []
    wire.consumer("archive")(lambda entry: heard.append(entry.payload["to"]))
    wire.number()
    wire.tell_consumers()
    assert numbers() == [(1, "test-post", 1)]
    assert heard == ["Jonas"]


def test_what_no_database_takes_is_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure at a file with an odd name is noted like any other, and waits as long."""
    # What runs tests in parallel cannot hand on a log that is no UTF-8.
    monkeypatch.setattr(consumers.log, "disabled", True)

    @wire.consumer("closed")
    def _closed(entry: Entry) -> None:
        raise PostOfficeIsClosed("letter-\udcff.txt")

    tell("Jonas")
    position = Position.objects.get(consumer="closed")
    assert position.failures == 1
    assert "letter-\\udcff.txt" in position.complaint
