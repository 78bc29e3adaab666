"""How the desk writes an instant."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone


def at_the_second(instant: datetime) -> str:
    """Date and time to the second, by the clock of the person at the desk."""
    local = timezone.localtime(instant)
    return f"{formats.date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S}"
