"""Submitting, approving, scheduling, and releasing what is due."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.ticker.actions.errors import (
    EntryIsWithdrawn,
    NothingIsSubmitted,
    ReasonIsMissing,
    TickerRefuses,
    TimeIsPast,
)
from depesche.ticker.actions.releasing import release
from depesche.ticker.actions.writing import locked
from depesche.ticker.models import Entry, Outcome, Schedule, Submission

log = logging.getLogger(__name__)


@transaction.atomic
def submit(entry: Entry, *, by: Person | None) -> Submission:
    """Ask for the release of the latest version. Twice is once. Raises EntryIsWithdrawn."""
    current = locked(entry)
    if current.is_withdrawn:
        raise EntryIsWithdrawn
    standing = current.submissions.filter(outcome=Outcome.OPEN).first()
    return standing or Submission.objects.create(
        entry=current, at=clock.now(), by=by, version=current.copy
    )


@transaction.atomic
def approve(entry: Entry, *, based_on: int, by: Person | None) -> Entry:
    """Release what was submitted.

    based_on: the number of the version that was read; another one is not approved unread.
    Raises EntryWasChanged, NothingIsSubmitted.
    """
    current = locked(entry, based_on=based_on)
    submission = current.submissions.filter(outcome=Outcome.OPEN).first()
    if submission is None:
        raise NothingIsSubmitted
    return release(current, by=by, version=submission.version)


@transaction.atomic
def send_back(entry: Entry, *, reason: str, by: Person | None) -> None:
    """Do not release what was submitted; whoever wrote it reads why.

    Raises NothingIsSubmitted, ReasonIsMissing.
    """
    if not reason.strip():
        raise ReasonIsMissing
    waiting = locked(entry).submissions.filter(outcome=Outcome.OPEN)
    closed = {"closed_at": clock.now(), "closed_by": by, "closed_why": reason.strip()}
    if not waiting.update(outcome=Outcome.SENT_BACK, **closed):
        raise NothingIsSubmitted


@transaction.atomic
def schedule(entry: Entry, *, release_at: datetime, by: Person | None) -> Schedule:
    """Plan the release of the latest version. An earlier plan is cancelled.

    Raises EntryIsWithdrawn, TimeIsPast.
    """
    if release_at <= clock.now():
        raise TimeIsPast
    current = locked(entry)
    if current.is_withdrawn:
        raise EntryIsWithdrawn
    cancel_schedule(current, by=by)
    return Schedule.objects.create(
        entry=current, at=clock.now(), by=by, version=current.copy, release_at=release_at
    )


@transaction.atomic
def cancel_schedule(entry: Entry, *, by: Person | None) -> bool:
    """Drop the planned release of an entry; whether there was one."""
    return bool(
        entry.schedules.filter(outcome=Outcome.OPEN).update(
            outcome=Outcome.CANCELLED, closed_at=clock.now(), closed_by=by
        )
    )


def release_what_is_due() -> int:
    """Release every schedule whose time has come, missed ones of a downtime as well; how many.

    Each in a transaction of its own: whatever is wrong with one, the others are released.
    """
    due = Schedule.objects.filter(outcome=Outcome.OPEN, release_at__lte=clock.now())
    return sum(map(_release_or_stop, due.order_by("release_at", "pk")))


def _release_or_stop(one: Schedule) -> int:
    """Without the database the plan stays open; for any other reason it is closed, with it."""
    try:
        return _release_planned(one)
    except (OperationalError, InterfaceError):
        log.exception("A scheduled entry is tried again.")
        return 0
    except TickerRefuses as refusal:
        why = str(refusal)
    except Exception as error:
        log.exception("A scheduled entry failed.")
        why = f"{type(error).__name__}: {error}"
    Schedule.objects.filter(pk=one.pk, outcome=Outcome.OPEN).update(
        outcome=Outcome.STOPPED, closed_at=clock.now(), closed_why=why
    )
    return 0


@transaction.atomic
def _release_planned(one: Schedule) -> int:
    current = locked(one.entry)
    still = Schedule.objects.filter(pk=one.pk, outcome=Outcome.OPEN).first()
    if still is None:
        return 0
    release(current, by=still.by, version=still.version)
    return 1
