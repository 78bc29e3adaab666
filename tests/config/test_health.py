"""Health names the part that fails, and is quick about it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import InterfaceError
from django.test import Client

from depesche.config import checkup, roster
from depesche.config.slate import Slate, State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slate(monkeypatch: pytest.MonkeyPatch) -> Slate:
    """A house of three, all at work."""
    slate = Slate()
    monkeypatch.setattr(roster, "_slates", [slate])
    now = time.monotonic()
    crew = [
        {"name": name, "seat": seat, "pid": 1, "born": now, "starts": 1, "fails": False}
        for seat, name in enumerate(("web-1", "backroom", "tasks"), start=1)
    ]
    slate.seat(0).write(crew)
    for person in crew:
        slate.seat(person["seat"]).state = State.THERE  # type: ignore[arg-type]
    tell_works(slate, 2, relay=now, **{"release clock": now})
    tell_works(slate, 3, tasks=now)
    return slate


def tell_works(slate: Slate, seat: int, **fine_at: float) -> None:
    """What a process says of its works."""
    works = {name: {"fine_at": at, "rounds": 1, "failures": 0} for name, at in fine_at.items()}
    slate.seat(seat).write({"works": works})


def part(client: Client) -> str:
    """The part that is said to fail, empty if none."""
    answer = client.get("/healthz")
    said = answer.json()
    assert answer.status_code == (200 if said["status"] == "ok" else 503)
    return str(said.get("part", ""))


def test_all_is_well(client: Client, slate: Slate) -> None:
    """With a house, and without one as in a test or under another server."""
    assert part(client) == ""
    roster._slates.clear()
    assert part(client) == ""


def test_a_work_without_success_is_named(client: Client, slate: Slate) -> None:
    """The relay may fail while its process lives."""
    now = time.monotonic()
    tell_works(slate, 2, relay=now - 60, **{"release clock": now})
    assert part(client) == "relay"
    tell_works(slate, 2, relay=now, **{"release clock": now - 60})
    assert part(client) == "release clock"


@pytest.mark.parametrize(
    "wrong", [{"pid": 0}, {"fails": True}, {"born": -3600.0}], ids=["gone", "dies", "silent"]
)
def test_who_is_not_there_is_named(client: Client, slate: Slate, wrong: dict[str, object]) -> None:
    """Nobody at the post, one that dies again and again, one that shows no life."""
    crew = slate.seat(0).read()
    crew[0] |= wrong
    slate.seat(0).write(crew)
    assert part(client) == "web-1"


def test_a_home_in_which_nothing_can_be_written_is_named(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    """Drafts and pictures would be lost."""
    settings.HOME = tmp_path / "gone"
    assert part(client) == "home"


def test_what_never_answers_is_told_in_time_and_holds_one_thread(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that stands still takes no thread for each time somebody asks after it."""
    thaws = threading.Event()

    def stand_still() -> None:
        thaws.wait(60)

    frozen = checkup.Examination("frozen", stand_still)
    monkeypatch.setattr(checkup, "DATABASE", frozen)
    monkeypatch.setattr(checkup, "SECONDS_TO_ANSWER", 0.2)
    before = threading.active_count()
    assert [part(client) for _ in range(5)] == ["database"] * 5
    assert threading.active_count() <= before + 1
    thaws.set()
    deadline = time.monotonic() + 30
    while part(client) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert part(client) == ""


def test_a_torn_line_is_no_line() -> None:
    """Whoever is killed while writing leaves nothing that could be mistaken for figures."""
    seat = Slate().seat(5)
    seat.write({"figures": [1, 2, 3]})
    assert seat.read() == {"figures": [1, 2, 3]}
    before = seat._memory[seat._at + 16 : seat._at + 24]
    seat._memory[seat._at + 16 : seat._at + 24] = bytes([before[0] + 1]) + before[1:]
    assert seat.read() is None
    seat.write({"figures": [4]})
    assert seat.read() == {"figures": [4]}


def test_a_line_that_is_too_long_is_refused() -> None:
    """It would run into another one's seat."""
    slate = Slate()
    slate.seat(2).write("neighbour")
    with pytest.raises(ValueError, match="does not fit"):
        slate.seat(1).write("x" * 20_000)
    assert slate.seat(2).read() == "neighbour"


def test_where_there_is_no_thread_it_is_looked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails now, and not for ever."""
    examined = checkup.Examination("test", lambda: None)
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", no_thread)
        assert not examined.is_well()
    assert examined.is_well()


def no_thread(_thread: threading.Thread) -> None:
    """What Python says when the system gives no further thread."""
    raise RuntimeError("can't start new thread")


def test_what_fails_in_a_way_nobody_thought_of_fails() -> None:
    """Also when all was well the time before."""
    wrong: list[Exception] = []

    def look() -> None:
        for error in wrong:
            raise error

    examined = checkup.Examination("test", look)
    assert examined.is_well()
    wrong.append(InterfaceError("the connection is closed"))
    assert not examined.is_well()
    wrong.clear()
    assert examined.is_well()
