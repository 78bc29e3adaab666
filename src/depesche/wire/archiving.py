"""Closing old entries into chapters, so that the table does not grow without end.

What is old enough is closed, whether every consumer has heard it or not: chapters are read as
the table is (`queries`), so a consumer that failed for months still hears everything.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from itertools import takewhile

from django.conf import settings
from django.db import transaction

from depesche.kit import clock
from depesche.wire import chapters
from depesche.wire.models import Chapter, Entry, Head
from depesche.wire.queries import ALL_TOPICS

# So many at once: a few hundredths of a second in which nobody else writes.
PORTION = 500
# A quiet paper closes a chapter a day instead of one for every entry.
LONGEST_WITHOUT_CHAPTER = timedelta(days=1)
SECONDS_BETWEEN_LOOKS = 60.0


def archive(*, days: int) -> int:
    """Close a portion of the entries older than `days` days; returns how many left the table.

    Never inside another transaction. To be called again until it returns 0.
    """
    before = clock.now() - timedelta(days=days)
    # Asked first without a lock: mostly there is nothing to do.
    if not _due(before):
        return 0
    return _archive(before)


def _due(before: datetime) -> list[Entry]:
    """The portion to close now. The newest entry always stays, so that readers see at a glance
    that nothing is missing.
    """
    head = Head.objects.filter(topic=ALL_TOPICS).first()
    numbered = Entry.objects.filter(position__lt=head.last if head else 0)
    oldest = numbered.order_by("position")[:PORTION]
    portion = list(takewhile(lambda entry: entry.at < before, oldest))
    if len(portion) == PORTION or (portion and portion[0].at < before - LONGEST_WITHOUT_CHAPTER):
        return portion
    return []


@transaction.atomic(durable=True)
def _archive(before: datetime) -> int:
    """One archivist at a time, and not while the relay numbers: the same row is locked."""
    Head.objects.select_for_update().get(topic=ALL_TOPICS)
    portion = _due(before)
    if not portion:
        return 0
    until = portion[-1].position or 0
    Chapter.objects.bulk_create(chapters.close(portion, until=until))
    Entry.objects.filter(position__lte=until).delete()
    return len(portion)


class Archivist:
    """Looks once a minute whether something is old enough, and goes on at once while it is."""

    def __init__(self) -> None:
        self._look_at = 0.0

    def work(self) -> None:
        """To be called at every bell and tick."""
        if time.monotonic() >= self._look_at and not archive(days=settings.WIRE_DAYS):
            self._look_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
