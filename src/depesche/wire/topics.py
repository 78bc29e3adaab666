"""Which topics leave the house, and who may hear them. A topic is private unless declared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LONGEST = 80
NAME = re.compile(r"[a-z0-9]+(?:[._/-][a-z0-9]+)*", re.ASCII)

May = Callable[[Any, str], bool]


class DeclaredTwice(ValueError):
    """Two rooms declare the same topic."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A declared topic, or with a slash at its end all topics under that name.

    to: whether a reader, None for a stranger, may hear a topic.
    """

    name: str
    to: May

    @property
    def is_for_everyone(self) -> bool:
        """Whether nobody need be asked."""
        return self.to is everyone


_openings: dict[str, Opening] = {}


def everyone(_reader: Any, _topic: str) -> bool:
    """The permission of a topic that is as public as the front page."""
    return True


def open_topic(name: str, *, to: May) -> None:
    """Declare that a topic goes out, to whom `to(reader, topic)` allows it.

    name: the topic, such as "ticker"; with a slash at its end all under it, such as "room/".
    The reader is None for a stranger. It is asked when somebody subscribes, and again whenever an
    entry of the wire touches `keys.topic(topic)` or `keys.reader(…)` of that person.
    Raises DeclaredTwice, and ValueError for a name no topic can have.
    """
    if not NAME.fullmatch(name.removesuffix("/")):
        raise ValueError(f"{name!r} cannot be a topic that goes out.")
    if name in _openings:
        raise DeclaredTwice(name)
    _openings[name] = Opening(name, to)


def opening(topic: str) -> Opening | None:
    """What is declared of a topic; None if it stays in the house, or can be none at all."""
    if len(topic) > LONGEST or not NAME.fullmatch(topic):
        return None
    if topic in _openings:
        return _openings[topic]
    above = topic
    while "/" in above:
        above = above.rpartition("/")[0]
        if found := _openings.get(above + "/"):
            return found
    return None
