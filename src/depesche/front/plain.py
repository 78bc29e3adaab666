"""Pages without articles: imprint and privacy, tombstones, errors."""

from __future__ import annotations

from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from depesche.front import addresses, frames, structured
from depesche.front.cards import Announcements, for_cards
from depesche.front.faces import SIZES_CARD, ErrorFace, PlainPageFace, TombstoneFace
from depesche.front.prints import Prints
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Surroundings
from depesche.kit import html
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Retraction

LATEST = 3

Status = Literal[400, 403, 404, 500, 503]


def statement(around: Surroundings, name: str) -> Sheet:
    """The imprint or the privacy statement, as the desk wrote it."""
    language = around.language
    headings = frames.standing_names()
    front = queries.front_page(language)
    written = html.clean_page(getattr(front, name)) if front else ""
    notice = gettext("This page is being written.")
    missing = SafeString(f"<p>{html.clean_page(notice)}</p>")
    address = addresses.standing(name, language)
    frame = frames.frame(
        around,
        address=address,
        versions={code: addresses.standing(name, code) for code in around.editions},
        title=headings[name],
        robots="" if written else "noindex",
        json_ld=structured.in_html(structured.breadcrumbs(language, (headings[name], address))),
    )
    face = PlainPageFace(headings[name], SafeString(written) if written else missing)
    return Sheet(frame, face, frozenset(around.keys()))


def tombstone(around: Surroundings, retraction: Retraction) -> Sheet:
    """What stands in the place of a retracted article: the reason, not the headline."""
    section = around.section(retraction.article.section_id)
    face = TombstoneFace(
        reason=retraction.reason,
        retracted_at=retraction.at,
        section_name=section.title if section else "",
        section_url=section.address if section else "",
    )
    frame = frames.frame(around, title=gettext("Retracted article"), robots="noindex")
    shown = {keys.article(retraction.article_id)} | around.keys()
    return Sheet(frame, face, frozenset(shown))


def missing(around: Surroundings) -> Sheet:
    """An address where nothing stands. Any release may change that."""
    latest = for_cards(queries.public(around.language)[:LATEST])
    prints = Prints()
    cards = Announcements(latest, around, prints, signed=True)
    face = ErrorFace(404, cards.cards(latest, sizes=SIZES_CARD))
    shown = {keys.latest(around.language)} | cards.keys | prints.keys() | around.keys()
    return Sheet(
        frames.frame(around, title=titles()[404], robots="noindex"), face, frozenset(shown)
    )


def broken(language: str, status: Status) -> Sheet:
    """A page for what went wrong that needs no table."""
    return Sheet(frames.bare(language, title=titles()[status]), ErrorFace(status), frozenset())


def stale(language: str) -> Sheet:
    """The same for a form whose page is too old to be believed."""
    title = gettext("This form is out of date")
    return Sheet(frames.bare(language, title=title), ErrorFace(403, is_stale=True), frozenset())


def titles() -> dict[int, str]:
    """What the browser's tab says."""
    return {
        400: gettext("We did not understand this request"),
        403: gettext("This page is not open to you"),
        404: gettext("This page is not in the paper"),
        500: gettext("Something went wrong on our side"),
        503: gettext("We will be back in a moment"),
    }
