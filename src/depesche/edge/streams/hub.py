"""The hub of a server: it holds the streams, and writes each event once for all who hear it.

While a round is written, what happens meanwhile gathers, and goes out in one write with the next
round: the busier it is, the cheaper an event becomes.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from uvicorn.server import ServerState

from depesche.edge import descriptors
from depesche.edge.limits import Limits
from depesche.edge.lines import cut_off
from depesche.edge.streams import frames
from depesche.edge.streams.channel import Arrivals, Channel, Portion, Start
from depesche.edge.streams.desk import Desk, Done
from depesche.edge.streams.frames import Item
from depesche.edge.streams.reading import FOLLOWER, Missed
from depesche.edge.streams.rights import Rights
from depesche.edge.streams.stream import Guard, Stream
from depesche.edge.streams.switchboard import Switchboard
from depesche.edge.streams.wanted import Wanted
from depesche.edge.streams.writing import Writer
from depesche.wire import queries as wire

log = logging.getLogger(__name__)

FAREWELL_MILLISECONDS = (500, 3000)
HEAD = (
    b"content-type: text/event-stream\r\ncache-control: no-store, no-transform\r\n"
    b"x-accel-buffering: no\r\nx-content-type-options: nosniff\r\n"
    b"cross-origin-resource-policy: same-origin\r\nconnection: close\r\n\r\n"
)
FORBIDDEN = (
    b"HTTP/1.1 403 Forbidden\r\ncache-control: no-store\r\nconnection: close\r\n"
    b"content-length: 0\r\n\r\n"
)


@dataclass(slots=True)
class Stall:
    """A stream that takes nothing. where: what it was told last. left: bytes it has not taken."""

    channel: Channel
    where: dict[str, int]
    left: int
    since: float


@dataclass(slots=True)
class Question:
    """A stream whose rights are being looked up.

    A new one has a start, and the head of the answer it has not had yet; others stand somewhere.
    """

    start: Start = None
    head: bytes = b""
    where: dict[str, int] = field(default_factory=dict)


class Hub:
    """The streams of one server, in its event loop; only `wants` and `tell` are for other threads.

    drops, refusals: streams that were dropped because they took nothing, or refused for a cap.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, limits: Limits, connections: set[object]
    ) -> None:
        self._loop = loop
        self._limits = limits
        self._connections = connections
        self._most = descriptors.left_for_pages(limits.streams)
        self._streams: set[Stream] = set()
        self._places: Counter[str] = Counter()
        self._board = Switchboard()
        self._due: dict[Channel, None] = {}
        self._stalled: dict[Stream, Stall] = {}
        self._rights = Rights()
        self._questions: dict[Stream, Question] = {}
        self._touched: set[str] = set()
        self._reviewed_at = loop.time()
        self._goes_round = False
        self._desk = Desk(loop, self._hear_back)
        self.writer = Writer(loop, self._take)
        self.drops = self.refusals = 0
        FOLLOWER.tell(self)

    def __len__(self) -> int:
        return len(self._streams)

    # Who comes

    def refusal(self, place: str) -> int:
        """The status with which one more stream from `place` is refused; 0 if it is welcome."""
        most = self._limits.streams_per_address
        status = 0
        if len(self._streams) >= self._most:
            status = 503
        elif place and most and self._places[place] >= most:
            status = 429
        self.refusals += bool(status)
        return status

    def enter(self, stream: Stream, wanted: Wanted, date: bytes) -> None:
        """Let a stream in, whose question is read and has had no answer yet."""
        self._streams.add(stream)
        self._connections.add(stream)
        if stream.place:
            self._places[stream.place] += 1
        if not self._goes_round:
            self._goes_round = True
            self._loop.call_later(self._limits.round, self._go_round)
        openings = {topic: wire.opening(topic) for topic in wanted.topics}
        head = b"HTTP/1.1 200 OK\r\n" + date + HEAD
        if all(opening.is_for_everyone for opening in openings.values() if opening):
            stream.transport.write(head)
            heard = tuple(topic for topic in wanted.topics if openings[topic])
            closed = tuple(topic for topic in wanted.topics if not openings[topic])
            self._join(stream, self._board.channel(wanted.language, heard), wanted.start, closed)
        else:
            self._questions[stream] = Question(wanted.start, head)
            guard = Guard(wanted.language, wanted.topics, wanted.session)
            self._desk.ask_admission(stream, guard)

    def _join(
        self,
        stream: Stream,
        channel: Channel,
        start: Start,
        closed: tuple[str, ...] = (),
        *,
        greets: bool = True,
    ) -> None:
        where = channel.where
        if where and (start is None or (not isinstance(start, str) and dict(start) == where)):
            channel.join(stream)
            if greets:
                stream.transport.write(frames.begun(where, closed))
        else:
            self._desk.ask_missed(stream, channel, start, closed, greets=greets)

    # What the desk says

    def _hear_back(self, done: Done) -> None:
        for stream, guard in done.admissions:
            self._admit(stream, guard)
        if done.is_last:
            # Who is asked about from now on is asked about after what was touched until now.
            self._touched.clear()
        for arrivals, missed in done.arrivals:
            self._arrive(arrivals, missed)

    def _arrive(self, arrivals: Arrivals, missed: Missed | None) -> None:
        channel = arrivals.channel
        channel.arrivals.remove(arrivals)
        streams = [one for one in arrivals.streams if one in self._streams]
        text, where, count = _told(arrivals, missed) if missed else (b"", {}, 0)
        if missed and not channel.where:
            channel.stand(where)
        if not missed or channel.where != where:
            for stream in streams:
                stream.transport.close()  # it comes back, and by then we may know
        else:
            for stream in streams:
                channel.join(stream)
            self.writer.write(Portion(channel, text, streams, count))
        self._board.tidy(channel)

    def _admit(self, stream: Stream, guard: Guard | None) -> None:
        """What a stream may hear is known now; None if it cannot be known."""
        question = self._questions.get(stream)
        if question is None:
            return
        if guard is not None and guard.keys & self._touched:
            self._desk.ask_admission(stream, guard)
            return
        del self._questions[stream]
        if guard is None:
            stream.transport.close()
            return
        before = guard.topics if question.head or not stream.guard else stream.guard.granted
        lost = tuple(topic for topic in before if topic not in guard.granted)
        guard.granted = tuple(topic for topic in before if topic in guard.granted)
        self._rights.hang(stream, guard)
        if question.head:
            self._begin(stream, guard, question, lost)
        else:
            self._go_on(stream, guard, question.where, lost)

    def _begin(
        self, stream: Stream, guard: Guard, question: Question, lost: tuple[str, ...]
    ) -> None:
        if guard.granted:
            stream.transport.write(question.head)
            channel = self._board.channel(guard.language, guard.granted)
            self._join(stream, channel, question.start, lost)
        else:
            stream.transport.write(FORBIDDEN)
            stream.transport.close()

    def _go_on(
        self, stream: Stream, guard: Guard, where: dict[str, int], lost: tuple[str, ...]
    ) -> None:
        """After a review, from where it was, with what is left to it."""
        left = {topic: where[topic] for topic in guard.granted}
        if lost:
            stream.transport.write(frames.closed(left, lost))
        if guard.granted:
            channel = self._board.channel(guard.language, guard.granted)
            self._join(stream, channel, tuple(left.items()), greets=False)
        else:
            stream.transport.close()

    # What happens

    def wants(self, topic: str) -> set[str]:
        """The languages in which a topic is listened to. From any thread."""
        return self._board.languages(topic)

    def tell(self, told: dict[str, list[Item]], touched: frozenset[str]) -> None:
        """What happened, by language, and which rights may be others now. From any thread."""
        try:
            self._loop.call_soon_threadsafe(self._hear, told, touched)
        except RuntimeError:  # the loop is over
            FOLLOWER.forget(self)

    def _hear(self, told: dict[str, list[Item]], touched: frozenset[str]) -> None:
        self._rights.touch(touched)
        if self._questions:
            self._touched |= touched
        for channel in self._board.hear(told):
            if channel.has_gap:
                self._start_anew(channel)
            elif channel.is_due:
                self._due[channel] = None
        self.writer.begin()

    def _start_anew(self, channel: Channel) -> None:
        """Something is missing: its clients come back, and are told everything."""
        log.warning("Streams of %s missed something and are closed.", channel.topics)
        for stream in self._streams.copy():
            if stream.channel is channel:
                stream.transport.close()

    def _take(self) -> Iterator[Portion]:
        """Between two rounds: everyone has what was given out. Whose rights are in doubt hears
        nothing more until they are known."""
        self._rights.doubtful = {one for one in self._rights.doubtful if not self._review(one)}
        due, self._due = self._due, {}
        for channel in due:
            yield from channel.take()

    def _review(self, stream: Stream) -> bool:
        """Have its rights looked up anew; False if it arrives just now, and must be asked again."""
        if stream in self._questions or not stream.guard:
            return True
        if stream.channel:
            where = stream.channel.leave(stream)
        elif stall := self._stalled.pop(stream, None):
            where = stall.where
        else:
            return False
        self._questions[stream] = Question(where=where)
        self._desk.ask_admission(stream, stream.guard)
        return True

    # Who takes nothing, and who goes

    def stall(self, stream: Stream) -> None:
        """A stream takes less than is written: it is told the rest when it has taken this."""
        if channel := stream.channel:
            where = channel.leave(stream)
            left = stream.transport.get_write_buffer_size()
            self._stalled[stream] = Stall(channel, where, left, self._loop.time())

    def resume(self, stream: Stream) -> None:
        """It has taken what was written."""
        if stall := self._stalled.pop(stream, None):
            channel = self._board.channel(stall.channel.language, stall.channel.topics)
            self._join(stream, channel, tuple(stall.where.items()), greets=False)

    def leave(self, stream: Stream) -> None:
        """A stream is gone."""
        self._connections.discard(stream)
        self._streams.discard(stream)
        if stream.place:
            self._places[stream.place] -= 1
            if not self._places[stream.place]:
                del self._places[stream.place]
        self._stalled.pop(stream, None)
        self._questions.pop(stream, None)
        self._rights.forget(stream)
        if channel := stream.channel:
            channel.leave(stream)
            self._board.tidy(channel)

    def farewell(self, stream: Stream) -> None:
        """The server goes. Not all come back in the same instant."""
        if stream in self._stalled:
            cut_off(stream.transport)
            return
        if stream not in self._questions:
            least, most = FAREWELL_MILLISECONDS
            stream.transport.write(frames.retry(least + secrets.randbelow(most - least)))
        stream.transport.close()
        self._loop.call_later(self._limits.lingering, stream.transport.abort)

    # The round

    def _go_round(self) -> None:
        now = self._loop.time()
        self._drop_stalled(now)
        for channel in self._board:
            is_idle = now - channel.written_at >= self._limits.heartbeat
            if is_idle and channel.streams and not channel.is_due:
                channel.written_at = now
                self.writer.write(channel.heartbeat())
        if now - self._reviewed_at >= self._limits.review:
            self._reviewed_at = now
            self._rights.doubt_all()
            self.writer.begin()
        self._goes_round = bool(self._streams)
        if self._goes_round:
            self._loop.call_later(self._limits.round, self._go_round)

    def _drop_stalled(self, now: float) -> None:
        for stream, stall in list(self._stalled.items()):
            left = stream.transport.get_write_buffer_size()
            if left < stall.left:
                stall.left, stall.since = left, now
            elif now - stall.since > self._limits.full_stream:
                self.drops += 1
                cut_off(stream.transport)


