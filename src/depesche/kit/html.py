"""Safe HTML. Cleaning is the last step: what comes out of here is what is rendered."""

from __future__ import annotations

import nh3

PARAGRAPH_TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "br"}
PAGE_TAGS = PARAGRAPH_TAGS | {"h2", "h3", "h4", "address"}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_paragraph(markup: str) -> str:
    """Running text: bold, italic, links, lists; everything else loses its tags."""
    return _clean(markup, PARAGRAPH_TAGS)


def clean_page(markup: str) -> str:
    """A plain page such as the imprint: running text and subheads."""
    return _clean(markup, PAGE_TAGS)


def foreign_link(address: str) -> str:
    """An address of another site as a link may hold it; empty for one that would run or embed."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def _clean(markup: str, tags: set[str]) -> str:
    return nh3.clean(
        markup,
        tags=tags,
        attributes={"a": {"href", "hreflang", "lang"}},
        url_schemes=LINK_SCHEMES,
        link_rel="noopener noreferrer",
    )
