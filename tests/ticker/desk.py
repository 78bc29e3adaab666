"""Entries of the cast: what happens at the Aule bridge, minute by minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from depesche.ticker import actions
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry
from depesche.wire import actions as wire
from depesche.wire.models import Entry as Told
from tests import cast

CLOSED = "Die Aulebrücke ist gesperrt."


def told(text: str = CLOSED, *, at: datetime | None = cast.NOON, **said: Any) -> Entry:
    """An entry readers can see. said: `language`, or any field of the copy."""
    language = cast.edition(said.pop("language", "de")).slug
    return actions.tell(Copy(text=text, **said), language=language, by=None, at=at)


def written(text: str = CLOSED, **said: Any) -> Entry:
    """An entry nobody has released."""
    language = cast.edition(said.pop("language", "de")).slug
    return actions.draft(Copy(text=text, **said), language=language, by=None)


def minutes(number: int) -> datetime:
    """So many minutes after the bridge was closed."""
    return cast.NOON + timedelta(minutes=number)


def now(entry: Entry) -> Entry:
    """The entry as it is by now."""
    return Entry.objects.get(pk=entry.pk)


def happened() -> list[str]:
    """The kinds of what the ticker told the wire, in order."""
    rows = Told.objects.filter(topic__startswith="ticker/").order_by("id")
    return list(rows.values_list("kind", flat=True))


def hear() -> None:
    """What the clockwork does after each commit, for the ticker."""
    wire.number()
    wire.tell_consumers()
    wire.number()