def _told(arrivals: Arrivals, missed: Missed) -> tuple[bytes, dict[str, int], int]:
    """What arrivals are sent first, where they stand then, and how many events that is."""
    where = dict(missed.begins)
    text = b""
    if missed.why:
        text = frames.retry(frames.RETRY_MILLISECONDS) + frames.reset(where, missed.why)
    elif arrivals.greets:
        text = frames.begun(where, arrivals.closed)
    items = [*missed.items, *_after(arrivals.heard, missed.ends)]
    text += frames.told(where, items)
    return text, where, sum(item.text is not None for item in items)


def _after(items: Iterable[Item], ends: dict[str, int]) -> Iterator[Item]:
    known = dict(ends)
    for item in items:
        if item.number > known[item.topic]:
            known[item.topic] = item.number
            yield item


_HUBS: WeakKeyDictionary[ServerState, Hub] = WeakKeyDictionary()


def hub_of(server: ServerState, loop: asyncio.AbstractEventLoop, limits: Limits) -> Hub:
    """The one hub of a server."""
    if server not in _HUBS:
        _HUBS[server] = Hub(loop, limits, server.connections)  # type: ignore[arg-type]
    return _HUBS[server]


def hubs() -> list[Hub]:
    """Those of this process."""
    return list(_HUBS.values())
