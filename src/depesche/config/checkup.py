"""Looking after the instance's health, quickly, also when what is looked at stands still."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from depesche.config import roster

log = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 1.0
# A work that has not succeeded for so long does not do what it ought to.
SECONDS_WITHOUT_SUCCESS = 15.0
NEEDED_WORKS = {"backroom": ("relay", "release clock"), "tasks": ("tasks",)}
SAMPLE = b"depesche\n" * 512


def failing() -> str:
    """The first part that fails, or nothing. Within about a second and a half."""
    for part, examined in (("home", HOME), ("database", DATABASE)):
        if not examined.is_well():
            return part
    return _failing_post()


class Examination:
    """Looks at one thing in a thread of its own: one that never answers holds a single thread,
    however often it is asked after."""

    def __init__(self, name: str, look: Callable[[], None]) -> None:
        self._name = name
        self._look = look
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._since = 0.0
        self._is_well = False
        self._ended.set()

    def is_well(self) -> bool:
        """Whether it answers well, and in time."""
        with self._lock:
            if self._ended.is_set() and not self._begin():
                return False
        left = self._since + SECONDS_TO_ANSWER - time.monotonic()
        return self._ended.wait(max(0.0, left)) and self._is_well

    def _begin(self) -> bool:
        self._ended.clear()
        self._since = time.monotonic()
        try:
            threading.Thread(target=self._examine, name=self._name, daemon=True).start()
        except RuntimeError as none_left:  # the system has no thread for us; next time perhaps
            self._ended.set()
            log.warning("The %s cannot be looked at: %s.", self._name, none_left)
            return False
        return True

    def _examine(self) -> None:
        is_well = False
        try:
            with closing(connection):
                self._look()
            is_well = True
        except Exception as error:  # noqa: BLE001  whatever it is, it is not well
            log.warning("The %s fails: %s", self._name, str(error).strip())
        finally:
            self._is_well = is_well
            self._ended.set()


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _write_in_home() -> None:
    """As one writes who needs room on the disk."""
    sample = Path(settings.HOME) / f".checkup-{os.getpid()}"
    try:
        with sample.open("wb") as file:
            file.write(SAMPLE)
    finally:
        sample.unlink(missing_ok=True)


DATABASE = Examination("database", _ask_database)
HOME = Examination("home", _write_in_home)


def _failing_post() -> str:
    now = time.monotonic()
    for person in roster.present():
        works = person.line.get("works", {})
        for name in NEEDED_WORKS.get(person.name, ()):
            if name in works and now - works[name]["fine_at"] > SECONDS_WITHOUT_SUCCESS:
                return name
        if not person.is_well:
            return person.name
    return ""
