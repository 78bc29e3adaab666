"""What can happen in the ticker. Topic "ticker/de" and so on: one of its own for each edition.

Who reads in one language hears of no other, and the gapless numbers of the topic count what that
reader could see. `number` is the place of the entry in lists, `sections` and `urgency` are those
readers see now, so that a filter needs to ask for nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from depesche.wire.events import Event


@dataclass(frozen=True, kw_only=True)
class _OfEntry(Event):
    kind: ClassVar[str] = "entry"
    entry: int
    language: str
    number: int
    version: int
    urgency: str
    sections: list[int]

    @property
    def topic(self) -> str:  # type: ignore[override]  # of the instance: by its language
        """The edition's own."""
        return f"ticker/{self.language}"


@dataclass(frozen=True, kw_only=True)
class EntryReleased(_OfEntry):
    """It became public, for the first time or again after a withdrawal was taken back."""

    kind: ClassVar[str] = "entry.released"


@dataclass(frozen=True, kw_only=True)
class EntryReplaced(_OfEntry):
    """A newer version stands in the place of the public one."""

    kind: ClassVar[str] = "entry.replaced"


@dataclass(frozen=True, kw_only=True)
class EntryCorrected(_OfEntry):
    """A public correction was appended."""

    kind: ClassVar[str] = "entry.corrected"
    correction: int


@dataclass(frozen=True, kw_only=True)
class EntryWithdrawn(_OfEntry):
    """It is gone; a tombstone says why. The rest tells what it was, for those who show it."""

    kind: ClassVar[str] = "entry.withdrawn"
