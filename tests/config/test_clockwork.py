"""What runs beside the server goes on, whatever happens to it."""

from __future__ import annotations

import logging
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction

from depesche.config import clockwork, posts
from depesche.edge import following, serving
from depesche.kit import clock
from depesche.newsroom import actions, queries
from depesche.newsroom.models import Schedule
from depesche.wire import actions as wire
from depesche.wire.models import Entry
from tests import cast


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

    with caplog.at_level(logging.CRITICAL):
        failing = clockwork.Work("a work of the tests", work)
        failing.start()
        assert done.wait(10)
    failing.finish()
    assert failing.failures == 2


def test_a_bell_wakes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the tick."""
    monkeypatch.setattr(clockwork, "TICK_SECONDS", 60)
    woken = threading.Event()
    asleep = threading.Event()

    def work() -> None:
        if asleep.is_set():
            woken.set()
        asleep.set()

    sleeper = clockwork.Work("a sleeper of the tests", work)
    sleeper.start()
    assert asleep.wait(10)
    wire.ring()
    assert woken.wait(10)
    sleeper.finish()


def test_a_work_ends_after_its_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun is finished; nothing is begun any more."""
    monkeypatch.setattr(clockwork, "TICK_SECONDS", 60)
    begun, go_on = threading.Event(), threading.Event()
    rounds: list[str] = []

    def work() -> None:
        begun.set()
        go_on.wait(10)
        rounds.append("done")

    slow = clockwork.Work("a slow work of the tests", work)
    slow.start()
    assert begun.wait(10)
    slow.finish()
    assert slow.is_alive
    go_on.set()
    slow.join(time.monotonic() + 10)
    assert (slow.is_alive, rounds) == (False, ["done"])


@pytest.mark.django_db(transaction=True)
def test_the_works_together_bring_a_plan_to_the_readers() -> None:
    """Due while the house was dark: released, numbered, heard by the store."""
    article = cast.draft()
    with transaction.atomic():
        actions.schedule(article, release_at=clock.now() + timedelta(days=1), by=None)
        Schedule.objects.update(release_at=cast.NOON)
    follower = following.Follower()
    follower.follow()
    try:
        posts.release()
        assert wire.number() == Entry.objects.count() >= 1
        follower.follow()
        assert serving.STORE.heard == Entry.objects.count()
    finally:
        serving.STORE.end()
    assert [a.pk for a in queries.public("de")] == [article.pk]


@pytest.mark.django_db
def test_a_long_wire_is_heard_to_its_end() -> None:
    """More than one portion at a time, without waiting for the next tick."""
    follower = following.Follower()
    follower.follow()
    try:
        with transaction.atomic():
            for number in range(510):
                Entry.objects.create(
                    topic="paper", kind="frame.changed", keys=[f"k/{number}"],
                    payload={"language": "de"}, at=cast.NOON,
                )  # fmt: skip
        assert wire.number() == 510
        follower.follow()
        assert serving.STORE.heard == 510
    finally:
        serving.STORE.end()


def test_a_work_that_wants_to_end_the_process_is_begun_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody called `sys.exit`: that ends neither the thread nor, unseen, the work."""
    monkeypatch.setattr(clockwork, "PAUSE_AFTER_FAILURE_SECONDS", 0.01)
    done = threading.Event()

    def work() -> None:
        if not leaving.failures:
            sys.exit(1)
        done.set()

    leaving = clockwork.Work("a leaving work of the tests", work)
    leaving.start()
    assert done.wait(10)
    leaving.finish()
    assert leaving.failures == 1
