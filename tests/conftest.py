"""What every test stands on: an instance of its own, and no way out of this machine.

The database is the one of DATABASE_URL, or SQLite in a file: on disk as in production, since
an in-memory database knows neither WAL nor a second connection. Migrating one takes longer than
most test runs, so a migrated, empty one is kept beside pytest's cache for as long as no migration
and no lock changes.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.signals import storages_changed
from pytest_django import DjangoDbBlocker

from depesche.wire import bells
from tests import loopback

ROOT = Path(__file__).resolve().parent.parent
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
    # Styles under their own names: a test needs no collected folder.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    storages_changed(setting="STORAGES")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


def migrated() -> Path:
    """Where the migrated, empty SQLite database of this state of the source is kept."""
    state = hashlib.sha256((ROOT / "requirements" / "product.txt").read_bytes())
    for migration in sorted(ROOT.glob("src/depesche/*/migrations/*.py")):
        state.update(migration.read_bytes())
    folder = ROOT / ".pytest_cache" / "databases"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{state.hexdigest()[:24]}.sqlite3"


def copy_database(place: Path) -> None:
    """A copy of the SQLite database of these tests, made by SQLite itself.

    Reading the file would do harm: when a process closes a file, all its locks on it are gone,
    those of SQLite too, and the next process that closes the database takes its log away
    (sqlite.org, How To Corrupt An SQLite Database File, 2.2).
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(place)])


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Begin with a copy of the kept database where there is one; Django then migrates nothing."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        kept = migrated()
        if kept.exists():
            shutil.copy(kept, settings.DATABASES["default"]["TEST"]["NAME"])
        return True
    return bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker,
    django_db_setup: None,
) -> Iterator[None]:
    """Keep the database as it is before the first test, for the next run."""
    kept = migrated()
    if connection.vendor == "sqlite" and not kept.exists():
        for old in kept.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        # Whole or not at all: another worker may be copying it.
        part = kept.with_name(f"{kept.name}.{os.getpid()}")
        with django_db_blocker.unblock():
            # Empty when no test of this run asks for the database itself.
            if connection.introspection.table_names():
                copy_database(part)
                part.replace(kept)
    yield
    # A listener holds a connection, and PostgreSQL drops no database that has one.
    bells.hush()
