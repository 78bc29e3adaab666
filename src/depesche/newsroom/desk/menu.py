"""What the desk offers around an article: buttons under the editor, items in its header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, WorkflowMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.models import Article, Standing, standings
from depesche.newsroom.queries import open_schedule, standing_embargo


class ReleaseMenuItem(PublishMenuItem):
    """Wagtail's publish button under the paper's own word."""

    label = _("Release")
    template_name = "newsroom/desk/release_button.html"


def say_release(
    menu_items: list[ActionMenuItem], _request: HttpRequest, context: dict[str, Any]
) -> None:
    """Release instead of publish, retract elsewhere; what comes next stands in front."""
    page = context.get("page")
    for place, item in enumerate(menu_items):
        if isinstance(item, PublishMenuItem):
            menu_items[place] = ReleaseMenuItem(item.order)
        elif isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = (
                _("Approve this version with a comment")
                if item.launch_modal
                else _("Approve this version")
            )
    if isinstance(page, Article) and Standing.APPROVED in standings(page):
        menu_items.sort(key=lambda item: not isinstance(item, ReleaseMenuItem))


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
