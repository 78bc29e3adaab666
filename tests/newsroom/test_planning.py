"""Embargo, schedule and bundle, and the clock that releases to the second."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection

from depesche.kit import clock
from depesche.newsroom import actions, queries
from depesche.newsroom.actions import planning
from depesche.newsroom.models import Article, Bundle, Outcome, Publication, Schedule
from depesche.wire.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The hands of the house's clock."""
    return Hands(monkeypatch)


class Hands:
    """Set the clock: everybody who asks is told this time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = cast.NOON
        monkeypatch.setattr(clock, "now", lambda: self.time)

    def forward(self, by: timedelta) -> datetime:
        """Let time pass."""
        self.time += by
        return self.time


def plan(article: Article, hands: Hands, minutes: int = 1) -> Schedule:
    """Schedule an article in so many minutes."""
    return actions.schedule(article, release_at=hands.time + minutes * MINUTE, by=cast.marlene())


def public() -> list[str]:
    """The slugs readers can see, newest first."""
    return [article.slug for article in queries.public("de")]


def test_it_is_released_to_the_second(hands: Hands) -> None:
    """Not before, and at the first look afterwards; in the name of who planned it."""
    article = cast.draft()
    planned = plan(article, hands)
    hands.forward(MINUTE - timedelta(seconds=1))
    assert actions.release_what_is_due() == 0
    assert public() == []
    hands.forward(timedelta(seconds=1))
    assert actions.release_what_is_due() == 1
    assert public() == ["bruecke-gesperrt"]
    publication = Publication.objects.get()
    assert (publication.at, publication.by) == (hands.time, cast.marlene())
    planned.refresh_from_db()
    assert (planned.outcome, planned.closed_at) == (Outcome.RELEASED, hands.time)
    assert actions.release_what_is_due() == 0


def test_what_was_missed_is_caught_up(hands: Hands) -> None:
    """After a night without power, in the order of the plans, dated when readers could see it."""
    for minutes, slug in ((5, "zweite"), (2, "erste")):
        plan(cast.draft(slug), hands, minutes)
    hands.forward(timedelta(hours=9))
    assert actions.release_what_is_due() == 2
    assert [p.article.slug for p in Publication.objects.order_by("pk")] == ["erste", "zweite"]
    assert Publication.objects.first().at == hands.time  # type: ignore[union-attr]


def test_the_planned_version_is_released_not_the_latest(hands: Hands) -> None:
    """What is typed after planning waits for the next release."""
    article = cast.draft()
    plan(article, hands)
    later = article.get_latest_revision_as_object()
    later.title = "Noch nicht geprüft"
    later.save_revision()
    hands.forward(MINUTE)
    actions.release_what_is_due()
    assert Article.objects.get(pk=article.pk).title == "Die Aulebrücke ist gesperrt"


def test_a_version_that_is_gone_is_not_replaced_by_another(hands: Hands) -> None:
    """The plan is stopped and says why; an unchecked draft never leaves in its place."""
    article = cast.draft()
    planned = plan(article, hands)
    Schedule.objects.update(revision=None)
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 0
    planned.refresh_from_db()
    assert planned.outcome == Outcome.STOPPED
    assert planned.closed_why == str(actions.VersionIsGone())
    assert public() == []


def test_plans_lie_ahead(hands: Hands) -> None:
    """Now is not ahead, for a plan nor for an embargo."""
    article = cast.draft()
    for when in (hands.time, hands.time - MINUTE):
        with pytest.raises(actions.TimeIsPast):
            actions.schedule(article, release_at=when, by=None)
        with pytest.raises(actions.TimeIsPast):
            actions.embargo(article, until=when, by=None)
        with pytest.raises(actions.TimeIsPast):
            actions.bundle("Hafen", [article], release_at=when, by=None)
    assert not Schedule.objects.exists()
    assert not Bundle.objects.exists()


def test_there_is_one_open_plan(hands: Hands) -> None:
    """Planned anew, the earlier plan is cancelled and kept on record."""
    article = cast.draft()
    first, second = plan(article, hands, 1), plan(article, hands, 5)
    first.refresh_from_db()
    assert (first.outcome, first.closed_by) == (Outcome.CANCELLED, cast.marlene())
    assert queries.open_schedule(article) == second
    hands.forward(2 * MINUTE)
    assert actions.release_what_is_due() == 0


def test_a_cancelled_plan_releases_nothing(hands: Hands) -> None:
    """It says who cancelled it and why; a second time there is nothing to cancel."""
    article = cast.draft()
    planned = plan(article, hands)
    assert actions.cancel_schedule(article, by=cast.marlene(), why="zu früh")
    assert not actions.cancel_schedule(article, by=cast.marlene())
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 0
    planned.refresh_from_db()
    assert (planned.outcome, planned.closed_why) == (Outcome.CANCELLED, "zu früh")


def test_a_plan_that_a_release_replaced_is_kept(hands: Hands) -> None:
    """Released by hand in between: nothing is released twice, and the plan says what happened."""
    article = cast.draft()
    planned = plan(article, hands)
    actions.publish(article, by=cast.marlene())
    planned.refresh_from_db()
    assert (planned.outcome, planned.closed_by) == (Outcome.REPLACED, cast.marlene())
    assert str(article.latest_revision_id) in planned.closed_why
    assert planned.seen_at is None
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 0
    assert Publication.objects.count() == 1


def test_an_embargo_outlasts_a_plan(hands: Hands) -> None:
    """The plan is stopped and says until when the article is embargoed."""
    article = cast.draft()
    planned = plan(article, hands)
    actions.embargo(article, until=hands.time + 5 * MINUTE, by=None)
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 0
    planned.refresh_from_db()
    assert planned.outcome == Outcome.STOPPED
    assert "12:05" in planned.closed_why
    assert public() == []


def test_an_embargo_ends_by_itself_and_releases_nothing(hands: Hands) -> None:
    """At its very instant a plan may go."""
    article = cast.draft()
    actions.embargo(article, until=hands.time + MINUTE, by=None)
    plan(article, hands)
    hands.forward(MINUTE)
    assert public() == []
    assert actions.release_what_is_due() == 1


def test_the_gate_stands_in_the_way_of_a_plan_too(hands: Hands) -> None:
    """Nobody is there to override it at night."""
    planned = plan(cast.draft(lead=""), hands)
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 0
    planned.refresh_from_db()
    assert planned.outcome == Outcome.STOPPED
    assert planned.closed_why


def test_a_retracted_article_is_not_released_by_an_old_plan(hands: Hands) -> None:
    """The retraction came after the plan."""
    article = cast.draft()
    actions.publish(article, by=None)
    planned = plan(article, hands)
    actions.retract(article, reason="Ein Irrtum", by=None)
    hands.forward(MINUTE)
    actions.release_what_is_due()
    planned.refresh_from_db()
    assert planned.outcome == Outcome.STOPPED
    assert public() == []


def test_a_bundle_is_released_at_one_instant(hands: Hands) -> None:
    """All have the same first release, and one release after another told it."""
    articles = [cast.draft(slug) for slug in ("erste", "zweite", "dritte")]
    actions.bundle("Hafenausbau", articles, release_at=hands.time + MINUTE, by=None)
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 3
    assert {article.first_released_at for article in queries.public("de")} == {hands.time}
    assert Entry.objects.filter(kind="article.released").count() == 3


def test_a_bundle_is_released_whole_or_not_at_all(hands: Hands) -> None:
    """One that the gate stops stops all; each says which one it was. Others are released."""
    articles = [
        cast.draft("erste"),
        cast.draft("zweite", lead="", title="Die Kaje"),
        cast.draft("dritte"),
    ]
    bundle = actions.bundle("Hafenausbau", articles, release_at=hands.time + MINUTE, by=None)
    plan(cast.draft("allein"), hands)
    hands.forward(MINUTE)
    assert actions.release_what_is_due() == 1
    assert public() == ["allein"]
    closed = Schedule.objects.filter(bundle=bundle)
    assert {one.outcome for one in closed} == {Outcome.STOPPED}
    assert all(one.closed_why.startswith("Die Kaje: ") for one in closed)
    assert Entry.objects.filter(kind="article.released").count() == 1


def test_a_plan_that_breaks_stops_no_other(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is wrong with one is said on it, once, and logged."""
    broken, sound = plan(cast.draft("kaputt"), hands), plan(cast.draft("heil"), hands)
    publish = actions.publish

    def publish_or_break(article: Article, **how: object) -> Publication:
        if article.slug == "kaputt":
            raise LookupError("no such thing")
        return publish(article, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "publish", publish_or_break)
    hands.forward(MINUTE)
    with caplog.at_level(logging.CRITICAL):
        assert actions.release_what_is_due() == 1
        assert actions.release_what_is_due() == 0
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.outcome, sound.outcome) == (Outcome.STOPPED, Outcome.RELEASED)
    assert "no such thing" in broken.closed_why


def test_without_the_database_a_plan_stays_open(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A lock or a lost connection is no verdict: it is tried again at the next tick."""
    planned = plan(cast.draft(), hands)
    publish = actions.publish

    def lost(article: Article, **how: object) -> Publication:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(planning, "publish", lost)
    hands.forward(MINUTE)
    with caplog.at_level(logging.CRITICAL):
        assert actions.release_what_is_due() == 0
    planned.refresh_from_db()
    assert planned.outcome == Outcome.OPEN
    monkeypatch.setattr(planning, "publish", publish)
    assert actions.release_what_is_due() == 1


def test_a_clock_with_nothing_to_do_does_not_write(hands: Hands) -> None:
    """Twice a second on every instance."""
    plan(cast.draft(), hands)

    def only_reads(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        assert sql.startswith("SELECT"), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(only_reads):
        assert actions.release_what_is_due() == 0
        assert actions.end_what_ran_out() == 0
