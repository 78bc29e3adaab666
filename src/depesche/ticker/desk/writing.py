"""Writing an entry, and editing it: the same field, the same keys."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from depesche.ticker import actions
from depesche.ticker.desk import standing
from depesche.ticker.desk.forms import EntryForm, initial
from depesche.ticker.desk.person import RELEASE, may_edit, writer
from depesche.ticker.models import Entry


class Writing(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """The form, and what every use of it does with what was written."""

    form_class = EntryForm
    header_icon = "list-ul"
    language: str
    entry: Entry | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        """For the edition."""
        return {**super().get_form_kwargs(), "language": self.language}

    def form_valid(self, form: EntryForm) -> HttpResponse:
        """Do what the pressed button says; a refusal stands in the form, and so does the text."""
        person = writer(self.request)
        deed = self.request.POST.get("deed", "")
        if not person.has_perm(RELEASE) and deed not in {"save", "submit"}:
            raise PermissionDenied
        try:
            with transaction.atomic():
                entry = self._saved(form, person)
                said = self._done(entry, deed, form, person)
        except actions.EntryWasChanged as conflict:
            return self._compare(form, conflict)
        except actions.TickerRefuses as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        buttons = [messages.button(entry.address, _("See it in the paper"))]
        messages.success(self.request, said, buttons=buttons if entry.is_public else [])
        return redirect(f"{reverse('ticker_desk:ticker')}?edition={self.language}")

    def _saved(self, form: EntryForm, person: Any) -> Entry:
        copy, based_on = form.copy(), form.cleaned_data["based_on"]
        if self.entry is None:
            return actions.draft(copy, language=self.language, by=person)
        if copy != actions.Copy.of(self.entry.copy) or based_on != self.entry.copy.number:
            actions.revise(self.entry, copy, based_on=based_on, by=person)
        return Entry.objects.get(pk=self.entry.pk)

    def _done(self, entry: Entry, deed: str, form: EntryForm, person: Any) -> str:
        """What becomes of the saved version, in words."""
        if deed == "submit":
            actions.submit(entry, by=person)
            return _("The entry waits for approval.")
        if deed == "schedule":
            at = form.cleaned_data["release_at"]
            if at is None:
                raise actions.TimeIsMissing
            actions.schedule(entry, release_at=at, by=person)
            return _("The entry will be released at the time you gave.")
        if deed == "release" and entry.is_public and entry.latest_id == entry.public_id:
            return _("Nothing was changed.")
        if deed == "release":
            released = actions.release(entry, by=person)
            entry.number = released.number
            return _("The entry is released.")
        return _("The draft is saved.")

    def _compare(self, form: EntryForm, conflict: actions.EntryWasChanged) -> HttpResponse:
        """Both versions; whoever saves now has seen the other one."""
        said = self.request.POST.copy()
        said["based_on"] = str(conflict.theirs.number)
        form.data = said
        form.add_error(None, str(conflict))
        return self.render_to_response(self.get_context_data(form=form, theirs=conflict.theirs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the person may do."""
        return super().get_context_data(
            entry=self.entry,
            language=self.language,
            may_release=writer(self.request).has_perm(RELEASE),
            **kwargs,
        )


class Ticker(Writing):
    """One field, at once ready to write in; below it what stands."""

    template_name = "ticker/desk/ticker.html"
    page_title = gettext_lazy("Ticker")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The edition is that of the address, or the default one. Raises PermissionDenied."""
        writer(request)
        asked = request.GET.get("edition", settings.LANGUAGE_CODE)
        known = [front.slug for front in standing.editions()]
        self.language = asked if asked in known else settings.LANGUAGE_CODE
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the lists, and what was just withdrawn."""
        gone = self.request.GET.get("withdrawn", "")
        return super().get_context_data(
            editions=standing.editions(),
            withdrawn=Entry.objects.filter(
                pk=int(gone) if gone.isdecimal() and len(gone) < 19 else 0,
                number=None,
                first_released_at__isnull=False,
            ).first(),
            **standing.everything(self.language, writer(self.request)),
            **kwargs,
        )


class Edit(Writing):
    """One entry in the same form."""

    template_name = "ticker/desk/edit.html"
    page_title = gettext_lazy("Ticker entry")
    entry: Entry

    def dispatch(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied, Http404."""
        person = writer(request)
        self.entry = get_object_or_404(Entry.objects.select_related("latest"), pk=number)
        if not may_edit(person, self.entry):
            raise PermissionDenied
        self.language = self.entry.language
        return super().dispatch(request, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The version that was saved last."""
        return initial(self.entry.copy)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the ticker, here."""
        way = f"{reverse('ticker_desk:ticker')}?edition={self.language}"
        return [
            *self.breadcrumbs_items,
            {"url": way, "label": _("Ticker")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With all versions, the newest first."""
        versions = self.entry.versions.select_related("by").order_by("-number")
        return super().get_context_data(
            versions=[standing.Line(self.entry, one) for one in versions],
            submission=self.entry.submissions.last(),
            **kwargs,
        )
