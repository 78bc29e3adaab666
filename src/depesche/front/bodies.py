"""The body of an article as the page shows it, block by block, from its stored form.

Wagtail's own block values would ask a table for each chooser of each block; here everything a
body mentions has been found before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language_info

from depesche.front import addresses, faces
from depesche.front.cards import Announced, Announcements
from depesche.front.mentions import Raw, listed
from depesche.front.prints import Prints, label_in_words
from depesche.front.prose import prose, unquoted
from depesche.front.surroundings import Surroundings
from depesche.kit import html
from depesche.newsroom.models import Article
from depesche.pictures.models import Picture
from depesche.pictures.queries import WHOLE

FIGURES = re.compile(r"^[+±−–-]?\s?[\d.,\s  %€$]+$")
PROVIDERS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "openstreetmap.org": "OpenStreetMap",
}


@dataclass
class Body:
    """Makes the blocks of one article; everything it may show is given.

    articles: released ones by id, those that are not released are missing.
    """

    article: Article
    language: str
    around: Surroundings
    prints: Prints
    announcements: Announcements
    articles: dict[int, Announced]
    pictures: dict[int, Picture]
    documents: dict[int, Any]
    anchors: set[str] = field(default_factory=set)
    embeds: int = 0

    def blocks(self, stored: list[Raw]) -> Iterator[faces.Block]:
        """The blocks to print; what points at nothing public vanishes."""
        for raw in stored:
            made = MAKERS[raw["type"]](self, raw["value"]) if raw["type"] in MAKERS else None
            if made is not None:
                yield made

    def address_of(self, kind: str, number: int) -> str:
        """Where something a text links to stands, empty if readers may not see it."""
        if kind == "document":
            document = self.documents.get(number)
            return str(document.url) if document else ""
        target = self.articles.get(number) or self.around.section(number)
        return target.address if target else ""

    def _paragraph(self, value: str) -> faces.Block | None:
        text = prose(value or "", self.address_of)
        return faces.ParagraphBlock(text) if text.strip() else None

    def _subhead(self, value: str) -> faces.Block:
        wanted = "s-" + (slugify(value, allow_unicode=True) or "1")
        anchor = next(name for name in _numbered(wanted) if name not in self.anchors)
        self.anchors.add(anchor)
        return faces.SubheadBlock(value, anchor)

    def _quote(self, value: Raw) -> faces.Block:
        foreign = value.get("language") or ""
        return faces.QuoteBlock(
            text=unquoted(value["text"]),
            speaker=value.get("speaker") or "",
            role=value.get("role") or "",
            where=value.get("where") or "",
            language=_language_name(foreign) if foreign not in {"", self.language} else "",
        )

    def _face(self, value: Raw) -> faces.PictureFace | None:
        picture = self.pictures.get(value.get("picture") or 0)
        return picture and self.prints.face(
            picture,
            WHOLE,
            sizes=faces.SIZES_TEXT_PICTURE,
            label=value.get("label") or "",
            caption=value.get("caption") or "",
        )

    def _picture(self, value: Raw) -> faces.Block | None:
        face = self._face(value)
        return faces.PictureBlock(face) if face else None

    def _gallery(self, value: Raw) -> faces.Block | None:
        shown = tuple(f for v in listed(value.get("pictures")) if (f := self._face(v)))
        return faces.GalleryBlock(shown, value.get("title") or "") if shown else None

    def _related(self, value: Raw) -> faces.Block | None:
        article = self.articles.get(value.get("article") or 0)
        if article is None:
            # One of ours that is not public has no card, whatever an imported page said of it.
            is_foreign = value.get("headline") and not value.get("article")
            return _card_of_elsewhere(value) if is_foreign else None
        label = value.get("label") or None
        card = self.announcements.card(article, sizes=faces.SIZES_STAMP, label=label)
        return faces.RelatedBlock(card)

    def _fact_box(self, value: Raw) -> faces.Block:
        return faces.FactBoxBlock(value["title"], prose(value["text"] or "", self.address_of))

    def _table(self, value: Raw) -> faces.Block | None:
        table = value.get("table") or {}
        rows = tuple(
            tuple(str(cell or "") for cell in row["values"]) for row in table.get("rows", ())
        )
        if not rows:
            return None
        head = tuple(str(column["heading"] or "") for column in table["columns"])
        numeric = tuple(n for n in range(len(head)) if _is_numeric([row[n] for row in rows]))
        return faces.TableBlock(
            rows=rows,
            head=head if any(head) else (),
            caption=value.get("caption") or "",
            row_heads=0 not in numeric and all(row[0] for row in rows),
            numeric=numeric,
        )

    def _embed(self, value: Raw) -> faces.Block:
        self.embeds += 1
        return faces.EmbedBlock(
            title=value["title"],
            provider=provider_of(value["url"]),
            frame_url=addresses.embed(self.article.address, self.language, self.embeds),
        )

    def _file(self, value: Raw) -> faces.Block | None:
        document = self.documents.get(value.get("document") or 0)
        if document is None:
            return None
        kind = PurePath(document.filename).suffix.lstrip(".").upper()
        title = value.get("title") or document.title
        return faces.FileBlock(title, document.url, kind, document.file_size or 0)

    def _timeline(self, value: Raw) -> faces.Block:
        points = tuple(
            faces.TimelinePoint(v["when"], _in_paragraphs(v.get("text") or ""), v["headline"])
            for v in listed(value.get("moments"))
        )
        return faces.TimelineBlock(points, value.get("title") or "")


MAKERS: dict[str, Callable[[Body, Any], faces.Block | None]] = {
    "paragraph": Body._paragraph,
    "subhead": Body._subhead,
    "quote": Body._quote,
    "picture": Body._picture,
    "gallery": Body._gallery,
    "related": Body._related,
    "fact_box": Body._fact_box,
    "table": Body._table,
    "embed": Body._embed,
    "file": Body._file,
    "timeline": Body._timeline,
}


def provider_of(url: str) -> str:
    """Who provides what stands at a foreign address, as readers know the name."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    known = (name for site, name in PROVIDERS.items() if host == site or host.endswith(f".{site}"))
    return next(known, host)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def _is_numeric(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(FIGURES.match(cell.strip()) for cell in filled)


def _in_paragraphs(text: str) -> SafeString:
    return SafeString(html.clean_paragraph(linebreaks(text, autoescape=True)) if text else "")


def _card_of_elsewhere(value: Raw) -> faces.Block:
    """A card that came with an imported page: words only, no picture file."""
    picture = faces.PictureFace(
        src="",
        width=0,
        height=0,
        alt="",
        caption=value.get("caption") or "",
        credit=value.get("credit") or "",
        label=label_in_words(value.get("label") or ""),
        taken_on=date.fromisoformat(value["taken_on"]) if value.get("taken_on") else None,
    )
    return faces.RelatedBlock(
        faces.Card(
            url=html.foreign_link(value.get("url") or ""),
            headline=value["headline"],
            picture=picture,
        )
    )
