"""What every test stands on: an instance of its own, and no way out of this machine.

The database is the one of DATABASE_URL, or SQLite in a file: on disk as in production, since
an in-memory database knows neither WAL nor a second connection.
"""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from tests import loopback

HOME = Path(tempfile.mkdtemp(prefix="depesche-tests-"))
os.environ["DEPESCHE_HOME"] = str(HOME)
os.environ["DEPESCHE_SECRET_KEY"] = "a secret of the tests, known to everyone"
os.environ["DJANGO_SETTINGS_MODULE"] = "depesche.config.settings"


def pytest_configure() -> None:
    """Read the settings from the environment made above, and make them quick."""
    loopback.stay_here()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")
        options = database["OPTIONS"]
        # No test pulls the plug: what survives a power cut is the setting's own concern.
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)
