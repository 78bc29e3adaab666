"""Finding things at the desk."""

from __future__ import annotations

import pytest
from wagtail.search import index

from depesche.config import roles
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", ["pages", "images", "documents", "snippets/newsroom/topic"])
@pytest.mark.parametrize("typed", ['"', 'Aule"brücke', '"Aulebrücke', '"a" "', "NEAR(", "*", "\\"])
def test_a_search_takes_whatever_is_typed(where: str, typed: str) -> None:
    """A headline with one quotation mark, half typed, is no failure of the server."""
    roles.settle()
    assert desk.sits("editor").get(f"/desk/{where}/", {"q": typed}).status_code == 200


def test_a_quotation_mark_does_not_hide_what_is_sought() -> None:
    """The word behind it is found."""
    roles.settle()
    index.insert_or_update_object(cast.bridge_picture(title="Kran am Kai"))
    for typed in ("Kran", '"Kran', 'Kran"'):
        assert "Kran am Kai" in desk.words(desk.sits("editor").get("/desk/images/", {"q": typed}))
