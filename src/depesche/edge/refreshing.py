"""Asking the site for a page anew, as a stranger would, and putting the result into the store."""

from __future__ import annotations

import logging
from functools import cache

from django.core.handlers.base import BaseHandler

from depesche.edge import serving
from depesche.edge.keeping import PageKey, stranger

log = logging.getLogger(__name__)


@cache
def _site() -> BaseHandler:
    site = BaseHandler()
    site.load_middleware()
    return site


def refresh(key: PageKey) -> None:
    """Render a page; if it cannot be kept any more, the old one goes."""
    request = stranger(key)
    request.edge_afresh = True  # type: ignore[attr-defined]
    before = serving.STORE.heard
    try:
        _site().get_response(request)
    except Exception:
        log.exception("Could not render %s anew.", key)
    page = serving.STORE.peek(key)
    if page and (page.stale or page.heard < before):
        serving.STORE.drop(key)
