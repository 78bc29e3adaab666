"""The wire at the desk: who is unwell is seen, by those who look after the instance alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from depesche.kit import clock
from depesche.wire import actions as wire
from depesche.wire import queries
from depesche.wire.models import Entry, Position
from tests.newsroom import desk
from tests.wire.postal import send

pytestmark = pytest.mark.django_db

WIRE = "wire_desk:wire"
HINT = "wire-is-unwell"


@pytest.fixture(autouse=True)
def three_consumers() -> None:
    """One is well, one has failed, one has heard nothing for two minutes."""
    Position.objects.all().delete()
    send("Jonas", "Carla", "Marlene")
    wire.number()
    Entry.objects.update(at=clock.now() - timedelta(minutes=2))
    Position.objects.create(consumer="archive", last=3)
    Position.objects.create(
        consumer="outside http://127.0.0.1:6081/", last=1, failures=3, complaint="<Refused>",
        retry_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    Position.objects.create(consumer="sleeper", last=1)


def heal() -> None:
    """All have heard all."""
    Position.objects.update(last=3, failures=0, retry_at=None, complaint="")


def test_each_is_shown_as_it_fares() -> None:
    """Position, lag, failures, complaint, next try; the unwell ones come first."""
    page = desk.words(desk.sits("chief").get(reverse(WIRE)))
    unwell, sleeping, well = queries.fares()
    assert (unwell.behind, unwell.failures, unwell.is_well) == (2, 3, False)
    assert (sleeping.behind, sleeping.failures, sleeping.is_well) == (2, 0, False)
    assert 120 <= sleeping.seconds_behind < 300
    assert (well.behind, well.seconds_behind, well.is_well) == (0, 0, True)
    assert page.index("outside http") < page.index("sleeper") < page.index(">archive")
    assert "&lt;Refused&gt;" in page
    assert page.count("/try/") == 1
    assert page.count("gestört") == 2


def test_one_that_failed_can_be_tried_now() -> None:
    """By a button, and only by a button."""
    chief = desk.sits("chief")
    address = reverse("wire_desk:try_now", args=["outside http://127.0.0.1:6081/"])
    assert chief.get(address).status_code == 405
    said = desk.said(chief.post(address, follow=True))
    assert "wird jetzt noch einmal versucht" in said
    assert not Position.objects.exclude(retry_at=None).exists()
    assert Position.objects.filter(failures=3).exists()  # it still has to succeed
    assert chief.post(reverse("wire_desk:try_now", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("role", ["editor", "picture-editor", "moderator"])
def test_others_neither_see_nor_press(role: str) -> None:
    """A complaint may name what is not public."""
    browser = desk.sits(role)
    assert browser.get(reverse(WIRE)).status_code == 302
    address = reverse("wire_desk:try_now", args=["outside http://127.0.0.1:6081/"])
    assert browser.post(address).status_code == 302
    assert Position.objects.filter(retry_at__isnull=False).exists()
    home = desk.words(browser.get(reverse("wagtailadmin_home")))
    assert HINT not in home
    assert reverse(WIRE) not in home


@pytest.mark.parametrize("role", ["chief", "admin"])
def test_the_desks_first_page_gives_a_hint(role: str) -> None:
    """While somebody should look, and no longer; the way to the wire stands in the menu."""
    browser = desk.sits(role)
    home = desk.words(browser.get(reverse("wagtailadmin_home")))
    assert HINT in home
    assert "ist 3 Mal in Folge gescheitert" in home
    assert "sleeper" in home
    heal()
    home = desk.words(browser.get(reverse("wagtailadmin_home")))
    assert HINT not in home
    assert reverse(WIRE) in home


def test_a_back_room_that_does_not_run_is_seen() -> None:
    """Nothing gets a number: no consumer is behind, and still nobody hears."""
    heal()
    send("Ines")
    assert queries.relay_is_well()
    Entry.objects.filter(position=None).update(at=clock.now() - timedelta(minutes=2))
    assert not queries.relay_is_well()
    admin = desk.sits("admin")
    assert "Hinterzimmer" in desk.words(admin.get(reverse("wagtailadmin_home")))
    assert "Hinterzimmer" in desk.words(admin.get(reverse(WIRE)))
