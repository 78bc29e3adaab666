"""Entries composed into pages: the ticker in either order, an entry by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from depesche.front import addresses, frames, structured
from depesche.front.entries import Reports
from depesche.front.faces import (
    EntryFace,
    EntryPageFace,
    Frame,
    NavItem,
    ShareFace,
    TickerFace,
    WithdrawnFace,
)
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Signpost, Surroundings
from depesche.kit import text
from depesche.newsroom.queries import Place
from depesche.ticker import keys, queries
from depesche.ticker.models import Entry
from depesche.ticker.queries import Spot, Stretch

BEGINNING = Place(0, 0)
TITLE_LENGTH = 90


class NothingThere(LookupError):
    """The ticker does not go on there, or nobody knows what was asked; `address` leads on."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Ask:
    """Which page of the ticker. behind: where it begins. A ticker with `after` in its address is
    read upward, the oldest entry first."""

    language: str
    section: Signpost | None = None
    behind: Place | None = None
    oldest_first: bool = False

    @classmethod
    def read(cls, around: Surroundings, asked: Mapping[str, str]) -> Ask:
        """What an address asks for. Raises NothingThere for what makes no sense."""
        language = around.language
        before, after, slug = (
            asked.get(addresses.word(name, language)) for name in ("before", "after", "section")
        )
        section = next((post for post in around.sections if post.slug == slug), None)
        behind = Place.read(before or after or "")
        understood = (
            len(asked) == sum(one is not None for one in (before, after, slug))
            and (slug is None or section)
            and (before is None or after is None)
            and ((before is None and after is None) or behind)
        )
        if not understood:
            raise NothingThere(addresses.ticker(language, section=section.slug if section else ""))
        return cls(language, section, behind, oldest_first=after is not None)

    @property
    def section_id(self) -> int | None:
        """The section's id."""
        return self.section.id if self.section else None

    def at(self, behind: Place | None, *, oldest_first: bool) -> str:
        """The page of the same list behind another place, in either order."""
        place = str(behind or BEGINNING) if oldest_first or behind else ""
        return addresses.ticker(
            self.language,
            section=self.section.slug if self.section else "",
            **{"after" if oldest_first else "before": place},
        )

    @property
    def address(self) -> str:
        """This page."""
        return self.at(self.behind, oldest_first=self.oldest_first)

    @property
    def is_the_ticker_itself(self) -> bool:
        """Neither a part of it nor another order."""
        return self == Ask(self.language)


def ticker_sheet(around: Surroundings, ask: Ask) -> Sheet:
    """One page of the ticker. Raises NothingThere."""
    page = queries.stretch(
        ask.language, section=ask.section_id, behind=ask.behind, oldest_first=ask.oldest_first
    )
    if ask.behind and not page.spots:
        if ask.oldest_first and ask.behind == BEGINNING:
            raise NothingThere(ask.at(None, oldest_first=False))
        raise NothingThere(ask.at(None, oldest_first=ask.oldest_first))
    reports = Reports([spot.id for spot in page.spots], around)
    face = TickerFace(
        days=reports.days(),
        sections=tuple(_sections(around, ask)),
        section_name=ask.section.title if ask.section else "",
        is_oldest_first=ask.oldest_first,
        other_order_url=_turned(ask, page),
        next_url=_next(ask, page),
        previous_url=_previous(ask, page),
    )
    shown = {keys.ticker(ask.language)} | reports.keys | reports.prints.keys() | around.keys()
    return Sheet(_ticker_frame(around, ask, page), face, frozenset(shown))


def _sections(around: Surroundings, ask: Ask) -> list[NavItem]:
    """All, and each section; the order of reading stays."""

    def item(label: str, section: Signpost | None) -> NavItem:
        there = Ask(ask.language, section)
        is_current = section == ask.section
        return NavItem(label, there.at(None, oldest_first=ask.oldest_first), is_current)

    everything = item(gettext("All sections"), None)
    return [everything, *(item(post.title, post) for post in around.sections)]


def _next(ask: Ask, page: Stretch) -> str:
    if not page.after:
        return ""
    return ask.at(page.spots[-1].place(), oldest_first=ask.oldest_first)


def _previous(ask: Ask, page: Stretch) -> str:
    if not page.before:
        return ""
    place = queries.beginning(
        ask.language, section=ask.section_id, first=page.spots[0], oldest_first=ask.oldest_first
    )
    return ask.at(place, oldest_first=ask.oldest_first)


def _turned(ask: Ask, page: Stretch) -> str:
    """The same entries the other way round, so that nobody loses the place; at an end of the
    ticker, the first page of that order."""
    if not page.spots:
        return ""
    step = 1 if ask.oldest_first else -1
    place = page.spots[-1].place(step) if page.after else None
    return ask.at(place, oldest_first=not ask.oldest_first)


def _ticker_frame(around: Surroundings, ask: Ask, page: Stretch) -> Frame:
    language = ask.language
    name = gettext("Newsticker")
    title = f"{name}: {ask.section.title}" if ask.section else name
    described = gettext("All news as it comes in, with the time.")
    whole = ask.is_the_ticker_itself
    return frames.frame(
        around,
        address=ask.address,
        versions={code: addresses.ticker(code) for code in around.editions} if whole else {},
        own_feeds=frames.ticker_feeds(language),
        title=title,
        description=described,
        robots="" if whole and page.spots else "noindex",
        share=ShareFace(title=title, description=described),
        json_ld=structured.in_html(
            structured.breadcrumbs(language, (name, addresses.ticker(language)))
        ),
    )


def entry_sheet(around: Surroundings, entry: Entry) -> Sheet:
    """The page of a public entry."""
    reports = Reports([entry.pk], around)
    (day,) = reports.days()
    (face,) = day.entries
    spot = Spot(face.place, entry.pk)
    there = Ask(entry.language).at(spot.place(1), oldest_first=False)
    page = EntryPageFace(day, f"{there}#entry-{entry.pk}")
    shown = reports.keys | reports.prints.keys() | around.keys()
    return Sheet(_entry_frame(around, reports, face), page, frozenset(shown))


def _entry_frame(around: Surroundings, reports: Reports, face: EntryFace) -> Frame:
    words = text.plain(face.html)
    title = face.headline or text.shortened(words, TITLE_LENGTH)
    described = text.shortened(words, 160)
    share = ShareFace(
        title=title,
        description=described,
        type="article",
        published_at=face.released_at,
        modified_at=face.updated_at,
    )
    language = around.language
    trail = ((gettext("Newsticker"), addresses.ticker(language)), (title, face.url))
    return frames.frame(
        around,
        address=face.url,
        title=title,
        description=described,
        share=reports.shared(share),
        json_ld=structured.in_html(
            structured.ticker_entry(face, title=title, words=words, language=language),
            structured.breadcrumbs(language, *trail),
        ),
    )


def withdrawn_sheet(around: Surroundings, entry: Entry) -> Sheet:
    """What stands in the place of a withdrawn entry: the reason, not its words."""
    withdrawal = queries.standing_withdrawal(entry)
    if withdrawal is None:
        raise NothingThere(addresses.ticker(entry.language))
    face = WithdrawnFace(withdrawal.reason, withdrawal.at, addresses.ticker(entry.language))
    frame = frames.frame(around, title=gettext("Withdrawn entry"), robots="noindex")
    return Sheet(frame, face, frozenset({keys.entry(entry.pk)} | around.keys()))
