"""What a page shows, as plain frozen values: the seam between the rooms' facts and the templates.

A view fills one `Frame` and one face and renders the template named in the face's `template`:

    render(request, face.template, {"frame": frame, "face": face})

Every text is plain and is escaped by the template, except `SafeString` fields, which hold HTML
that has already been cleaned. Dates with a clock are aware; the template shows them in the
paper's time zone. Addresses are ready to print: absolute where a doc line says so, else rooted.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

from django.utils.safestring import SafeString

Direction = Literal["ltr", "rtl"]

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


# ---- Pictures


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


# ---- Cards


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


# ---- The frame round every page


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the section navigation or of the footer."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """One language of the switcher.

    `is_translation` says that `url` is this very page in the other language (then it is also
    told to search engines, `absolute_url`); otherwise it leads to that language's front page.
    """

    language: str
    name: str
    url: str
    absolute_url: str = ""
    is_current: bool = False
    is_translation: bool = False


@dataclass(frozen=True, slots=True)
class Breaking:
    """The banner over every page: one line, and where it leads (or nowhere)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of this page. `type` is its media type."""

    title: str
    url: str
    type: str = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class ShareFace:
    """What other sites show when they link here (Open Graph). All addresses absolute."""

    title: str
    description: str = ""
    image_url: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    type: Literal["website", "article"] = "website"
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything round the page itself: head, masthead, navigation, footer.

    `title` is the title of the page without the paper's name, empty on the front page.
    `canonical` is absolute, empty on pages nobody should index (errors).
    `robots` is the content of the robots meta element, empty for none.
    `json_ld` is JSON with `<` written as `\\u003c`; it goes into a data block, never run.
    `edition` is a date for the masthead; leave it out where a kept page could outlive it.
    `x_default` is the absolute address for readers of no listed language, empty for none.
    `feeds` are the feeds of this page; `pages` the footer's links (imprint, privacy …).
    """

    site_name: str
    home_url: str
    language: str
    sections: tuple[NavItem, ...]
    claim: str = ""
    direction: Direction = "ltr"
    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    breaking: Breaking | None = None
    feeds: tuple[FeedLink, ...] = ()
    pages: tuple[NavItem, ...] = ()
    share: ShareFace | None = None
    json_ld: SafeString = field(default_factory=SafeString)
    edition: date | None = None
    x_default: str = ""
    is_home: bool = False


# ---- Blocks of an article's body. `component` is the template that shows the block.


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


# ---- Pages


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


@dataclass(frozen=True, slots=True)
class StripFace:
    """A section on the front page. The first card is the largest; four to six look best."""

    name: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontFace:
    """The front page: one lead story, the latest beside it, then the sections.

    Of `secondary` the first two stand beside the lead story, the third and fourth under it.
    """

    template: ClassVar[str] = "front/front.html"
    lead: Card | None
    secondary: tuple[Card, ...] = ()
    latest: tuple[Card, ...] = ()
    latest_url: str = ""
    strips: tuple[StripFace, ...] = ()


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
    """One public version. `paragraphs` hold the text, marked against the version before.

    `corrections` are those that were appended while it stood.
    """

    number: int
    at: datetime
    note: str
    paragraphs: tuple[tuple[DiffPiece, ...], ...]
    corrections: tuple[CorrectionFace, ...] = ()


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
    """A page that could not be shown."""

    template: ClassVar[str] = "front/error.html"
    status: Literal[400, 403, 404, 500, 503]
    cards: tuple[Card, ...] = ()


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
