"""The front page: what editors put there, then the newest, then the sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from django.conf import settings

from depesche.front import addresses, frames, rails, structured
from depesche.front.cards import Announced, Announcements, for_cards
from depesche.front.faces import (
    SIZES_CARD,
    SIZES_LEAD_STORY,
    Card,
    Frame,
    FrontFace,
    ShareFace,
    StripFace,
)
from depesche.front.prints import Prints
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Signpost, Surroundings, surroundings
from depesche.newsroom import keys, queries
from depesche.newsroom.queries import Candidate
from depesche.pictures.queries import SHARE

TOP, LATEST, STRIP = 6, 9, 5


class Plan(NamedTuple):
    """What stands where, by id."""

    top: list[int]
    latest: list[int]
    strips: dict[Signpost, list[int]]

    def everything(self) -> set[int]:
        """All articles on the page."""
        return {*self.top, *self.latest}.union(*self.strips.values())


def sheet(language: str) -> Sheet | None:
    """The front page of an edition, None if the paper does not appear in that language."""
    around = surroundings(language)
    if not around.is_printed:
        return None
    plan = _plan(around, queries.curated(language))
    articles = _fetched(language, plan.everything())
    shown = [articles[number] for number in plan.everything() if number in articles]
    prints = Prints()
    cards = Announcements(shown, around, prints, signed=True)
    lead = articles.get(plan.top[0]) if plan.top else None
    prints.want([lead.lead_picture if lead else None], SHARE)
    rail = rails.rail(around)
    latest_url = addresses.standing("archive", language)
    face = replace(_face(plan, articles, cards, latest_url), ticker=rail.face)
    own = {keys.front(language), keys.latest(language)} | rail.keys
    shown_keys = own | cards.keys | prints.keys() | around.keys()
    return Sheet(_frame(around, lead, prints), face, frozenset(shown_keys))


def _face(
    plan: Plan, articles: dict[int, Announced], cards: Announcements, latest_url: str
) -> FrontFace:
    def made(numbers: Iterable[int], sizes: str) -> tuple[Card, ...]:
        return cards.cards([articles[n] for n in numbers if n in articles], sizes=sizes)

    return FrontFace(
        lead=next(iter(made(plan.top[:1], SIZES_LEAD_STORY)), None),
        secondary=made(plan.top[1:], SIZES_CARD),
        latest=made(plan.latest, SIZES_CARD),
        latest_url=latest_url,
        strips=tuple(
            StripFace(
                post.title,
                post.address,
                made(numbers[:1], SIZES_LEAD_STORY) + made(numbers[1:], SIZES_CARD),
            )
            for post, numbers in plan.strips.items()
            if numbers
        ),
    )


def _plan(around: Surroundings, curated: list[int]) -> Plan:
    candidates = _candidates(around)
    top = list(_top(curated, candidates))
    return Plan(
        top=top,
        latest=[one.id for one in candidates][:LATEST],
        strips={post: _strip(post, candidates, taken=top) for post in around.sections},
    )


def _candidates(around: Surroundings) -> list[Candidate]:
    """The newest of the edition and of each section, newest first."""
    found = queries.candidates(
        around.language,
        newest=LATEST + TOP,
        sections=[post.id for post in around.sections],
        each=STRIP + TOP,
    )
    return sorted(found, key=lambda one: (-one.number, -one.id))


def _top(curated: list[int], candidates: list[Candidate]) -> Iterator[int]:
    """Slots first, the newest behind them; an uncurated lead story has a picture if one does."""
    free = [one for one in candidates if one.id not in curated]
    if not curated and (lead := next((one for one in free if one.has_picture), None)):
        free = [lead, *(one for one in free if one is not lead)]
    yield from curated[:TOP]
    yield from [one.id for one in free][: max(TOP - len(curated), 0)]


def _strip(post: Signpost, candidates: list[Candidate], *, taken: list[int]) -> list[int]:
    own = [one.id for one in candidates if one.section == post.id and one.id not in taken]
    return own[:STRIP]


def _fetched(language: str, numbers: set[int]) -> dict[int, Announced]:
    if not numbers:
        return {}
    rows = for_cards(queries.public(language).filter(pk__in=numbers))
    return {article.pk: article for article in rows}


def _frame(around: Surroundings, lead: Announced | None, prints: Prints) -> Frame:
    language = around.language
    described = queries.description(language)
    return frames.frame(
        around,
        address=addresses.home(language),
        versions={code: addresses.home(code) for code in around.editions},
        description=described,
        is_home=True,
        share=prints.shared(
            ShareFace(title=settings.PAPER_NAME, description=described),
            lead.lead_picture if lead else None,
        ),
        json_ld=structured.in_html(structured.publisher(), structured.website(language)),
    )
