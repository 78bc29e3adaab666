"""Two letters of the house post, and how a committed letter gets its number in a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction

from depesche.wire import actions as wire
from depesche.wire.events import Event
from depesche.wire.models import Entry


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """A letter left the house."""

    kind: ClassVar[str] = "test.letter.sent"
    topic: ClassVar[str] = "test-post"
    to: str


@dataclass(frozen=True, kw_only=True)
class FlagRaised(Event):
    """The flag went up over the port."""

    kind: ClassVar[str] = "test.flag.raised"
    topic: ClassVar[str] = "test-port"
    colour: str


def send(*names: str) -> list[Entry]:
    """Send letters, each in a transaction of its own."""
    return [_append(LetterSent(to=name)) for name in names]


def hoist(*colours: str) -> list[Entry]:
    """Raise flags, each in a transaction of its own."""
    return [_append(FlagRaised(colour=colour)) for colour in colours]


def _append(event: Event) -> Entry:
    with transaction.atomic():
        return wire.append(event, keys={"post"})


def numbers() -> list[tuple[int | None, str, int | None]]:
    """Every entry as the wire numbers it: (position, topic, number), in order of position."""
    rows = Entry.objects.order_by("position", "pk").values_list("position", "topic", "number")
    return list(rows)
