"""The board with the ferry's notice on it, and a store that follows the wire.

pytest may load this file before Django is set up; so its fixtures import what they need.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

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
