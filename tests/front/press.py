"""Asking the paper for a page, behind the edge: what the views answer, with its keys."""

import json
import re
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from depesche.front.middleware import language_of


def fetch(address: str) -> HttpResponse:
    """The answer of the view at an address, in the language of its path."""
    path = address.partition("?")[0]
    match = resolve(path)
    with translation.override(language_of(path)):
        answer: HttpResponse = match.func(
            RequestFactory().get(address), *match.args, **match.kwargs
        )
    return answer


def page(address: str, status: int = 200) -> str:
    """The HTML at an address, which must answer with `status`."""
    answer = fetch(address)
    assert answer.status_code == status, f"{address} answers {answer.status_code}"
    return answer.content.decode()


def keys(address: str) -> frozenset[str]:
    """What the page at an address says it shows."""
    shown: frozenset[str] = getattr(fetch(address), "edge_keys", frozenset())
    return shown


def graph(html: str) -> dict[str, dict[str, Any]]:
    """The nodes of a page's JSON-LD by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found, "the page holds no JSON-LD"
    return {node["@type"]: node for node in json.loads(found[1])["@graph"]}


def main(html: str) -> str:
    """What stands between masthead and footer."""
    return html.split("<main", 1)[1].split("</main>", 1)[0]
