"""The one road to readers: release, replacing, correcting, withdrawing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.pictures import actions as pictures
from depesche.ticker import events, keys
from depesche.ticker.actions.errors import (
    EntryIsNotPublic,
    EntryIsWithdrawn,
    ReasonIsMissing,
    TimeIsAhead,
)
from depesche.ticker.actions.writing import close_pending, draft, locked, save_version
from depesche.ticker.copy import Copy
from depesche.ticker.models import (
    Correction,
    Entry,
    Filing,
    Outcome,
    Release,
    Version,
    Withdrawal,
)
from depesche.wire import actions as wire


@transaction.atomic
def tell(copy: Copy, *, language: str, by: Person | None, at: datetime | None = None) -> Entry:
    """Write an entry and release it at once.

    at: the instant it counts from, now or past (an imported entry's own time).
    Raises EditionIsMissing, TimeIsAhead, TickerRefuses for copy that cannot stand.
    """
    entry = draft(copy, language=language, by=by)
    return release(entry, by=by, at=at)


@transaction.atomic
def release(
    entry: Entry,
    *,
    by: Person | None,
    at: datetime | None = None,
    based_on: int | None = None,
    version: Version | None = None,
    silently: bool = False,
) -> Entry:
    """Make a version (default: the latest) the public one.

    based_on: the number of the version that whoever releases has seen. silently: readers are not
    told that it was updated, for a change that is none to them.
    What was submitted or scheduled is closed. Raises EntryIsWithdrawn, EntryWasChanged,
    TimeIsAhead.
    """
    instant = at or clock.now()
    if instant > clock.now():
        raise TimeIsAhead
    current = locked(entry, based_on=based_on)
    if current.is_withdrawn:
        raise EntryIsWithdrawn
    version = version or current.copy
    if version.entry_id != current.pk:
        raise ValueError(f"{version} is a version of another entry.")
    first = current.first_released_at is None
    if first:
        current.first_released_at = instant
        current.number = clock.milliseconds(instant)
    elif not silently:
        current.updated_at = instant
    current.public = version
    current.save()
    Release.objects.create(entry=current, at=instant, by=by, version=version, first=first)
    close_pending(current, Outcome.RELEASED, by=by)
    put_up(current)
    told = events.EntryReleased if first else events.EntryReplaced
    _append(told(**facts(current)), current)
    return current


@transaction.atomic
def replace(entry: Entry, copy: Copy, *, based_on: int, by: Person | None) -> Entry:
    """Put a newer version in the place of the public one.

    based_on: the number of the version that was edited. Raises EntryIsNotPublic,
    EntryIsWithdrawn, EntryWasChanged, TickerRefuses for copy that cannot stand.
    """
    current = locked(entry, based_on=based_on)
    if current.is_withdrawn:
        raise EntryIsWithdrawn
    if not current.is_public:
        raise EntryIsNotPublic
    save_version(current, copy, by=by)
    return release(current, by=by)


@transaction.atomic
def correct(entry: Entry, *, text: str, reason: str, by: Person | None) -> Correction:
    """Append a public correction to a released entry.

    Raises EntryIsNotPublic, ReasonIsMissing (for an empty text as well).
    """
    if not text.strip() or not reason.strip():
        raise ReasonIsMissing
    current = locked(entry)
    if not current.is_public:
        raise EntryIsNotPublic
    correction = Correction.objects.create(
        entry=current, at=clock.now(), by=by, text=text.strip(), reason=reason.strip()
    )
    _append(events.EntryCorrected(**facts(current), correction=correction.pk), current)
    return correction


@transaction.atomic
def withdraw(
    entry: Entry, *, reason: str, by: Person | None, with_article: bool = False
) -> Withdrawal:
    """Take a released entry out of the ticker; a tombstone with the reason stays.

    with_article: nobody did, its article was retracted. Raises EntryIsNotPublic, ReasonIsMissing.
    """
    if not reason.strip():
        raise ReasonIsMissing
    current = locked(entry)
    if not current.is_public:
        raise EntryIsNotPublic
    told = events.EntryWithdrawn(**facts(current))
    current.number = None
    current.save(update_fields=["number"])
    current.filings.all().delete()
    close_pending(current, Outcome.CANCELLED, by=by)
    withdrawal = Withdrawal.objects.create(
        entry=current,
        at=clock.now(),
        by=by,
        reason=reason.strip(),
        with_article=with_article,
    )
    pictures.show(keys.entry(current.pk), ())
    _append(told, current)
    return withdrawal


@transaction.atomic
def take_back_withdrawal(entry: Entry, *, by: Person | None) -> Entry:
    """Put a withdrawn entry back as readers last saw it, in its old place; the withdrawal stays
    on record. One that is not withdrawn stays as it is."""
    current = locked(entry)
    standing = current.withdrawals.filter(taken_back_at=None)
    if current.first_released_at and standing.update(taken_back_at=clock.now(), taken_back_by=by):
        current.number = clock.milliseconds(current.first_released_at)
        current.save(update_fields=["number"])
        put_up(current)
        _append(events.EntryReleased(**facts(current)), current)
    return current


def put_up(entry: Entry) -> None:
    """From now on readers find it in exactly these sections, with exactly this picture."""
    version = entry.public
    if version is None or entry.number is None:
        raise EntryIsNotPublic
    entry.filings.all().delete()
    Filing.objects.bulk_create(
        Filing(entry=entry, section_id=section, number=entry.number)
        for section in sorted(version.sections.values_list("pk", flat=True))
    )
    shown = [version.picture_id] if version.picture_id else []
    pictures.show(keys.entry(entry.pk), shown)


def facts(entry: Entry) -> dict[str, Any]:
    """What every event tells of a public entry."""
    version = entry.public
    if version is None or entry.number is None:
        raise EntryIsNotPublic
    return {
        "entry": entry.pk,
        "language": entry.language,
        "number": entry.number,
        "version": version.number,
        "urgency": version.urgency,
        "sections": sorted(entry.filings.values_list("section_id", flat=True)),
    }


def _append(
    event: events.EntryReleased
    | events.EntryReplaced
    | events.EntryCorrected
    | events.EntryWithdrawn,
    entry: Entry,
) -> None:
    wire.append(event, keys={keys.entry(entry.pk), keys.ticker(entry.language)})
