"""The plan of the house as `.importlinter` draws it: floors and wings, for what Python's imports
do not show (foreign keys, migrations, templates)."""

from __future__ import annotations

import configparser
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TREE = ROOT / "src" / "depesche"
EDITORIAL_WING, READERS_WING = "editorial-wing", "readers-wing"


@dataclass(frozen=True)
class Plan:
    """floor: of each room, 0 is the ground. wings: the rooms of each of the two wings."""

    floor: dict[str, int]
    wings: dict[str, frozenset[str]]

    def may_know(self, room: str, other: str) -> bool:
        """Whether `room` may depend on `other`: itself, or lower and not in the other wing."""
        if room == other:
            return True
        if room not in self.floor or other not in self.floor:
            return False
        if {self._wing(room), self._wing(other)} == {EDITORIAL_WING, READERS_WING}:
            return False
        return self.floor[other] < self.floor[room]

    def _wing(self, room: str) -> str:
        return next((name for name, rooms in self.wings.items() if room in rooms), "")


def read_plan(file: Path = ROOT / ".importlinter") -> Plan:
    """The plan in an import-linter configuration."""
    config = configparser.ConfigParser()
    config.read(file, encoding="utf-8")
    layers = config["importlinter:contract:floors"]["layers"].split("\n")
    floors = [line.split("|") for line in reversed(layers) if line.strip()]
    return Plan(
        floor={room.strip(" ()"): number for number, rooms in enumerate(floors) for room in rooms},
        wings={
            wing: frozenset(
                line.removeprefix("depesche.")
                for line in config[f"importlinter:contract:{wing}"]["source_modules"].split()
            )
            for wing in (EDITORIAL_WING, READERS_WING)
        },
    )


def rooms(tree: Path) -> list[Path]:
    """The folders of the rooms in a package, in the order of the alphabet."""
    return sorted(path.parent for path in tree.glob("*/__init__.py"))


def modules(tree: Path) -> list[Path]:
    """Every Python module written by hand: not the migrations, which Django writes."""
    return sorted(path for path in tree.rglob("*.py") if "migrations" not in path.parts)


def room_of(file: Path, tree: Path) -> str:
    """The room a file lies in."""
    return file.relative_to(tree).parts[0]


def no_complaint(found: list[str]) -> None:
    """Fail with every complaint on a line of its own; pytest would shorten a list."""
    assert not found, "\n" + "\n".join(found)
