"""Whether every route says who may see its stored answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver

from depesche.edge.keeping import policy_of

Route = tuple[str, Callable[..., Any]]

# Whole branches of other people's views. They declare nothing, so the edge keeps none of them.
FOREIGN_BRANCHES = ("desk/", "dokumente/")


def routes(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[Route]:
    """Every (path pattern, view) under `patterns`."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def undeclared(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    """Routes whose view is neither `kept` nor `private`."""
    return [
        f"{path} ({view.__module__}.{getattr(view, '__qualname__', view)})"
        for path, view in routes(patterns)
        if policy_of(view) is None and not path.lstrip("^").startswith(FOREIGN_BRANCHES)
    ]
