"""What goes out for an entry, made once a language: for all streams, and who asks for a range."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable

from depesche.wire import queries as wire
from depesche.wire.models import Entry

BUDGET = 8 * 1024 * 1024
# What is held for a piece beside its text.
OVERHEAD = 400
# Some take them for the end of a line, though the standard does not. Escaped they mean the same.
ESCAPED = {"\x7f": "\\u007f", "\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
Name = tuple[int, str]


class Pieces:
    """Finished pieces in memory, the latest asked for, by position and language.

    A piece is gone as soon as an entry is heard that touches what it shows.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self._lock = threading.Lock()
        self._budget = budget
        self._pieces: OrderedDict[Name, tuple[bytes, frozenset[str]]] = OrderedDict()
        self._showing: dict[str, set[Name]] = {}
        self._edition = 0
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def told(self, entry: Entry, language: str) -> bytes | None:
        """One JSON object in one line; None if nothing goes out. Raises DatabaseError."""
        found = self.found(entry, language)
        return found[0] if found else None

    def found(self, entry: Entry, language: str) -> tuple[bytes, frozenset[str]] | None:
        """The same, and the keys of what it shows."""
        if not wire.has_face(entry.kind):
            return None
        name = (entry.position or 0, language)
        with self._lock:
            if kept := self._pieces.get(name):
                self._pieces.move_to_end(name)
                return kept
            edition = self._edition
        piece = wire.piece(entry, language)
        if piece is None:
            return None
        made = (_written(entry, piece.content), frozenset(piece.shows))
        with self._lock:
            # What was heard meanwhile may have ended it: then it is made again for the next.
            if edition == self._edition:
                self._keep(name, made)
        return made

    def clear(self) -> None:
        """Hold none."""
        with self._lock:
            self._edition += 1
            self._pieces.clear()
            self._showing.clear()
            self.bytes = 0

    def touch(self, keys: Iterable[str]) -> None:
        """An entry was heard that touches these keys."""
        with self._lock:
            self._edition += 1
            for key in keys:
                for name in list(self._showing.get(key, ())):
                    self._drop(name)

    def _keep(self, name: Name, made: tuple[bytes, frozenset[str]]) -> None:
        if name in self._pieces:
            self._drop(name)
        self._pieces[name] = made
        for key in made[1]:
            self._showing.setdefault(key, set()).add(name)
        self.bytes += len(made[0]) + OVERHEAD
        while self.bytes > self._budget:
            self._drop(next(iter(self._pieces)))

    def _drop(self, name: Name) -> None:
        text, shows = self._pieces.pop(name)
        self.bytes -= len(text) + OVERHEAD
        for key in shows:
            self._showing[key].discard(name)
            if not self._showing[key]:
                del self._showing[key]


def _written(entry: Entry, content: object) -> bytes:
    told = {
        "topic": entry.topic,
        "number": entry.number,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "content": content,
    }
    return plain(told)


def plain(told: object) -> bytes:
    """JSON in one line for every reader of lines. Raises ValueError for what JSON cannot say."""
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter, escaped in ESCAPED.items():
        if letter in text:
            text = text.replace(letter, escaped)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(told, allow_nan=False, separators=(",", ":")).encode()


PIECES = Pieces()
