"""The wire at the desk: how its consumers fare, for those who look after the instance."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from depesche.wire import actions, queries
from depesche.wire.models import Entry, Position

WATCH = "wire.watch_wire"


class Wire(WagtailAdminTemplateMixin, TemplateView):
    """Every consumer with its position, lag, failures, complaint and next try."""

    template_name = "wire/desk/wire.html"
    page_title = gettext_lazy("Wire")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied: a complaint may name what is not public."""
        _refuse_others(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The wire's ends, and who reads it."""
        return super().get_context_data(
            fares=queries.fares(),
            last=queries.last_position(),
            oldest=queries.oldest_position(),
            unnumbered=Entry.objects.filter(position=None).count(),
            relay_is_well=queries.relay_is_well(),
            **kwargs,
        )


@require_POST
def try_now(request: HttpRequest, consumer: str) -> HttpResponse:
    """Let a consumer that failed try again at once. Raises PermissionDenied, Http404."""
    _refuse_others(request)
    position = get_object_or_404(Position, consumer=consumer)
    actions.try_now(position.consumer)
    messages.success(request, _("“%s” is told again now.") % position.consumer)
    return redirect("wire_desk:wire")


def _refuse_others(request: HttpRequest) -> None:
    if not request.user.has_perm(WATCH):
        raise PermissionDenied


class UnwellPanel(Component):
    """On the desk's first page, for those who look after the instance, while somebody should."""

    name = "wire_is_unwell"
    template_name = "wire/desk/unwell.html"
    order = 10

    def __init__(self, unwell: list[queries.Fare], *, relay_is_well: bool) -> None:
        self._found = {"unwell": unwell, "relay_is_well": relay_is_well}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Who is unwell."""
        return self._found


def show_unwell(request: HttpRequest, panels: list[Component]) -> None:
    """The hint comes first, and only when there is one."""
    if not request.user.has_perm(WATCH):
        return
    unwell = [fare for fare in queries.fares() if not fare.is_well]
    relay_is_well = queries.relay_is_well()
    if unwell or not relay_is_well:
        panels.insert(0, UnwellPanel(unwell, relay_is_well=relay_is_well))
