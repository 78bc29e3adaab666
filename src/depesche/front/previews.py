"""How an article would look in print: the same road as the page, for the desk alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from depesche.front import articles
from depesche.front.middleware import PAPER_POLICY
from depesche.front.sheets import print_privately
from depesche.newsroom.models import Article, Section


def article(request: HttpRequest, page: Article) -> HttpResponse:
    """A version as it would be printed, with its pictures, released or not."""
    _place(page)
    with translation.override(page.edition):
        response = print_privately(articles.sheet(page, is_preview=True))
    response.headers["Content-Security-Policy"] = PAPER_POLICY
    return response


def _place(page: Article) -> None:
    """A page that was never saved does not know its section yet; the tree does."""
    if page.section_id is None:
        above = Section.objects.filter(path=page.path[: -page.steplen])
        page.section_id = above.values_list("pk", flat=True).first()
    page.language = page.language or page.edition
