"""Atom (RFC 4287) and RSS 2.0 with Media RSS, on Django's feed generators."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc2822_date, rfc3339_date
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from depesche.exporting.queries import EPOCH, Amends, Entry

MEDIA = "http://search.yahoo.com/mrss/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def content(entry: Entry) -> SafeString:
    """Lead and corrections as HTML: who read the mistake in a feed reads the correction there."""
    lead = format_html("<p>{}</p>", entry.lead) if entry.lead else SafeString()
    text = SafeString(entry.html) if entry.html else lead
    return text + format_html_join("", "<p><strong>{}</strong> {}</p>", map(_noted, entry.amends))


def _noted(amends: Amends) -> tuple[str, str]:
    day = date_format(localtime(amends.at), "DATE_FORMAT")
    return gettext("Correction (%(date)s):") % {"date": day}, amends.text


def _media(handler: SimplerXMLGenerator, entry: Entry) -> None:
    """The picture with its credit, which the right to print it demands (§ 13 UrhG)."""
    if not (file := entry.enclosure):
        return
    facts = {
        "url": file.url,
        "type": file.type,
        "medium": "image",
        "fileSize": str(file.length),
        "width": str(file.width),
        "height": str(file.height),
    }
    handler.startElement("media:content", AttributesImpl(facts))
    if file.credit:
        handler.addQuickElement("media:credit", file.credit)
    if file.caption:
        handler.addQuickElement("media:description", file.caption, {"type": "plain"})
    handler.endElement("media:content")


class AtomFeed(Atom1Feed):
    """Atom: every entry with all its authors, picture and corrections. `icon` is an address."""

    def latest_post_date(self) -> datetime:
        """The newest change; an empty feed does not pretend to change with every look."""
        return _latest(self.items)

    def root_attributes(self) -> dict[str, str]:
        """The namespaces."""
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """What the feed is."""
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """One entry (RFC 4287, 4.1.2)."""
        entry: Entry = item["entry"]
        handler.addQuickElement("title", entry.headline)
        handler.addQuickElement("link", "", {"rel": "alternate", "href": entry.url})
        handler.addQuickElement("id", entry.urn)
        handler.addQuickElement("published", rfc3339_date(entry.released_at))
        handler.addQuickElement("updated", rfc3339_date(entry.updated_at))
        for name, url in entry.signatures:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        for term, label in entry.subjects:
            handler.addQuickElement("category", "", {"term": term, "label": label})
        if entry.lead:
            handler.addQuickElement("summary", entry.lead)
        handler.addQuickElement("content", content(entry), {"type": "html"})
        if file := entry.enclosure:
            link = {
                "rel": "enclosure",
                "href": file.url,
                "length": str(file.length),
                "type": file.type,
            }
            handler.addQuickElement("link", "", link)
        _media(handler, entry)


class RssFeed(Rss201rev2Feed):
    """RSS 2.0: descriptions are HTML, authors stand in Dublin Core since RSS wants addresses."""

    def latest_post_date(self) -> datetime:
        """The newest change; an empty feed does not pretend to change with every look."""
        return _latest(self.items)

    def rss_attributes(self) -> dict[str, str]:
        """The namespaces."""
        return {**super().rss_attributes(), "xmlns:media": MEDIA, "xmlns:dc": DUBLIN_CORE}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """What the channel is. RSS's own image takes no SVG, so the icon is Atom's."""
        super().add_root_elements(handler)
        handler.addQuickElement("atom:icon", self.feed["icon"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """One item."""
        entry: Entry = item["entry"]
        handler.addQuickElement("title", entry.headline)
        handler.addQuickElement("link", entry.url)
        handler.addQuickElement("description", content(entry))
        for name, _url in entry.signatures:
            handler.addQuickElement("dc:creator", name)
        for _term, label in entry.subjects:
            handler.addQuickElement("category", label)
        handler.addQuickElement("guid", entry.urn, {"isPermaLink": "false"})
        handler.addQuickElement("pubDate", rfc2822_date(entry.released_at))
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated_at))
        if file := entry.enclosure:
            facts = {"url": file.url, "length": str(file.length), "type": file.type}
            handler.addQuickElement("enclosure", "", facts)
        _media(handler, entry)


FORMS: dict[str, type[AtomFeed | RssFeed]] = {"atom": AtomFeed, "rss": RssFeed}


def _latest(items: list[dict[str, Any]]) -> datetime:
    return max((item["entry"].updated_at for item in items), default=EPOCH)
