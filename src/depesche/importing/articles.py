"""A read page as an article of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils.html import escape

from depesche.importing.page import (
    Draft,
    Listing,
    Paragraph,
    PictureNote,
    Piece,
    Quote,
    RelatedCard,
    Subhead,
)
from depesche.kit.people import Person
from depesche.kit.text import shortened
from depesche.newsroom.models import Agency, Article, Author, Byline, Section
from depesche.newsroom.models.address import slug_of, slugs_for
from depesche.pictures import actions as pictures
from depesche.pictures.models import Picture

Block = dict[str, Any]


def article_of(draft: Draft, section: Section, *, by: Person | None) -> Article:
    """A new draft in `section` with everything the page said; its pictures as placeholders."""
    lead_picture = _expected(draft.picture, by) if draft.picture else None
    article = Article(
        title=shortened(draft.headline, 250),
        slug=_free_slug(draft.headline, section),
        live=False,
        owner=by,
        locale=section.locale,
        kicker=shortened(draft.kicker, 60),
        lead=draft.lead,
        event_date=draft.date,
        lead_picture=lead_picture,
        lead_caption=draft.picture.caption if draft.picture else "",
        lead_label=(draft.picture.label or "") if draft.picture else "",
        body=json.dumps([_block(piece, section, by) for piece in draft.body]),
    )
    article.bylines = _bylines(draft)  # type: ignore[misc]  # modelcluster takes a list
    added: Article = section.add_child(instance=article)
    added.save_revision(user=by)
    return added


def unknown_names(draft: Draft) -> list[str]:
    """The names of the byline that the newsroom does not know."""
    known = {line.author.name for line in _bylines(draft) if line.author}
    known |= {line.agency.name for line in _bylines(draft) if line.agency}
    return [name for name in (*draft.authors, *draft.agencies) if name not in known]


def _bylines(draft: Draft) -> list[Byline]:
    authors = Author.objects.filter(name__in=draft.authors)
    agencies = Agency.objects.filter(name__in=draft.agencies)
    lines = [Byline(author=author) for author in authors]
    return lines + [Byline(agency=agency) for agency in agencies]


def _free_slug(headline: str, section: Section) -> str:
    """The headline as a slug that no other article of the section has."""
    taken = set(section.get_children().values_list("slug", flat=True))
    return next(slug for slug in slugs_for(slug_of(headline) or "article") if slug not in taken)


def _expected(note: PictureNote, by: Person | None) -> Picture:
    return pictures.expect(
        caption=note.alt or note.caption,
        creator=note.photographer,
        agency=note.agency,
        taken_on=note.date,
        by=by,
    )


def _block(piece: Piece, section: Section, by: Person | None) -> Block:
    return _MAKERS[type(piece)](piece, section, by)


def _paragraph(piece: Paragraph, _section: Section, _by: object) -> Block:
    return {"type": "paragraph", "value": f"<p>{escape(piece.text)}</p>"}


def _subhead(piece: Subhead, _section: Section, _by: object) -> Block:
    return {"type": "subhead", "value": shortened(piece.text, 160)}


def _quote(piece: Quote, _section: Section, _by: object) -> Block:
    value = {"text": piece.text, "speaker": piece.speaker, "role": "", "where": "", "language": ""}
    return {"type": "quote", "value": value}


def _listing(piece: Listing, _section: Section, _by: object) -> Block:
    tag = "ol" if piece.numbered else "ul"
    items = "".join(f"<li>{escape(item)}</li>" for item in piece.items)
    return {"type": "paragraph", "value": f"<{tag}>{items}</{tag}>"}


def _picture(piece: PictureNote, _section: Section, by: Person | None) -> Block:
    value = {
        "picture": _expected(piece, by).pk,
        "caption": piece.caption,
        "label": piece.label or "",
    }
    return {"type": "picture", "value": value}


def _related(piece: RelatedCard, section: Section, _by: object) -> Block:
    """Our own article of that headline, or the card's words as they stood on the page."""
    own = Article.objects.filter(title=piece.headline, locale_id=section.locale_id).first()
    value = {
        "article": own.pk if own else None,
        "label": piece.label or "",
        "headline": shortened(piece.headline, 200),
        "url": "",
        "caption": shortened(piece.picture_caption, 300),
        "credit": " / ".join(part for part in (piece.agency, piece.photographer) if part)[:160],
        "taken_on": piece.date.isoformat() if piece.date else None,
    }
    return {"type": "related", "value": value}


_MAKERS: dict[type, Callable[[Any, Section, Any], Block]] = {
    Paragraph: _paragraph,
    Subhead: _subhead,
    Quote: _quote,
    Listing: _listing,
    PictureNote: _picture,
    RelatedCard: _related,
}
