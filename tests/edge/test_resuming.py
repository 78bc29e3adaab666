"""Who comes back is told what was missed, exactly; who cannot be told is told to begin anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from types import ModuleType

import pytest

from depesche.edge.streams import reading
from depesche.kit import clock
from depesche.wire import actions as wire
from depesche.wire import queries
from depesche.wire.archiving import PORTION
from depesche.wire.models import Chapter, Entry
from tests.edge.listening import listening
from tests.edge.server import open_house

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_missed_is_told_first(bulletins: ModuleType) -> None:
    """In the order in which it happened over all topics, and what follows behind it, once."""
    bulletins.tell("a", "b")
    bulletins.tell("rain", where="weather")
    bulletins.tell("c")
    with open_house() as house:
        last = "bulletins:1,weather:0"
        with listening(house, "bulletins", "weather", last_id=last) as ear:
            ear.until_words("b", "rain", "c")
            assert (ear.reader.told[0].kind, ear.reader.told[0].id) == ("begun", last)
            bulletins.tell("d")
            ear.until_words("b", "rain", "c", "d")
            assert ear.reader.last_id == "bulletins:4,weather:1"


@pytest.mark.parametrize("asked", [{"after": "1"}, {"after": "bulletins:1"}, {"last_id": "1"}])
def test_a_page_says_from_where_it_listens(asked: dict[str, str], bulletins: ModuleType) -> None:
    """In the address, before it has an id of its own; of a single topic also as a bare number."""
    bulletins.tell("a", "b")
    with open_house() as house, listening(house, "bulletins", **asked) as ear:
        ear.until_words("b")


def test_the_last_id_counts_more_than_the_address(bulletins: ModuleType) -> None:
    """A browser that comes back asks with both."""
    bulletins.tell("a", "b", "c")
    with (
        open_house() as house,
        listening(house, "bulletins", after="0", last_id="bulletins:2") as ear,
    ):
        ear.until_words("c")


def test_many_come_back_at_once(bulletins: ModuleType) -> None:
    """From different places, while it goes on."""
    bulletins.tell(*(f"w{number}" for number in range(1, 21)))
    with open_house() as house, ExitStack() as streams:
        asked = [listening(house, "bulletins", after=str(number)) for number in range(20)]
        ears = [streams.enter_context(stream) for stream in asked]
        bulletins.tell("w21")
        for number, ear in enumerate(ears):
            ear.until_words(*(f"w{later}" for later in range(number + 1, 22)))


def test_a_topic_that_is_new_to_a_client_begins_now(bulletins: ModuleType) -> None:
    """Its id says nothing of it."""
    bulletins.tell("a", "b")
    bulletins.tell("rain", where="weather")
    with (
        open_house() as house,
        listening(house, "bulletins", "weather", last_id="bulletins:1") as ear,
    ):
        ear.until_words("b")
        assert ear.reader.last_id == "bulletins:2,weather:1"


HOSTILE = {
    "unknown": "bulletins:99",
    "of another": "0192-ab",
    "negative": "bulletins:-1",
    "bare negative": "-1",
    "huge": "bulletins:" + "9" * 30,
    "of other figures": "bulletins:١",
    "twice": "bulletins:1,bulletins:2",
    "without a number": "bulletins:",
    "of other topics": "weather:1",
    "empty parts": ",,,",
    "32 kB": "x" * 32_768,
    "1 MB": "9" * 1_000_000,
}


@pytest.mark.parametrize("last", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_id_we_never_gave_is_answered_with_a_reset(last: str, bulletins: ModuleType) -> None:
    """And it goes on from the present."""
    bulletins.tell("a", "b")
    with (
        open_house() as house,
        listening(house, "bulletins", last_id=last.encode().decode("latin-1")) as ear,
    ):
        [reset] = ear.until(1)
        assert (reset.kind, reset.id) == ("reset", "bulletins:2")
        assert json.loads(reset.text) == {"why": "unknown"}
        bulletins.tell("c")
        ear.until_words("c")


def test_two_lines_of_an_id_are_none(bulletins: ModuleType) -> None:
    """Nobody knows which was meant."""
    bulletins.tell("a", "b")
    more = "Last-Event-ID: bulletins:0\r\n"
    with (
        open_house() as house,
        listening(house, "bulletins", last_id="bulletins:1", more=more) as ear,
    ):
        assert ear.until(1)[0].kind == "reset"


def test_who_missed_too_much_reads_anew(
    bulletins: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be told longer than it takes to read the page."""
    monkeypatch.setattr(reading, "MOST_MISSED", 3)
    bulletins.tell("a", "b", "c", "d")
    with open_house() as house:
        with listening(house, "bulletins", after="0") as ear:
            assert json.loads(ear.until(1)[0].text) == {"why": "too old"}
        with listening(house, "bulletins", after="1") as ear:
            ear.until_words("b", "c", "d")


def close_chapters() -> None:
    """All that is old goes into chapters."""
    Entry.objects.update(at=clock.now() - timedelta(days=40))
    while wire.archive(days=30):
        pass
    assert Chapter.objects.exists()


def lose_a_chapter() -> None:
    """An operator's mistake."""
    close_chapters()
    Chapter.objects.all().delete()


@pytest.mark.parametrize(("loss", "kind"), [(close_chapters, "begun"), (lose_a_chapter, "reset")])
def test_it_is_told_from_chapters(
    loss: Callable[[], None], kind: str, bulletins: ModuleType
) -> None:
    """What has left the table is told as if it had not; what is lost is never passed over."""
    bulletins.tell(*(f"w{number}" for number in range(1, PORTION + 4)))
    loss()
    with open_house() as house, listening(house, "bulletins", after=str(PORTION - 2)) as ear:
        assert ear.until(1)[0].kind == kind
        if kind == "begun":
            ear.until_words(*(f"w{number}" for number in range(PORTION - 1, PORTION + 4)))


def test_what_was_withdrawn_meanwhile_is_told_to_nobody(bulletins: ModuleType) -> None:
    """Neither to who comes back, nor as a range: only that it is gone."""
    with open_house() as house:
        with listening(house, "bulletins") as ear:
            ear.until(1)
            bulletins.tell("libel", "weather")
            ear.until_words("libel", "weather")
            bulletins.withdraw("libel")
            wire.number()
            ear.until_words("libel", "weather", "libel")
            assert ear.reader.told[-1].kind == "bulletin.withdrawn"
        with listening(house, "bulletins", after="0") as ear:
            ear.until_words("weather", "libel")
            assert ear.reader.told[-1].kind == "bulletin.withdrawn"


def test_a_client_that_heard_it_elsewhere_is_not_ahead(
    bulletins: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process told it what this one has not heard yet: it is told the rest, without a
    reset and without a word twice."""
    with open_house() as house, listening(house, "bulletins") as first:
        first.until(1)
        slow = bulletins_are_slow(monkeypatch)
        bulletins.tell("a", "b")
        with listening(house, "bulletins", last_id="bulletins:1") as ear:
            slow()
            ear.until_words("b")
            assert ear.reader.told[0].kind == "begun"
        first.until_words("a", "b")


def bulletins_are_slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The follower does not see what is new until told to."""
    read = queries.read
    monkeypatch.setattr(queries, "read", lambda **_: [])
    return lambda: monkeypatch.setattr(queries, "read", read)
