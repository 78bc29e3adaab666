"""What every answer of the site carries, and the language its path names."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]

PAPER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types depesche",
    )
)
# Wagtail's editor sets styles and scripts inline; the desk is for staff behind a login.
DESK_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "frame-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
LANGUAGE_CODES = frozenset(code for code, _name in settings.LANGUAGES)


class SecurityHeaders:
    """A strict policy on the paper, a looser one at the desk."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        response = self._get_response(request)
        paper = getattr(request, "is_paper", not request.path.startswith("/desk/"))
        carry(response, PAPER_POLICY if paper else DESK_POLICY)
        # Behind a proxy that speaks TLS the request itself does not tell.
        if request.is_secure() or settings.BASE_URL.startswith("https://"):
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def carry(response: HttpResponse, policy: str) -> None:
    """Give an answer the headers of the house, where it has none of its own."""
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


class LanguageOfPath:
    """The language is the first part of the path, or the default one; nothing else decides."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request in its path's language."""
        language = language_of(request.path)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(path: str) -> str:
    """The language code a path begins with, or the default."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in LANGUAGE_CODES else settings.LANGUAGE_CODE
