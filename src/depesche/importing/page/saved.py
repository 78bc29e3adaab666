"""A saved page, of either kind, to its draft."""

from dataclasses import replace

from depesche.importing.page import html, reading, reasons
from depesche.importing.page.anatomy import read_lines
from depesche.importing.page.draft import Draft
from depesche.importing.page.lines import split


def read_page(raw: bytes, *, name: str = "") -> Draft:
    """The article in ``raw``, a file of text or HTML; ``name`` is the file's, and only a hint.

    Raises ``UnreadablePage`` with one sentence for what cannot be a page.
    """
    found = reading.read(raw)
    if html.is_html(found.text, name):
        draft = html.read_html(found.text)
    else:
        lines, links = split(found.text)
        if len(lines) > reading.LINES_AT_MOST:
            raise reading.UnreadablePage(reasons.too_many_lines(reading.LINES_AT_MOST))
        draft = read_lines(lines, dropped=links)
    return replace(draft, unsure=(*found.unsure, *draft.unsure))
