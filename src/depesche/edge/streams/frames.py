"""What stands in a stream: frames as the HTML standard reads them (9.2, server-sent events).

Every field is one line by construction: positions and kinds are of few letters, and JSON escapes
what could end a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from depesche.edge.pieces import plain
from depesche.edge.streams import positions

HEARTBEAT = b":\n"
RETRY_MILLISECONDS = 2000


class Item(NamedTuple):
    """A numbered event of a topic in one language. text: what goes out, None for nothing."""

    topic: str
    number: int
    kind: str
    text: bytes | None


def event(where: Mapping[str, int], kind: str, text: bytes) -> bytes:
    """One event; who has read it stands at these positions."""
    return b"id: %b\nevent: %b\ndata: %b\n\n" % (
        positions.written(where).encode(),
        kind.encode(),
        text,
    )


def begun(where: Mapping[str, int], closed: tuple[str, ...] = ()) -> bytes:
    """The first frame: from where it goes on, and which of the topics asked for are not heard."""
    text = plain({"topics": list(where), "closed": list(closed)})
    return retry(RETRY_MILLISECONDS) + event(where, "begun", text)


def reset(where: Mapping[str, int], why: str) -> bytes:
    """What lies before is not told: read it anew, and go on from here."""
    return event(where, "reset", plain({"why": why}))


def closed(where: Mapping[str, int], topics: tuple[str, ...]) -> bytes:
    """These topics may be heard no longer."""
    return event(where, "closed", plain({"topics": list(topics)}))


def moved(where: Mapping[str, int]) -> bytes:
    """Nothing for this stream happened, but a position is another one now."""
    return event(where, "moved", b"{}")


def retry(milliseconds: int) -> bytes:
    """After how long a client whose stream ended comes back."""
    return b"retry: %d\n\n" % milliseconds


def told(where: dict[str, int], items: list[Item]) -> bytes:
    """The frames of items in order; `where` moves on with them."""
    frames = []
    for item in items:
        where[item.topic] = item.number
        if item.text is not None:
            frames.append(event(where, item.kind, item.text))
    return b"".join(frames)
