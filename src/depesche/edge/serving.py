"""The one store of this process, answering from it, and following the wire."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from depesche.edge.keeping import PageKey, ends_at, may_be_kept, page_key
from depesche.edge.store import Body, Page, Store, packed
from depesche.edge.surrogates import directions
from depesche.wire import queries as wire

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What this process answered since it started: from the store, and stored anew."""

    hits: int = 0
    stored: int = 0


class Copies(Protocol):
    """Who wants to know what is kept and touched."""

    def note_kept(self, key: PageKey) -> None:
        """A page was kept."""

    def note_touched(self, keys: Iterable[str], position: int) -> None:
        """A change was heard."""


class NoCopies:
    """Nobody."""

    def note_kept(self, key: PageKey) -> None:
        """Nothing."""

    def note_touched(self, keys: Iterable[str], position: int) -> None:
        """Nothing."""


STORE = Store(budget=settings.EDGE_BYTES)
COPIES: Copies = NoCopies()
TALLY = Tally()
BROWSER_SECONDS = 0
# So much of the wire is heard at once; less is all there was.
PORTION = 500
PREFERRED = ("br", "zstd", "gzip")
# Browsers send under 30 letters; what is read of an offer is remembered.
LONGEST_OFFER = 200
NOT_STORED = frozenset({"content-length", "content-encoding", "etag", "cache-status", "date"})
# What an answer without a body still says (RFC 9110, 15.4.5).
SAID_UNCHANGED = frozenset({"cache-control", "content-location", "expires"})


def from_store(request: HttpRequest, now: float | None = None) -> HttpResponse | None:
    """The kept answer to a GET or HEAD, or None."""
    STORE.notice()
    page = STORE.get(_key(request), now or time.time())
    if page is None:
        return None
    TALLY.hits += 1
    return answer(request, page, hit=True)


def outlived(request: HttpRequest) -> HttpResponse | None:
    """The page as it was before it ran out, for when it cannot be rendered; marked stale.

    None where there is none. One that was touched is no such page: it may have been withdrawn.
    """
    page = STORE.peek(_key(request))
    if page is None or page.stale or page.status == 404:
        return None
    return answer(request, page, hit=True)


def _key(request: HttpRequest) -> PageKey:
    return page_key(request, STORE.parameters_at(request.path))


def keep(request: HttpRequest, response: HttpResponse, *, heard: int) -> Page | None:
    """Store an answer that may be kept; None if it stays private or came too late."""
    if not may_be_kept(request, response):
        return None
    now = time.time()
    page = Page(
        key=response.edge_page,  # type: ignore[attr-defined]
        parameters=response.edge_parameters,  # type: ignore[attr-defined]
        status=response.status_code,
        headers=tuple(
            (name, value)
            for name, value in response.headers.items()
            if name.lower() not in NOT_STORED
        ),
        bodies=packed(response.content, response.headers.get("Content-Type", "")),
        keys=response.edge_keys,  # type: ignore[attr-defined]
        heard=heard,
        kept_at=now,
        expires_at=ends_at(response, now),
    )
    if not STORE.keep(page):
        return None
    TALLY.stored += 1
    COPIES.note_kept(page.key)
    return page


def answer(request: HttpRequest, page: Page, *, hit: bool) -> HttpResponse:
    """A kept page as an answer to this request: encoding, ETag, 304."""
    body = chosen(page, request.headers.get("Accept-Encoding", ""))
    return composed(
        page,
        body,
        unchanged=is_known(page, body, request.headers.get("If-None-Match", "")),
        head_only=request.method == "HEAD",
        hit=hit,
    )


def composed(
    page: Page, body: Body, *, unchanged: bool, head_only: bool, hit: bool
) -> HttpResponse:
    """A kept page as an answer. unchanged: the client has this body already."""
    if unchanged:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        said = [(name, value) for name, value in page.headers if name.lower() in SAID_UNCHANGED]
    else:
        response = HttpResponse(b"" if head_only else body.content)
        response.status_code = page.status
        response.headers["Content-Length"] = str(len(body.content))
        if body.encoding != "identity":
            response.headers["Content-Encoding"] = body.encoding
        said = list(page.headers)
    # A 304 carries them too: what it confirms may have other keys now (RFC 9111, 4.3.4).
    stale = is_stale(page)
    for name, value in [*said, *directions(page, stale=stale)]:
        response.headers[name] = value
    response.headers["ETag"] = body.etag
    response.headers["Vary"] = "Accept-Encoding"
    response.headers.setdefault("Cache-Control", f"public, max-age={BROWSER_SECONDS}")
    response.headers["Cache-Status"] = "depesche; hit" if hit else "depesche; fwd=miss; stored"
    if stale:
        response.headers["Cache-Status"] = "depesche; hit; detail=stale"
    return response


def is_stale(page: Page) -> bool:
    """Whether a page may be old: it was touched, it ran out, or nothing is heard any more."""
    return page.stale or STORE.adrift or page.has_run_out(time.time())


def is_known(page: Page, body: Body, tags: str) -> bool:
    """Whether a client has this body; a proxy may have marked the tag weak (RFC 9110, 13.1.2)."""
    if page.status != 200 or not tags:
        return False
    known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    return bool(known & {body.etag, "*"})


def chosen(page: Page, accepted: str) -> Body:
    """The best body a client takes."""
    offered = _offered(accepted) if len(accepted) <= LONGEST_OFFER else frozenset()
    for name in PREFERRED:
        if name in offered and name in page.bodies:
            return page.bodies[name]
    return page.bodies["identity"]


@lru_cache(maxsize=1024)
def _offered(accepted: str) -> frozenset[str]:
    """The encodings a client takes; one with q=0 is refused (RFC 9110, 12.5.3)."""
    return frozenset(name for name, weight in map(_weighed, accepted.split(",")) if weight > 0)


def _weighed(offer: str) -> tuple[str, float]:
    """An encoding and its weight; one that cannot be read is not taken at its word."""
    name, *parameters = (part.strip().lower() for part in offer.split(";"))
    weights = [text.removeprefix("q=") for text in parameters if text.startswith("q=")]
    try:
        return name, float(weights[0]) if weights else 1.0
    except ValueError:
        return name, 0.0


def follow(render: Callable[[PageKey], None]) -> int:
    """Hear what the wire says since last time; hot pages that changed are rendered at once.

    Returns how many entries were heard, 0 at the wire's end. `render` asks the site for a page
    anew. Where the wire holds no longer what comes next, everything kept is forgotten.
    """
    entries = wire.read(after=STORE.heard, limit=PORTION)
    if not entries:
        STORE.hear()
        return 0
    if entries[0].position != STORE.heard + 1:
        log.warning("The wire goes on at %s, not after %s.", entries[0].position, STORE.heard)
        begin_following()
        return len(entries)
    hot: dict[PageKey, None] = {}
    for entry in entries:
        hot |= dict.fromkeys(STORE.touch(entry.keys, entry.position or 0))
        COPIES.note_touched(entry.keys, entry.position or 0)
    if len(entries) < PORTION:
        # Where something happens all the time there is no round without a word.
        STORE.hear()
    for key in hot:
        render(key)
    return len(entries)


def begin_following() -> None:
    """Start at the wire's present end, with an empty store."""
    STORE.begin(wire.last_position())
