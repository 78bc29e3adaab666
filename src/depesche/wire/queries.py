"""Reading the wire."""

from __future__ import annotations

from depesche.wire.models import Entry, Head

ALL_TOPICS = ""


def last_position() -> int:
    """The position of the newest numbered entry, 0 before the first."""
    head = Head.objects.filter(topic=ALL_TOPICS).first()
    return head.last if head else 0


def read(*, after: int, limit: int = 500) -> list[Entry]:
    """Numbered entries behind position `after`, in order."""
    entries = Entry.objects.filter(position__gt=after).order_by("position")
    return list(entries[:limit])
