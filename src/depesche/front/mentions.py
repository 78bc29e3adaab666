"""What an article's body mentions: collected first, so that each kind is found with one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.documents import get_document_model

from depesche.front.prose import linked
from depesche.newsroom.models import Article
from depesche.pictures.models import Picture

Raw = dict[str, Any]
RICH = {"paragraph": None, "fact_box": "text"}


def raw_blocks(article: Article) -> list[Raw]:
    """The body's blocks as they are stored: type, value, id. Asks no table."""
    return list(article.body.raw_data)


def listed(values: Iterable[Any] | None) -> list[Any]:
    """The values of a stored list block, read as Wagtail reads it: an item has an id, or is none.

    Read in another way, the page would show pictures that no release has made public.
    """
    return [item["value"] if _is_item(item) else item for item in values or ()]


def _is_item(stored: Any) -> bool:
    return (
        isinstance(stored, dict) and stored.get("type") == "item" and {"id", "value"} <= {*stored}
    )


def rich_texts(blocks: Iterable[Raw]) -> Iterator[str]:
    """The running texts of a body as they are stored, in order."""
    for block in blocks:
        if block["type"] in RICH:
            part = RICH[block["type"]]
            yield (block["value"][part] if part else block["value"]) or ""


def picture_values(block: Raw) -> list[Raw]:
    """The uses of pictures in a block."""
    if block["type"] == "picture":
        return [block["value"]]
    return listed(block["value"].get("pictures")) if block["type"] == "gallery" else []


@dataclass
class Mentioned:
    """The ids in a body, by kind."""

    pictures: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)


def mentioned(blocks: list[Raw]) -> Mentioned:
    """Everything a body points at."""
    found = Mentioned()
    for block in blocks:
        found.pictures |= {use["picture"] for use in picture_values(block) if use.get("picture")}
        if block["type"] == "related" and block["value"].get("article"):
            found.articles.add(block["value"]["article"])
        if block["type"] == "file" and block["value"].get("document"):
            found.documents.add(block["value"]["document"])
    for text in rich_texts(blocks):
        for kind, number in linked(text):
            (found.articles if kind == "page" else found.documents).add(number)
    return found


def pictures(numbers: set[int]) -> dict[int, Picture]:
    """The pictures with these ids."""
    return Picture.objects.in_bulk(list(numbers)) if numbers else {}


def documents(numbers: set[int]) -> dict[int, Any]:
    """The files with these ids."""
    found: dict[int, Any] = get_document_model().objects.in_bulk(list(numbers)) if numbers else {}
    return found
