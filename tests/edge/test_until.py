"""A page that is right until an instant is kept until that instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from depesche.edge import serving
from depesche.edge.keeping import ends_at, kept, shows
from depesche.edge.store import Store

NOON = datetime(2100, 3, 2, 12, 0, tzinfo=UTC)
EVENING = NOON + timedelta(hours=6)
SECOND = 1.0


@pytest.fixture(autouse=True)
def empty_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets a page that another one kept."""
    following = Store(budget=1_000_000)
    following.begin(0)
    monkeypatch.setattr(serving, "STORE", following)


@kept()
def programme(_request: HttpRequest) -> HttpResponse:
    """What is on until noon."""
    return shows(HttpResponse("Matinee"), {"frame/de"}, until=NOON)


def test_it_is_served_before_and_not_from_that_instant_on() -> None:
    """Nothing has to happen for the page to end."""
    request = RequestFactory().get("/programm/")
    assert serving.keep(request, programme(request), heard=0)
    assert serving.from_store(request, NOON.timestamp() - SECOND)
    assert serving.from_store(request, NOON.timestamp()) is None


def test_of_several_instants_the_earliest_counts() -> None:
    """A page is as old as the first of its parts that grows old."""
    response = HttpResponse()
    for until in (EVENING, NOON, None, EVENING):
        shows(response, {"frame/de"}, until=until)
    assert ends_at(response, now=0) == NOON.timestamp()


def test_a_page_that_names_no_instant_stays() -> None:
    """Only a change of its keys ends it; a missing page is looked for again soon."""
    assert ends_at(shows(HttpResponse(), {"frame/de"}), now=0) is None
    missing = shows(HttpResponse(status=404), {"frame/de"}, until=NOON)
    assert ends_at(missing, now=100) == 110
