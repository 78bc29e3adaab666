"""What the wire takes, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import pytest
from django.db import transaction

from depesche.wire import actions as wire
from depesche.wire.events import Event, PayloadIsWrong
from depesche.wire.models import Entry
from tests.wire.postal import LetterSent, send


class RatsInTheHold(Exception):
    """Something went wrong after the event was told."""


@transaction.atomic
def _send_in_vain() -> None:
    wire.append(LetterSent(to="Carla"), keys={"post"})
    raise RatsInTheHold


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_a_transaction() -> None:
    """An event without the transaction of its rows is refused and leaves nothing."""
    with pytest.raises(wire.AppendedOutsideTransaction, match=r"test\.letter\.sent"):
        wire.append(LetterSent(to="Carla"), keys={"post"})
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_told() -> None:
    """A transaction that fails after the event leaves no entry, no number, no gap."""
    send("Jonas")
    with pytest.raises(RatsInTheHold):
        _send_in_vain()
    send("Marlene")
    assert wire.number() == 2
    told = Entry.objects.order_by("position")
    assert [(e.number, e.payload) for e in told] == [(1, {"to": "Jonas"}), (2, {"to": "Marlene"})]


@pytest.mark.django_db(transaction=True)
def test_bells_ring_only_after_commit(alone: None) -> None:
    """Who is woken finds the entry; a transaction that fails wakes nobody."""
    bell = wire.bell()
    assert bell.wait(10)  # it has begun to listen
    bell.clear()
    with pytest.raises(RatsInTheHold):
        _send_in_vain()
    assert not bell.is_set()
    with transaction.atomic():
        wire.append(LetterSent(to="Carla"), keys={"post"})
        assert not bell.is_set()
    assert bell.is_set()


@pytest.mark.django_db
def test_keys_are_a_set_in_order() -> None:
    """The same keys are the same entry, however they were gathered."""
    (entry,) = send("Jonas")
    again = wire.append(LetterSent(to="Jonas"), keys=["b", "a", "b"])
    assert (entry.keys, again.keys) == (["post"], ["a", "b"])


@pytest.mark.django_db
def test_an_entry_gives_back_its_fact() -> None:
    """What is read is what was told."""
    (entry,) = send("Carla")
    assert Entry.objects.get(pk=entry.pk).event() == LetterSent(to="Carla")


@pytest.mark.parametrize("payload", [{}, {"to": "Carla", "stamp": 80}, {"stamp": 80}])
def test_payloads_are_closed(payload: dict[str, object]) -> None:
    """An unknown field and a missing one are errors, not guesses."""
    with pytest.raises(PayloadIsWrong, match=r"test\.letter\.sent"):
        LetterSent.of(payload)


@dataclass(frozen=True, kw_only=True)
class ParcelSent(Event):
    """One of every type that a payload may have."""

    kind: ClassVar[str] = "test.parcel.sent"
    topic: ClassVar[str] = "test-post"
    to: str
    grams: int
    euros: float
    fragile: bool
    note: str | None
    stops: list[str]
    tags: dict[str, list[int]]
    way: Literal["land", "sea"]


RIGHT: dict[str, Any] = {
    "to": "Carla", "grams": 400, "euros": 4, "fragile": False, "note": None,
    "stops": ["Köln"], "tags": {"a": [1]}, "way": "sea",
}  # fmt: skip
WRONG: list[tuple[str, Any]] = [
    ("to", None), ("to", 7), ("to", ["Carla"]), ("to", "Car\0la"), ("to", "\ud83d"),
    ("grams", "400"), ("grams", True), ("grams", 4.0), ("grams", None),
    ("euros", "4"), ("euros", float("nan")), ("euros", float("inf")), ("euros", False),
    ("fragile", 0), ("fragile", "no"), ("note", 1), ("note", ["x"]),
    ("stops", "Köln"), ("stops", [1]), ("stops", ("Köln",)), ("stops", None),
    ("tags", []), ("tags", {"a": 1}), ("tags", {1: [1]}), ("tags", {"a": ["1"]}),
    ("way", "air"), ("way", 1),
]  # fmt: skip


def test_what_fits_is_read_as_it_was_told() -> None:
    """Through JSON and back."""
    parcel = ParcelSent(**RIGHT)
    assert ParcelSent.of(json.loads(json.dumps(parcel.payload()))) == parcel
    assert ParcelSent(**RIGHT | {"note": "mind the glass"}).payload()["note"] == "mind the glass"


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_payloads_are_typed(field: str, value: object) -> None:
    """A field of another type is an error when it is told and when it is read."""
    payload = RIGHT | {field: value}
    with pytest.raises(PayloadIsWrong, match=rf"test\.parcel\.sent: {field} must be"):
        ParcelSent(**payload).payload()
    with pytest.raises(PayloadIsWrong, match=rf"test\.parcel\.sent: {field} must be"):
        ParcelSent.of(payload)


@pytest.mark.django_db(transaction=True)
def test_what_does_not_fit_is_not_told() -> None:
    """The transaction of the mistake leaves nothing."""
    with pytest.raises(PayloadIsWrong), transaction.atomic():
        wire.append(LetterSent(to=7), keys=())  # type: ignore[arg-type]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("payload", [[], "to", None, 1, ["to"]])
def test_a_payload_is_an_object(payload: Any) -> None:
    """Whatever JSON may have held there."""
    with pytest.raises(PayloadIsWrong):
        LetterSent.of(payload)


def test_a_field_that_json_would_change_cannot_be_declared() -> None:
    """A tuple comes back as a list, a date as text."""

    @dataclass(frozen=True, kw_only=True)
    class _StampPrinted(Event):
        kind: ClassVar[str] = "test.stamp.printed"
        colours: tuple[str, ...]

    with pytest.raises(TypeError, match="colours cannot be stored"):
        _StampPrinted(colours=("red",)).payload()


def test_a_kind_is_declared_once() -> None:
    """Two classes of one kind would read each other's payloads."""
    with pytest.raises(TypeError, match="exists twice"):

        @dataclass(frozen=True, kw_only=True)
        class _LetterSentAgain(Event):
            kind: ClassVar[str] = "test.letter.sent"


def test_an_unknown_kind_is_an_error() -> None:
    """A kind that no room declares is not passed over."""
    with pytest.raises(KeyError):
        Entry(kind="test.nobody.knows", payload={}).event()
