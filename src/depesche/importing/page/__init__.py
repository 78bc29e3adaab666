"""Reads the saved text of a foreign news page: ``read_page(raw)`` gives a ``Draft``.

The page may be the plain text that a browser saves or copies, or HTML. Nothing is fetched, nothing
is stored. What is left out is listed with its reason, what was doubtful is said.
"""

from depesche.importing.page.draft import (
    Draft,
    Dropped,
    Label,
    Listing,
    Paragraph,
    PictureNote,
    Piece,
    Quote,
    RelatedCard,
    Sentence,
    Subhead,
)
from depesche.importing.page.reading import LIMIT, UnreadablePage
from depesche.importing.page.saved import read_page

__all__ = [
    "LIMIT",
    "Draft",
    "Dropped",
    "Label",
    "Listing",
    "Paragraph",
    "PictureNote",
    "Piece",
    "Quote",
    "RelatedCard",
    "Sentence",
    "Subhead",
    "UnreadablePage",
    "read_page",
]
