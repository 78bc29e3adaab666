"""A wire of one process: most tests need no other."""

from __future__ import annotations

import pytest

from depesche.wire import bells
from depesche.wire.bells.belfry import Belfry
from depesche.wire.bells.carriers import Alone


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bells that nobody else rings."""
    monkeypatch.setattr(bells, "_belfry", Belfry(Alone))
