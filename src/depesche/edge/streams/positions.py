"""The position in every topic of a stream, as a client gives it back: `room/5:7,ticker:12`."""

from __future__ import annotations

from collections.abc import Mapping

# A topic has at most 80 letters; nobody listens to more than these at once.
MOST_TOPICS = 16
LONGEST = MOST_TOPICS * (80 + 20)
LONGEST_NUMBER = 18

Positions = Mapping[str, int]


class Unreadable(ValueError):
    """That is no position of ours."""


def number_in(text: str) -> int:
    """A number as we write it. Raises Unreadable."""
    if not (0 < len(text) <= LONGEST_NUMBER and text.isascii() and text.isdecimal()):
        raise Unreadable
    return int(text)


def written(positions: Positions) -> str:
    """Positions in the order they are in."""
    return ",".join(f"{topic}:{number}" for topic, number in positions.items())


def read(text: str, topics: tuple[str, ...]) -> dict[str, int]:
    """The positions in those of the topics that are named; a bare number is that of the only one.

    Raises Unreadable for what we never wrote: then nothing of it is believed.
    """
    if len(text) > LONGEST:
        raise Unreadable
    if len(topics) == 1 and ":" not in text:
        return {topics[0]: number_in(text)}
    found: dict[str, int] = {}
    for part in text.split(","):
        topic, colon, number = part.rpartition(":")
        if not colon or topic in found:
            raise Unreadable
        found[topic] = number_in(number)
    named = {topic: found[topic] for topic in topics if topic in found}
    if not named:
        raise Unreadable
    return named
