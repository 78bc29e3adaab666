"""The breaking banner: one line over every page of an edition, until a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from depesche.kit import clock
from depesche.kit.moments import local
from depesche.newsroom import actions
from depesche.newsroom.desk.forms import BannerForm
from depesche.newsroom.desk.person import person
from depesche.newsroom.models import Banner, FrontPage

USUAL_LENGTH = timedelta(hours=2)
LATELY = 10


class Banners(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """What stands, and the form for the next one."""

    template_name = "newsroom/desk/banner.html"
    page_title = gettext_lazy("Breaking banner")
    header_icon = "warning"
    form_class = BannerForm

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied."""
        _refuse_others(request)
        return super().dispatch(request, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Two hours, unless told otherwise."""
        return {"until": local(clock.now() + USUAL_LENGTH)}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Raise it."""
        asked = form.cleaned_data
        try:
            actions.raise_banner(
                asked["text"],
                language=asked["language"],
                until=asked["until"],
                article=asked["article"],
                by=person(self.request),
            )
        except actions.NewsroomRefuses as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        front = FrontPage.objects.get(slug=asked["language"])
        messages.success(
            self.request,
            _("The banner stands on every page."),
            buttons=[messages.button(front.url, _("See it in the paper"))],
        )
        return redirect("newsroom_desk:banner")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Banners that stand and the last that did."""
        now = clock.now()
        standing = Banner.objects.filter(ended_at=None, until__gt=now)
        return super().get_context_data(
            standing=standing.select_related("article", "raised_by"),
            ended=Banner.objects.exclude(pk__in=standing)[:LATELY],
            **kwargs,
        )


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Take a banner down now. Raises PermissionDenied."""
    _refuse_others(request)
    banner = get_object_or_404(Banner, pk=number)
    actions.end_banner(banner)
    messages.success(request, _("The banner is taken down."))
    return redirect(reverse("newsroom_desk:banner"))


def _refuse_others(request: HttpRequest) -> None:
    if not request.user.has_perm("newsroom.add_banner"):
        raise PermissionDenied
