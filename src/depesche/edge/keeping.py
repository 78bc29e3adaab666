"""What may be kept: the policy of a view and the declaration of a response.

A page is private unless its view is marked `kept` and its response says which keys it shows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import TooManyFieldsSent
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.request import split_domain_port

KEEPABLE_STATUS = frozenset({200, 301, 308, 404, 410})
KEEPABLE_VARY = frozenset({"", "accept-encoding"})
ERROR_SECONDS = 10
MOST_FIELDS = 1000
FROM_THE_ROUTE = ("resolver_match", "LANGUAGE_CODE", "urlconf")

View = TypeVar("View", bound=Callable[..., Any])


class Policy(Enum):
    """How a route may be stored."""

    KEPT = "kept"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class PageKey:
    """What distinguishes one kept page from another; nothing else of a request does."""

    scheme: str
    host: str
    path: str
    query: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}" + (f"?{self.query}" if self.query else "")


def kept(*, parameters: Iterable[str] = ()) -> Callable[[View], View]:
    """Mark a view whose responses are the same for everybody.

    parameters: the query parameters that change the page; all others are ignored.
    The view is shown the request of a stranger: no cookie, no user, no header reaches it.
    It must answer with `shows(response, keys)`, or its answer stays private.
    """
    allowed = frozenset(parameters)

    def mark(view: View) -> View:
        @wraps(view)
        def anonymous(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            key = page_key(request, allowed)
            asked = stranger(key)
            for name in FROM_THE_ROUTE:
                if hasattr(request, name):
                    setattr(asked, name, getattr(request, name))
            response: HttpResponse = view(asked, *args, **kwargs)
            if callable(render := getattr(response, "render", None)):
                response = render()
            # A page that holds a form's token is somebody's, and stays with that person.
            if "CSRF_COOKIE" not in asked.META:
                response.edge_page = key  # type: ignore[attr-defined]
                response.edge_parameters = allowed  # type: ignore[attr-defined]
            return response

        # It changes nothing and knows nobody: a POST is not allowed rather than unsigned.
        anonymous.csrf_exempt = True  # type: ignore[attr-defined]
        anonymous.edge_policy = Policy.KEPT  # type: ignore[attr-defined]
        anonymous.edge_parameters = allowed  # type: ignore[attr-defined]
        return anonymous  # type: ignore[return-value]

    return mark


def stranger(key: PageKey) -> HttpRequest:
    """The request for a page as somebody sends it of whom nothing is known."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": key.path.encode().decode("iso-8859-1"),  # PEP 3333
            "QUERY_STRING": key.query,
            "SERVER_NAME": key.host,
            "SERVER_PORT": "443" if key.scheme == "https" else "80",
            "HTTP_HOST": key.host,
            "wsgi.url_scheme": key.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request


def private(view: View) -> View:
    """Mark a view whose answers belong to one person; they are never stored."""

    @wraps(view)
    def personal(*args: Any, **kwargs: Any) -> Any:
        response = view(*args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    personal.edge_policy = Policy.PRIVATE  # type: ignore[attr-defined]
    return personal  # type: ignore[return-value]


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """What a view declares, None if it does not."""
    return getattr(view, "edge_policy", None)


def shows(
    response: HttpResponse, keys: Iterable[str], *, until: datetime | None = None
) -> HttpResponse:
    """Declare which keys a response shows; may be called more than once.

    until: the instant from which it is wrong although nothing happens, such as a list of the
    last two days. The kept page ends there; of several instants the earliest counts.
    """
    shown: frozenset[str] = getattr(response, "edge_keys", frozenset())
    response.edge_keys = shown | frozenset(keys)  # type: ignore[attr-defined]
    if until is not None:
        ends: datetime = getattr(response, "edge_until", until)
        response.edge_until = min(ends, until)  # type: ignore[attr-defined]
    return response


def ends_at(response: HttpResponse, now: float) -> float | None:
    """When a kept answer ends by itself, in seconds since 1970; None for never.

    A missing page may be there a moment later without an event that names its address.
    """
    ends: list[float] = []
    if response.status_code == 404:
        ends.append(now + ERROR_SECONDS)
    if until := getattr(response, "edge_until", None):
        ends.append(until.timestamp())
    return min(ends, default=None)


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer may be stored: declared, the same for everybody, and not an error."""
    return (
        request.method in {"GET", "HEAD"}
        and hasattr(response, "edge_page")
        and bool(getattr(response, "edge_keys", None))
        and response.status_code in KEEPABLE_STATUS
        and not response.streaming
        and not response.cookies
        and "Set-Cookie" not in response.headers
        and _words(response, "Vary") <= KEEPABLE_VARY
        and not _words(response, "Cache-Control") & {"private", "no-store"}
    )


def _words(response: HttpResponse, header: str) -> set[str]:
    return {word.strip() for word in response.headers.get(header, "").lower().split(",")}


def page_key(request: HttpRequest, parameters: Iterable[str]) -> PageKey:
    """The key of a request: only declared parameters count, once each, in order of name.

    Raises DisallowedHost, TooManyFieldsSent.
    """
    return PageKey(
        scheme=request.scheme or "http",
        host=own_host(request),
        path=request.path,
        query=own_query(request.META.get("QUERY_STRING", ""), frozenset(parameters)),
    )


def own_host(request: HttpRequest) -> str:
    """A name from the settings, without the port: what a client writes there is endless.

    Raises DisallowedHost.
    """
    name, _port = split_domain_port(request.get_host())
    return name if name in settings.ALLOWED_HOSTS else str(urlsplit(settings.BASE_URL).hostname)


def own_query(text: str, allowed: frozenset[str]) -> str:
    """The declared parameters of a query, in order of name. Raises TooManyFieldsSent."""
    if not allowed or not text:
        return ""
    try:
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as too_many:
        raise TooManyFieldsSent(f"A query of more than {MOST_FIELDS} fields.") from too_many
    return urlencode(sorted({name: value for name, value in fields if name in allowed}.items()))
