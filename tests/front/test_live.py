"""What goes out of the ticker is what a fresh page holds: live equals reload."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from depesche.newsroom.models import Article
from depesche.ticker import actions
from depesche.ticker import queries as ticker
from depesche.wire import actions as wire
from depesche.wire import queries
from depesche.wire.models import Entry as Told
from tests import cast
from tests.edge import newsticker
from tests.front import press
from tests.ticker import desk

ENTRY = re.compile(r'<article class="entry.*?</article>', re.DOTALL)
STEPS = st.lists(st.sampled_from(sorted(newsticker.STEPS)), min_size=1, max_size=8)


def sent(after: int, topic: str = "ticker/de") -> list[tuple[str, dict[str, Any]]]:
    """What readers were sent since a number, as the kinds and the contents."""
    wire.number()
    told = queries.read_topic(topic, after=after)
    made = ((one.kind, queries.piece(one, "de")) for one in told)
    return [(kind, dict(piece.content)) for kind, piece in made if piece]


class LiveIsReload(TestCase):
    """The German ticker under random steps, watched by a page that stands open."""

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_a_page_that_stands_open_becomes_the_fresh_one(self, steps: list[str]) -> None:
        """Old entries and what was sent, filed by place and id, are the entries of a reload."""
        article = cast.released("riss", topic="bruecke", lead_picture=cast.bridge_picture())
        desk.told()
        desk.hear()
        before = press.page("/ticker/")
        number = queries.last_number("ticker/de")
        stands = {
            (int(place), int(id_)): html
            for html in ENTRY.findall(before)
            for id_, place in re.findall(r'id="entry-(\d+)" data-place="(\d+)"', html)
        }
        for step in steps:
            newsticker.STEPS[step](Article.objects.get(pk=article.pk))
            desk.hear()
        for kind, content in sent(number):
            stands = {at: html for at, html in stands.items() if at[1] != content["id"]}
            if kind != "entry.withdrawn":
                stands[content["place"], content["id"]] = content["html"].strip()
        newest_first = [stands[at] for at in sorted(stands, reverse=True)]
        fresh = ENTRY.findall(press.page("/ticker/"))
        assert len(fresh) < ticker.PAGE_LENGTH
        assert newest_first == fresh


@pytest.mark.django_db
def test_a_piece_says_what_a_filter_asks() -> None:
    """Place, version, urgency and sections; and the keys of all that is seen in it."""
    city = cast.section()
    picture = cast.bridge_picture()
    entry = desk.told(sections=(city.pk,), urgency="urgent", picture=picture.pk)
    ((kind, content),) = sent(0)
    assert kind == "entry.released"
    assert content.pop("html").startswith('<article class="entry entry--urgent"')
    assert content == {
        "id": entry.pk,
        "place": entry.number,
        "version": 1,
        "urgency": "urgent",
        "sections": [city.pk],
    }
    piece = queries.piece(Told.objects.get(kind="entry.released"), "de")
    assert piece is not None
    assert {f"entry/{entry.pk}", f"picture/{picture.pk}", "frame/de"} <= set(piece.shows)


@pytest.mark.django_db
def test_an_entry_goes_out_in_its_own_language() -> None:
    """Whatever language the reader's program asks in."""
    entry = desk.told("Closed.", language="en", urgency="breaking")
    ((_kind, content),) = sent(0, "ticker/en")
    assert ">Breaking<" in content["html"]
    assert f'href="/en/ticker/{entry.pk}/"' in content["html"]


@pytest.mark.django_db
def test_nothing_of_a_withdrawn_entry_goes_out() -> None:
    """Not even of what was told before, to those who come later."""
    entry = desk.told("Ein falsches Wort")
    actions.withdraw(entry, reason="Falsch.", by=None)
    assert sent(0) == [("entry.withdrawn", {"id": entry.pk})]


def test_everyone_may_hear_the_ticker_and_nobody_the_paper() -> None:
    """A topic is private unless declared."""
    opening = queries.opening("ticker/de")
    assert opening is not None
    assert opening.is_for_everyone
    assert queries.opening("paper") is None
