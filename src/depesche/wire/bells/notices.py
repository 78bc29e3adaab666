"""Wake-ups by PostgreSQL: NOTIFY in the writing transaction, LISTEN on a connection of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import connection

from depesche.wire.bells.carriers import Carrier, Courier

CHANNEL = "depesche_wire"
SECONDS_BETWEEN_LOOKS = 1.0
# A server that vanished without a word is noticed within a minute.
KEEPALIVES = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


class Notices(Carrier):
    """A notice of a transaction arrives if and when it commits, and costs no second errand.

    Channels belong to a database, so two instances on one server do not hear each other.
    """

    def __init__(self) -> None:
        super().__init__()
        self._courier = Courier(self._notify)
        self._line: psycopg.Connection[Any] | None = None

    def carry(self) -> None:
        """Outside of a transaction the writer does not wait for the database once more."""
        self._courier.send()

    def carry_with_commit(self) -> bool:
        """Part of the transaction: where this fails, so does the transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, self.token])
        return True

    def _notify(self) -> None:
        with self._connected() as line:
            line.execute("SELECT pg_notify(%s, %s)", [CHANNEL, self.token])

    def heard(self) -> Iterator[None]:
        """Until closed, or the server is gone."""
        with self._connected() as line:
            self._line = line
            line.execute(f"LISTEN {CHANNEL}")
            yield
            while not self.is_closed:
                tokens = {
                    notice.payload
                    for notice in line.notifies(timeout=SECONDS_BETWEEN_LOOKS, stop_after=1)
                }
                if tokens - {self.token}:
                    yield

    def _connected(self) -> psycopg.Connection[Any]:
        """Beside the pool: a listener would hold one of its places for ever."""
        own = {"autocommit": True, "connect_timeout": 10}
        return psycopg.connect(**(connection.get_connection_params() | KEEPALIVES | own))

    def leave_to_parent(self) -> None:
        """Without the farewell that would end the parent's session."""
        super().leave_to_parent()
        if self._line is not None and not self._line.closed:
            os.close(self._line.fileno())
