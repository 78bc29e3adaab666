"""The front page."""

from dataclasses import dataclass
from typing import ClassVar

from depesche.front.faces.pictures import Card
from depesche.front.faces.ticker import RailFace


@dataclass(frozen=True, slots=True)
class StripFace:
    """A section on the front page. The first card is the largest; four to six look best."""

    name: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontFace:
    """The front page: one lead story, the latest beside it, then the sections.

    Of `secondary` the first three stand beside the lead story, the next two under it. `ticker`
    stands in the place of the latest where there are entries.
    """

    template: ClassVar[str] = "front/front.html"
    lead: Card | None
    secondary: tuple[Card, ...] = ()
    latest: tuple[Card, ...] = ()
    latest_url: str = ""
    strips: tuple[StripFace, ...] = ()
    ticker: RailFace | None = None
