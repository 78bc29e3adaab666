"""Importing a saved page at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from depesche.importing.actions import NoSuchSection, NothingToRead, UnreadablePage, import_page
from depesche.importing.page import LIMIT
from depesche.importing.page.reasons import too_large
from depesche.newsroom.models import Section


def may_import(user: Any) -> bool:
    """Whether somebody may add articles anywhere in the paper."""
    return bool(PagePermissionPolicy().user_has_permission(user, "add"))


class _Sections(forms.ModelChoiceField[Section]):
    """Sections of several editions may bear one name."""

    def label_from_instance(self, obj: Section) -> str:
        """ "Sport (English)"."""
        return f"{obj.title} ({obj.locale.get_display_name()})"


class PageForm(forms.Form):
    """A file, or the text itself; and where it shall go."""

    file = forms.FileField(
        label=gettext_lazy("Saved page (text or HTML)"), required=False, allow_empty_file=True
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste its text here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    section = _Sections(
        Section.objects.none(),
        label=pgettext_lazy("of the paper", "Section"),
        required=False,
        empty_label=gettext_lazy("The first section of the page's language"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections_allowed = {
            one.pk
            for one in Section.objects.all()
            if one.permissions_for_user(user).can_add_subpage()
        }
        sizes = {"data-largest": LIMIT, "data-too-large": too_large(LIMIT).told(_)}
        self.fields["file"].widget.attrs.update(sizes)
        allowed = Section.objects.filter(pk__in=self.sections_allowed).select_related("locale")
        self.fields["section"].queryset = allowed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of file and text is needed."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Please choose a file or paste a text."))
        return given

    def raw(self) -> tuple[bytes, str]:
        """The page's bytes, at most one more than the limit, and its name."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(LIMIT + 1), file.name
        return self.cleaned_data["text"].encode(), "pasted.txt"


class ImportPage(WagtailAdminTemplateMixin, FormView[PageForm]):
    """The form, and after it what became of the page."""

    template_name = "importing/desk/import.html"
    page_title = gettext_lazy("Import a page")
    header_icon = "download"
    form_class = PageForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The sections offered are those in which this person may write."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: PageForm) -> HttpResponse:
        """Import it, and show what was left out and what was doubtful."""
        raw, name = form.raw()
        section = form.cleaned_data["section"]
        try:
            imported = import_page(
                raw,
                name=name,
                by=self.request.user,
                section=section.slug if section else "",
                edition=section.edition if section else "",
                into=form.sections_allowed,
            )
        except UnreadablePage as error:
            form.add_error(None, error.sentence.told(_))
            return self.form_invalid(form)
        except (NothingToRead, NoSuchSection) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        dropped = [(one.text, one.why.told(_)) for one in imported.dropped]
        return self.render_to_response(
            self.get_context_data(form=None, imported=imported, dropped=dropped)
        )
