"""Reading the wire for the streams of a process, in threads: what happens, what a client missed,
and who may hear what."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from depesche.edge import serving
from depesche.edge.pieces import PIECES
from depesche.edge.streams.channel import Start
from depesche.edge.streams.frames import Item
from depesche.edge.streams.stream import Guard
from depesche.wire import keys
from depesche.wire import queries as wire
from depesche.wire.models import Entry

TOO_OLD = "too old"
UNKNOWN = "unknown"
# Who missed more reads the page anew in less time.
MOST_MISSED = 500
# The store hears of an event a moment before or after us; it goes out when its page is new.
LONGEST_WAIT_FOR_STORE = 0.25
LONGEST_WAIT_FOR_WIRE = 5.0
GLANCE = 0.001


class Listening(Protocol):
    """Who is told what happens."""

    def wants(self, topic: str) -> set[str]:
        """The languages in which a topic is listened to."""

    def tell(self, told: dict[str, list[Item]], touched: frozenset[str]) -> None:
        """What happened, by language, and which rights may be others now."""


class WireIsAway(Exception):
    """What has happened cannot be known at present."""


class Follower:
    """Follows the wire from its present end, for everyone who listens in this process.

    heard: the position up to which they were told.
    """

    def __init__(self) -> None:
        self._listening: tuple[Listening, ...] = ()
        self.heard: int | None = None
        self._changed = threading.Condition()

    def tell(self, one: Listening) -> None:
        """From now on, tell also this one."""
        with self._changed:
            self._listening = (*self._listening, one)

    def forget(self, one: Listening) -> None:
        """It listens no longer."""
        with self._changed:
            self._listening = tuple(other for other in self._listening if other is not one)

    def follow(self) -> None:
        """Tell all there is. Raises DatabaseError; then it is told again from the same place."""
        if self.heard is None:
            self._note(wire.last_position())
        while entries := wire.read(after=self.heard or 0):
            for entry in entries:
                PIECES.touch(entry.keys)
            _let_store_hear(entries[-1].position or 0)
            for one in self._listening:
                self._tell(one, entries)
            self._note(entries[-1].position or 0)

    def _tell(self, one: Listening, entries: list[Entry]) -> None:
        told: dict[str, list[Item]] = {}
        for entry in entries:
            for language in one.wants(entry.topic):
                told.setdefault(language, []).append(item_of(entry, language))
        touched = {key for entry in entries for key in entry.keys if keys.is_right(key)}
        if told or touched:
            one.tell(told, frozenset(touched))

    def _note(self, heard: int) -> None:
        with self._changed:
            self.heard = heard
            self._changed.notify_all()

    def wait_until(self, position: int, seconds: float) -> bool:
        """Wait until everybody was told up to there; False if that takes too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self.heard is not None and self.heard >= position, seconds
            )


FOLLOWER = Follower()


def _let_store_hear(position: int) -> None:
    """A browser that hears of an event and asks for the page is not to get the old one."""
    until = time.monotonic() + LONGEST_WAIT_FOR_STORE
    store = serving.STORE
    while store.follows and store.heard < position and time.monotonic() < until:
        time.sleep(GLANCE)


def item_of(entry: Entry, language: str) -> Item:
    """An entry as a stream tells it."""
    text = PIECES.told(entry, language)
    return Item(entry.topic, entry.number or 0, entry.kind, text)


@dataclass(slots=True)
class Missed:
    """What a client is to be told before it listens. begins: where it stands. ends: the topics'
    positions when this was read. why: why it must begin anew, empty if it need not."""

    begins: dict[str, int]
    ends: dict[str, int]
    items: list[Item] = field(default_factory=list)
    why: str = ""


def missed(language: str, topics: tuple[str, ...], start: Start) -> Missed:
    """What a client that starts there has missed. Raises DatabaseError."""
    ends = wire.last_numbers(topics)
    if start is None or isinstance(start, str):
        return Missed(ends, ends, why=start or "")
    begins = ends | dict(start)
    if any(begins[topic] > ends[topic] for topic in topics):
        return Missed(ends, ends, why=UNKNOWN)
    if sum(ends[topic] - begins[topic] for topic in topics) > MOST_MISSED:
        return Missed(ends, ends, why=TOO_OLD)
    entries: list[Entry] = []
    for topic in topics:
        count = ends[topic] - begins[topic]
        found = wire.read_topic(topic, after=begins[topic], limit=count) if count else []
        if len(found) != count or (found and found[-1].number != ends[topic]):
            return Missed(ends, ends, why=TOO_OLD)
        entries += found
    entries.sort(key=lambda entry: entry.position or 0)
    return Missed(begins, ends, [item_of(entry, language) for entry in entries])


def let_follower_hear() -> None:
    """Wait until all that was read here is told. Raises WireIsAway, DatabaseError."""
    if not FOLLOWER.wait_until(wire.last_position(), LONGEST_WAIT_FOR_WIRE):
        raise WireIsAway


def admitted(guard: Guard) -> Guard:
    """What the holder of a session may hear at this moment. Raises DatabaseError."""
    reader = _reader(guard.session)
    hangs_on = {keys.topic(topic) for topic in guard.topics}
    if reader is not None:
        hangs_on.add(keys.reader(reader.pk))
    return replace(guard, keys=frozenset(hangs_on), granted=tuple(_granted(guard.topics, reader)))


def _granted(topics: tuple[str, ...], reader: Any) -> Iterable[str]:
    for topic in topics:
        opening = wire.opening(topic)
        if opening and (opening.to(None, topic) or (reader and opening.to(reader, topic))):
            yield topic


def _reader(session: str) -> Any:
    """Who holds a session, None for nobody; by Django's own judgement."""
    if not session:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    reader = auth.get_user(request)
    return reader if reader.is_authenticated else None
