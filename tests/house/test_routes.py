"""Private unless declared, and declared for every route."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from depesche.edge.keeping import kept, private
from tests.house.plan import no_complaint
from tests.house.routes import undeclared

pytestmark = pytest.mark.house


def notice(request: HttpRequest) -> HttpResponse:
    """A page of nobody's."""
    return HttpResponse("Aushang")


def test_every_route_declares_its_policy() -> None:
    """Each view is marked `kept` or `private`; forgetting is not a policy."""
    no_complaint(undeclared(get_resolver().url_patterns))


def test_a_route_that_forgets_is_found() -> None:
    """At any depth, with its path and its view."""
    patterns: list[URLPattern | URLResolver] = [
        path("aushang/", kept()(notice)),
        path("konto/", private(notice)),
        path("stadt/", include([path("brett/", notice)])),
        path("desk/", include([path("pages/", notice)])),
    ]
    assert undeclared(patterns) == ["stadt/brett/ (tests.house.test_routes.notice)"]
