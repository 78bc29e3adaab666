"""The slate: a piece of memory that all processes of the house see, a seat for each of them.

A process writes its own seat only: when it last moved (its beat), whether it comes, is there or
leaves, and its figures. The supervisor writes the roster. A process that is killed while it writes
leaves a torn line, which is read as no line.
"""

from __future__ import annotations

import json
import mmap
import struct
from enum import IntEnum
from typing import Any

SEATS = 64
SEAT_BYTES = 16 * 1024
BEAT, STATE = struct.Struct("=d"), struct.Struct("=q")
# Edition and length of the line: the edition is odd while the line is being written.
LINE = struct.Struct("=QQ")
BEAT_AT, STATE_AT, LINE_AT, TEXT_AT = 0, 8, 16, 32
TRIES = 20


class State(IntEnum):
    """Where a process stands: not yet at work, at work, or finishing what it has begun."""

    COMING = 0
    THERE = 1
    LEAVING = 2


class Seat:
    """One process's part of the slate; a window, it holds nothing itself."""

    def __init__(self, memory: mmap.mmap, number: int) -> None:
        self._memory = memory
        self._at = number * SEAT_BYTES
        self.number = number

    def clear(self) -> None:
        """As before anybody sat here."""
        self._memory[self._at : self._at + TEXT_AT] = bytes(TEXT_AT)

    @property
    def beat(self) -> float:
        """When its process last moved, on the machine's monotonic clock; 0 for never."""
        return float(BEAT.unpack_from(self._memory, self._at + BEAT_AT)[0])

    @beat.setter
    def beat(self, now: float) -> None:
        BEAT.pack_into(self._memory, self._at + BEAT_AT, now)

    @property
    def state(self) -> State:
        """Where its process stands."""
        return State(STATE.unpack_from(self._memory, self._at + STATE_AT)[0])

    @state.setter
    def state(self, state: State) -> None:
        STATE.pack_into(self._memory, self._at + STATE_AT, state)

    def write(self, line: object) -> None:
        """Put a line there in place of the one before. Raises ValueError if it is too long."""
        text = json.dumps(line, separators=(",", ":")).encode()
        if len(text) > SEAT_BYTES - TEXT_AT:
            raise ValueError(f"A line of {len(text)} bytes does not fit on the slate.")
        edition, _ = LINE.unpack_from(self._memory, self._at + LINE_AT)
        edition += 1 + edition % 2  # odd, also where somebody was killed while writing
        LINE.pack_into(self._memory, self._at + LINE_AT, edition, 0)
        start = self._at + TEXT_AT
        self._memory[start : start + len(text)] = text
        LINE.pack_into(self._memory, self._at + LINE_AT, edition + 1, len(text))

    def read(self) -> Any:
        """The line, None if there is none or only half of one."""
        for _ in range(TRIES):
            edition, length = LINE.unpack_from(self._memory, self._at + LINE_AT)
            start = self._at + TEXT_AT
            text = self._memory[start : start + length]
            if LINE.unpack_from(self._memory, self._at + LINE_AT) != (edition, length):
                continue
            if edition % 2 == 0:
                return json.loads(text) if text else None
        return None


class Slate:
    """The memory itself; processes forked after it was made share it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SEATS * SEAT_BYTES)

    def seat(self, number: int) -> Seat:
        """The seat of that number, from 0 up to SEATS. The first one is the supervisor's."""
        if not 0 <= number < SEATS:
            raise ValueError(f"There is no seat {number}.")
        return Seat(self._memory, number)
