"""The public history of an article: every released version, marked against the one before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext

from depesche.front import addresses, frames, structured
from depesche.front.faces import CorrectionFace, DiffPiece, HistoryFace, VersionFace
from depesche.front.mentions import Raw, listed
from depesche.front.sheets import Sheet
from depesche.front.surroundings import surroundings
from depesche.kit import text
from depesche.newsroom import keys
from depesche.newsroom.models import Article, Correction, Publication, Withholding

WORDS = re.compile(r"\s*\S+")
LINE_ENDS = re.compile(r"(?<=</p>)|(?<=</li>)")

Paragraph = tuple[DiffPiece, ...]


@dataclass
class Version:
    """A version as it was released. `paragraphs`: headline, lead, then the text; of a version
    that is withheld, nothing."""

    publication: Publication
    paragraphs: list[str]
    is_withheld: bool
    corrections: list[Correction] = field(default_factory=list)


def sheet(article: Article) -> Sheet:
    """All released versions of an article, newest first."""
    around = surroundings(article.language)
    versions = list(_versions(article))
    address = addresses.versions(article.address, article.language)
    all_versions = gettext("All versions")
    face = HistoryFace(
        headline=article.headline,
        article_url=article.address,
        versions=tuple(_faces(versions))[::-1],
    )
    frame = frames.frame(
        around,
        address=address,
        section=article.section_id,
        title=f"{all_versions}: {article.headline}",
        robots="noindex",
        json_ld=structured.in_html(
            structured.breadcrumbs(
                article.language,
                (article.headline, article.address),
                (all_versions, address),
            )
        ),
    )
    return Sheet(frame, face, frozenset({keys.article(article.pk)} | around.keys()))


def _versions(article: Article) -> Iterator[Version]:
    """The versions in order, each with the corrections that were appended while it stood."""
    publications = list(
        Publication.objects.filter(article=article.pk, revision__isnull=False)
        .select_related("revision")
        .order_by("at", "pk")
    )
    corrections = list(Correction.objects.filter(article=article.pk))
    withheld = Withholding.objects.filter(article=article.pk, taken_back_at=None)
    hidden = set(withheld.values_list("publication_id", flat=True))
    for publication, following in zip(publications, [*publications[1:], None], strict=True):
        ends = following.at if following else None
        begins = None if publication is publications[0] else publication.at
        is_withheld = publication.pk in hidden
        content = publication.revision.content if publication.revision else {}
        yield Version(
            publication,
            [] if is_withheld else list(_paragraphs(content)),
            is_withheld,
            [one for one in corrections if _within(one.at, begins, ends)],
        )


def _within(moment: datetime, begins: datetime | None, ends: datetime | None) -> bool:
    return (begins is None or moment >= begins) and (ends is None or moment < ends)


def _faces(versions: list[Version]) -> Iterator[VersionFace]:
    before: list[str] | None = None
    for number, version in enumerate(versions, start=1):
        now = version.paragraphs
        yield VersionFace(
            number=number,
            at=version.publication.at,
            note=_note(version.publication),
            paragraphs=() if version.is_withheld else tuple(_marked_up(before, now)),
            corrections=tuple(CorrectionFace(c.text, c.at) for c in version.corrections),
            is_withheld=version.is_withheld,
        )
        # What a withheld version had and the next one has not must not be seen struck out.
        before = before if version.is_withheld else now


def _marked_up(before: list[str] | None, now: list[str]) -> Iterator[Paragraph]:
    return _unchanged(now) if before is None else _compared(before, now)


def _note(publication: Publication) -> str:
    if publication.first:
        return gettext("First published")
    return gettext("Material update") if publication.material else ""


def _paragraphs(content: dict[str, Any]) -> Iterator[str]:
    """The words of a stored version, a paragraph each."""
    yield from (content.get(name) or "" for name in ("title", "lead"))
    for block in json.loads(content.get("body") or "[]"):
        yield from (words for words in map(text.plain, _words(block)) if words)


def _words(block: Raw) -> Iterator[str]:
    value = block["value"]
    match block["type"]:
        case "paragraph":
            yield from _lines(value)
        case "subhead":
            yield value or ""
        case "quote":
            speaker = ", ".join(filter(None, (value.get("speaker"), value.get("role"))))
            yield " – ".join(filter(None, (value.get("text"), speaker)))
        case "picture":
            yield value.get("caption") or ""
        case "gallery":
            yield value.get("title") or ""
            yield from (use.get("caption") or "" for use in listed(value.get("pictures")))
        case "fact_box":
            yield value.get("title") or ""
            yield from _lines(value.get("text"))
        case "table":
            yield value.get("caption") or ""
            rows = (value.get("table") or {}).get("rows", ())
            yield from (" | ".join(str(cell or "") for cell in row["values"]) for row in rows)
        case "timeline":
            for moment in listed(value.get("moments")):
                yield " – ".join(
                    filter(None, (moment["when"], moment["headline"], moment.get("text")))
                )


def _lines(rich: str | None) -> list[str]:
    """A running text, cut where a paragraph or a point of a list ends."""
    return LINE_ENDS.split(rich or "")


def _unchanged(paragraphs: list[str]) -> Iterator[Paragraph]:
    return ((DiffPiece(words),) for words in paragraphs if words)


def _compared(before: list[str], now: list[str]) -> Iterator[Paragraph]:
    """Paragraph against paragraph; where they differ, word against word."""
    for change, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if change == "equal":
            yield from _unchanged(now[c:d])
            continue
        old, new = before[a:b], now[c:d]
        for place in range(max(len(old), len(new))):
            pieces = tuple(
                _marked("".join(old[place : place + 1]), "".join(new[place : place + 1]))
            )
            if pieces:
                yield pieces


def _marked(before: str, now: str) -> Iterator[DiffPiece]:
    old, new = WORDS.findall(before), WORDS.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        if change == "equal":
            yield DiffPiece("".join(new[c:d]))
            continue
        if a < b:
            yield DiffPiece("".join(old[a:b]), "removed")
        if c < d:
            yield DiffPiece("".join(new[c:d]), "added")
