"""Listening to a stream byte by byte, and reading it as the HTML standard says (9.2.6)."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.edge.server import House

PATIENCE = 20.0
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Told:
    """One dispatched event."""

    id: str
    kind: str
    text: str

    @property
    def content(self) -> Any:
        """What its face put in."""
        return json.loads(self.text).get("content")

    @property
    def word(self) -> str:
        """A bulletin's word, or the kind of another event."""
        content = self.content
        return content["word"] if content else self.kind


@dataclass
class Reader:
    """A client's state while it reads a stream. retry: in milliseconds."""

    last_id: str = ""
    retry: int | None = None
    comments: int = 0
    told: list[Told] = field(default_factory=list)
    _rest: str = ""
    _kind: str = ""
    _data: list[str] = field(default_factory=list)
    _id: str = ""

    def read(self, text: str) -> None:
        """Take in some more of the stream. (A CR at the very end may be half of a line's end.)"""
        *lines, self._rest = LINE_END.split(self._rest + text)
        for line in lines:
            self._read_line(line)

    def _read_line(self, line: str) -> None:
        if not line:
            self._dispatch()
        elif line.startswith(":"):
            self.comments += 1
        else:
            name, _, value = line.partition(":")
            self._take(name, value.removeprefix(" "))

    def _take(self, name: str, value: str) -> None:
        if name == "event":
            self._kind = value
        elif name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isdecimal():
            self.retry = int(value)

    def _dispatch(self) -> None:
        self.last_id = self._id
        if self._data:
            told = Told(self.last_id, self._kind or "message", "\n".join(self._data))
            self.told.append(told)
        self._data, self._kind = [], ""


@dataclass
class Ear:
    """An open stream."""

    line: socket.socket
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    reader: Reader = field(default_factory=Reader)
    is_over: bool = False
    raw: bytes = b""

    def __post_init__(self) -> None:
        while b"\r\n\r\n" not in self.raw:
            piece = self.line.recv(4096)
            assert piece, f"closed after {self.raw!r}"
            self.raw += piece
        head, _, self.raw = self.raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split(" ")[1])
        pairs = (line.partition(": ") for line in lines)
        self.headers = {name.lower(): value for name, _, value in pairs}
        self._read()

    def _read(self) -> None:
        # Never half of a letter: what is not whole stays.
        whole = self.raw.rfind(b"\n") + 1
        self.reader.read(self.raw[:whole].decode())
        self.raw = self.raw[whole:]

    def hear(self, seconds: float = 0.05) -> None:
        """Take in what comes within so many seconds."""
        self.line.settimeout(seconds)
        try:
            piece = self.line.recv(65536)
        except TimeoutError:
            return
        except ConnectionResetError:
            piece = b""
        self.is_over = not piece
        self.raw += piece
        self._read()

    def until(self, count: int, *, seconds: float = PATIENCE) -> list[Told]:
        """Wait until so many events came. Fails if they do not, or if the stream ends."""
        deadline = time.monotonic() + seconds
        while len(self.reader.told) < count:
            assert not self.is_over, f"It ended after {self.reader.told}."
            assert time.monotonic() < deadline, f"Only {self.reader.told}."
            self.hear()
        return self.reader.told

    def until_over(self, seconds: float = PATIENCE) -> list[Told]:
        """Wait until the server closes."""
        deadline = time.monotonic() + seconds
        while not self.is_over:
            assert time.monotonic() < deadline, f"It goes on after {self.reader.told}."
            self.hear()
        return self.reader.told

    def words(self) -> list[str]:
        """Of the bulletins told so far."""
        return [one.word for one in self.reader.told if one.kind.startswith("bulletin.")]

    def until_words(self, *words: str) -> None:
        """Wait until these bulletins, and no others, were told."""
        deadline = time.monotonic() + PATIENCE
        while len(self.words()) < len(words):
            assert time.monotonic() < deadline, f"Only {self.words()}."
            assert not self.is_over, f"It ended after {self.words()}."
            self.hear()
        assert self.words() == list(words)


def question(
    *topics: str, language: str = "de", after: str = "", last_id: str = "", more: str = ""
) -> bytes:
    """The request for a stream. more: further lines of the head."""
    path = "/wire/stream" if language == "de" else f"/{language}/wire/stream"
    query = "&".join(f"topic={quote(topic)}" for topic in topics)
    query += f"&after={quote(after)}" if after else ""
    lines = f"Last-Event-ID: {last_id}\r\n" if last_id else ""
    return (
        f"GET {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
        f"{lines}{more}\r\n"
    ).encode()


@contextmanager
def listening(house: House, *topics: str, options: Any = None, **asked: str) -> Iterator[Ear]:
    """A stream of these topics, as long as the block lasts. options: of its socket."""
    with closing(house.call(**(options or {}))) as line:
        line.sendall(question(*topics, **asked))
        yield Ear(line)
