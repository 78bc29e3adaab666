"""What time it is, asked in one place so that a test can set the hands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

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


def span(day: date) -> tuple[datetime, datetime]:
    """When a calendar day begins and ends where the paper is printed; the end is not in it."""
    if day == date.max:
        return midnight(day), datetime.max.replace(tzinfo=UTC)
    return midnight(day), midnight(day + timedelta(days=1))


def milliseconds(instant: datetime) -> int:
    """`instant` as whole milliseconds since 1970, the page number of lists."""
    return int(instant.timestamp() * 1000)
