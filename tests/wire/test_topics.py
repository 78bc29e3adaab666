"""A topic stays in the house unless somebody declares that it goes out, and to whom."""

from __future__ import annotations

from typing import Any

import pytest

from depesche.wire import faces, topics
from depesche.wire.topics import DeclaredTwice, everyone, open_topic, opening

pytestmark = pytest.mark.house


def members(reader: Any, topic: str) -> bool:
    """Whoever is known."""
    return reader is not None


@pytest.fixture(autouse=True)
def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is declared yet."""
    monkeypatch.setattr(topics, "_openings", {})
    monkeypatch.setattr(faces, "_faces", {})


def test_a_name_is_that_topic_and_no_other() -> None:
    """Not what begins with it, nor what is under it."""
    open_topic("ticker", to=everyone)
    found = opening("ticker")
    assert found
    assert found.is_for_everyone
    for other in ("ticker2", "ticker/5", "tick", "Ticker", "ticker/", "ticker\n", "tickér"):
        assert opening(other) is None, other


def test_a_name_with_a_slash_is_all_under_it() -> None:
    """The nearest declaration counts."""
    open_topic("room/", to=members)
    open_topic("room/open/", to=everyone)
    for topic, to in (("room/5", members), ("room/5/a", members), ("room/open/5", everyone)):
        found = opening(topic)
        assert found
        assert found.to is to
    for other in ("room", "room/", "room//5", "room/../ticker", "rooms/5", "room/" + "5" * 80):
        assert opening(other) is None, other


def test_nobody_declares_what_another_did() -> None:
    """Or the later one would decide for both."""
    open_topic("ticker", to=everyone)
    with pytest.raises(DeclaredTwice):
        open_topic("ticker", to=members)


@pytest.mark.parametrize("name", ["", "/", "a:b", "a,b", "a b", "a\n", "ä", "a//b", "-a"])
def test_a_name_that_would_break_an_id_is_refused(name: str) -> None:
    """It stands in every frame."""
    with pytest.raises(ValueError, match="cannot be a topic"):
        open_topic(name, to=everyone)


@pytest.mark.parametrize("kind", ["", "a\nb", "a:b", "A", "a..b"])
def test_a_kind_that_would_break_a_frame_has_no_face(kind: str) -> None:
    """It stands in one as it is."""
    with pytest.raises(ValueError, match="cannot be the kind"):
        faces.face(kind)(lambda entry, language: None)


def test_a_kind_has_one_face() -> None:
    """Two would show two things."""
    faces.face("note.posted")(lambda entry, language: None)
    with pytest.raises(ValueError, match="two faces"):
        faces.face("note.posted")(lambda entry, language: None)
