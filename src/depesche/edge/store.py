"""The store of finished pages: in memory, under a byte budget, found by page and by key."""

from __future__ import annotations

import gzip
import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import brotli
import zstandard

from depesche.edge.keeping import PageKey

REMEMBERED_TOUCHES = 100_000
HOT_HITS = 2
# A changed page in demand is made anew within this, or goes.
REFRESH_SECONDS = 5.0
SMALLEST_WORTH_PACKING = 200
TEXT_TYPES = ("text/", "application/json", "application/ld+json", "application/xml", "+xml")


@dataclass(frozen=True, slots=True)
class Body:
    """One encoding of a page."""

    encoding: str
    content: bytes
    etag: str


@dataclass(slots=True)
class Page:
    """A finished answer. `heard`: the wire's position when its rendering began.

    `parameters`: the query parameters that distinguish pages of this path. `finished`: what the
    fast road made of it, by form. `hits_seen`: the hits when room was last needed. `stale`: a key
    it shows was touched, and it is being made anew, until `refresh_by` at the latest.
    Instants are seconds since 1970.
    """

    key: PageKey
    parameters: frozenset[str]
    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, Body]
    keys: frozenset[str]
    heard: int
    kept_at: float
    expires_at: float | None = None
    hits: int = 0
    hits_seen: int = 0
    stale: bool = field(default=False)
    refresh_by: float | None = None
    finished: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes this page takes, roughly."""
        return sum(len(body.content) for body in self.bodies.values()) + 1000

    @property
    def ends(self) -> float | None:
        """From when on it is to be looked for again, None for never."""
        return min(filter(None, (self.expires_at, self.refresh_by)), default=None)

    def has_run_out(self, now: float) -> bool:
        """Whether it is wrong by itself by now."""
        return self.expires_at is not None and self.expires_at <= now


def packed(content: bytes, content_type: str) -> dict[str, Body]:
    """The encodings of a body, made once: those that are smaller than the plain one."""
    digest = hashlib.sha256(content).hexdigest()[:24]
    bodies = {"identity": Body("identity", content, f'"{digest}"')}
    if len(content) < SMALLEST_WORTH_PACKING or not is_text(content_type):
        return bodies
    packings = {
        "gzip": gzip.compress(content, 6, mtime=0),
        "br": brotli.compress(content, quality=6),
        "zstd": zstandard.compress(content, 10),
    }
    for name, smaller in packings.items():
        if len(smaller) < len(content):
            bodies[name] = Body(name, smaller, f'"{digest}-{name}"')
    return bodies


def is_text(content_type: str) -> bool:
    """Whether a body is worth packing; pictures are packed already."""
    kind = content_type.partition(";")[0].strip()
    return kind.startswith("text/") or kind in TEXT_TYPES or kind.endswith(("+xml", "+json"))


def is_endless(page: Page) -> bool:
    """Whether anybody can ask for such pages without end; they go first when room is needed."""
    return page.status == 404 or bool(page.key.query)


class Store:
    """Finished pages under keys.

    `heard` is the position of the wire up to which this store knows of changes. A page whose
    rendering began before a change of one of its keys is refused: it may show the old state.
    Before `begin` it keeps nothing: who does not follow the wire would serve old pages for ever.
    `edition` is another object after every change of what a reader would get: who remembers a
    page with the edition it had read before looking it up need not look again while it stands.
    `adrift`: nothing was heard for longer than `patience` seconds, so that what is kept may be
    old: it is still served, marked, and what ran out by itself is as well.
    """

    def __init__(self, *, budget: int) -> None:
        self.budget = budget
        self._lock = threading.RLock()
        self._pages: OrderedDict[PageKey, Page] = OrderedDict()
        self._by_key: dict[str, set[PageKey]] = {}
        self._touched: OrderedDict[str, int] = OrderedDict()
        self._forgotten = 0
        self._bytes = 0
        self._paths: dict[str, tuple[frozenset[str], int]] = {}
        self._follows = False
        self._heard_at = -math.inf  # the monotonic clock
        self.patience = math.inf
        self.adrift = False
        self.heard = 0
        self.edition = object()

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def bytes(self) -> int:
        """How much the kept pages take."""
        return self._bytes

    def begin(self, position: int) -> None:
        """Start empty at a position of the wire; earlier renders come too late."""
        with self._lock:
            self.clear()
            self._touched.clear()
            self.heard = self._forgotten = position
            self._follows = True
        self.notice()

    def end(self) -> None:
        """Forget all and keep nothing more, as before `begin`."""
        with self._lock:
            self.clear()
            self._follows = False
            self._heard_at = -math.inf
        self.notice()

    @property
    def follows(self) -> bool:
        """Whether it has begun."""
        return self._follows

    def hear(self) -> None:
        """All that happened until now has been heard."""
        self._heard_at = time.monotonic()
        self.notice()

    def notice(self) -> bool:
        """Look at the clock: whether the store is adrift by now."""
        adrift = time.monotonic() - self._heard_at > self.patience
        if adrift != self.adrift:
            self.adrift, self.edition = adrift, object()
        return adrift

    def parameters_at(self, path: str) -> frozenset[str]:
        """The query parameters that distinguish the kept pages of a path; none if none is kept."""
        return self._paths.get(path, (frozenset(), 0))[0]

    def get(self, key: PageKey, now: float) -> Page | None:
        """The kept page for a reader, or None. One that ran out stays, for worse times."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.refresh_by is not None and page.refresh_by <= now:
                self._drop(key)
                return None
            if page.has_run_out(now) and (page.status == 404 or not self.adrift):
                if page.status == 404:
                    self._drop(key)
                return None
            if page.status != 404:
                self._pages.move_to_end(key)
            page.hits += 1
            return page

    def peek(self, key: PageKey) -> Page | None:
        """The kept page, without counting as a reader."""
        return self._pages.get(key)

    def pages(self) -> list[Page]:
        """All there are, in no order that matters."""
        with self._lock:
            return list(self._pages.values())

    def vouched(self, key: PageKey) -> tuple[Page, int] | None:
        """A page, and the position of the wire up to which it is right; None if it is not."""
        with self._lock:
            page = self._pages.get(key)
            return None if page is None or page.stale else (page, max(page.heard, self.heard))

    def take_up(self, page: Page) -> bool:
        """Keep a page of an earlier life, as if nobody had read it; False if it is old."""
        with self._lock:
            if page.key in self._pages:
                return True
            if not self.keep(page):
                return False
            self._pages.move_to_end(page.key, last=False)
            return True

    def keep(self, page: Page) -> bool:
        """Store a page; False if it is a late render or larger than an eighth of the budget."""
        with self._lock:
            if not self._follows or page.size > self.budget // 8 or self._is_late(page):
                return False
            self._drop(page.key)
            self._make_room(page.size)
            self._pages[page.key] = page
            if is_endless(page):
                self._pages.move_to_end(page.key, last=False)
            self._bytes += page.size
            for key in page.keys:
                self._by_key.setdefault(key, set()).add(page.key)
            pages_at_path = self._paths.get(page.key.path, (page.parameters, 0))[1]
            self._paths[page.key.path] = (page.parameters, pages_at_path + 1)
            self.edition = object()
            return True

    def _make_room(self, size: int) -> None:
        """Drop the pages that were longest not read; one read since the last time has another
        chance, for the fast road counts hits but does not stop to sort."""
        spared = len(self._pages)
        while self._bytes + size > self.budget:
            key, page = next(iter(self._pages.items()))
            if spared > 0 and page.hits != page.hits_seen and not is_endless(page):
                spared -= 1
                page.hits_seen = page.hits
                self._pages.move_to_end(key)
            else:
                self._drop(key)

    def touch(self, keys: Iterable[str], position: int) -> list[PageKey]:
        """Hear of a change: pages that show a key go. Hot ones stay, stale, and are returned
        to be rendered at once."""
        hot: list[PageKey] = []
        with self._lock:
            for key in keys:
                self._touched[key] = position
                self._touched.move_to_end(key)
                hot += self._touch(key, position)
            while len(self._touched) > REMEMBERED_TOUCHES:
                _, self._forgotten = self._touched.popitem(last=False)
            self.heard = max(self.heard, position)
        return hot

    def _touch(self, key: str, position: int) -> list[PageKey]:
        hot: list[PageKey] = []
        for page_key in list(self._by_key.get(key, ())):
            page = self._pages[page_key]
            if page.heard >= position:
                continue  # it was rendered after this change
            if page.stale or page.hits >= HOT_HITS:
                page.refresh_by = page.refresh_by or time.time() + REFRESH_SECONDS
                page.stale = True
                self.edition = object()
                hot.append(page_key)
            else:
                self._drop(page_key)
        return hot

    def drop(self, key: PageKey) -> None:
        """Forget one page."""
        with self._lock:
            self._drop(key)

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._pages.clear()
            self._by_key.clear()
            self._paths.clear()
            self._bytes = 0
            self.edition = object()

    def _is_late(self, page: Page) -> bool:
        if page.heard < self._forgotten:
            return True
        return any(self._touched.get(key, 0) > page.heard for key in page.keys)

    def _drop(self, key: PageKey) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self._bytes -= page.size
        parameters, pages_at_path = self._paths[key.path]
        if pages_at_path > 1:
            self._paths[key.path] = (parameters, pages_at_path - 1)
        else:
            del self._paths[key.path]
        for name in page.keys:
            pages = self._by_key.get(name, set())
            pages.discard(key)
            if not pages:
                self._by_key.pop(name, None)
        self.edition = object()
