"""The pages, each with the template that shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from django.utils.safestring import SafeString

from depesche.front.faces.body import Block
from depesche.front.faces.frame import Direction, NavItem
from depesche.front.faces.pictures import Card, PictureFace


@dataclass(frozen=True, slots=True)
class PersonFace:
    """An author or an agency. `url` is empty when there is no page of theirs."""

    name: str
    url: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionFace:
    """A correction as the reader sees it. `article_*` are filled on the page of all corrections."""

    text: str
    corrected_at: datetime
    article_headline: str = ""
    article_url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFace:
    """One article.

    `updated_at` is the last material change, None when there was none since the release.
    `lead_picture` stands over the text; it is loaded at once.
    `history_url` is empty while there is only one version.
    `is_preview` prints a line that this is not released.
    `rail_url` is where a script fetches the newest entries of the ticker for wide pages.
    """

    template: ClassVar[str] = "front/article.html"
    headline: str
    body: tuple[Block, ...]
    released_at: datetime | None
    section_name: str
    section_url: str
    permalink: str
    kicker: str = ""
    lead: str = ""
    place: str = ""
    authors: tuple[PersonFace, ...] = ()
    agencies: tuple[PersonFace, ...] = ()
    lead_picture: PictureFace | None = None
    updated_at: datetime | None = None
    topics: tuple[NavItem, ...] = ()
    corrections: tuple[CorrectionFace, ...] = ()
    more: tuple[Card, ...] = ()
    history_url: str = ""
    reading_minutes: int = 0
    is_preview: bool = False
    ticker_url: str = ""
    rail_url: str = ""


@dataclass(frozen=True, slots=True)
class ListFace:
    """An archive page: a section, topic, author or day.

    `kind` is a readable word over the heading ("Thema"), empty for a section. `older_url` and
    `newer_url` are empty at the ends. `portrait` and `contact` serve an author's page.
    """

    template: ClassVar[str] = "front/list.html"
    heading: str
    cards: tuple[Card, ...]
    kind: str = ""
    description: str = ""
    older_url: str = ""
    newer_url: str = ""
    portrait: PictureFace | None = None
    role: str = ""
    is_first_page: bool = True


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of words: as it was, taken out, or put in."""

    text: str
    change: Literal["same", "removed", "added"] = "same"


@dataclass(frozen=True, slots=True)
class VersionFace:
    """One public version. `paragraphs` hold the text, marked against the version shown before.

    `corrections` are those that were appended while it stood. Of one that is withheld, readers
    learn no more than that there was one.
    """

    number: int
    at: datetime
    note: str
    paragraphs: tuple[tuple[DiffPiece, ...], ...]
    corrections: tuple[CorrectionFace, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class HistoryFace:
    """All public versions of an article, newest first."""

    template: ClassVar[str] = "front/history.html"
    headline: str
    article_url: str
    versions: tuple[VersionFace, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsFace:
    """Every correction of the paper, newest first."""

    template: ClassVar[str] = "front/corrections.html"
    corrections: tuple[CorrectionFace, ...]
    older_url: str = ""
    newer_url: str = ""


@dataclass(frozen=True, slots=True)
class TombstoneFace:
    """A retracted article (410). Its headline is withheld; the reason is public."""

    template: ClassVar[str] = "front/gone.html"
    reason: str
    retracted_at: datetime
    section_name: str = ""
    section_url: str = ""


@dataclass(frozen=True, slots=True)
class ErrorFace:
    """A page that could not be shown. is_stale: a form was sent from a page that is too old."""

    template: ClassVar[str] = "front/error.html"
    status: Literal[400, 403, 404, 500, 503]
    cards: tuple[Card, ...] = ()
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class PlainPageFace:
    """Imprint, privacy and the like. `html` is cleaned and starts at heading level 2."""

    template: ClassVar[str] = "front/plain.html"
    heading: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class EmbedPageFace:
    """Our own page that holds one foreign embed; rendered without the frame of the paper.

    `player_url` is the address the provider's own frame shows, `source_url` the page at the
    provider's that a reader may open instead.
    """

    template: ClassVar[str] = "front/embed.html"
    title: str
    provider: str
    player_url: str
    source_url: str
    language: str
    direction: Direction = "ltr"
