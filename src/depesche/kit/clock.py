"""What time it is, asked in one place so that a test can set the hands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """The calendar day of `instant` where the paper is printed, wherever its editor sits."""
    return timezone.localdate(instant, timezone.get_default_timezone())


def midnight(day: date) -> datetime:
    """The instant at which a calendar day begins where the paper is printed."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def milliseconds(instant: datetime) -> int:
    """`instant` as whole milliseconds since 1970, the page number of lists."""
    return int(instant.timestamp() * 1000)
