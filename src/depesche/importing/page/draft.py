"""What a saved page is once it has been read: headline, lead, body, pictures, what was left out.

Nothing here knows of articles; ``importing`` turns a draft into one through the newsroom's actions.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

Label = Literal["archive", "symbolic", "ai", "handout", "montage", "screenshot"]
LABELS: tuple[Label, ...] = ("archive", "symbolic", "ai", "handout", "montage", "screenshot")


class Sentence(str):
    """An English sentence for the person who imports, which can be told in other languages.

    It *is* the English text; ``told(gettext)`` gives it in the language now active. ``msgid`` is
    written with ``gettext_noop`` and ``%(name)s`` where ``facts`` go in.
    """

    __slots__ = ("facts", "msgid")
    msgid: str
    facts: Mapping[str, object]

    def __new__(cls, msgid: str, /, **facts: object) -> Self:
        sentence = super().__new__(cls, msgid % facts if facts else msgid)
        sentence.msgid = msgid
        sentence.facts = facts
        return sentence

    def told(self, translate: Callable[[str], str]) -> str:
        """The sentence through ``translate`` (Django's ``gettext``), facts filled in."""
        words = translate(self.msgid)
        return words % self.facts if self.facts else words


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the page that is not in the draft, and why."""

    text: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Subhead:
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation that the page sets apart from the text; ``speaker`` as the page names them."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``numbered`` when the page counted its items."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class PictureNote:
    """What the page says about a picture. The picture itself is never fetched.

    ``width`` in pixels as printed; ``licence`` such as ``CC BY-SA 4.0``; ``source`` the address an
    HTML page gives; ``told_by`` the page's own lines from which all this was read.
    """

    caption: str = ""
    agency: str = ""
    photographer: str = ""
    label: Label | None = None
    date: dt.date | None = None
    width: int | None = None
    licence: str = ""
    alt: str = ""
    source: str = ""
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedCard:
    """A card inside the text that leads to another article; its headline and its picture's note."""

    headline: str
    picture_caption: str = ""
    label: Label | None = None
    agency: str = ""
    date: dt.date | None = None
    photographer: str = ""
    told_by: tuple[str, ...] = ()


Piece = Paragraph | Subhead | Quote | Listing | PictureNote | RelatedCard


@dataclass(frozen=True, slots=True)
class Draft:
    """The article that a foreign page holds.

    ``language`` is an ISO 639-1 code or empty, ``date`` the day the page gives for itself.
    ``told_by`` are the lines from which byline, date, site and address were read. Every line of
    the page is in one of the fields, in a ``told_by``, or in ``dropped``.
    """

    headline: str
    kicker: str = ""
    lead: str = ""
    body: tuple[Piece, ...] = ()
    picture: PictureNote | None = None
    language: str = ""
    date: dt.date | None = None
    site: str = ""
    source_url: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unsure: tuple[Sentence, ...] = ()

    @property
    def related(self) -> tuple[RelatedCard, ...]:
        """The related cards in the order of the text; their places are in ``body``."""
        return tuple(piece for piece in self.body if isinstance(piece, RelatedCard))

    @property
    def subheads(self) -> tuple[str, ...]:
        return tuple(piece.text for piece in self.body if isinstance(piece, Subhead))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text without lead, quotes and lists."""
        return tuple(piece.text for piece in self.body if isinstance(piece, Paragraph))

    @property
    def pictures(self) -> tuple[PictureNote, ...]:
        """All pictures of the article itself, the lead picture first."""
        own = tuple(piece for piece in self.body if isinstance(piece, PictureNote))
        return (self.picture, *own) if self.picture else own

    def texts(self) -> Iterator[str]:
        """Every stretch of the page that the draft kept, in no promised order."""
        yield from (self.kicker, self.headline, self.lead, self.site, self.source_url)
        yield from (*self.authors, *self.agencies, *self.told_by)
        for piece in (*self.body, *((self.picture,) if self.picture else ())):
            yield from piece_texts(piece)


def piece_texts(piece: Piece) -> tuple[str, ...]:
    """The words of one piece as the page had them."""
    match piece:
        case Paragraph(text) | Subhead(text):
            return (text,)
        case Quote(text, speaker):
            return (text, speaker)
        case Listing(items):
            return items
        case PictureNote():
            return (piece.caption, piece.alt, *piece.told_by)
        case RelatedCard():
            return (piece.headline, piece.picture_caption, *piece.told_by)
