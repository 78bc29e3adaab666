"""Sitemaps as sitemaps.org, Google's hreflang and its news extension define them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from depesche.exporting.archive import News, Place

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def index(addresses: Iterable[str]) -> bytes:
    """The list of the parts.

    It names no `lastmod`: the newest change of a part is not known without reading all of it,
    and a wrong one keeps robots away.
    """
    root = etree.Element(_s("sitemapindex"), nsmap=_spaces())
    for address in addresses:
        _text(etree.SubElement(root, _s("sitemap")), _s("loc"), address)
    return _printed(root)


def part(places: Iterable[Place]) -> bytes:
    """One part: addresses with their last change and their language versions."""
    root = etree.Element(_s("urlset"), nsmap=_spaces(xhtml=XHTML))
    for place in places:
        url = etree.SubElement(root, _s("url"))
        _text(url, _s("loc"), place.url)
        if place.changed_at:
            _text(url, _s("lastmod"), _instant(place.changed_at))
        for language, address in place.versions:
            etree.SubElement(
                url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=address
            )
    return _printed(root)


def news(articles: Iterable[News]) -> bytes:
    """The sitemap of the news."""
    root = etree.Element(_s("urlset"), nsmap=_spaces(news=NEWS))
    for article in articles:
        url = etree.SubElement(root, _s("url"))
        _text(url, _s("loc"), article.url)
        story = etree.SubElement(url, _n("news"))
        paper = etree.SubElement(story, _n("publication"))
        _text(paper, _n("name"), article.paper)
        _text(paper, _n("language"), article.language)
        _text(story, _n("publication_date"), _instant(article.released_at))
        _text(story, _n("title"), article.headline)
    return _printed(root)


def _spaces(**others: str) -> dict[str, str]:
    """The namespaces; that of sitemaps is the default one, which lxml calls None."""
    return {None: SITEMAP, **others}  # type: ignore[dict-item] # its stubs do not know


def _s(name: str) -> str:
    return f"{{{SITEMAP}}}{name}"


def _n(name: str) -> str:
    return f"{{{NEWS}}}{name}"


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _instant(at: datetime) -> str:
    """W3C's date and time, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _printed(root: etree._Element) -> bytes:
    printed: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return printed
