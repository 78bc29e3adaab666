"""Wake-ups: whoever waits for news is woken when something may have happened, in any process.

A bell is only a hint, the table is the truth: who hears nothing finds the news at the next tick.
So nothing here raises, and nothing here waits. Between processes a carrier brings the hint:
Redis when `REDIS_URL` is set, PostgreSQL's NOTIFY when that is the database, sockets in the
instance's home otherwise.

Nothing is opened at import. A process rings without listening; it begins to listen when it asks
for its first bell. A forked child begins with nothing: bells asked for before the fork ring in
the parent alone.
"""

from __future__ import annotations

import os

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from depesche.wire.bells.belfry import Belfry, Bell, LoopBell
from depesche.wire.bells.carriers import Carrier
from depesche.wire.bells.sockets import Sockets

__all__ = ["Bell", "LoopBell", "bell", "hush", "loop_bell", "ring", "ring_with_commit"]


def _carrier() -> Carrier:
    """The way to the other processes of this instance.

    By name where a library takes its time to import, of which most instances have no need.
    """
    if settings.REDIS_URL:
        carrier: Carrier = import_string("depesche.wire.bells.pubsub.PubSub")(settings.REDIS_URL)
        return carrier
    if connection.vendor == "postgresql":
        notices: Carrier = import_string("depesche.wire.bells.notices.Notices")()
        return notices
    return Sockets(settings.HOME / "bells")


_belfry = Belfry(_carrier)
os.register_at_fork(after_in_child=_belfry.begin_anew)


def bell() -> Bell:
    """A bell that rings whenever something may have happened, in whichever process.

    It is a `threading.Event`; its owner clears it, and it lasts as long as its owner holds it.
    The first one of a process makes it listen, and rings once when that has begun.
    """
    return _belfry.hang(Bell())


def loop_bell() -> LoopBell:
    """The same for a coroutine of the running event loop: `await bell.wait()`, `bell.clear()`."""
    return _belfry.hang(LoopBell())


def ring() -> None:
    """Wake everyone who waits for news, here and in the other processes."""
    _belfry.ring_here()
    _belfry.carrier.carry()


def ring_with_commit() -> None:
    """Ring if and when the present transaction commits."""
    rides = _belfry.carrier.carry_with_commit()
    transaction.on_commit(_belfry.ring_here if rides else ring)


def hush() -> None:
    """Stop listening and take down every bell, as a process does before it gives up a database."""
    _belfry.hush()
