"""Trying new code before it replaces the old: it must be able to print the front page."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.management.base import CommandError

from depesche.edge.keeping import PageKey, stranger


def rehearse() -> None:
    """Ask for the front page, as a stranger does. Raises CommandError if the answer is an error."""
    site = BaseHandler()
    site.load_middleware()
    base = urlsplit(settings.BASE_URL)
    request = stranger(PageKey(base.scheme, str(base.hostname), "/", ""))
    request.edge_afresh = True  # type: ignore[attr-defined]
    status = site.get_response(request).status_code
    if status >= 500:
        raise CommandError(f"The front page is answered with {status}.")
