"""The way to the import form in the desk's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from depesche.importing.views import ImportPage, may_import


class ImportMenuItem(MenuItem):
    """Shown to those who write."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may add articles."""
        return may_import(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """`/desk/import/`."""
    return [path("import/", ImportPage.as_view(), name="importing_page")]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """The menu item "Import a page"."""
    return ImportMenuItem(
        _("Import a page"), reverse("importing_page"), icon_name="download", order=320
    )
