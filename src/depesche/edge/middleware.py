"""Kept pages on Django's road. The fast road in front of it answers from the same store."""

from __future__ import annotations

from collections.abc import Callable

from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse

from depesche.edge import serving

GetResponse = Callable[[HttpRequest], HttpResponse]


class KeptPages:
    """Answer from the store, or render once and keep what may be kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request. What is streamed may be read from the database until its end."""
        response = self._answer(request)
        if isinstance(request, ASGIRequest) and not response.streaming:
            # The server would do it when the last byte is taken: a few slow readers could hold
            # all connections of a pool. Whoever else asks has the rest of a thread's work to do.
            close_old_connections()
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        # Wagtail previews a draft with a dummy request for the address of the public page.
        if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
            return self._get_response(request)
        afresh = getattr(request, "edge_afresh", False)
        if not afresh and (found := serving.from_store(request)):
            return found
        response = self._render(request)
        if response.status_code >= 500 and not afresh and (old := serving.outlived(request)):
            return old
        return response

    def _render(self, request: HttpRequest) -> HttpResponse:
        heard = serving.STORE.heard
        response = self._get_response(request)
        page = serving.keep(request, response, heard=heard)
        if page:
            return serving.answer(request, page, hit=False)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
