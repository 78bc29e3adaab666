"""The newest entries of the ticker beside other things."""

from __future__ import annotations

from typing import NamedTuple

from depesche.front import addresses
from depesche.front.entries import Reports
from depesche.front.faces import RailFace
from depesche.front.surroundings import Surroundings
from depesche.ticker import keys, queries


class Rail(NamedTuple):
    """A rail and the keys of what it shows. face: None while there are no entries."""

    face: RailFace | None
    keys: set[str]


def rail(around: Surroundings) -> Rail:
    """The rail of an edition."""
    language = around.language
    newest = queries.stretch(language, length=queries.RAIL_LENGTH).spots
    if not newest:
        return Rail(None, {keys.ticker(language)})
    reports = Reports([spot.id for spot in newest], around)
    face = RailFace(reports.days(), addresses.ticker(language))
    return Rail(face, {keys.ticker(language)} | reports.keys | reports.prints.keys())
