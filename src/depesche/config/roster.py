"""Who is at work in the house, as every process of it can read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from depesche.config.slate import Slate, State

# A process that was just started says nothing yet, and a slow machine lets it wait.
SECONDS_TO_COME = 15.0

_slates: list[Slate] = []


@dataclass(frozen=True, slots=True)
class Present:
    """A post and how it is filled. pid: 0 for nobody. age: seconds since the last sign of life.
    starts: how often it was filled. fails: it ends again and again. line: what it wrote."""

    name: str
    pid: int
    age: float
    starts: int
    fails: bool
    state: State
    line: dict[str, Any]

    @property
    def is_well(self) -> bool:
        """Whether it does its work, as far as can be seen."""
        return self.pid != 0 and not self.fails and self.age < SECONDS_TO_COME


def hang_up(slate: Slate) -> None:
    """From now on this is the slate of this process and of those forked from it."""
    _slates[:] = [slate]


def slate() -> Slate | None:
    """The slate, None in a process that belongs to no house: a command, a test."""
    return _slates[0] if _slates else None


def present() -> Iterator[Present]:
    """All posts in their order; none where there is no house."""
    here = slate()
    now = time.monotonic()
    for person in (here.seat(0).read() or []) if here else []:
        seat = here.seat(person["seat"]) if here else None
        is_filled = bool(person["pid"] and seat)
        yield Present(
            name=person["name"],
            pid=person["pid"],
            age=now - max(person["born"], seat.beat if seat and is_filled else 0.0),
            starts=person["starts"],
            fails=person["fails"],
            state=seat.state if seat and is_filled else State.COMING,
            line=(seat.read() if seat and is_filled else None) or {},
        )
