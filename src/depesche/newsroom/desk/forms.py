"""What the desk asks before it acts."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from depesche.kit.moments import Moment
from depesche.newsroom.models import Article, Banner, Bundle, FrontPage, Outcome

COMPANIONS_OFFERED = 40


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=250, widget=forms.Textarea(attrs={"rows": 3})
    )


class RetractForm(forms.Form):
    """Why an article is taken out of the paper."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Readers see it in the place of the article."),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


class CorrectForm(forms.Form):
    """A public correction."""

    text = forms.CharField(
        label=_("Text of the correction"),
        help_text=_("It stands under the article and in the list of corrections, with its date."),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=250, help_text=_("For the desk only."))


class EmbargoForm(forms.Form):
    """Until when nothing of an article may leave the house."""

    until = Moment(label=_("Embargoed until"))
    reason = forms.CharField(
        label=_("Reason"), max_length=250, required=False, help_text=_("For the desk only.")
    )


class _Companions(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.draft_title} ({obj.language})"


class ScheduleForm(forms.Form):
    """When a version is released, alone or together with others."""

    release_at = Moment(label=_("Release at"), required=False)
    bundle = forms.ModelChoiceField(
        Bundle.objects.none(),
        label=_("Together with"),
        required=False,
        empty_label=_("on its own"),
        help_text=_("It is then released when the bundle is."),
    )
    new_bundle = forms.CharField(
        label=_("New bundle"),
        max_length=120,
        required=False,
        help_text=_("A name for articles that are released together: all of them, or none."),
    )
    companions = _Companions(
        Article.objects.none(),
        label=_("Other articles of the new bundle"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bundles = Bundle.objects.filter(schedules__outcome=Outcome.OPEN).distinct()
        _offer(self.fields["bundle"], bundles)
        _offer(self.fields["companions"], _could_be_released_too(article))

    def clean(self) -> dict[str, Any]:
        """A time, or a bundle that has one. Raises ValidationError."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("bundle") and cleaned.get("new_bundle"):
            self.add_error("new_bundle", _("Choose an open bundle or name a new one, not both."))
        if not cleaned.get("bundle") and not cleaned.get("release_at"):
            self.add_error("release_at", _("Please give a date and a time."))
        if cleaned.get("companions") and not cleaned.get("new_bundle"):
            self.add_error("new_bundle", _("Please give the bundle a name."))
        return cleaned


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let a field offer exactly these rows."""
    cast("Any", field).queryset = rows


def _could_be_released_too(article: Article) -> QuerySet[Article]:
    waiting = (
        Article.objects.filter(has_unpublished_changes=True)
        .exclude(pk=article.pk)
        .exclude(retractions__isnull=False, retractions__taken_back_at=None)
        .order_by("-latest_revision_created_at")
    )
    newest = list(waiting.values_list("pk", flat=True)[:COMPANIONS_OFFERED])
    return Article.objects.filter(pk__in=newest).order_by("-latest_revision_created_at")


class BannerForm(forms.ModelForm):  # type: ignore[type-arg]
    """A breaking line over every page."""

    until = Moment(label=_("Until"))

    class Meta:
        model = Banner
        fields = ("text", "language", "article", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = set(FrontPage.objects.filter(depth=2).values_list("slug", flat=True))
        self.fields["language"] = forms.ChoiceField(
            label=_("Edition"),
            choices=[(code, name) for code, name in settings.LANGUAGES if code in editions],
        )
        newest = list(
            Article.objects.filter(number__isnull=False)
            .order_by("-number")
            .values_list("pk", flat=True)[:COMPANIONS_OFFERED]
        )
        _offer(self.fields["article"], Article.objects.filter(pk__in=newest).order_by("-number"))
