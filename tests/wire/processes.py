"""Other processes of the instance under test: how they find its database and its home."""

from __future__ import annotations

import os
import sys
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """What a process needs to be one of this instance; its database is the tests' own."""
    return os.environ | {
        "DATABASE_URL": _database_url(),
        "DEPESCHE_HOME": str(settings.HOME),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    return f"{server}/{quote(name)}"
