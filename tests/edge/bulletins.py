"""A small room that tells the wire of bulletins, and what goes out of them; for these tests only.

Topics: "bulletins" for everyone, "crew/…" for whom `CREW` names, "hidden" for nobody. A bulletin
that was withdrawn goes out no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction

from depesche.wire import actions as wire
from depesche.wire.events import Event
from depesche.wire.models import Entry

# Who may hear "crew/…": the numbers of readers.
CREW: set[int] = set()
# What was withdrawn, by its word.
WITHDRAWN: set[str] = set()
# How often a face was made.
MADE: list[tuple[int, str]] = []


@dataclass(frozen=True, kw_only=True)
class _OfBulletin(Event):
    kind: ClassVar[str] = "bulletin"
    word: str
    where: str

    @property
    def topic(self) -> str:  # type: ignore[override]
        """Each is told in a topic of its own choice."""
        return self.where


@dataclass(frozen=True, kw_only=True)
class BulletinPosted(_OfBulletin):
    """It hangs there."""

    kind: ClassVar[str] = "bulletin.posted"


@dataclass(frozen=True, kw_only=True)
class BulletinWithdrawn(_OfBulletin):
    """It was taken down."""

    kind: ClassVar[str] = "bulletin.withdrawn"


@dataclass(frozen=True, kw_only=True)
class BulletinPrinted(_OfBulletin):
    """Nothing goes out of this: it has no face."""

    kind: ClassVar[str] = "bulletin.printed"


def may_hear_crew(reader: Any, topic: str) -> bool:
    """Only the crew."""
    return reader is not None and reader.pk in CREW


wire.open_topic("bulletins", to=wire.everyone)
wire.open_topic("weather", to=wire.everyone)
wire.open_topic("crew/", to=may_hear_crew)
GERMAN_ONLY = "nur"


@wire.face("bulletin.posted")
def posted(entry: Entry, language: str) -> wire.Piece | None:
    """Its word, in every language but for those that are German only."""
    word = entry.payload["word"]
    MADE.append((entry.position or 0, language))
    if word in WITHDRAWN or (word.startswith(GERMAN_ONLY) and language != "de"):
        return None
    return wire.Piece({"word": word, "in": language}, shows={f"bulletin/{word}"})


@wire.face("bulletin.withdrawn")
def withdrawn(entry: Entry, language: str) -> wire.Piece:
    """That it is gone."""
    return wire.Piece({"word": entry.payload["word"]})


@transaction.atomic
def post(*words: str, where: str = "bulletins") -> None:
    """Hang these up in one go."""
    for word in words:
        wire.append(BulletinPosted(word=word, where=where), keys=[f"bulletin/{word}"])


@transaction.atomic
def withdraw(word: str, where: str = "bulletins") -> None:
    """Take one down."""
    WITHDRAWN.add(word)
    wire.append(BulletinWithdrawn(word=word, where=where), keys=[f"bulletin/{word}"])


@transaction.atomic
def print_(word: str, where: str = "bulletins") -> None:
    """What no reader hears of."""
    wire.append(BulletinPrinted(word=word, where=where), keys=[f"bulletin/{word}"])


def tell(*words: str, where: str = "bulletins") -> None:
    """Post and number."""
    post(*words, where=where)
    wire.number()
