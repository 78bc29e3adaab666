"""What Wagtail asks of this room."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from depesche.wire import urls, views

AFTER_THE_OTHER_ROOMS = 10


class WireItem(MenuItem):
    """The wire among the reports, for those who look after the instance."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return bool(request.user.has_perm(views.WATCH))


def desk_addresses() -> list[URLPattern | URLResolver]:
    """The room's own pages at the desk."""
    return [path("wire/", include(urls, namespace="wire_desk"))]


def wire_item() -> MenuItem:
    """How the consumers of the wire fare."""
    return WireItem(
        _("Wire"), reverse("wire_desk:wire"), name="wire", icon_name="history", order=1200
    )


hooks.register("register_admin_urls", desk_addresses)
hooks.register("register_reports_menu_item", wire_item)
hooks.register("construct_homepage_panels", views.show_unwell, order=AFTER_THE_OTHER_ROOMS)
