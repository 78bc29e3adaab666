"""What runs beside the server goes on, whatever happens to it."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction

from depesche.config import clockwork
from depesche.edge import serving
from depesche.kit import clock
from depesche.newsroom import actions, queries
from depesche.newsroom.models import Schedule
from depesche.wire import actions as wire
from depesche.wire.models import Entry
from tests import cast

ENDED_ON_PURPOSE = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)


@ENDED_ON_PURPOSE
def test_a_work_that_fails_is_begun_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A lost database costs a pause, never the work."""
    monkeypatch.setattr(clockwork, "PAUSE_AFTER_FAILURE_SECONDS", 0.01)
    monkeypatch.setattr(clockwork, "TICK_SECONDS", 0.01)
    times: list[int] = []
    done = threading.Event()

    def work() -> None:
        times.append(1)
        if len(times) < 3:
            raise OperationalError("the server closed the connection")
        done.set()
        raise SystemExit  # ends this thread alone

    with caplog.at_level(logging.CRITICAL):
        clockwork._run("a work of the tests", work)
        assert done.wait(10)


@ENDED_ON_PURPOSE
def test_a_bell_wakes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the tick."""
    monkeypatch.setattr(clockwork, "TICK_SECONDS", 60)
    woken = threading.Event()

    def work() -> None:
        woken.set()
        raise SystemExit

    clockwork._run("a sleeper of the tests", work)
    wire.ring()
    assert woken.wait(10)


@pytest.mark.django_db(transaction=True)
def test_the_works_together_bring_a_plan_to_the_readers() -> None:
    """Due while the house was dark: released, numbered, heard by the store."""
    article = cast.draft()
    with transaction.atomic():
        actions.schedule(article, release_at=clock.now() + timedelta(days=1), by=None)
        Schedule.objects.update(release_at=cast.NOON)
    serving.begin_following()
    try:
        clockwork._release()
        assert wire.number() == Entry.objects.count() >= 1
        clockwork._follow()
        assert serving.STORE.heard == Entry.objects.count()
    finally:
        serving.STORE.end()
    assert [a.pk for a in queries.public("de")] == [article.pk]


@pytest.mark.django_db
def test_a_long_wire_is_heard_to_its_end() -> None:
    """More than one portion at a time, without waiting for the next tick."""
    serving.begin_following()
    try:
        with transaction.atomic():
            for number in range(510):
                Entry.objects.create(
                    topic="paper", kind="frame.changed", keys=[f"k/{number}"],
                    payload={"language": "de"}, at=cast.NOON,
                )  # fmt: skip
        assert wire.number() == 510
        clockwork._follow()
        assert serving.STORE.heard == 510
    finally:
        serving.STORE.end()
