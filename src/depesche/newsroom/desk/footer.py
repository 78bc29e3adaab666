"""The buttons under the editor: what is done next stands in front, in the paper's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    SaveDraftMenuItem,
    WorkflowMenuItem,
)

from depesche.newsroom.models import Article, Standing, standings


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
        elif isinstance(item, CancelWorkflowMenuItem):
            item.label = _("Take it out of review")
        elif isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = (
                _("Approve this version with a comment")
                if item.launch_modal
                else _("Approve this version")
            )
    if isinstance(page, Article) and Standing.APPROVED in standings(page):
        menu_items.sort(key=lambda item: not isinstance(item, ReleaseMenuItem))
    _put_beside(menu_items)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two buttons side by side, where Wagtail has room for one in front of its menu."""

    both: tuple[ActionMenuItem, ActionMenuItem]
    order: int = 0

    @property
    def media(self) -> Media:
        """What both need."""
        return sum((one.media for one in self.both), Media())

    def render_html(self, context: dict[str, Any]) -> SafeString:
        """One after the other."""
        return format_html_join("", "{}", ((one.render_html(context),) for one in self.both))


def _put_beside(menu_items: list[Any]) -> None:
    """Saving stays in front; the step that comes next is one click away, not two."""
    following = next((item for item in menu_items if _is_approval(item)), None) or next(
        (item for item in menu_items if isinstance(item, ReleaseMenuItem)), None
    )
    if following and isinstance(menu_items[0], SaveDraftMenuItem):
        menu_items.remove(following)
        menu_items[0] = Beside((menu_items[0], following))


def _is_approval(item: ActionMenuItem) -> bool:
    return isinstance(item, WorkflowMenuItem) and item.name == "approve" and not item.launch_modal
