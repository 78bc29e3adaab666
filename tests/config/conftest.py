"""A small paper that is laid once, and served by the product's own command."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.config.serving import Served, copy_of
from tests.conftest import migrated
from tests.journeys.instance import LAID, free_port


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Served:
    """A home with one released article in it, at rest. All workers of a run share it."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("The processes of the house are tried on SQLite, once.")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = shared / "small-paper"
    home.mkdir(exist_ok=True)
    paper = Served(home, free_port(), home.with_suffix(".log"))
    with home.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not (home / LAID).exists():
            if migrated().exists():
                shutil.copy(migrated(), home / "depesche.sqlite3")
            else:
                assert paper.run("migrate", seconds=300).returncode == 0
            said = paper.release("bruecke-gesperrt")
            assert said.returncode == 0, said.stderr
            (home / LAID).touch()
    return paper


@pytest.fixture
def paper(laid: Served, tmp_path: Path) -> Iterator[Served]:
    """A copy of it for one test, served."""
    served = copy_of(laid, tmp_path / "home")
    served.start()
    yield served
    served.end()


@pytest.fixture(scope="module")
def shared_paper(laid: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same for the tests of one module, for which who was started is all the same."""
    served = copy_of(laid, tmp_path_factory.mktemp("served") / "home")
    served.start()
    yield served
    served.end()
