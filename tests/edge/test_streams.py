"""The live wire: what happens reaches everyone who listens, once, in order, and nobody else."""

from __future__ import annotations

import json
from contextlib import ExitStack
from types import ModuleType

import pytest
from django.test import Client

from depesche.edge.limits import Limits
from depesche.wire import actions as wire
from depesche.wire import faces
from tests.edge.listening import listening
from tests.edge.server import get, open_house

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_reaches_who_listens(bulletins: ModuleType) -> None:
    """With the position, the kind, and what the face made of it in the language of the path."""
    with open_house() as house, listening(house, "bulletins") as ear:
        assert (ear.status, ear.headers["content-type"]) == (200, "text/event-stream")
        assert "no-store" in ear.headers["cache-control"]
        [begun] = ear.until(1)
        assert (begun.kind, begun.id) == ("begun", "bulletins:0")
        with listening(house, "bulletins", language="en") as english:
            english.until(1)
            bulletins.tell("flood")
            _, told = ear.until(2)
            assert (told.kind, told.id) == ("bulletin.posted", "bulletins:1")
            assert told.content == {"word": "flood", "in": "de"}
            assert english.until(2)[1].content == {"word": "flood", "in": "en"}
    assert json.loads(told.text).keys() == {"topic", "number", "kind", "at", "content"}


def test_a_face_is_made_once_a_language(bulletins: ModuleType) -> None:
    """However many listen."""
    with open_house() as house:
        with ExitStack() as streams:
            ears = [streams.enter_context(listening(house, "bulletins")) for _ in range(5)]
            for ear in ears:
                ear.until(1)
            bulletins.tell("flood", "storm")
            for ear in ears:
                ear.until_words("flood", "storm")
        assert sorted(bulletins.MADE) == [(1, "de"), (2, "de")]


def test_what_has_no_face_stays_in_the_house(bulletins: ModuleType) -> None:
    """Neither its payload nor its kind goes out; the position goes on."""
    with open_house() as house, listening(house, "bulletins") as ear:
        ear.until(1)
        bulletins.print_("secret")
        bulletins.tell("flood")
        assert ear.until(2)[1].id == "bulletins:2"
        assert "secret" not in repr(ear.reader.told)


def test_a_face_that_fails_lets_nothing_out(
    bulletins: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And stops nothing behind it."""
    made = bulletins.posted

    def fails(entry: object, language: str) -> object:
        piece = made(entry, language)
        assert piece.content["word"] != "bad"
        return piece

    monkeypatch.setitem(faces._faces, "bulletin.posted", fails)
    with open_house() as house, listening(house, "bulletins") as ear:
        ear.until(1)
        bulletins.tell("bad", "good")
        ear.until_words("good")


def test_several_topics_have_a_position_each(bulletins: ModuleType) -> None:
    """In one stream, in the order in which it happened."""
    bulletins.tell("old")
    with open_house() as house, listening(house, "weather", "bulletins") as ear:
        assert ear.until(1)[0].id == "bulletins:1,weather:0"
        bulletins.tell("rain", where="weather")
        bulletins.tell("flood")
        ear.until_words("rain", "flood")
        assert [told.id for told in ear.reader.told[1:]] == [
            "bulletins:1,weather:1",
            "bulletins:2,weather:1",
        ]


def test_only_declared_topics_are_heard(bulletins: ModuleType) -> None:
    """A topic nobody declared is none, even if the wire has it; beside others it is named."""
    bulletins.post("plan", where="hidden")
    wire.number()
    with open_house() as house:
        for topic in (
            "hidden",
            "paper",
            "rights",
            "",
            "bulletins/",
            "crew",
            "../bulletins",
            "a\nb",
        ):
            with listening(house, topic) as ear:
                assert ear.status in {400, 404}, topic
        with listening(house, "hidden", "bulletins") as ear:
            [begun] = ear.until(1)
            assert json.loads(begun.text) == {"topics": ["bulletins"], "closed": ["hidden"]}
            bulletins.tell("plan b", where="hidden")
            bulletins.tell("flood")
            ear.until_words("flood")
            assert "hidden" not in ear.reader.last_id


@pytest.mark.parametrize(
    "query", ["", "?", "?topic=", "?" + "&".join(f"topic=t{n}" for n in range(17))]
)
def test_a_question_without_a_topic_is_refused(query: str, bulletins: ModuleType) -> None:
    """Or with too many."""
    with open_house() as house:
        [reply] = house.say(get(f"/wire/stream{query}"))
        assert reply.status in {400, 404}


def test_idle_streams_are_kept_alive(bulletins: ModuleType) -> None:
    """By a comment; and by the position, when only others' events moved it."""
    limits = Limits(round=0.05, heartbeat=0.1)
    with open_house(limits=limits) as house, listening(house, "bulletins") as ear:
        ear.until(1)
        while not ear.reader.comments:
            ear.hear()
        bulletins.print_("secret")
        wire.number()
        assert ear.until(2)[1].kind == "moved"
        assert ear.reader.last_id == "bulletins:1"


def test_ranges_are_the_same_events(bulletins: ModuleType) -> None:
    """What a stream tells and what `GET /wire/<topic>` answers are the same objects."""
    with open_house() as house, listening(house, "bulletins") as ear:
        ear.until(1)
        bulletins.tell("a", "b")
        ear.until_words("a", "b")
    told = [json.loads(one.text) for one in ear.reader.told[1:]]
    answer = Client().get("/wire/bulletins?after=0", headers={"host": "127.0.0.1"})
    assert answer.json()["events"] == told
