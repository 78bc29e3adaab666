"""How the instance speaks to its database."""

from __future__ import annotations

from typing import Any

import dj_database_url

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
# A server that is away is noticed within seconds; the pool begins anew with the next question
# rather than with ever longer waits.
POSTGRESQL = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,  # milliseconds
    "pool": {"min_size": 1, "max_size": 16, "timeout": 5.0, "reconnect_timeout": 5.0},
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`, one that `Environment` has judged."""
    parsed = dict(dj_database_url.parse(url))
    is_sqlite = str(parsed["ENGINE"]).endswith("sqlite3")
    # A connection from before the server was started again is noticed, not handed to a reader.
    return parsed | {
        "OPTIONS": dict(SQLITE if is_sqlite else POSTGRESQL),
        "CONN_HEALTH_CHECKS": True,
    }
