"""What the wire takes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
