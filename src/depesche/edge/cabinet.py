"""The folder of filed pages: under a budget, found by key, shared by several processes.

Each process knows what it filed itself and what lay there when it last looked. Another one may
add, replace and remove files at any time; that costs warmth, never truth, since each file says
itself up to where it was right.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from depesche.edge import filing
from depesche.edge.filing import Head, NotAPage
from depesche.edge.keeping import PageKey
from depesche.edge.store import Page

log = logging.getLogger(__name__)

# A part that is older was left by a process that died.
PART_SECONDS = 60.0
# How full it is after it was tidied.
TIDY = 0.9


class Cabinet:
    """Filed pages of one edition of the program; those of others are thrown away.

    The time of a file is when its page was last read or filed: the oldest goes first.
    """

    def __init__(self, folder: Path, *, edition: str, budget: int) -> None:
        self._above = folder
        self._folder = folder / edition
        self._budget = budget
        self._heads: dict[str, Head] = {}
        self._by_key: dict[str, set[str]] = {}
        self._bytes = 0
        self._lock = threading.RLock()

    @property
    def bytes(self) -> int:
        """How much the filed pages take, as far as is known."""
        return self._bytes

    def look(self) -> list[Head]:
        """What lies there, the last read first. What is no page of ours is removed.

        Raises OSError.
        """
        with self._lock:
            return self._look()

    def _look(self) -> list[Head]:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._remove_other_editions()
        ages: dict[str, float] = {}
        for entry in list(os.scandir(self._folder)):
            try:
                if self._belongs(entry):
                    ages[entry.name] = entry.stat().st_mtime
            except FileNotFoundError:
                continue  # another process was quicker
        for name in set(self._heads) - set(ages):
            self._forget(name)
        return [self._heads[name] for name in sorted(ages, key=lambda name: -ages[name])]

    def tidy(self) -> None:
        """Look, and make room by what was longest not read. Raises OSError."""
        with self._lock:
            heads = self._look()
            while heads and self._bytes > self._budget * TIDY:
                self.remove(heads.pop().name)

    def put(self, page: Page, *, heard: int) -> None:
        """File a page that was right up to a position of the wire. Raises OSError."""
        if self._bytes + page.size > self._budget:
            self.tidy()
        self._folder.mkdir(parents=True, exist_ok=True)
        head = filing.write(self._folder, page, heard=heard, now=time.time())
        self._know(head)

    def take(self, head: Head) -> Page | None:
        """The page in a file, None if there is none any more; a damaged one is removed."""
        try:
            return filing.read(self._folder / head.name)
        except NotAPage:
            self.remove(head.name)
        except OSError:
            self._forget(head.name)
        return None

    def head_of(self, key: PageKey) -> Head | None:
        """What is known of a page's file."""
        return self._heads.get(filing.name_of(key))

    def touch(self, keys: Iterable[str], position: int) -> None:
        """Remove what shows one of the keys and was right only before `position`."""
        with self._lock:
            for name in {name for key in keys for name in self._by_key.get(key, ())}:
                if self._heads[name].heard < position and self._is_older(name, position):
                    self.remove(name)

    def mark_as_read(self, keys: Iterable[PageKey]) -> None:
        """Say which pages are read, the one read most last."""
        for key in keys:
            if (name := filing.name_of(key)) in self._heads:
                try:
                    os.utime(self._folder / name)
                except OSError:
                    self._forget(name)

    def remove(self, name: str) -> None:
        """Throw a file away."""
        self._forget(name)
        (self._folder / name).unlink(missing_ok=True)

    def _belongs(self, entry: os.DirEntry[str]) -> bool:
        """Whether a file is a page of ours, known from now on; what is none is removed."""
        if entry.name in self._heads:
            return True
        if entry.name.endswith(filing.PART):
            if time.time() - entry.stat().st_mtime > PART_SECONDS:
                Path(entry.path).unlink(missing_ok=True)
            return False
        try:
            self._know(filing.read_head(Path(entry.path)))
        except NotAPage:
            Path(entry.path).unlink(missing_ok=True)
            return False
        except OSError as error:
            log.warning("%s in the folder of kept pages cannot be read: %s.", entry.name, error)
            return False
        return True

    def _is_older(self, name: str, position: int) -> bool:
        """Whether the file is still the one from before; another process may have made it anew."""
        try:
            head = filing.read_head(self._folder / name)
        except (NotAPage, OSError):
            return True
        if head.heard < position:
            return True
        self._know(head)
        return False

    def _know(self, head: Head) -> None:
        with self._lock:
            self._forget(head.name)
            self._heads[head.name] = head
            self._bytes += head.size
            for key in head.keys:
                self._by_key.setdefault(key, set()).add(head.name)

    def _forget(self, name: str) -> None:
        with self._lock:
            head = self._heads.pop(name, None)
            if head is None:
                return
            self._bytes -= head.size
            for key in head.keys:
                names = self._by_key[key]
                names.discard(name)
                if not names:
                    del self._by_key[key]

    def _remove_other_editions(self) -> None:
        for entry in list(os.scandir(self._above)):
            if entry.name == self._folder.name:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink(missing_ok=True)
