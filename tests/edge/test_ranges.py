"""The events of a topic behind a number, for who asks instead of listening."""

from __future__ import annotations

import time
from types import ModuleType
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from depesche.edge import serving, views
from depesche.edge.store import Store
from depesche.wire import actions as wire
from depesche.wire import queries

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory"),
]


@pytest.fixture(autouse=True)
def quiet(settings: LazySettings) -> None:
    """Styles need no folder."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def ask(query: str = "", topic: str = "bulletins", language: str = "") -> Any:
    """What a stranger is answered."""
    client = Client(headers={"host": "127.0.0.1"})
    return client.get(f"{language}/wire/{topic}{query}")


def words(answer: Any) -> list[str]:
    """The bulletins in it."""
    return [event["content"]["word"] for event in answer.json()["events"]]


def hear() -> None:
    """Wait until the store has heard what happened."""
    wire.number()
    until = time.monotonic() + 10
    while serving.STORE.heard < queries.last_position():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_behind_a_number(bulletins: ModuleType) -> None:
    """In order, with where to go on; what has no face is passed over."""
    bulletins.post("a")
    bulletins.print_("secret")
    bulletins.tell("b", "nur c")
    answer = ask("?after=1")
    assert answer.headers["Content-Type"] == "application/json"
    assert words(answer) == ["b", "nur c"]
    told = answer.json()
    assert (told["next"], told["more"], told["reset"]) == (4, False, False)
    assert words(ask("?after=1", language="/en")) == ["b"]
    assert ask("?after=1", language="/en").json()["next"] == 4
    assert "secret" not in answer.content.decode()


def test_without_a_number_it_says_where_the_topic_stands(bulletins: ModuleType) -> None:
    """For who has read the page and asks from now on."""
    assert ask().json()["next"] == 0
    bulletins.tell("a", "b")
    assert (ask().json()["next"], words(ask())) == (2, [])


@pytest.mark.parametrize("after", ["3", "-1", "x", "", "1.5", "9" * 40, "٣", "0x1"])
def test_a_number_it_never_gave_is_a_reset(after: str, bulletins: ModuleType) -> None:
    """Begin anew, and go on from here."""
    bulletins.tell("a", "b")
    told = ask(f"?after={after}").json()
    assert (told["reset"], told["next"], told["events"]) == (True, 2, [])


def test_an_open_range_is_kept_for_a_second(bulletins: ModuleType, store: Store) -> None:
    """However many ask: the next second they get what is new."""
    bulletins.tell("a")
    hear()
    first = ask("?after=0")
    assert first.headers["Cache-Control"] == "public, max-age=1"
    assert ask("?after=0").headers["Cache-Status"] == "depesche; hit"
    page = store.pages()[0]
    assert page.expires_at
    assert 0 < page.expires_at - page.kept_at <= 1


def test_a_full_range_is_kept_until_what_it_shows_changes(
    bulletins: ModuleType, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has all it will ever have; what is withdrawn from it goes all the same."""
    monkeypatch.setattr(views, "MOST", 3)
    bulletins.tell("a", "b", "c", "d")
    hear()
    first = ask("?after=0")
    assert (words(first), first.json()["more"], first.json()["next"]) == (["a", "b", "c"], True, 3)
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert store.pages()[0].expires_at is None
    bulletins.tell("e")
    hear()
    assert ask("?after=0").headers["Cache-Status"] == "depesche; hit"
    bulletins.withdraw("b")
    hear()
    assert words(ask("?after=0")) == ["a", "c"]


def test_a_full_range_of_what_nobody_can_withdraw_is_for_ever(
    bulletins: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No cache need ask again."""
    monkeypatch.setattr(views, "MOST", 2)
    bulletins.withdraw("a")
    bulletins.withdraw("b")
    wire.number()
    assert "immutable" in ask("?after=0").headers["Cache-Control"]


@pytest.mark.parametrize("topic", ["hidden", "paper", "rights", "crew/1", "BULLETINS", "a:b"])
def test_what_is_not_declared_is_not_there(topic: str, bulletins: ModuleType) -> None:
    """A topic of the house, one for others, one that cannot be: 404, all alike, kept by nobody."""
    bulletins.post("plan", where="hidden")
    wire.number()
    answer = ask("?after=0", topic=topic)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content == ask(topic="no-such").content


def test_the_stream_itself_is_not_here(bulletins: ModuleType) -> None:
    """What the edge did not take: another method, a server without it."""
    client = Client(headers={"host": "127.0.0.1"})
    assert client.get("/wire/stream?topic=bulletins").status_code == 503
    assert client.head("/wire/stream").status_code == 405
