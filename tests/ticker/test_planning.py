"""Who may not release submits; what is planned is released to the second, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from depesche.config import posts
from depesche.ticker import actions, queries
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry, Outcome, Schedule, Submission
from tests import cast
from tests.ticker import desk

pytestmark = pytest.mark.django_db


def scheduled(entry: Entry) -> Schedule:
    """A plan whose time has come."""
    ahead = timezone.now() + timedelta(hours=1)
    plan = actions.schedule(entry, release_at=ahead, by=cast.marlene())
    Schedule.objects.filter(pk=plan.pk).update(release_at=cast.NOON)
    return plan


def test_what_was_submitted_is_what_is_approved() -> None:
    """The version that was read, by whom and when; then nothing waits any more."""
    marlene = cast.marlene()
    entry = desk.written()
    submission = actions.submit(entry, by=None)
    assert actions.submit(entry, by=None) == submission
    assert list(queries.open_submissions()) == [submission]
    actions.approve(entry, based_on=1, by=marlene)
    submission.refresh_from_db()
    assert (submission.outcome, submission.closed_by) == (Outcome.RELEASED, marlene)
    assert desk.now(entry).is_public
    with pytest.raises(actions.NothingIsSubmitted):
        actions.approve(entry, based_on=1, by=marlene)


def test_nobody_approves_what_was_changed_unread() -> None:
    """A newer version closes the submission; it is submitted anew."""
    entry = desk.written()
    actions.submit(entry, by=None)
    actions.revise(entry, Copy(text="Anders."), based_on=1, by=None)
    assert Submission.objects.get().outcome == Outcome.REPLACED
    with pytest.raises(actions.EntryWasChanged):
        actions.approve(entry, based_on=1, by=None)
    assert not desk.now(entry).is_public


def test_what_is_sent_back_says_why() -> None:
    """And can be submitted again."""
    entry = desk.written()
    actions.submit(entry, by=None)
    with pytest.raises(actions.ReasonIsMissing):
        actions.send_back(entry, reason=" ", by=None)
    actions.send_back(entry, reason="Quelle fehlt.", by=None)
    closed = Submission.objects.get()
    assert (closed.outcome, closed.closed_why) == (Outcome.SENT_BACK, "Quelle fehlt.")
    with pytest.raises(actions.NothingIsSubmitted):
        actions.send_back(entry, reason="Noch einmal.", by=None)
    actions.submit(entry, by=None)
    actions.approve(entry, based_on=1, by=None)


def test_the_release_clock_releases_what_is_due_once() -> None:
    """By the one clockwork that releases articles, in the name of who planned it."""
    entry = desk.written()
    plan = scheduled(entry)
    posts.release()
    posts.release()
    plan.refresh_from_db()
    assert plan.outcome == Outcome.RELEASED
    assert desk.now(entry).is_public
    assert [one.by for one in entry.releases.all()] == [cast.marlene()]
    assert desk.happened() == ["entry.released"]


def test_a_plan_that_cannot_be_kept_is_stopped_and_holds_up_no_other() -> None:
    """With its reason on record."""
    withdrawn, fine = desk.told(), desk.written()
    plan = scheduled(withdrawn)
    scheduled(fine)
    Entry.objects.filter(pk=withdrawn.pk).update(number=None)
    assert actions.release_what_is_due() == 1
    plan.refresh_from_db()
    assert plan.outcome == Outcome.STOPPED
    assert plan.closed_why
    assert desk.now(fine).is_public


def test_a_plan_ends_with_a_new_plan_a_release_or_a_change() -> None:
    """Never silently: each says what became of it."""
    first = scheduled(desk.written())
    second = scheduled(first.entry)
    actions.release(first.entry, by=None)
    third = scheduled(desk.written())
    actions.revise(third.entry, Copy(text="Anders."), based_on=1, by=None)
    fourth = scheduled(desk.written())
    assert actions.cancel_schedule(fourth.entry, by=None)
    assert not actions.cancel_schedule(fourth.entry, by=None)
    outcomes = Schedule.objects.in_bulk([first.pk, second.pk, third.pk, fourth.pk])
    assert [one.outcome for one in outcomes.values()] == [
        Outcome.CANCELLED,
        Outcome.RELEASED,
        Outcome.REPLACED,
        Outcome.CANCELLED,
    ]
    assert actions.release_what_is_due() == 0


def test_a_plan_lies_ahead() -> None:
    """And what is withdrawn is not planned or submitted."""
    with pytest.raises(actions.TimeIsPast):
        actions.schedule(desk.written(), release_at=cast.NOON, by=None)
    gone = desk.told()
    actions.withdraw(gone, reason="Falsch.", by=None)
    ahead = timezone.now() + timedelta(hours=1)
    with pytest.raises(actions.EntryIsWithdrawn):
        actions.schedule(gone, release_at=ahead, by=None)
    with pytest.raises(actions.EntryIsWithdrawn):
        actions.submit(gone, by=None)
