"""Taking a former version out of the public history, and putting it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from depesche.newsroom import actions
from depesche.newsroom.desk.deeds import Deed
from depesche.newsroom.desk.forms import ReasonForm
from depesche.newsroom.desk.person import person
from depesche.newsroom.models import Publication


class _OfVersion(Deed):
    """Something done to one released version; it begins and ends at what readers saw."""

    permission = "newsroom.retract_article"
    publication: Publication

    def dispatch(
        self, request: HttpRequest, number: int, publication: int = 0, **kwargs: Any
    ) -> HttpResponseBase:
        """Raises Http404 for a version of another article, PermissionDenied."""
        self.publication = get_object_or_404(Publication, pk=publication, article=number)
        return super().dispatch(request, number, **kwargs)

    @property
    def back(self) -> str:
        """What readers saw."""
        return reverse("newsroom_desk:history", args=[self.article.pk])


class WithholdDeed(_OfVersion):
    """Show readers no more of a former version than that there was one."""

    page_title = gettext_lazy("Withhold a version")
    explanation = gettext_lazy(
        "Readers no longer see the words of this version in the history of the article, for "
        "example because a court forbade them. That there was a version, and when, stays there. "
        "Your reason is for the desk only."
    )
    button = gettext_lazy("Withhold this version")
    form_class = ReasonForm

    def do(self, answers: dict[str, Any]) -> None:
        """Withhold it."""
        actions.withhold(self.publication, reason=answers["reason"], by=person(self.request))
        messages.success(self.request, _("Readers no longer see the words of this version."))


class ShowAgainDeed(_OfVersion):
    """Put a withheld version back into the history."""

    page_title = gettext_lazy("Show the version again")
    explanation = gettext_lazy("Readers see this version in the history of the article again.")
    form_class = forms.Form

    def do(self, answers: dict[str, Any]) -> None:
        """Show it."""
        actions.show_again(self.publication, by=person(self.request))
        messages.success(self.request, _("Readers see this version again."))
