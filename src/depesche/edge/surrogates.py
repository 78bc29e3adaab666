"""What a CDN between us and readers is told of a page: its keys, and how long it may be held.

Only who asked for it (`DEPESCHE_CDN_KEYS`) gets this; a plain instance says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from depesche.edge.store import Page

# Purging by key does the work; this bounds what a purge that went astray can do.
CDN_SECONDS = 86_400
# A page that ends by itself may be held longer than its end by this.
CDN_SECONDS_OF_WHAT_ENDS = 5
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
# CDN-Cache-Control: RFC 9213, as Cloudflare and Akamai do.
FORMS = {
    "surrogate-key": Form("Surrogate-Key", " ", "Surrogate-Control", "max-age={}".format),
    "cache-tag": Form("Cache-Tag", ",", "CDN-Cache-Control", "public, max-age={}".format),
}


def named(keys: Iterable[str]) -> str:
    """Keys as one header's value, in the form asked for; empty when none was."""
    form = FORMS.get(settings.EDGE_CDN_KEYS)
    return form.separator.join(sorted(keys)) if form else ""


def directions(page: Page) -> list[tuple[str, str]]:
    """The headers for a CDN. What is stale, missing, or has more keys than can be said is not
    to be held: no purge would find it."""
    form = FORMS.get(settings.EDGE_CDN_KEYS)
    if form is None:
        return []
    keys = named(page.keys)
    if page.stale or page.status == 404 or len(keys) > LONGEST_LIST:
        return [(form.life, "no-store")]
    seconds = CDN_SECONDS if page.expires_at is None else CDN_SECONDS_OF_WHAT_ENDS
    return [(form.keys, keys), (form.life, form.lasts(seconds))]
