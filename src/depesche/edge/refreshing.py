"""Asking the site for a page anew, as a stranger would, and putting the result into the store."""

from __future__ import annotations

import logging
import threading
from functools import cache

from django.core.handlers.base import BaseHandler
from django.db import close_old_connections

from depesche.edge import serving
from depesche.edge.keeping import PageKey, stranger
from depesche.edge.store import Page

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


class Refresher:
    """Renders pages anew beside the one who hears of changes: the next change does not wait.

    The page with most readers comes first; one that is asked for again meanwhile is rendered again.
    """

    def __init__(self) -> None:
        self._waiting: dict[PageKey, None] = {}
        self._bell = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, key: PageKey) -> None:
        """Have a page rendered soon."""
        with self._bell:
            self._waiting[key] = None
            self._bell.notify()
            if self._thread is None or not self._thread.is_alive():
                self._begin()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._work, name="refresh", daemon=True)
        try:
            self._thread.start()
        except RuntimeError as none_left:  # the system has no thread for us; next time perhaps
            log.warning("Changed pages are made anew for their next readers: %s.", none_left)

    def _work(self) -> None:
        while True:
            if page := self._next():
                refresh(page.key)
            with self._bell:
                is_done = not self._waiting
            if is_done:
                close_old_connections()  # one that broke is not used again
                with self._bell:
                    self._bell.wait_for(lambda: self._waiting)

    def _next(self) -> Page | None:
        """The hottest of those that are still kept; a page that went meanwhile misses nobody."""
        with self._bell:
            asked = [page for key in self._waiting if (page := serving.STORE.peek(key))]
            page = max(asked, key=lambda page: page.hits, default=None)
            self._waiting = {one.key: None for one in asked if one is not page}
        return page


REFRESHER = Refresher()
