"""What the desk offers around an article: its deeds, and the places of the main menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.models import Article
from depesche.newsroom.queries import open_schedule, standing_embargo


def article_buttons(
    page: Page, user: AbstractUser, view_name: str, **_others: Any
) -> Iterator[Button]:
    """What this person may do to this article now."""
    if not isinstance(page, Article) or view_name != "edit":
        return
    priority = 90
    for name, label, icon in offered(page, user):
        priority += 1
        url = reverse(f"newsroom_desk:{name}", args=[page.pk])
        yield Button(label, url, icon_name=icon, priority=priority)


def offered(article: Article, user: AbstractUser) -> Iterator[tuple[str, Any, str]]:
    """Address, words and icon of each deed that makes sense now."""
    stored = Article.objects.get(pk=article.pk)
    if user.has_perm("newsroom.plan_release"):
        yield from _planning(stored)
    if stored.is_public and stored.permissions_for_user(user).can_publish():
        yield "correct", _("Correct…"), "edit"
    if user.has_perm("newsroom.retract_article"):
        if stored.is_public:
            yield "retract", _("Retract…"), "no-view"
        elif stored.first_released_at:
            yield "take_back", _("Take the retraction back"), "rotate"
    if stored.first_released_at:
        yield "history", _("What readers saw"), "history"


STAND_WITH_THEIR_FACT = {"cancel_schedule", "lift_embargo", "take_back"}


def deeds(article: Article, user: AbstractUser) -> list[tuple[str, Any, str]]:
    """Address, words and icon of what the notice offers beside what stands in it already."""
    return [
        (reverse(f"newsroom_desk:{name}", args=[article.pk]), label, icon)
        for name, label, icon in offered(article, user)
        if name not in STAND_WITH_THEIR_FACT
    ]


def _planning(stored: Article) -> Iterator[tuple[str, Any, str]]:
    if stored.is_public or not stored.first_released_at:
        yield "schedule", _("Schedule…"), "date"
    if open_schedule(stored):
        yield "cancel_schedule", _("Cancel the schedule"), "cross"
    if standing_embargo(stored):
        yield "lift_embargo", _("Lift the embargo…"), "lock-open"
    elif not stored.is_public:
        yield "embargo", _("Embargo…"), "lock"


class PermittedMenuItem(MenuItem):
    """A place of the main menu for those who may use it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return bool(request.user.has_perm(self.permission))


class PlanMenuItem(MenuItem):
    """The release plan, for those who work on articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person does."""
        return writes(person(request))


def release_plan_item() -> MenuItem:
    """The release plan."""
    return PlanMenuItem(
        _("Release plan"),
        reverse("newsroom_desk:plan"),
        name="release-plan",
        icon_name="date",
        order=120,
    )


def leave_out_wagtails_news(_request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Who writes does not wait for news of Wagtail, nor for its counting badge."""
    menu_items[:] = [
        item for item in menu_items if not item.name.startswith(("whats-new", "editor-guide"))
    ]


def front_page_item() -> MenuItem:
    """What stands on the front page."""
    return PermittedMenuItem(
        _("Front page"),
        reverse("newsroom_desk:front"),
        name="front-page",
        icon_name="home",
        order=125,
        permission="newsroom.add_banner",
    )


def banner_item() -> MenuItem:
    """The breaking banner."""
    return PermittedMenuItem(
        _("Breaking banner"),
        reverse("newsroom_desk:banner"),
        name="breaking-banner",
        icon_name="warning",
        order=130,
        permission="newsroom.add_banner",
    )
