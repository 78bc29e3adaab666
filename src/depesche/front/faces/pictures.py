"""Pictures and cards: how an article and its picture are announced."""

from dataclasses import dataclass
from datetime import date, datetime

SIZES_LEAD_PICTURE = "(min-width: 66rem) 64rem, 100vw"
"""`sizes` of the picture at the head of an article."""
SIZES_TEXT_PICTURE = "(min-width: 66rem) 50rem, 100vw"
"""`sizes` of a picture between paragraphs."""
SIZES_LEAD_STORY = "(min-width: 80rem) 40rem, (min-width: 60rem) 52vw, 100vw"
"""`sizes` of the front page's lead story."""
SIZES_CARD = "(min-width: 80rem) 20rem, (min-width: 44rem) 33vw, 92vw"
"""`sizes` of a card with its picture on top."""
SIZES_STAMP = "8rem"
"""`sizes` of a small picture beside a headline (related cards, lists)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One `<source>` of a picture: a media type and its widths."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class PictureFace:
    """A use of a picture, ready to show.

    `sources` are in order of preference (AVIF, WebP); `src` and `srcset` are the fallback.
    `width` and `height` are those of `src`, so that nothing jumps while it loads.
    `label` is the readable label of the use ("Archivbild"), empty when it has none.
    `credit` has no sign before it: "Nordbild / Ines Kaltenbach"; the template prints the ©.
    """

    src: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sizes: str = "100vw"
    sources: tuple[Source, ...] = ()
    caption: str = ""
    credit: str = ""
    credit_url: str = ""
    label: str = ""
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """An article as another page announces it."""

    url: str
    headline: str
    kicker: str = ""
    lead: str = ""
    picture: PictureFace | None = None
    released_at: datetime | None = None
    updated_at: datetime | None = None
    section_name: str = ""
    section_url: str = ""
    byline: str = ""
