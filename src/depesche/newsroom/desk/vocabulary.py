"""Authors, agencies and topics at the desk; a change is told in the same transaction."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import (
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from depesche.newsroom import actions
from depesche.newsroom.models import Agency, Author, Topic
from depesche.newsroom.models.address import slug_of


class NamedForm(WagtailAdminModelForm):
    """A record whose address follows from its name unless somebody wrote another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """In Latin letters: "Fährverkehr" becomes "faehrverkehr"."""
        written: str = self.cleaned_data.get("slug") or ""
        return written or slug_of(self.cleaned_data.get("name") or "")


def _fields(model: type[Author | Agency | Topic]) -> ObjectList:
    return ObjectList(model.panels, base_form_class=NamedForm)


class Describing(EditView):
    """Saving a record tells the pages that name it."""

    def save_instance(self) -> Any:
        """Runs inside the view's own transaction."""
        record = super().save_instance()
        actions.describe(record)
        return record


class Authors(SnippetViewSet):
    """People with a byline."""

    model = Author
    edit_handler = _fields(Author)
    icon = "user"
    edit_view_class = Describing
    list_display = ("name", "email")


class Agencies(SnippetViewSet):
    """News agencies."""

    model = Agency
    edit_handler = _fields(Agency)
    icon = "site"
    edit_view_class = Describing
    list_display = ("name", "short_name")


class Topics(SnippetViewSet):
    """The controlled vocabulary."""

    model = Topic
    edit_handler = _fields(Topic)
    icon = "tag"
    edit_view_class = Describing
    list_display = ("name", "slug")


class Vocabulary(SnippetViewSetGroup):
    """One place of the menu for all three."""

    items = (Authors, Agencies, Topics)
    menu_label = _("Names and topics")
    menu_icon = "tag"
    menu_order = 140
    add_to_admin_menu = True
