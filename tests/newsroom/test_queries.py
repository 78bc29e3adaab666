"""Lists are paged on (number, id), and a day holds what was released on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from depesche.newsroom import actions, keys, queries
from depesche.newsroom.models import Article, Slot
from depesche.newsroom.queries import Place
from tests import cast
from tests.ticker.test_queries import steps


@pytest.mark.parametrize(
    "text",
    ["", "-", "1", "1-", "-1", "1-2-3", "01-2", "1-02", "٣-٤", "1 -2", "a-b", "1-2\n",
     "9" * 19 + "-1", "1-" + "9" * 19, "1" * 5000 + "-1", "10000000000000000000000-1"],
)  # fmt: skip
def test_a_senseless_place_is_none(text: str) -> None:
    """Whatever a reader writes into an address, no database is asked for it."""
    assert Place.read(text) is None


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_a_place_is_read_as_it_is_written(number: int, id_: int) -> None:
    """One spelling for one place: no second copy of a page."""
    assert Place.read(str(Place(number, id_))) == Place(number, id_)


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_none(text: str) -> None:
    """And what is read is written the same."""
    place = Place.read(text)
    assert place is None or str(place) == text


@pytest.mark.django_db
def test_the_largest_place_is_taken_by_the_database() -> None:
    """An address with eighteen nines is an empty page, not an error."""
    largest = Place.read("9" * 18 + "-" + "9" * 18)
    assert queries.leaf(queries.public("de"), behind=largest, read=list).articles == []


@pytest.mark.django_db
def test_pages_neither_lose_nor_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven articles of the same instant on pages of two, while another one is released."""
    monkeypatch.setattr(queries, "PAGE_LENGTH", 2)
    expected = {cast.released(f"nr-{n}").pk for n in range(7)}
    seen: list[int] = []
    behind = None
    for _ in range(10):
        leaf = queries.leaf(queries.public("de"), behind=behind, read=list)
        seen += [article.pk for article in leaf.articles]
        behind = leaf.older
        if behind is None:
            break
        if len(seen) == 2:
            cast.released("neu", at=cast.NOON + timedelta(hours=1))
    assert len(seen) == len(set(seen)) == 7
    assert set(seen) == expected


@pytest.mark.django_db
def test_a_full_last_page_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No link to an empty page."""
    monkeypatch.setattr(queries, "PAGE_LENGTH", 2)
    for n in range(2):
        cast.released(f"nr-{n}")
    assert queries.leaf(queries.public("de"), behind=None, read=list).older is None


@pytest.mark.django_db
def test_a_day_is_that_of_the_town(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before and after midnight and over the night when clocks change; released by an editor
    on a journey, it still stands in the list that its key names."""
    instants = {
        "vor-mitternacht": datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC),
        "nach-mitternacht": datetime(2026, 3, 28, 23, 0, tzinfo=UTC),
        "abends": datetime(2026, 3, 29, 21, 59, tzinfo=UTC),
        "tags-darauf": datetime(2026, 3, 29, 22, 0, tzinfo=UTC),
    }
    with timezone.override("Pacific/Honolulu"):
        for slug, instant in instants.items():
            article = cast.released(slug, at=instant)
            assert keys.day("de", instant) in keys.placed(article)
        on_sunday = queries.of_day("de", date(2026, 3, 29))
        assert {article.slug for article in on_sunday} == {"nach-mitternacht", "abends"}
    assert keys.day("de", instants["nach-mitternacht"]) == "day/de/2026-03-29"


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days(day: date) -> None:
    """Empty ones."""
    assert not queries.of_day("de", day).exists()


@pytest.mark.django_db
def test_a_slot_that_ran_out_is_empty() -> None:
    """Also before the clock has cleared it; a retracted article leaves its slot."""
    front = cast.edition()
    stays, gone, old = (cast.released(slug) for slug in ("bleibt", "fort", "vorbei"))
    Slot.objects.create(front=front, article=old, until=cast.NOON, sort_order=0)
    Slot.objects.create(front=front, article=gone, sort_order=1)
    Slot.objects.create(front=front, article=stays, sort_order=2)
    actions.retract(gone, reason="Ein Irrtum", by=None)
    assert queries.curated("de") == [stays.pk]
    assert actions.end_what_ran_out() == 1
    assert actions.end_what_ran_out() == 0
    assert Slot.objects.count() == 2


@pytest.mark.django_db
def test_versions_in_other_languages_are_found() -> None:
    """Only the released ones."""
    german = cast.released()
    english = cast.draft("bridge-closed", language="en", translation_of=german)
    assert [a.pk for a in queries.language_versions(german)] == [german.pk]
    actions.publish(english, by=None)
    assert {a.language for a in queries.language_versions(german)} == {"de", "en"}


@pytest.mark.django_db
@pytest.mark.parametrize("nearest", [1, 3, 200])
def test_what_stands_beside_does_not_depend_on_where_it_is_found(
    nearest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest on the same topics, whether they are the newest of all or years old."""
    monkeypatch.setattr(queries, "NEWEST", nearest)
    on_it = [
        cast.released(f"nr-{n}", at=cast.NOON + timedelta(days=n), topic="bruecke")
        for n in range(5)
    ]
    other = cast.released("anders", at=cast.NOON + timedelta(days=9), topic="hafen")
    cast.released("ohne", at=cast.NOON + timedelta(days=8))
    article, mentioned = on_it[4], {on_it[3].pk, other.pk}
    topics = [cast.topic("bruecke").pk]
    wanted: dict[str, Any] = {"language": "de", "topics": topics, "most": 2}
    found = queries.beside(article, mentioned=mentioned, **wanted)
    assert set(found) == {on_it[3], other, on_it[2], on_it[1]}
    assert set(queries.beside(article, mentioned=set(), **wanted)) == {on_it[3], on_it[2]}


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_page_deep_in_a_list_costs_what_the_first_one_does() -> None:
    """Counted in steps of the database, over two thousand articles: it does not walk there."""
    first = cast.released("erster")
    link, own = Page._meta.db_table, Article._meta.db_table
    with connection.cursor() as cursor:
        for table, key in ((link, "id"), (own, "page_ptr_id")):
            cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s", [first.pk])
            columns = [column[0] for column in cursor.description]
            row = dict(zip(columns, cursor.fetchone(), strict=True))
            rows = [row | _copy(row, key, first.pk + n, n) for n in range(1, 2_001)]
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} VALUES ({marks})", [[r[c] for c in columns] for r in rows]
            )
    deep = Place((first.number or 0) - 1_900, first.pk + 1_900)
    costs = [
        steps(partial(queries.leaf, queries.public("de"), behind=behind, read=list))
        for behind in (None, deep)
    ]
    assert costs[1] < 1.5 * costs[0]


def _copy(row: dict[str, Any], key: str, pk: int, order: int) -> dict[str, Any]:
    """What is another one in the copy of a row."""
    differing: dict[str, Any] = {key: pk}
    if "path" in row:
        named = {name: f"{row[name]}-{order}" for name in ("slug", "url_path")}
        differing |= named | {"path": f"{row['path'][:-4]}{order + 1000:04}"}
        differing |= {"translation_key": uuid4().hex}
    else:
        differing["number"] = row["number"] - order
    return differing
