"""What may be kept: the policy of a view and the declaration of a response.

A page is private unless its view is marked `kept` and its response says which keys it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse

KEEPABLE_STATUS = frozenset({200, 301, 308, 404, 410})
ERROR_SECONDS = 10

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
    The view must answer with `shows(response, keys)`, or its answer stays private.
    """
    allowed = frozenset(parameters)

    def mark(view: View) -> View:
        @wraps(view)
        def anonymous(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            for name in set(request.GET) - allowed:
                request.GET = request.GET.copy()
                del request.GET[name]
            response: HttpResponse = view(request, *args, **kwargs)
            response.edge_parameters = allowed  # type: ignore[attr-defined]
            return response

        anonymous.edge_policy = Policy.KEPT  # type: ignore[attr-defined]
        anonymous.edge_parameters = allowed  # type: ignore[attr-defined]
        return anonymous  # type: ignore[return-value]

    return mark


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
        request.method == "GET"
        and bool(getattr(response, "edge_keys", None))
        and response.status_code in KEEPABLE_STATUS
        and not response.streaming
        and not response.cookies
        and "Set-Cookie" not in response.headers
    )


def page_key(request: HttpRequest, parameters: Iterable[str]) -> PageKey:
    """The key of a request: only declared parameters count, once each, in order of name."""
    allowed = frozenset(parameters)
    given = dict(
        (name, value)
        for name, value in parse_qsl(request.META.get("QUERY_STRING", ""), max_num_fields=1000)
        if name in allowed
    )
    return PageKey(
        scheme=request.scheme or "http",
        host=request.get_host(),
        path=request.path,
        query=urlencode(sorted(given.items())),
    )
