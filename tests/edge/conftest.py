"""The board with the ferry's notice on it, and a store that follows the wire.

pytest may load this file before Django is set up; so its fixtures import what they need.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from depesche.edge.store import Store
    from tests.edge.board import Board


@pytest.fixture
def store(db: None) -> Iterator[Store]:
    """The store of this process, empty, following the wire from its present end."""
    serving = import_module("depesche.edge.serving")
    serving.begin_following()
    yield serving.STORE
    serving.STORE.end()
    serving.STORE.patience = math.inf


@pytest.fixture
def board(store: Store) -> Board:
    """The board; the ferry leaves at eight."""
    site: Board = import_module("tests.edge.board").BOARD
    site.__init__()  # type: ignore[misc]
    site.notices["ferry"] = "The ferry leaves at eight. " * 20
    return site


@pytest.fixture
def bulletins(transactional_db: None) -> Iterator[ModuleType]:
    """The room of bulletins, with nothing posted, and a wire that is followed for streams."""
    room = import_module("tests.edge.bulletins")
    reading = import_module("depesche.edge.streams.reading")
    serving = import_module("depesche.edge.serving")
    reading.PIECES.clear()
    for kept in (room.CREW, room.WITHDRAWN, room.MADE):
        kept.clear()
    follower = reading.Follower()
    ends = threading.Event()

    def follow() -> None:
        while not ends.wait(0.01):
            if serving.STORE.follows:
                serving.follow(lambda _key: None)
            follower.follow()
        connection.close()

    with pytest.MonkeyPatch.context() as patch:
        for module in ("reading", "hub"):
            patch.setattr(f"depesche.edge.streams.{module}.FOLLOWER", follower)
        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        yield room
        ends.set()
        thread.join()
