"""The release plan: what will be released when, what is held back, what came otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import WorkflowState

from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.desk.notice import unseen
from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.models import Article, Bundle, Embargo, FrontPage, Outcome, Schedule, Section
from depesche.pictures import queries as pictures


@dataclass(frozen=True, slots=True)
class Departure:
    """What is released at one instant: one article, or a bundle."""

    at: datetime
    bundle: Bundle | None
    schedules: list[Schedule]


def departures() -> list[Departure]:
    """What is planned, in order of time."""
    waiting = (
        Schedule.objects.filter(outcome=Outcome.OPEN)
        .select_related("article", "bundle", "by")
        .order_by("release_at", "bundle_id", "pk")
    )
    found: list[Departure] = []
    for schedule in waiting:
        last = found[-1] if found else None
        if last and schedule.bundle and last.bundle == schedule.bundle:
            last.schedules.append(schedule)
        else:
            found.append(Departure(schedule.release_at, schedule.bundle, [schedule]))
    return found


def embargoes() -> QuerySet[Embargo]:
    """What may not leave the house yet, the nearest end first."""
    return (
        Embargo.objects.filter(lifted_at=None, until__gt=clock.now())
        .select_related("article", "by")
        .order_by("until", "pk")
    )


def in_review() -> Iterable[Article]:
    """The articles somebody should look at, the oldest first."""
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    numbers = [int(n) for n in waiting.order_by("created_at").values_list("object_id", flat=True)]
    found = Article.objects.defer("body").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def everything(user: AbstractUser) -> dict[str, Any]:
    """What the plan shows, for its page and for the panel on the desk's first page."""
    return {
        "may_plan": user.has_perm("newsroom.plan_release"),
        "departures": departures(),
        "embargoes": list(embargoes()),
        "unseen": list(unseen()),
        "in_review": in_review(),
    }


class Plan(WagtailAdminTemplateMixin, TemplateView):
    """The release plan on a page of its own."""

    template_name = "newsroom/desk/plan.html"
    page_title = _("Release plan")
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied: an embargo holds for those at the desk who do not write, too."""
        if not writes(person(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The whole plan."""
        return super().get_context_data(**everything(person(self.request)), **kwargs)


@require_POST
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody took notice of a plan that came otherwise. Raises PermissionDenied."""
    if not request.user.has_perm("newsroom.plan_release"):
        raise PermissionDenied
    actions.mark_seen(get_object_or_404(Schedule, pk=number))
    return redirect(get_valid_next_url_from_request(request) or "newsroom_desk:plan")


class PlanPanel(Component):
    """The plan and the way to a new article, on the desk's first page."""

    name = "release_plan"
    template_name = "newsroom/desk/plan_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The plan, and where this person may write."""
        request = parent_context["request"]
        return {
            **everything(person(request)),
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
            "editions": writing_places(person(request)),
            "may_arrange": request.user.has_perm("newsroom.add_banner"),
        }


def writing_places(user: AbstractUser) -> list[tuple[FrontPage, list[Section]]]:
    """The editions with the sections in which somebody may write."""
    sections = [
        section
        for section in Section.objects.order_by("path")
        if section.permissions_for_user(user).can_add_subpage()
    ]
    fronts = FrontPage.objects.select_related("locale").filter(depth=2).order_by("path")
    places = [(front, [one for one in sections if one.is_child_of(front)]) for front in fronts]
    return [(front, inside) for front, inside in places if inside]


def front(_request: HttpRequest) -> HttpResponse:
    """To the slots of the first edition's front page."""
    first = get_object_or_404(FrontPage, depth=2, slug=settings.LANGUAGE_CODE)
    return redirect("wagtailadmin_pages:edit", first.pk)


def show_plan(request: HttpRequest, panels: list[Component]) -> None:
    """The plan comes first, for those who work on articles."""
    if writes(person(request)):
        panels.insert(0, PlanPanel())


class IdlePanel(Component):
    """Says that nothing waits; an empty page would look like a broken one."""

    name = "nothing_waits"
    template_name = "newsroom/desk/idle_panel.html"
    order = 900


def show_idleness(request: HttpRequest, panels: list[Component]) -> None:
    """To those for whom no room has work."""
    user = person(request)
    if not writes(user) and not pictures.mends(user):
        panels.append(IdlePanel())
