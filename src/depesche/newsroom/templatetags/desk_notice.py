"""The notice over the editor, for templates of Wagtail's that know only the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from wagtail.models import Page

from depesche.newsroom.desk.editor import notice_for
from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.models import Article

register = template.Library()


@register.inclusion_tag("newsroom/desk/notice_words.html", takes_context=True)
def notice_words(context: Any, page: Page) -> dict[str, Any]:
    """How an article stands now, and what the gate says of the version saved last."""
    request: HttpRequest = context["request"]
    return {"request": request, **notice_for(page.pk, person(request))}


@register.filter
def is_article(page: Page) -> bool:
    """Whether there is such a notice."""
    return isinstance(page, Article)


@register.filter
def works_on_articles(user: AbstractUser) -> bool:
    """Whether a search among articles would find this person anything."""
    return writes(user)
