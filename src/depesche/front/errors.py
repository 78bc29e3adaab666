"""Pages for what went wrong. They are nobody's to keep: the next request may find it mended."""

from __future__ import annotations

import logging
import sys
from functools import cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from depesche.front import plain
from depesche.front.middleware import PAPER_POLICY, carry, language_of
from depesche.front.sheets import Sheet, markup
from depesche.front.surroundings import surroundings

log = logging.getLogger(__name__)
RETRY_SECONDS = 5


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _broken(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _broken(request, 403)


def unsigned(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token (CSRF): the page it stood on is old, or not ours."""
    language = language_of(request.path)
    with translation.override(language):
        return _answer(plain.stale(language), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the latest articles as long as the database can be asked."""
    language = language_of(request.path)
    with translation.override(language):
        try:
            return _answer(plain.missing(surroundings(language)), 404)
        except DatabaseError:
            return _broken(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. It asks no table, and if even the template fails it says so in plain words.

    503 if it is the database that cannot be asked: that is over in a moment.
    """
    try:
        if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
            return away(request)
        return _broken(request, 500)
    except Exception:
        log.exception("The page for errors failed.")
        text = f"{settings.PAPER_NAME}: 500"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def away(request: HttpRequest) -> HttpResponse:
    """503 for a page that cannot be made now, with when to ask again (RFC 9110, 10.2.3)."""
    response = HttpResponse(_regret(language_of(request.path)), status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Length"] = str(len(response.content))
    carry(response, PAPER_POLICY)
    return response


@cache
def _regret(language: str) -> str:
    """Made once: many ask for it while there is little to make it with."""
    with translation.override(language):
        return markup(plain.broken(language, 503))


def _broken(request: HttpRequest, status: plain.Status) -> HttpResponse:
    language = language_of(request.path)
    with translation.override(language):
        return _answer(plain.broken(language, status), status)


def _answer(sheet: Sheet, status: int) -> HttpResponse:
    """With the headers of the house: what a store or a host's name stops never reaches them."""
    response = HttpResponse(markup(sheet), status=status)
    carry(response, PAPER_POLICY)
    return response
