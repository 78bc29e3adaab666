"""What is not released yet is told at the desk to those who work on articles only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page

from depesche.kit import clock
from depesche.newsroom import actions
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db

SECRET = "ist gesperrt"


def addresses(number: int) -> list[str]:
    """Where the desk names articles that nobody released."""
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return [
        reverse("wagtailadmin_home"),
        reverse("newsroom_desk:plan"),
        reverse("wagtailadmin_choose_page_child", args=[cast.section().pk]),
        f"{many}?next=/desk/&id={number}",
        desk.editor(cast.draft("zweite")),
    ]


@pytest.mark.parametrize("role", ["moderator", "picture-editor"])
def test_who_does_not_write_is_told_nothing(role: str) -> None:
    """The role table grants them no articles; an embargo holds inside the house as well."""
    article = cast.draft()
    until = clock.now() + timedelta(hours=1)
    actions.embargo(article, until=until, by=None)
    client = desk.sits(role)
    for address in addresses(article.pk):
        assert SECRET not in desk.words(client.get(address, follow=True)), address


def test_who_writes_is_told() -> None:
    """The same addresses name the article to a reporter, but for those that ask for more."""
    article = cast.draft()
    actions.embargo(article, until=clock.now() + timedelta(hours=1), by=None)
    client = desk.sits("reporter")
    for address in addresses(article.pk)[:4]:
        assert SECRET in desk.words(client.get(address, follow=True)), address


@pytest.mark.parametrize("slug", ["bruecke-gesperrt", "stadt", "de"])
def test_no_page_of_the_paper_is_for_some_readers_only(slug: str) -> None:
    """Wagtail's own privacy would promise what the paper does not keep."""
    cast.released()
    asked = Page.objects.get(slug=slug)
    client = desk.sits("admin")
    where = reverse("wagtailadmin_pages:set_privacy", args=[asked.pk])
    client.post(where, {"restriction_type": "password", "password": "Pumpe"})
    assert not asked.view_restrictions.exists()
