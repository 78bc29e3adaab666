"""Reading the wire, the archived chapters and the table as one.

An entry is moved from the table into a chapter in one transaction, and never back. So the table
is asked first: what is missing at its beginning is in the chapters by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from depesche.kit import clock
from depesche.wire.chapters import entries_of
from depesche.wire.faces import has_face, piece
from depesche.wire.models import Chapter, Entry, Head, Position
from depesche.wire.topics import Opening, opening

__all__ = [
    "ALL_TOPICS",
    "Fare",
    "Opening",
    "fares",
    "has_face",
    "last_number",
    "last_numbers",
    "last_position",
    "oldest_number",
    "oldest_position",
    "opening",
    "piece",
    "read",
    "read_topic",
    "relay_is_well",
]

ALL_TOPICS = ""
# What nobody has heard for so long was not merely busy.
LONGEST_SILENCE = timedelta(minutes=1)


def last_position() -> int:
    """The position of the newest numbered entry, 0 before the first."""
    return last_number(ALL_TOPICS)


def last_number(topic: str) -> int:
    """The number of the newest entry of `topic`, 0 before the first."""
    head = Head.objects.filter(topic=topic).first()
    return head.last if head else 0


def last_numbers(topics: Iterable[str]) -> dict[str, int]:
    """The same of several topics at one moment."""
    asked = list(topics)
    found = dict(Head.objects.filter(topic__in=asked).values_list("topic", "last"))
    return {topic: found.get(topic, 0) for topic in asked}


def oldest_position() -> int:
    """The position of the oldest numbered entry that is in the table; the next one if none is."""
    in_table = Entry.objects.filter(position__isnull=False).order_by("position")
    return in_table.values_list("position", flat=True).first() or last_position() + 1


def oldest_number(topic: str) -> int:
    """The number of the oldest entry of `topic` that is in the table, not in a chapter; the next
    one if none is. What lies before it is closed and never changes.
    """
    in_table = Entry.objects.filter(topic=topic, number__isnull=False).order_by("number")
    return in_table.values_list("number", flat=True).first() or last_number(topic) + 1


def read(*, after: int, limit: int = 500) -> list[Entry]:
    """Numbered entries behind position `after`, in order."""
    found = list(Entry.objects.filter(position__gt=after).order_by("position")[:limit])
    # The newest entry stays in the table: where nothing is found, nothing is.
    if not found or (found[0].position or 0) <= after + 1:
        return found
    older = _up_to(limit, _archived(after))
    end = older[-1].position or 0 if older else after
    return (older + [entry for entry in found if (entry.position or 0) > end])[:limit]


def read_topic(topic: str, *, after: int, limit: int = 500) -> list[Entry]:
    """Entries of one topic behind number `after`, in order."""
    found = list(Entry.objects.filter(topic=topic, number__gt=after).order_by("number")[:limit])
    if found and (found[0].number or 0) <= after + 1:
        return found
    older = _up_to(limit, _archived_of(topic, after))
    end = older[-1].number or 0 if older else after
    return (older + [entry for entry in found if (entry.number or 0) > end])[:limit]


def _up_to(limit: int, portions: Iterable[list[Entry]]) -> list[Entry]:
    entries: list[Entry] = []
    for portion in portions:
        entries += portion
        if len(entries) >= limit:
            break
    return entries[:limit]


def _archived(after: int) -> Iterator[list[Entry]]:
    """What was closed together, together."""
    closed = Chapter.objects.filter(until__gt=after).order_by("until")
    for until in closed.values_list("until", flat=True).distinct().iterator(chunk_size=10):
        chapters = Chapter.objects.filter(until=until)
        entries = [entry for chapter in chapters for entry in entries_of(chapter)]
        entries.sort(key=lambda entry: entry.position or 0)
        yield [entry for entry in entries if (entry.position or 0) > after]


def _archived_of(topic: str, after: int) -> Iterator[list[Entry]]:
    chapters = Chapter.objects.filter(topic=topic, last__gt=after).order_by("last")
    for chapter in chapters.iterator(chunk_size=10):
        yield [entry for entry in entries_of(chapter) if (entry.number or 0) > after]


@dataclass(frozen=True, slots=True)
class Fare:
    """How a consumer fares. last: the position it has heard. behind: how many entries it has not.

    oldest_at: when the oldest of these happened, None if it has heard all. retry_at, complaint:
    when it is told again after a failure, and what went wrong.
    """

    consumer: str
    last: int
    behind: int
    oldest_at: datetime | None
    failures: int
    retry_at: datetime | None
    complaint: str

    @property
    def seconds_behind(self) -> int:
        """The age of the oldest entry it has not heard."""
        if self.oldest_at is None:
            return 0
        return max(0, int((clock.now() - self.oldest_at).total_seconds()))

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look."""
        return not self.failures and self.seconds_behind < LONGEST_SILENCE.total_seconds()


def fares() -> list[Fare]:
    """How every consumer fares, those that are unwell first."""
    end = last_position()
    found = [_fare(position, end) for position in Position.objects.order_by("consumer")]
    return sorted(found, key=lambda fare: fare.is_well)


def _fare(position: Position, end: int) -> Fare:
    unheard = read(after=position.last, limit=1) if position.last < end else []
    return Fare(
        consumer=position.consumer,
        last=position.last,
        behind=max(0, end - position.last),
        oldest_at=unheard[0].at if unheard else None,
        failures=position.failures,
        retry_at=position.retry_at,
        complaint=position.complaint,
    )


def relay_is_well() -> bool:
    """Whether no entry has waited for its number for long."""
    overdue = clock.now() - LONGEST_SILENCE
    return not Entry.objects.filter(position=None, at__lt=overdue).exists()
