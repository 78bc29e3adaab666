"""The demo paper's files: who is who, which pictures there are, what the articles say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
EDITIONS = ("de", "en")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article as its file says. Times are hours before (`ago`) or after (`in_hours`) now."""

    slug: str
    language: str
    section: str
    headline: str
    hours_ago: float
    kicker: str = ""
    short_headline: str = ""
    lead: str = ""
    place: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    state: str = "released"
    in_hours: float = 0
    updated_hours_ago: float | None = None
    event_days_ago: int | None = None
    translation_of: str = ""
    picture: Table = field(default_factory=dict)
    body: tuple[Table, ...] = ()
    corrections: tuple[Table, ...] = ()
    retraction: Table = field(default_factory=dict)


def people() -> Table:
    """Authors, agencies, topics, sections, and what the paper says of itself."""
    return _table("people.toml")


def pictures() -> list[Table]:
    """The pictures with their descriptions and credits."""
    return list(_table("pictures/pictures.toml")["picture"])


def front(language: str) -> list[str]:
    """The slugs an editor put on the front page."""
    return list(_table("front.toml")[language])


def ticker() -> Table:
    """What stands in the ticker, by language; what waits for approval and what is planned."""
    return _table("ticker.toml")


def document(slug: str) -> Path:
    """A file for readers to take with them."""
    return FOLDER / "documents" / f"{slug}.csv"


@cache
def manuscripts() -> tuple[Manuscript, ...]:
    """All articles, oldest first, originals before their translations."""
    found = [
        _manuscript(path, language)
        for language in EDITIONS
        for path in sorted((FOLDER / "articles" / language).glob("*.toml"))
    ]
    return tuple(sorted(found, key=lambda one: (one.language != "de", -one.hours_ago)))


def _manuscript(path: Path, language: str) -> Manuscript:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in LISTS:
        table[name] = tuple(table.get(name, ()))
    return Manuscript(slug=path.stem, language=language, **table)


LISTS = ("authors", "agencies", "topics", "body", "corrections")


@cache
def _table(name: str) -> Table:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
