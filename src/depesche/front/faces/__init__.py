"""What a page shows, as plain frozen values: the seam between the rooms' facts and the templates.

A view fills one `Frame` and one face and renders the template named in the face's `template`:

    render(request, face.template, {"frame": frame, "face": face})

Every text is plain and is escaped by the template, except `SafeString` fields, which hold HTML
that has already been cleaned. Dates with a clock are aware; the template shows them in the
paper's time zone. Addresses are ready to print: absolute where a doc line says so, else rooted.
"""

from depesche.front.faces.body import (
    Block,
    EmbedBlock,
    FactBoxBlock,
    FileBlock,
    GalleryBlock,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    RelatedBlock,
    SubheadBlock,
    TableBlock,
    TimelineBlock,
    TimelinePoint,
)
from depesche.front.faces.frame import (
    Alternate,
    Breaking,
    Direction,
    FeedLink,
    Frame,
    NavItem,
    ShareFace,
)
from depesche.front.faces.fronts import FrontFace, StripFace
from depesche.front.faces.pages import (
    ArticleFace,
    CorrectionFace,
    CorrectionsFace,
    DiffPiece,
    EmbedPageFace,
    ErrorFace,
    HistoryFace,
    ListFace,
    PersonFace,
    PlainPageFace,
    TombstoneFace,
    VersionFace,
)
from depesche.front.faces.pictures import (
    SIZES_CARD,
    SIZES_LEAD_PICTURE,
    SIZES_LEAD_STORY,
    SIZES_STAMP,
    SIZES_TEXT_PICTURE,
    Card,
    PictureFace,
    Source,
)
from depesche.front.faces.ticker import (
    DayFace,
    EntryFace,
    EntryPageFace,
    RailFace,
    TickerFace,
    WithdrawnFace,
)

__all__ = [
    "SIZES_CARD",
    "SIZES_LEAD_PICTURE",
    "SIZES_LEAD_STORY",
    "SIZES_STAMP",
    "SIZES_TEXT_PICTURE",
    "Alternate",
    "ArticleFace",
    "Block",
    "Breaking",
    "Card",
    "CorrectionFace",
    "CorrectionsFace",
    "DayFace",
    "DiffPiece",
    "Direction",
    "EmbedBlock",
    "EmbedPageFace",
    "EntryFace",
    "EntryPageFace",
    "ErrorFace",
    "FactBoxBlock",
    "FeedLink",
    "FileBlock",
    "Frame",
    "FrontFace",
    "GalleryBlock",
    "HistoryFace",
    "ListFace",
    "NavItem",
    "ParagraphBlock",
    "PersonFace",
    "PictureBlock",
    "PictureFace",
    "PlainPageFace",
    "QuoteBlock",
    "RailFace",
    "RelatedBlock",
    "ShareFace",
    "Source",
    "StripFace",
    "SubheadBlock",
    "TableBlock",
    "TickerFace",
    "TimelineBlock",
    "TimelinePoint",
    "TombstoneFace",
    "VersionFace",
    "WithdrawnFace",
]
