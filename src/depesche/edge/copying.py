"""Copying kept pages to disk behind readers' backs, and taking them up again after a start.

One thread does all of it. Whoever keeps or touches a page only leaves a note.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from depesche.edge.cabinet import Cabinet
from depesche.edge.filing import Head
from depesche.edge.keeping import PageKey
from depesche.edge.store import Page, Store, is_endless, is_text

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TIDYINGS = 60.0
SECONDS_BETWEEN_COMPLAINTS = 60.0
# A file that was right up to so long ago is written again: a start replays no more of the wire.
POSITIONS_BEHIND = 2_000
MOST_FRESHENED = 200
# So that taking up thousands of pages holds up no reader.
PAUSE_SECONDS = 0.001
# What is taken up leaves room for what readers ask for first.
FILLED = 0.9


@dataclass(frozen=True, slots=True)
class Touched:
    """A note: these keys changed."""

    keys: tuple[str, ...]
    position: int


class Copyist:
    """Keeps the copy of one store in one cabinet.

    Pictures lie on the disk already and are not copied, nor is what anybody can ask for without
    end, nor what is missing.
    """

    def __init__(self, store: Store, cabinet: Cabinet) -> None:
        self._store = store
        self._cabinet = cabinet
        self._notes: deque[PageKey | Touched | list[Head]] = deque()
        self._bell = threading.Event()
        self._seen: dict[PageKey, int] = {}
        self._complained_at = -SECONDS_BETWEEN_COMPLAINTS
        self._tidied_at = time.monotonic()

    def start(self) -> None:
        """Begin to work, in a thread that ends with the process."""
        threading.Thread(target=self._work, name="copyist", daemon=True).start()

    def note_kept(self, key: PageKey) -> None:
        """A page was kept."""
        self._notes.append(key)
        self._bell.set()

    def note_touched(self, keys: Iterable[str], position: int) -> None:
        """A change was heard."""
        self._notes.append(Touched(tuple(keys), position))
        self._bell.set()

    def take_up(self, heads: list[Head]) -> None:
        """Put filed pages back into the store, in this order."""
        self._notes.append(heads)
        self._bell.set()

    def _work(self) -> None:
        while True:
            self._bell.wait(SECONDS_BETWEEN_TIDYINGS)
            self._bell.clear()
            try:
                self.catch_up()
                if time.monotonic() - self._tidied_at > SECONDS_BETWEEN_TIDYINGS:
                    self._tidied_at = time.monotonic()
                    self.tidy()
            except OSError as error:
                self._complain(error)
            except Exception:
                log.exception("The copy of kept pages failed and goes on.")

    def catch_up(self) -> None:
        """Do what was noted."""
        while self._notes:
            note = self._notes.popleft()
            if isinstance(note, Touched):
                self._cabinet.touch(note.keys, note.position)
            elif isinstance(note, PageKey):
                self._copy(note)
            else:
                self._take_up(note)

    def tidy(self) -> None:
        """Say what is read, file anew what was right up to long ago, and make room."""
        pages = self._store.pages()
        read = [page for page in pages if page.hits > self._seen.get(page.key, 0)]
        self._seen = {page.key: page.hits for page in pages}
        read.sort(key=lambda page: page.hits)
        self._cabinet.mark_as_read(page.key for page in read)
        for page in read[-MOST_FRESHENED:]:
            head = self._cabinet.head_of(page.key)
            if head is None or head.heard < self._store.heard - POSITIONS_BEHIND:
                self._copy(page.key)
        self._cabinet.tidy()

    def _copy(self, key: PageKey) -> None:
        vouched = self._store.vouched(key)
        if vouched is None or not is_worth_copying(vouched[0]):
            return
        page, heard = vouched
        try:
            self._cabinet.put(page, heard=heard)
        except OSError as error:
            self._complain(error)

    def _take_up(self, heads: list[Head]) -> None:
        for head in heads:
            if self._store.bytes > self._store.budget * FILLED:
                return
            page = self._cabinet.take(head)
            if page and not self._store.take_up(page):
                self._cabinet.remove(head.name)
            time.sleep(PAUSE_SECONDS)

    def _complain(self, error: OSError) -> None:
        if time.monotonic() - self._complained_at >= SECONDS_BETWEEN_COMPLAINTS:
            self._complained_at = time.monotonic()
            log.warning("Kept pages are served from memory, but cannot be filed: %s.", error)


def is_worth_copying(page: Page) -> bool:
    """Whether a page is to be there again after a start."""
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return is_text(kind) and not is_endless(page)
