"""Many pages at once: each goes its ordinary way, and what is refused is said page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from depesche.newsroom import actions
from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.desk.roads import why_not_deleted
from depesche.newsroom.models import Article


def each(request: HttpRequest, pages: Iterable[Page], do: Callable[[Page], object]) -> int:
    """Do it to every page; what the newsroom refuses is said, the rest goes on. How many."""
    done = 0
    for page in pages:
        try:
            with transaction.atomic():
                do(page.specific)
        except actions.NewsroomRefuses as refusal:
            messages.error(request, f"“{page.title}”: {refusal}")
        else:
            done += 1
    return done


class Heap(PageBulkAction):
    """Pages chosen by number; who does not work on articles is not told what they are."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied."""
        if not writes(person(request)):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class ReleaseMany(Heap, PublishBulkAction):
    """Release the chosen pages through the gate, one after another; pages under them are not."""

    def get_execution_context(self) -> dict[str, Any]:
        """The request, to say what was refused."""
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """How many were released, and none below them."""
        request, user = kwargs["request"], kwargs["user"]

        def release(page: Page) -> None:
            release_one = actions.publish if isinstance(page, Article) else actions.put_up
            release_one(page, by=user)

        return each(request, objects, release), 0


class MoveMany(Heap, MoveBulkAction):
    """Move the chosen pages; articles keep their old addresses."""

    def get_execution_context(self) -> dict[str, Any]:
        """The request, to say what was refused."""
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """How many were moved."""
        destination, user = kwargs["destination"].specific, kwargs["user"]

        def move(page: Page) -> None:
            if isinstance(page, Article):
                actions.move(page, section=destination, by=user)
            else:
                page.move(destination, pos="last-child", user=user)

        return each(kwargs["request"], objects, move), 0


class DeleteMany(Heap, DeleteBulkAction):
    """Delete the chosen pages, but for those that readers have seen."""

    def get_actionable_objects(self) -> tuple[list[Page], dict[str, Any]]:
        """What was released is named and left out."""
        objects, others = super().get_actionable_objects()
        kept = [page for page in objects if why_not_deleted(page)]
        others["items_with_no_access"] = [*others["items_with_no_access"], *kept]
        return [page for page in objects if page not in kept], others


class TakeDownMany(Heap, UnpublishBulkAction):
    """Retracting needs a reason for each article, so nothing is retracted in a heap."""

    def check_perm(self, page: Page) -> bool:
        """Sections and front pages only."""
        return bool(super().check_perm(page)) and not isinstance(page.specific, Article)

    def get_execution_context(self) -> dict[str, Any]:
        """The request, to say what was refused."""
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """How many were taken down."""

        def take_down(page: Page) -> None:
            actions.take_down(page, by=kwargs["user"])

        return each(kwargs["request"], objects, take_down), 0


ALL = (ReleaseMany, MoveMany, DeleteMany, TakeDownMany)
