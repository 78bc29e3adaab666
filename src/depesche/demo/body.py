"""The body of a demo article as the blocks of the newsroom take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from wagtail.documents.models import Document

from depesche.demo.reading import Table
from depesche.newsroom.models import Article
from depesche.pictures.models import Picture

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Archive:
    """What blocks point at: pictures and files by slug, articles by slug within one language."""

    pictures: dict[str, Picture]
    documents: dict[str, Document]
    articles: dict[str, Article]


def blocks(pieces: tuple[Table, ...], archive: Archive) -> list[Raw]:
    """The stored form of a body. Raises KeyError for a piece nobody knows."""
    return [_block(kind, value, archive) for piece in pieces for kind, value in piece.items()]


def _block(kind: str, value: Any, archive: Archive) -> Raw:
    make = _MAKERS.get(kind)
    return {"type": kind, "value": make(value, archive) if make else value}


def _paragraph(value: str, _archive: Archive) -> str:
    return value if value.startswith(("<p", "<ul", "<ol")) else f"<p>{value}</p>"


def _picture(value: Table, archive: Archive) -> Raw:
    return {
        "picture": archive.pictures[value["slug"]].pk,
        "caption": value.get("caption", ""),
        "label": value.get("label", ""),
    }


def _gallery(value: Table, archive: Archive) -> Raw:
    uses = (_picture(one, archive) for one in value["pictures"])
    return {"title": value.get("title", ""), "pictures": _items(uses)}


def _related(value: Table, archive: Archive) -> Raw:
    return {"article": archive.articles[value["article"]].pk, "label": value.get("label", "")}


def _table(value: Table, _archive: Archive) -> Raw:
    columns = [{"type": "text", "heading": heading} for heading in value["head"]]
    rows = [{"values": list(row)} for row in value["rows"]]
    return {
        "caption": value.get("caption", ""),
        "table": {"columns": columns, "rows": rows, "caption": ""},
    }


def _file(value: Table, archive: Archive) -> Raw:
    return {"document": archive.documents[value["slug"]].pk, "title": value.get("title", "")}


def _timeline(value: Table, _archive: Archive) -> Raw:
    moments = ({"text": "", **moment} for moment in value["moments"])
    return {"title": value["title"], "moments": _items(moments)}


def _items(values: Iterable[Raw]) -> list[Raw]:
    """A stored list; without an id Wagtail takes an item for a bare value, and an empty one."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


_MAKERS: dict[str, Callable[[Any, Archive], Any]] = {
    "paragraph": _paragraph,
    "picture": _picture,
    "gallery": _gallery,
    "related": _related,
    "table": _table,
    "file": _file,
    "timeline": _timeline,
}
