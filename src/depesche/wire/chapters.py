"""How a chapter holds its entries: zlib-compressed JSON lines, one entry each, in order."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from depesche.wire.models import Chapter, Entry

FIELDS = ("id", "position", "number", "kind", "payload", "keys")


def close(entries: Iterable[Entry], *, until: int) -> Iterator[Chapter]:
    """The chapters, not saved yet, of numbered entries up to position `until`: one a topic."""

    def topic(entry: Entry) -> str:
        return entry.topic

    # Sorting is stable: within a topic they stay in the order of their numbers.
    for name, of_topic in groupby(sorted(entries, key=topic), topic):
        told = list(of_topic)
        yield Chapter(
            topic=name,
            first=told[0].number or 0,
            last=told[-1].number or 0,
            until=until,
            text=zlib.compress("\n".join(map(_line, told)).encode()),
        )


def entries_of(chapter: Chapter) -> list[Entry]:
    """The entries of a chapter, as they were in the table."""
    lines = zlib.decompress(bytes(chapter.text)).decode().split("\n")
    return [_entry(chapter.topic, line) for line in lines]


def _line(entry: Entry) -> str:
    told = {name: getattr(entry, name) for name in FIELDS}
    return json.dumps(told | {"at": entry.at.isoformat()}, separators=(",", ":"))


def _entry(topic: str, line: str) -> Entry:
    told = json.loads(line)
    at = datetime.fromisoformat(told["at"])
    return Entry(topic=topic, at=at, **{name: told[name] for name in FIELDS})
