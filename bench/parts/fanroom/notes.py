"""A note, when it was sent, and what goes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bench.parts.tellers import content
from depesche.wire import actions as wire
from depesche.wire.events import Event
from depesche.wire.models import Entry

TOPIC = "notes"


@dataclass(frozen=True, kw_only=True)
class NoteSent(Event):
    """seq: its number. sent: in nanoseconds of the monotonic clock, which all processes share."""

    kind: ClassVar[str] = "note.sent"
    topic: ClassVar[str] = TOPIC
    seq: int
    sent: int


wire.open_topic(TOPIC, to=wire.everyone)


@wire.face(NoteSent.kind)
def face(entry: Entry, _language: str) -> wire.Piece:
    """The note as it is."""
    return wire.Piece(content(entry.payload["seq"], entry.payload["sent"]), shows={"notes"})
