"""The way out of the house: releasing from the desk, and the page where the gate says no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from depesche.newsroom import actions
from depesche.newsroom.desk import notice
from depesche.newsroom.desk.deeds import Deed
from depesche.newsroom.desk.forms import ReasonForm
from depesche.newsroom.desk.person import person
from depesche.newsroom.models import Article, FrontPage, Section


def release(request: HttpRequest, article: Article, *, override: str = "") -> HttpResponse:
    """Release the latest version for the person who asked, and lead on."""
    editor = reverse("wagtailadmin_pages:edit", args=[article.pk])
    try:
        publication = actions.publish(article, by=person(request), override=override)
    except actions.GateIsShut:
        return redirect("newsroom_desk:gate", article.pk)
    except actions.NewsroomRefuses as refusal:
        messages.error(request, str(refusal))
        return redirect(editor)
    released = Article.objects.get(pk=article.pk)
    said = (
        _("“%s” is released.") if publication.first else _("The new version of “%s” is released.")
    )
    messages.success(
        request,
        said % released.headline,
        buttons=[messages.button(released.url, _("See it in the paper"))],
    )
    _say_warnings(request, released)
    return redirect(editor)


def _say_warnings(request: HttpRequest, article: Article) -> None:
    warnings = [finding for finding in notice.findings(article) if not finding.stops]
    if warnings:
        lines = format_html_join(
            " ", '<a href="{}">{}</a>', ((one.link, one.message) for one in warnings)
        )
        messages.warning(request, format_html("{} {}", _("Worth a look:"), lines))


def release_standing_page(request: HttpRequest, page: FrontPage | Section) -> HttpResponse:
    """Release a front page or a section, and lead back to it."""
    actions.put_up(page, by=person(request))
    messages.success(request, _("“%s” is released.") % page.title)
    return redirect("wagtailadmin_pages:edit", page.pk)


class GateDeed(Deed):
    """What the gate found, each with the way to its place; and the way past it, on record."""

    page_title = gettext_lazy("Before release")
    button = gettext_lazy("Release all the same")
    form_class = ReasonForm
    template_name = "newsroom/desk/gate.html"

    def allowed(self) -> bool:
        """Who may release it may see what stops it."""
        return bool(self.article.permissions_for_user(self.request.user).can_publish())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Release it against the gate. Raises PermissionDenied."""
        if not notice.may_override(person(self.request)):
            raise PermissionDenied
        return release(self.request, self.article, override=form.cleaned_data["reason"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The findings, and whether this person may go past them."""
        return super().get_context_data(
            notice=notice.of(self.article),
            may_override=notice.may_override(person(self.request)),
            **kwargs,
        )
