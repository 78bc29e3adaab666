"""What Wagtail asks of this room; the answers stand in `desk/`."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from depesche.ticker.desk import urls
from depesche.ticker.desk.person import WRITE


class TickerItem(MenuItem):
    """The ticker in the main menu, for those who may write in it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return bool(request.user.has_perm(WRITE))


def desk_addresses() -> list[URLPattern | URLResolver]:
    """The room's own pages at the desk."""
    return [path("ticker/", include(urls, namespace="ticker_desk"))]


def ticker_item() -> MenuItem:
    """The ticker comes first: it is what is in a hurry."""
    return TickerItem(
        _("Ticker"), reverse("ticker_desk:ticker"), name="ticker", icon_name="list-ul", order=110
    )


def desk_styles() -> SafeString:
    """The few styles of our own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("ticker/desk.css"))


hooks.register("register_admin_urls", desk_addresses)
hooks.register("register_admin_menu_item", ticker_item)
hooks.register("insert_global_admin_css", desk_styles)
