"""Asking the site for a page anew, as a stranger would, and putting the result into the store."""

from __future__ import annotations

import io
import logging
from functools import cache

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

from depesche.edge import serving
from depesche.edge.keeping import PageKey

log = logging.getLogger(__name__)


@cache
def _site() -> BaseHandler:
    site = BaseHandler()
    site.load_middleware()
    return site


def refresh(key: PageKey) -> None:
    """Render a page; if it cannot be kept any more, the old one goes."""
    host, _, port = key.host.partition(":")
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": key.path,
            "QUERY_STRING": key.query,
            "SERVER_NAME": host,
            "SERVER_PORT": port or ("443" if key.scheme == "https" else "80"),
            "HTTP_HOST": key.host,
            "wsgi.url_scheme": key.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.edge_afresh = True  # type: ignore[attr-defined]
    before = serving.STORE.heard
    try:
        _site().get_response(request)
    except Exception:
        log.exception("Could not render %s anew.", key)
    page = serving.STORE.get(key, 0)
    if page and (page.stale or page.heard < before):
        serving.STORE.drop(key)
