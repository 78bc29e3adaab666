"""Who may hear what: asked when somebody comes, and again when it may be another answer."""

from __future__ import annotations

import json
import time
from types import ModuleType

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from depesche.edge.limits import Limits
from depesche.wire import actions as wire
from depesche.wire import keys
from tests.edge.listening import listening
from tests.edge.server import open_house

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 2.0


@pytest.fixture
def sailor(bulletins: ModuleType) -> Client:
    """A member of the crew, signed in."""
    person = get_user_model().objects.create_user(email="sailor@example.org", password="x")
    bulletins.CREW.add(person.pk)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    return client


def cookie(client: Client) -> str:
    """What the browser shows."""
    return f"Cookie: theme=dark; sessionid={client.cookies['sessionid'].value}\r\n"


def test_a_stranger_hears_only_what_is_for_everyone(bulletins: ModuleType) -> None:
    """Alone it is refused; beside others the topic is named as not heard. A made-up session is
    none."""
    with open_house() as house:
        for more in ("", "Cookie: sessionid=made-up\r\n", 'Cookie: sessionid="\r\n'):
            with listening(house, "crew/7", more=more) as ear:
                assert ear.status == 403
            with listening(house, "bulletins", "crew/7", more=more) as ear:
                [begun] = ear.until(1)
                assert json.loads(begun.text) == {"topics": ["bulletins"], "closed": ["crew/7"]}
                bulletins.tell("anchor", where="crew/7")
                bulletins.tell("flood")
                ear.until_words("flood")
                assert "crew" not in ear.reader.last_id


def test_one_of_them_hears_it(bulletins: ModuleType, sailor: Client) -> None:
    """Also what was missed."""
    bulletins.tell("anchor", where="crew/7")
    with (
        open_house() as house,
        listening(house, "crew/7", after="0", more=cookie(sailor)) as ear,
    ):
        ear.until_words("anchor")
        bulletins.tell("sails", where="crew/7")
        ear.until_words("anchor", "sails")


def test_who_signs_out_hears_no_more(bulletins: ModuleType, sailor: Client) -> None:
    """Within two seconds: what is private closes, what is public goes on."""
    with (
        open_house() as house,
        listening(house, "bulletins", "crew/7", more=cookie(sailor)) as both,
        listening(house, "crew/7", more=cookie(sailor)) as alone,
    ):
        assert both.until(1)[0].id == "bulletins:0,crew/7:0"
        alone.until(1)
        began = time.monotonic()
        sailor.logout()
        wire.number()
        assert alone.until_over()[-1].kind == "closed"
        _, closed = both.until(2)
        assert time.monotonic() - began < SECONDS
        assert (closed.kind, json.loads(closed.text)) == ("closed", {"topics": ["crew/7"]})
        bulletins.tell("anchor", where="crew/7")
        bulletins.tell("flood")
        both.until_words("flood")
        assert both.reader.last_id == "bulletins:1"


def test_a_right_that_is_taken_away_ends_before_what_follows(
    bulletins: ModuleType, sailor: Client
) -> None:
    """Not one event behind it goes out, even if both are heard together."""
    with (
        open_house() as house,
        listening(house, "bulletins", "crew/7", more=cookie(sailor)) as ear,
    ):
        ear.until(1)
        bulletins.CREW.clear()
        wire.review_rights([keys.topic("crew/7")])
        bulletins.post("mutiny", where="crew/7")
        bulletins.tell("flood")
        ear.until_words("flood")
        assert [told.kind for told in ear.reader.told[1:]] == ["closed", "bulletin.posted"]


def test_who_may_still_misses_nothing_while_it_is_asked(
    bulletins: ModuleType, sailor: Client
) -> None:
    """A review is not seen."""
    with (
        open_house() as house,
        listening(house, "bulletins", "crew/7", more=cookie(sailor)) as ear,
    ):
        ear.until(1)
        words = [f"w{number}" for number in range(30)]
        for number, word in enumerate(words):
            where = "crew/7" if number % 2 else "bulletins"
            bulletins.post(word, where=where)
            wire.review_rights([keys.topic("crew/7")])
            wire.number()
        ear.until_words(*words)
        assert {told.kind for told in ear.reader.told[1:]} == {"bulletin.posted"}


def test_it_is_asked_again_even_if_nobody_says_so(bulletins: ModuleType, sailor: Client) -> None:
    """A net under the events that change a right."""
    limits = Limits(round=0.05, review=0.2)
    with (
        open_house(limits=limits) as house,
        listening(house, "crew/7", more=cookie(sailor)) as ear,
    ):
        ear.until(1)
        bulletins.CREW.clear()
        assert ear.until_over()[-1].kind == "closed"


def test_a_private_range_is_nobodys_to_keep(bulletins: ModuleType, sailor: Client) -> None:
    """404 for others, and no store for the one who may."""
    bulletins.tell("anchor", where="crew/7")
    answer = sailor.get("/wire/crew/7?after=0")
    assert [one["content"]["word"] for one in answer.json()["events"]] == ["anchor"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    stranger = Client(headers={"host": "127.0.0.1"}).get("/wire/crew/7?after=0")
    assert stranger.status_code == 404
    assert stranger.headers["Cache-Control"] == "private, no-store"
