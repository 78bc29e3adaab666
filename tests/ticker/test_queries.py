"""The ticker is paged on (number, id): without gap, double or growing cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from depesche.newsroom.queries import Place
from depesche.ticker import actions, queries
from depesche.ticker.models import Entry, Filing
from depesche.ticker.queries import Stretch
from tests import cast
from tests.ticker import desk

GRAIN = 10


def walked(section: int | None, *, oldest_first: bool, length: int) -> list[int]:
    """The whole list, page by page."""
    seen: list[int] = []
    behind: Place | None = None
    while True:
        page = queries.stretch(
            "de", section=section, behind=behind, oldest_first=oldest_first, length=length
        )
        assert page.before == bool(seen)
        seen += [spot.id for spot in page.spots]
        if not page.after:
            return seen
        behind = page.spots[-1].place()


class EveryPageOnce(TestCase):
    """Whatever the times of the entries, many of them the same."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12), st.integers(1, 5))
    def test_pages_neither_lose_nor_repeat(
        self, entries: list[tuple[int, bool]], length: int
    ) -> None:
        """In both orders, in the whole ticker and in one section."""
        city = cast.section().pk
        told = [
            desk.told(at=desk.minutes(minute), sections=(city,) if filed else ())
            for minute, filed in entries
        ]
        for section, shown in (
            (None, told),
            (city, [entry for entry, (_, filed) in zip(told, entries, strict=True) if filed]),
        ):
            newest = sorted(shown, key=lambda one: (-(one.number or 0), -one.pk))
            wanted = [entry.pk for entry in newest]
            assert walked(section, oldest_first=False, length=length) == wanted
            assert walked(section, oldest_first=True, length=length) == wanted[::-1]


@pytest.mark.django_db
def test_the_page_before_ends_where_this_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Near the top it is the first page."""
    monkeypatch.setattr(queries, "PAGE_LENGTH", 2)
    told = [desk.told(at=desk.minutes(n)) for n in range(7)][::-1]
    spots = [queries.Spot(entry.number or 0, entry.pk) for entry in told]

    def begins(first: int) -> Place | None:
        return queries.beginning("de", section=None, first=spots[first], oldest_first=False)

    assert begins(4) == spots[1].place()
    assert begins(3) == spots[0].place()
    assert begins(2) is None
    assert begins(0) is None


@pytest.mark.django_db
def test_drafts_and_withdrawn_entries_are_in_no_list() -> None:
    """Nor is what another edition tells."""
    city = cast.section().pk
    desk.written(sections=(city,))
    gone = desk.told(sections=(city,))
    actions.withdraw(gone, reason="Falsch.", by=None)
    desk.told("Closed.", language="en")
    assert queries.stretch("de") == Stretch([], before=False, after=False)
    assert queries.stretch("de", section=city).spots == []
    assert queries.entries([gone.pk]) == {}
    assert queries.entry(gone.pk) == gone
    draft = desk.written()
    assert queries.entry(draft.pk) is None


def steps(ask: Callable[[], object]) -> int:
    """Of SQLite's own machine."""
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += GRAIN
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(step, GRAIN)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, GRAIN)
    return counted


def fill(count: int, section: int) -> None:
    """So many entries more, one a minute and every tenth at the time of the one before."""
    begun = Entry.objects.count()
    made = Entry.objects.bulk_create(
        Entry(language="de", number=60_000 * (n - (n % 10 == 0)), first_released_at=cast.NOON)
        for n in range(begun, begun + count)
    )
    Filing.objects.bulk_create(
        Filing(entry=one, section_id=section, number=one.number or 0) for one in made[::3]
    )


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_page_costs_the_same_in_a_hundred_times_the_ticker() -> None:
    """The first page, one in the middle, the way back, in both orders, in a section; counted in
    steps of the database, since time cannot be trusted."""
    section = cast.section().pk
    costs: list[dict[str, int]] = []
    for more in (1_000, 99_000):
        fill(more, section)
        middle = Entry.objects.count() // 2
        place = Place(60_000 * middle, middle)
        there = Entry.objects.order_by("pk")[middle]
        spot = queries.Spot(there.number or 0, there.pk)
        asked: dict[str, Callable[[], object]] = {
            "first": partial(queries.stretch, "de"),
            "first of a section": partial(queries.stretch, "de", section=section),
            "oldest": partial(queries.stretch, "de", oldest_first=True),
            "middle": partial(queries.stretch, "de", behind=place),
            "upward": partial(queries.stretch, "de", behind=place, oldest_first=True),
            "in a section": partial(queries.stretch, "de", section=section, behind=place),
            "way back": partial(
                queries.beginning, "de", section=section, first=spot, oldest_first=False
            ),
            "whether there is any": partial(queries.has_entries, "de"),
        }
        costs.append({name: steps(ask) for name, ask in asked.items()})
    small, large = costs
    assert {n: (small[n], large[n]) for n in small if large[n] > 1.5 * small[n] + 10 * GRAIN} == {}
    assert max(large.values()) < 3_000
