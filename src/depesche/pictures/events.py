"""What can happen to a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from depesche.wire.events import Event


@dataclass(frozen=True, kw_only=True)
class PictureChanged(Event):
    """Its file, crop, description, credit or rights are others now."""

    kind: ClassVar[str] = "picture.changed"
    topic: ClassVar[str] = "pictures"
    picture: int


@dataclass(frozen=True, kw_only=True)
class PictureShown(Event):
    """The first released thing shows it: its files are public from now on."""

    kind: ClassVar[str] = "picture.shown"
    topic: ClassVar[str] = "pictures"
    picture: int


@dataclass(frozen=True, kw_only=True)
class PictureHidden(Event):
    """The last released thing that showed it is gone: its files are private again."""

    kind: ClassVar[str] = "picture.hidden"
    topic: ClassVar[str] = "pictures"
    picture: int
