"""The newsticker: an entry wherever it stands, and the pages that show entries."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from django.utils.safestring import SafeString

from depesche.front.faces.frame import NavItem
from depesche.front.faces.pages import CorrectionFace
from depesche.front.faces.pictures import PictureFace


@dataclass(frozen=True, slots=True)
class EntryFace:
    """One entry. `url` is its own page, `target_url` what the headline leads to (an article or
    another site), empty for none.

    `number` is its id: the element is called "entry-17". `place` orders it among the others, and
    with `version` and `sections` (ids) tells scripts what they show. `html` is cleaned.
    `source_url` is where the source is found, if not under the headline.
    """

    number: int
    place: int
    version: int
    url: str
    released_at: datetime
    html: SafeString
    headline: str = ""
    target_url: str = ""
    urgency: Literal["normal", "urgent", "breaking"] = "normal"
    updated_at: datetime | None = None
    happened_at: datetime | None = None
    source: str = ""
    source_url: str = ""
    sections: tuple[NavItem, ...] = ()
    section_numbers: tuple[int, ...] = ()
    topics: tuple[NavItem, ...] = ()
    picture: PictureFace | None = None
    corrections: tuple[CorrectionFace, ...] = ()


@dataclass(frozen=True, slots=True)
class DayFace:
    """The entries of one day, in the order they are read."""

    at: datetime
    entries: tuple[EntryFace, ...]


@dataclass(frozen=True, slots=True)
class TickerFace:
    """A page of the ticker.

    `sections` filter it. `other_order_url` shows the same entries in the other order.
    `next_url` and `previous_url` follow the order of reading and are empty at the ends.
    """

    template: ClassVar[str] = "front/ticker.html"
    days: tuple[DayFace, ...]
    sections: tuple[NavItem, ...]
    section_name: str = ""
    is_oldest_first: bool = False
    other_order_url: str = ""
    next_url: str = ""
    previous_url: str = ""


@dataclass(frozen=True, slots=True)
class EntryPageFace:
    """One entry on a page of its own. `ticker_url` opens the ticker at it."""

    template: ClassVar[str] = "front/entry.html"
    day: DayFace
    ticker_url: str


@dataclass(frozen=True, slots=True)
class WithdrawnFace:
    """A withdrawn entry (410). What it said is withheld; the reason is public."""

    template: ClassVar[str] = "front/withdrawn.html"
    reason: str
    withdrawn_at: datetime
    ticker_url: str


@dataclass(frozen=True, slots=True)
class RailFace:
    """The newest entries beside other things, and the way to all of them."""

    days: tuple[DayFace, ...]
    ticker_url: str
