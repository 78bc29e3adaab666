"""What readers saw of an article, and when."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from depesche.newsroom.models import Article


class History(WagtailAdminTemplateMixin, TemplateView):
    """Releases, corrections, retractions and overrides, the newest first."""

    template_name = "newsroom/desk/history.html"
    page_title = _("What readers saw")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied."""
        self.article = get_object_or_404(Article, pk=number)
        if not self.article.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which article."""
        return str(self.article.draft_title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the article, here."""
        editor = reverse("wagtailadmin_pages:edit", args=[self.article.pk])
        return [
            *self.breadcrumbs_items,
            {"url": editor, "label": self.article.draft_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The article's records."""
        article = self.article
        releases = article.publications.select_related("by", "revision")
        return super().get_context_data(
            article=article,
            publications=releases.prefetch_related("withholdings__by").order_by("-at", "-pk"),
            may_withhold=self.request.user.has_perm("newsroom.retract_article"),
            corrections=article.corrections.select_related("by").order_by("-at"),
            retractions=article.retractions.select_related("by").order_by("-at"),
            overrides=article.overrides.select_related("by").order_by("-at"),
            addresses=article.former_addresses.all(),
            **kwargs,
        )
