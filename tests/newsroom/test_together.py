"""Rows and event are one, also when two do it at once or the power fails in between.

These commit for real, on connections of their own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.models import Max

from depesche.edge import serving
from depesche.kit import clock
from depesche.newsroom import actions, queries
from depesche.newsroom.actions import releasing
from depesche.newsroom.models import Article, Outcome, Publication, Schedule
from depesche.pictures import queries as pictures
from depesche.wire import actions as wire
from depesche.wire.events import Event
from depesche.wire.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]


class PowerCut(BaseException):
    """The process ends here."""


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all works at the same moment, each on a connection of its own; what came of each."""
    start = threading.Barrier(len(works))
    came: list[object] = [None] * len(works)

    def do(number: int, work: Callable[[], object]) -> None:
        start.wait(10)
        try:
            came[number] = work()
        except Exception as failure:  # noqa: BLE001  it is what came of it
            came[number] = failure
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return came


@pytest.mark.parametrize("action", ["publish", "retract", "take back", "correct", "move", "plan"])
def test_what_was_not_told_did_not_happen(action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed right after the event was appended, before the commit: neither rows nor event."""
    article = cast.draft() if action in {"publish", "plan"} else cast.released()
    if action == "take back":
        actions.retract(article, reason="Ein Irrtum", by=None)
    elsewhere = cast.section("wirtschaft")
    if action == "plan":
        actions.schedule(article, release_at=clock.now() + timedelta(days=1), by=None)
        Schedule.objects.update(release_at=cast.NOON)
    works: dict[str, Callable[[], object]] = {
        "publish": lambda: actions.publish(article, by=None),
        "retract": lambda: actions.retract(article, reason="Ein Irrtum", by=None),
        "take back": lambda: actions.take_back_retraction(article, by=None),
        "correct": lambda: actions.correct(article, text="Montag.", reason="Fehler", by=None),
        "move": lambda: actions.move(article, section=elsewhere, by=None),
        "plan": actions.release_what_is_due,
    }
    before = state()
    append = wire.append

    def append_and_die(event: Event, *, keys: set[str]) -> Entry:
        append(event, keys=keys)
        raise PowerCut

    monkeypatch.setattr(wire, "append", append_and_die)
    with pytest.raises(PowerCut):
        works[action]()
    assert state() == before
    monkeypatch.undo()
    works[action]()
    assert state() != before


def state() -> list[object]:
    """Everything a release, a retraction, a correction or a move writes."""
    articles = Article.objects.order_by("pk")
    return [
        list(articles.values_list("pk", "number", "live", "live_revision", "url_path", "section")),
        list(Publication.objects.values_list("pk", flat=True)),
        list(Schedule.objects.values_list("outcome", flat=True)),
        [(r.taken_back_at, r.pk) for a in articles for r in a.retractions.all()],
        [c.pk for a in articles for c in a.corrections.all()],
        Entry.objects.aggregate(Max("pk"))["pk__max"],
    ]


def test_two_editors_release_at_once() -> None:
    """Two publications, one first; two events; one clear state."""
    article = cast.draft()
    came = at_once(
        lambda: actions.publish(article, by=None), lambda: actions.publish(article, by=None)
    )
    assert [type(one) for one in came] == [Publication, Publication]
    assert sorted(Publication.objects.values_list("first", flat=True)) == [False, True]
    kinds = Entry.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["article.released", "article.updated"]
    now = Article.objects.get(pk=article.pk)
    first = Publication.objects.get(first=True)
    assert (now.first_released_at, now.number) == (first.at, clock.milliseconds(first.at))


def test_two_clocks_release_once() -> None:
    """Two processes look at the same moment: each plan, and each bundle, goes out once."""
    tomorrow = clock.now() + timedelta(days=1)
    bundled = [cast.draft(slug) for slug in ("erste", "zweite")]
    actions.bundle("Hafen", bundled, release_at=tomorrow, by=None)
    actions.schedule(cast.draft("allein"), release_at=tomorrow, by=None)
    Schedule.objects.update(release_at=cast.NOON)
    came = at_once(*[actions.release_what_is_due] * 3)
    assert sum(int(str(number)) for number in came) == 3, came
    assert Publication.objects.count() == 3
    assert set(Schedule.objects.values_list("outcome", flat=True)) == {Outcome.RELEASED}


def test_an_editor_and_the_clock_do_not_wait_for_each_other() -> None:
    """Whoever comes first, both end, and the plan is either released or replaced."""
    for round_ in range(5):
        article = cast.draft(f"nr-{round_}")
        actions.schedule(article, release_at=clock.now() + timedelta(days=1), by=None)
        Schedule.objects.filter(article=article).update(release_at=cast.NOON)
        came = at_once(
            actions.release_what_is_due,
            lambda article=article: actions.publish(article, by=None),  # type: ignore[misc]
        )
        assert isinstance(came[1], Publication), came
        outcome = Schedule.objects.get(article=article).outcome
        assert outcome == (Outcome.RELEASED if came[0] else Outcome.REPLACED)


def test_release_and_retraction_of_one_picture() -> None:
    """One article takes it away as another one shows it: it is public, and the last event about
    it says so."""
    picture = cast.bridge_picture()
    for round_ in range(4):
        leaving = cast.released(f"geht-{round_}", lead_picture=picture)
        coming = cast.draft(f"kommt-{round_}", lead_picture=picture)
        came = at_once(
            lambda leaving=leaving: actions.retract(leaving, reason="Falsch", by=None),  # type: ignore[misc]
            lambda coming=coming: actions.publish(coming, by=None),  # type: ignore[misc]
        )
        assert not [one for one in came if isinstance(one, Exception)], came
        assert pictures.is_public(picture.pk)
        last = Entry.objects.filter(kind__startswith="picture.").latest("pk")
        assert last.kind == "picture.shown"
        actions.retract(coming, reason="Falsch", by=None)
        assert not pictures.is_public(picture.pk)


def test_an_exception_leaves_the_draft_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that fails at its last step has released nothing, pictures among it."""
    picture = cast.bridge_picture()
    article = cast.draft(lead_picture=picture)

    def fail(*_args: object, **_how: object) -> None:
        raise LookupError

    monkeypatch.setattr(releasing, "_release_event", fail)
    with pytest.raises(LookupError):
        actions.publish(article, by=None)
    assert not pictures.is_public(picture.pk)
    assert queries.article_at("de", "stadt", "bruecke-gesperrt") is None
    assert not Entry.objects.exists()


RELEASE_AND_DIE = """
import os, signal, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
from depesche.newsroom import actions
from depesche.newsroom.models import Article
actions.publish(Article.objects.get(slug="bruecke-gesperrt"), by=None)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_after_the_commit_loses_nothing() -> None:
    """The server is killed after a release and before the relay: at the next start the release
    is numbered, and pages that are kept then show it."""
    cast.draft()
    environ = os.environ | {
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }
    connection.close()
    died = subprocess.run(
        [sys.executable, "-c", RELEASE_AND_DIE],
        env=environ, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert Entry.objects.get().position is None
    serving.begin_following()
    try:
        assert wire.number() == 1
        assert serving.follow(lambda key: None) == 1
        assert serving.STORE.heard == Entry.objects.get().position == 1
    finally:
        serving.STORE.end()
    assert queries.article_at("de", "stadt", "bruecke-gesperrt") is not None
