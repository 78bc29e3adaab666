"""Blocks of an article's body. `component` is the template that shows the block."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from depesche.front.faces.pictures import Card, PictureFace


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Running text: cleaned `<p>`, `<ul>`, `<ol>`, `<blockquote>` with inline marks and links."""

    component: ClassVar[str] = "prose/prose.html"
    html: SafeString


@dataclass(frozen=True, slots=True)
class SubheadBlock:
    """A heading within the text (level 2). `anchor` is an id unique in the page, or empty."""

    component: ClassVar[str] = "subhead/subhead.html"
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Words somebody said, without their quotation marks: the template sets them.

    `where` is the occasion ("im Stadtrat"), `language` the readable name of the language it was
    said in when that is another than the article's, else empty.
    """

    component: ClassVar[str] = "quote/quote.html"
    text: str
    speaker: str = ""
    role: str = ""
    where: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture between paragraphs."""

    component: ClassVar[str] = "picture/picture-block.html"
    picture: PictureFace


@dataclass(frozen=True, slots=True)
class GalleryBlock:
    """A row of pictures to leaf through; scrolls without JavaScript."""

    component: ClassVar[str] = "gallery/gallery.html"
    pictures: tuple[PictureFace, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class RelatedBlock:
    """Another article, announced within the text with its picture's label and date."""

    component: ClassVar[str] = "related/related.html"
    card: Card


@dataclass(frozen=True, slots=True)
class FactBoxBlock:
    """Background in a box. `html` is cleaned."""

    component: ClassVar[str] = "fact-box/fact-box.html"
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `head` is the first row, or empty; `row_heads`: the first cell of each row heads it.

    `numeric` are the indexes of the columns that hold figures, set flush to the end.
    """

    component: ClassVar[str] = "data-table/data-table.html"
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    caption: str = ""
    source: str = ""
    row_heads: bool = False
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EmbedBlock:
    """Foreign content behind a click. `frame_url` is a page of our own that holds it; without
    JavaScript the reader follows a link there. Nothing foreign is loaded before the click.
    """

    component: ClassVar[str] = "embed/embed.html"
    title: str
    provider: str
    frame_url: str


@dataclass(frozen=True, slots=True)
class FileBlock:
    """A document to download. `kind` is readable ("PDF"), `size` in bytes."""

    component: ClassVar[str] = "file/file.html"
    title: str
    url: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """One moment of a timeline: when it was, in words ("März 2024"), and what happened."""

    when: str
    html: SafeString
    title: str = ""


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """Moments in order."""

    component: ClassVar[str] = "timeline/timeline.html"
    points: tuple[TimelinePoint, ...]
    title: str = ""


Block = (
    ParagraphBlock
    | SubheadBlock
    | QuoteBlock
    | PictureBlock
    | GalleryBlock
    | RelatedBlock
    | FactBoxBlock
    | TableBlock
    | EmbedBlock
    | FileBlock
    | TimelineBlock
)
