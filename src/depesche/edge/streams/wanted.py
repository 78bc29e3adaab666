"""What a question for a stream asks for."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from django.conf import settings

from depesche.edge.heads import Told
from depesche.edge.streams import positions
from depesche.edge.streams.channel import Start

LAST_ID = b"last-event-id"
MOST_FIELDS = 4 * positions.MOST_TOPICS
UNKNOWN = "unknown"
# The language is the first part of the path, as everywhere.
PATHS = {
    (b"/wire/stream" if code == settings.LANGUAGE_CODE else f"/{code}/wire/stream".encode()): code
    for code, _name in settings.LANGUAGES
}


class AsksForNothing(ValueError):
    """A question for a stream without a topic, or for too many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """topics: in order of name. session: what the client shows of who it is, empty for nothing."""

    language: str
    topics: tuple[str, ...]
    start: Start
    session: str


def language_at(target: bytes) -> str | None:
    """In which language a stream is asked for, None if this is no address of one."""
    return PATHS.get(target.partition(b"?")[0])


def wanted(target: bytes, told: Told) -> Wanted:
    """Read a question. Raises AsksForNothing.

    The client's last position stands in Last-Event-ID, or before it has one in `after`.
    """
    path, _, query = target.partition(b"?")
    try:
        fields = parse_qsl(query.decode("latin-1"), max_num_fields=MOST_FIELDS)
    except ValueError as too_many:
        raise AsksForNothing from too_many
    topics = tuple(sorted({value for name, value in fields if name == "topic"}))
    if not 0 < len(topics) <= positions.MOST_TOPICS:
        raise AsksForNothing
    last = told.get(LAST_ID, b"").decode("latin-1")
    after = last or ",".join(value for name, value in fields if name == "after")
    return Wanted(PATHS[path], topics, _start(after, topics), _session(told.get(b"cookie", b"")))


def _start(after: str, topics: tuple[str, ...]) -> Start:
    if not after:
        return None
    try:
        return tuple(positions.read(after, topics).items())
    except positions.Unreadable:
        return UNKNOWN


def _session(cookie: bytes) -> str:
    name = settings.SESSION_COOKIE_NAME
    if name.encode() not in cookie:
        return ""
    try:
        found = SimpleCookie(cookie.decode("latin-1")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
