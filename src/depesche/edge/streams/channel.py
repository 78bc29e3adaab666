"""All streams of one language that listen to the same topics: what is written, is written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from depesche.edge.streams import frames
from depesche.edge.streams.frames import Item
from depesche.edge.streams.stream import Stream

# Positions, or why there are none that we believe; None to begin at the present.
Start = tuple[tuple[str, int], ...] | str | None


class Portion(NamedTuple):
    """Bytes to be written to some of a channel's streams. events: how many stand in them."""

    channel: Channel
    text: bytes
    to: list[Stream]
    events: int = 0


class Late(NamedTuple):
    """A stream that came while something was to be written. behind: what of it is before it."""

    stream: Stream
    behind: int
    where: dict[str, int]


@dataclass(slots=True, eq=False)
class Arrivals:
    """Streams that join a channel from the same start, and wait to be told what they missed.

    closed: topics they asked for and do not hear. greets: whether they are new, and told so.
    heard: what the channel heard since they came.
    """

    channel: Channel
    start: Start
    closed: tuple[str, ...]
    greets: bool
    streams: list[Stream] = field(default_factory=list)
    heard: list[Item] = field(default_factory=list)


class Channel:
    """Who listens, and what is to be written to them.

    where: the position heard, empty while it is not known. sent: the position at the end of what
    was given out last. has_gap: something is missing between what was heard.
    """

    __slots__ = ("_events", "_late", "_pending", "arrivals", "has_gap", "has_moved", "language",
                 "sent", "streams", "topics", "where", "written_at")  # fmt: skip

    def __init__(self, language: str, topics: tuple[str, ...]) -> None:
        self.language = language
        self.topics = topics
        self.where: dict[str, int] = {}
        self.sent: dict[str, int] = {}
        self.streams: set[Stream] = set()
        self.arrivals: list[Arrivals] = []
        self.has_moved = self.has_gap = False
        self.written_at = 0.0
        self._pending: list[bytes] = []
        self._events = 0
        self._late: dict[Stream, Late] = {}

    @property
    def is_idle(self) -> bool:
        """Whether nobody listens or waits to."""
        return not (self.streams or self._late or self.arrivals)

    @property
    def is_due(self) -> bool:
        """Whether something is to be written."""
        return bool(self._pending)

    def stand(self, where: dict[str, int]) -> None:
        """From now on it knows where it is."""
        self.where, self.sent = dict(where), dict(where)

    def hear(self, items: list[Item]) -> None:
        """Take in what happened, in the order of its numbers; what is known already, is."""
        for arrivals in self.arrivals:
            arrivals.heard += items
        if not self.where:
            return
        for item in items:
            if item.number > self.where[item.topic]:
                self._hear(item)
        if not self._pending:
            self.sent = dict(self.where)

    def _hear(self, item: Item) -> None:
        if item.number != self.where[item.topic] + 1:
            self.has_gap = True
        text = frames.told(self.where, [item])
        self.has_moved = not text
        if text:
            self._pending.append(text)
            self._events += 1

    def join(self, stream: Stream) -> None:
        """From the position heard on; what is still to be written until there it knows."""
        stream.channel = self
        if self._pending:
            self._late[stream] = Late(stream, len(self._pending), dict(self.where))
        else:
            self.streams.add(stream)

    def leave(self, stream: Stream) -> dict[str, int]:
        """It listens no longer; what it was told last."""
        stream.channel = None
        self.streams.discard(stream)
        late = self._late.pop(stream, None)
        return late.where if late else self.sent

    def take(self) -> Iterator[Portion]:
        """All that is to be written, and to whom."""
        yield Portion(self, b"".join(self._pending), list(self.streams), self._events)
        came: dict[int, list[Stream]] = {}
        for late in self._late.values():
            came.setdefault(late.behind, []).append(late.stream)
            self.streams.add(late.stream)
        for behind, streams in came.items():
            if rest := self._pending[behind:]:
                yield Portion(self, b"".join(rest), streams, len(rest))
        self._pending.clear()
        self._late.clear()
        self._events = 0
        self.sent = dict(self.where)

    def heartbeat(self) -> Portion:
        """What idle streams are sent, so that nothing between takes them for dead."""
        text = frames.moved(self.where) if self.has_moved else frames.HEARTBEAT
        self.has_moved = False
        return Portion(self, text, list(self.streams))
