"""Styles, scripts and fonts on the road that all answers take."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

# Feed readers show the paper's icon on pages of theirs. An SVG opened by itself runs nothing.
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
)


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, but a file goes out in one piece.

    Its answers stream from a synchronous file, which an ASGI server can only take by reading it
    whole into a list first; the paper's files are small.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """The answer for one file."""
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as file:
                content = file.read()
        response = HttpResponse(content, status=int(found.status))
        del response.headers["Content-Type"]
        for name, value in [*found.headers, *HEADERS]:
            response.headers[name] = value
        return response
