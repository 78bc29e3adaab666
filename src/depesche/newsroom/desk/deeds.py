"""What can be done to an article beside writing it: each a form, an action, and back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from depesche.kit import clock
from depesche.kit.moments import local
from depesche.newsroom import actions
from depesche.newsroom.desk import notice
from depesche.newsroom.desk.forms import (
    CorrectForm,
    EmbargoForm,
    ReasonForm,
    RetractForm,
    ScheduleForm,
)
from depesche.newsroom.desk.person import person
from depesche.newsroom.desk.wording import at_the_second
from depesche.newsroom.models import Article
from depesche.newsroom.queries import open_schedule, standing_embargo

NEXT_HOUR = timedelta(hours=1)
Sentence = str | Promise


class Deed(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """One thing done to one article by a person who may."""

    permission: ClassVar[str]
    template_name = "newsroom/desk/deed.html"
    explanation: ClassVar[Sentence] = ""
    button: ClassVar[Sentence] = ""
    article: Article

    def dispatch(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied."""
        self.article = get_object_or_404(Article, pk=number)
        if not self.allowed():
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def allowed(self) -> bool:
        """Whether the person may do this to this article."""
        return bool(
            self.request.user.has_perm(self.permission)
            and self.article.permissions_for_user(self.request.user).can_edit()
        )

    def do(self, answers: dict[str, Any]) -> None:
        """Do it, and say so. Raises NewsroomRefuses."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it; a refusal stands in the form as one sentence."""
        try:
            self.do(form.cleaned_data)
        except actions.NewsroomRefuses as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect(self.back)

    @property
    def back(self) -> str:
        """The editor of the article."""
        return reverse("wagtailadmin_pages:edit", args=[self.article.pk])

    @property
    def in_the_paper(self) -> tuple[str | None, str, bool]:
        """A button that shows what readers see now."""
        released = Article.objects.get(pk=self.article.pk)
        return released.url, str(_("See it in the paper")), False

    def get_page_subtitle(self) -> str:
        """Which article."""
        return str(self.article.draft_title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the article, here."""
        return [
            *self.breadcrumbs_items,
            {"url": self.back, "label": self.article.draft_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        return super().get_context_data(
            article=self.article,
            back=self.back,
            explanation=self.explanation,
            button=self.button or self.page_title,
            **kwargs,
        )


class ScheduleDeed(Deed):
    """Plan the release of the latest version."""

    permission = "newsroom.plan_release"
    page_title = gettext_lazy("Schedule")
    explanation = gettext_lazy(
        "The version saved last is released to the second. What you change afterwards is not in "
        "it until you schedule anew."
    )
    form_class = ScheduleForm
    template_name = "newsroom/desk/schedule.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the gate would say, as long as there is time to mend it."""
        return super().get_context_data(notice=notice.of(self.article), **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form offers bundles and companions for this article."""
        return {**super().get_form_kwargs(), "article": self.article}

    def get_initial(self) -> dict[str, Any]:
        """The time that is planned already, that was undone, or in an hour."""
        planned = open_schedule(self.article)
        at = self.request.GET.get("at")
        soon = local(clock.now() + NEXT_HOUR)[:14] + "00:00"
        return {"release_at": at or (local(planned.release_at) if planned else soon)}

    def do(self, answers: dict[str, Any]) -> None:
        """Alone, into an open bundle, or as the first of a new one."""
        by, bundle = person(self.request), answers["bundle"]
        release_at = bundle.release_at if bundle else answers["release_at"]
        together = [self.article, *answers["companions"]]
        if answers["new_bundle"]:
            actions.bundle(answers["new_bundle"], together, release_at=release_at, by=by)
        else:
            actions.schedule(self.article, release_at=release_at, by=by, bundle=bundle)
        messages.success(
            self.request, _("It will be released %(at)s.") % {"at": at_the_second(release_at)}
        )
        self._say_unready(together)

    def _say_unready(self, together: list[Article]) -> None:
        """A bundle leaves whole or not at all: who plans it must know of the weakest."""
        for article in together:
            if notice.of(article).stops:
                editor = reverse("wagtailadmin_pages:edit", args=[article.pk])
                words = _("As it is now, the gate would stop “%s”.") % article.draft_title
                messages.warning(
                    self.request, words, buttons=[messages.button(editor, _("Mend it"))]
                )


class CancelScheduleDeed(Deed):
    """Drop the planned release; one click brings it back."""

    permission = "newsroom.plan_release"
    page_title = gettext_lazy("Cancel the schedule")
    form_class = forms.Form

    def do(self, answers: dict[str, Any]) -> None:
        """Say what was dropped, with the way back."""
        planned = open_schedule(self.article)
        if planned is None or not actions.cancel_schedule(self.article, by=person(self.request)):
            messages.info(self.request, _("Nothing was planned."))
            return
        again = reverse("newsroom_desk:schedule", args=[self.article.pk])
        undo = f"{again}?at={local(planned.release_at)}"
        messages.success(
            self.request,
            _("The schedule is cancelled."),
            buttons=[messages.button(undo, _("Schedule it again"))],
        )


class EmbargoDeed(Deed):
    """Forbid that anything of the article leaves the house before a time."""

    permission = "newsroom.plan_release"
    page_title = gettext_lazy("Embargo")
    explanation = gettext_lazy(
        "Nothing of the article leaves the house before this time, by no road. The embargo "
        "releases nothing by itself."
    )
    form_class = EmbargoForm

    def do(self, answers: dict[str, Any]) -> None:
        """Put it under embargo."""
        actions.embargo(
            self.article, until=answers["until"], by=person(self.request), reason=answers["reason"]
        )
        messages.success(
            self.request, _("Embargoed until %(at)s.") % {"at": at_the_second(answers["until"])}
        )


class LiftEmbargoDeed(Deed):
    """End an embargo early."""

    permission = "newsroom.plan_release"
    page_title = gettext_lazy("Lift the embargo")
    form_class = ReasonForm

    def do(self, answers: dict[str, Any]) -> None:
        """Lift it, with the reason on record."""
        if standing_embargo(self.article) is None:
            messages.info(self.request, _("There is no embargo."))
            return
        actions.lift_embargo(self.article, by=person(self.request), reason=answers["reason"])
        messages.success(self.request, _("The embargo is lifted."))


class CorrectDeed(Deed):
    """Say in public what was wrong."""

    page_title = gettext_lazy("Correct")
    explanation = gettext_lazy(
        "A correction says what was wrong and what is right. The text of the article is put right "
        "in the editor and released as ever."
    )
    button = gettext_lazy("Publish the correction")
    form_class = CorrectForm
    template_name = "newsroom/desk/correct.html"

    def allowed(self) -> bool:
        """Who may release it may correct it."""
        return bool(self.article.permissions_for_user(self.request.user).can_publish())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Show how it will stand, if that was asked."""
        if "preview" in self.request.POST:
            return self.render_to_response(
                self.get_context_data(
                    form=form, stands=form.cleaned_data["text"], today=clock.now()
                )
            )
        return super().form_valid(form)

    def do(self, answers: dict[str, Any]) -> None:
        """Append it."""
        actions.correct(
            self.article, text=answers["text"], reason=answers["reason"], by=person(self.request)
        )
        messages.success(
            self.request, _("The correction stands under the article."), buttons=[self.in_the_paper]
        )


class RetractDeed(Deed):
    """Take a released article out of the paper."""

    permission = "newsroom.retract_article"
    page_title = gettext_lazy("Retract")
    explanation = gettext_lazy(
        "The article leaves the paper at once. In its place readers see your reason. You can take "
        "the retraction back."
    )
    form_class = RetractForm

    def do(self, answers: dict[str, Any]) -> None:
        """Retract it; the way back stands over the editor."""
        actions.retract(self.article, reason=answers["reason"], by=person(self.request))
        undo = reverse("newsroom_desk:take_back", args=[self.article.pk])
        messages.success(
            self.request,
            _("The article is retracted."),
            buttons=[messages.button(undo, _("Take it back"))],
        )


class TakeBackDeed(Deed):
    """Put a retracted article back as readers last saw it."""

    permission = "newsroom.retract_article"
    page_title = gettext_lazy("Take the retraction back")
    explanation = gettext_lazy("The article stands in the paper again as readers last saw it.")
    form_class = forms.Form

    def do(self, answers: dict[str, Any]) -> None:
        """Put it back."""
        actions.take_back_retraction(self.article, by=person(self.request))
        messages.success(
            self.request, _("The article stands in the paper again."), buttons=[self.in_the_paper]
        )
