"""The room of bulletins as an app of an instance that is served."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig


class BulletinRoom(AppConfig):
    """It has no table: what it tells is the wire's."""

    name = "tests.edge"
    label = "bulletins"
    path = str(Path(__file__).parent)

    def ready(self) -> None:
        """Declare topics and faces."""
        import_module("tests.edge.bulletins")
