"""Which pictures and files an article shows, and where: derived from its fields and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from depesche.newsroom.models import Article
from depesche.pictures.models import Picture


@dataclass(frozen=True, slots=True)
class PictureUse:
    """One place where a picture stands. `place`: "lead_picture" or "body 3"."""

    picture: Picture
    label: str
    caption: str
    place: str


def picture_uses(article: Article) -> Iterator[PictureUse]:
    """The article's own uses in reading order; cards of related articles are those articles'."""
    if article.lead_picture is not None:
        yield PictureUse(
            article.lead_picture, article.lead_label, article.lead_caption, "lead_picture"
        )
    for place, block in enumerate(article.body, start=1):
        for value in _pictures_in(block):
            if value["picture"] is not None:
                yield PictureUse(
                    value["picture"], value["label"] or "", value["caption"], f"body {place}"
                )


def _pictures_in(block: Any) -> Iterator[Any]:
    if block.block_type == "picture":
        yield block.value
    elif block.block_type == "gallery":
        yield from block.value["pictures"]


def file_uses(article: Article) -> set[int]:
    """The ids of the documents that its file blocks offer."""
    return {
        block.value["document"].pk
        for block in article.body
        if block.block_type == "file" and block.value["document"] is not None
    }
