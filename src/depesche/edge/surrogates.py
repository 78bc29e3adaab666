"""What a CDN between us and readers is told of a page: its keys, and how long it may be held.

Only who asked for it (`DEPESCHE_CDN_KEYS`) gets this; a plain instance says nothing of the kind.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from depesche.edge.store import Page

# Purging by key does the work; this bounds what a purge that went astray can do.
PURGED_SECONDS = 86_400
# Nobody purges it: as long as a reader may wait for a correction.
UNPURGED_SECONDS = 60
# How long it may be given out while we are away. What changed was purged, and is not.
AWAY_SECONDS = 86_400
# A page that ends by itself is held for what is left, rounded down to one of these: so its
# finished answer may be used more than once.
STEPS = (3600, 600, 60, 10, 1, 0)
# What a key may be written with, beside letters and figures. Space and comma separate keys.
PLAIN = "/:._~-"
# What Varnish takes in one line of a head (http_resp_hdr_len); CDNs take 16 kB.
LONGEST_LIST = 8_000


@dataclass(frozen=True, slots=True)
class Form:
    """One CDN's way of saying it. life: the header for its cache life, which browsers ignore."""

    keys: str
    separator: str
    life: str
    lasts: Callable[[int], str]


# Surrogate-Control: Edge Architecture Specification of 2001, as Fastly and Varnish read it.
# CDN-Cache-Control: RFC 9213, as Cloudflare and Akamai do. stale-if-error: RFC 5861.
FORMS = {
    "surrogate-key": Form("Surrogate-Key", " ", "Surrogate-Control", "max-age={}".format),
    "cache-tag": Form("Cache-Tag", ",", "CDN-Cache-Control", "public, max-age={}".format),
}


def spelled(key: str) -> str:
    """A key as it may stand in a header; those of our rooms stand as they are."""
    return quote(key, safe=PLAIN)


def named(keys: Iterable[str]) -> str:
    """Keys as one header's value, in the form asked for; empty when none was."""
    form = FORMS.get(settings.EDGE_CDN_KEYS)
    return form.separator.join(sorted(map(spelled, keys))) if form else ""


def lasts(page: Page, now: float, *, stale: bool) -> int:
    """How many seconds a CDN may hold a page from now on; 0 when no purge would find it: what is
    stale was purged already, a missing page has no key of its own."""
    if not settings.EDGE_CDN_KEYS or stale or page.status == 404:
        return 0
    longest = PURGED_SECONDS if settings.EDGE_OUTSIDE_CACHES else UNPURGED_SECONDS
    if page.expires_at is None:
        return longest
    left = page.expires_at - now
    return min(longest, next((step for step in STEPS if step <= left), 0))


def directions(page: Page, now: float | None = None, *, stale: bool) -> list[tuple[str, str]]:
    """The headers for a CDN; no-store if it may not hold it, or if the keys are too many to say."""
    form = FORMS.get(settings.EDGE_CDN_KEYS)
    if form is None:
        return []
    keys = named(page.keys)
    seconds = lasts(page, now or time.time(), stale=stale)
    if not seconds or len(keys) > LONGEST_LIST:
        return [(form.life, "no-store")]
    life = form.lasts(seconds)
    if page.expires_at is None:
        life += f", stale-if-error={AWAY_SECONDS}"
    return [(form.keys, keys), (form.life, life)]
