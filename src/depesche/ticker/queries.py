"""Finding entries: in the order of time, paged on (number, id) alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from depesche.newsroom.queries import Place
from depesche.ticker.models import (
    Correction,
    Entry,
    Filing,
    Outcome,
    Submission,
    Version,
    Withdrawal,
)

PAGE_LENGTH = 30
RAIL_LENGTH = 12


class Spot(NamedTuple):
    """Where an entry stands."""

    number: int
    id: int

    def place(self, step: int = 0) -> Place:
        """The place of it, or the one beside it that no other entry can hold."""
        return Place(self.number, self.id + step)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of the ticker, in the order it is read.

    before, after: whether the list goes on at its beginning and its end.
    """

    spots: list[Spot]
    before: bool
    after: bool


def stretch(
    language: str,
    *,
    section: int | None = None,
    behind: Place | None = None,
    oldest_first: bool = False,
    length: int = PAGE_LENGTH,
) -> Stretch:
    """One page of the ticker. behind: where it begins, exclusive; by default at the first entry.

    A section's list is read from the filings, the whole one from the entries, each along an
    index: a page costs the same wherever it begins.
    """
    rows = _Rows(language, section)
    found = rows.from_(behind, upward=oldest_first, most=length + 1)
    before = bool(
        behind and found and rows.from_(found[0].place(), upward=not oldest_first, most=1)
    )
    return Stretch(found[:length], before=before, after=len(found) > length)


def beginning(
    language: str, *, section: int | None, first: Spot, oldest_first: bool
) -> Place | None:
    """Where the page begins that ends just before `first`; None for the first page."""
    rows = _Rows(language, section)
    back = rows.from_(first.place(), upward=not oldest_first, most=PAGE_LENGTH + 1)
    return back[PAGE_LENGTH].place() if len(back) > PAGE_LENGTH else None


class _Rows:
    """Entries or filings, as pairs of number and id along their index."""

    def __init__(self, language: str, section: int | None) -> None:
        self._id = "pk" if section is None else "entry_id"
        self._rows: QuerySet[Entry] | QuerySet[Filing] = (
            Entry.objects.filter(language=language, number__isnull=False)
            if section is None
            else Filing.objects.filter(section_id=section)
        )

    def from_(self, place: Place | None, *, upward: bool, most: int) -> list[Spot]:
        """So many behind a place. The number is bound first, alone: then the database finds its
        way in the index, which it does not for one of two conditions."""
        rows, beyond, sign = self._rows, "gt" if upward else "lt", "" if upward else "-"
        if place:
            rows = rows.filter(**{f"number__{beyond}e": place.number}).filter(
                Q(**{f"number__{beyond}": place.number}) | Q(**{f"{self._id}__{beyond}": place.id})
            )
        ordered = rows.order_by(f"{sign}number", f"{sign}{self._id}")
        return [Spot(*row) for row in ordered.values_list("number", self._id)[:most]]


def entries(numbers: Iterable[int]) -> dict[int, Entry]:
    """The public ones of these entries, with what they say and their pictures."""
    found = Entry.objects.filter(pk__in=list(numbers), number__isnull=False)
    return {entry.pk: entry for entry in found.select_related("public__picture")}


def filed(numbers: Iterable[int]) -> dict[int, list[int]]:
    """The sections of public entries, by entry."""
    rows = Filing.objects.filter(entry_id__in=list(numbers)).order_by("pk")
    found: dict[int, list[int]] = {}
    for entry, section in rows.values_list("entry_id", "section_id"):
        found.setdefault(entry, []).append(section)
    return found


def corrections(numbers: Iterable[int]) -> dict[int, list[Correction]]:
    """The public corrections of entries, by entry, in order of time."""
    found: dict[int, list[Correction]] = {}
    for one in Correction.objects.filter(entry_id__in=list(numbers)):
        found.setdefault(one.entry_id, []).append(one)
    return found


def entry(number: int) -> Entry | None:
    """An entry, public or withdrawn; of a draft readers know nothing."""
    seen = Entry.objects.filter(pk=number, first_released_at__isnull=False)
    return seen.select_related("public__picture").first()


def standing_withdrawal(entry_: Entry) -> Withdrawal | None:
    """Why an entry is gone, None if it is not."""
    return entry_.withdrawals.filter(taken_back_at=None).last()


def has_entries(language: str) -> bool:
    """Whether the ticker of an edition shows anything."""
    return Entry.objects.filter(language=language, number__isnull=False).exists()


def open_submissions() -> QuerySet[Submission]:
    """What waits for approval, the oldest first."""
    waiting = Submission.objects.filter(outcome=Outcome.OPEN)
    return waiting.select_related("entry", "version", "by").order_by("at", "pk")


def version(entry_: Entry, number: int) -> Version | None:
    """One version of an entry."""
    return entry_.versions.filter(number=number).first()
