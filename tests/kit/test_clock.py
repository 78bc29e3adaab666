"""Days are those of the town where the paper is printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from depesche.kit import clock


def test_now_is_aware_and_in_utc() -> None:
    """Naive instants never enter a row."""
    assert clock.now().tzinfo is UTC


def test_the_day_is_that_of_the_town_not_of_the_editor() -> None:
    """An editor on Hawaii releases into the same day of the paper as one in the town."""
    just_after_midnight = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Pacific/Honolulu")):
        assert clock.local_date(just_after_midnight) == date(2026, 3, 2)
        assert clock.midnight(date(2026, 3, 2)) == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Europe/Berlin", date(2026, 6, 1), 24),
        ("Asia/Beirut", date(2025, 3, 30), 23),
        ("America/Havana", date(2025, 11, 2), 25),
    ],
)
def test_days_lie_end_to_end_when_clocks_change(
    settings: object, zone: str, day: date, hours: int
) -> None:
    """No instant belongs to two days or to none, also where the clocks change at midnight."""
    settings.TIME_ZONE = zone  # type: ignore[attr-defined]
    begin, end = clock.midnight(day), clock.midnight(day + timedelta(days=1))
    assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=hours)
    instant = begin.astimezone(UTC)
    while instant < end:
        assert clock.local_date(instant) == day
        instant += timedelta(minutes=15)
    assert clock.local_date(instant) != day
    assert clock.local_date(begin.astimezone(UTC) - timedelta(seconds=1)) != day


def test_milliseconds_are_whole() -> None:
    """The page number of lists: no rounding up into the future."""
    assert clock.milliseconds(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)) == 1999
