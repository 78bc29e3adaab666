"""What Wagtail asks of this room; the answers stand in `desk/`."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from depesche.newsroom.desk import bulk, footer, menu, plan, roads, urls, vocabulary

AFTER_WAGTAILS_OWN = 10


def desk_addresses() -> list[URLPattern | URLResolver]:
    """The room's own pages at the desk."""
    return [path("newsroom/", include(urls, namespace="newsroom_desk"))]


def desk_styles() -> SafeString:
    """The few styles of our own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/desk.css"))


def desk_scripts() -> SafeString:
    """What Wagtail forgets of the keyboard."""
    return format_html('<script type="module" src="{}"></script>', static("newsroom/desk.js"))


hooks.register("register_admin_urls", desk_addresses)
hooks.register("insert_global_admin_css", desk_styles)
hooks.register("insert_global_admin_js", desk_scripts)

hooks.register("before_publish_page", roads.release_by_action)
hooks.register("before_unpublish_page", roads.take_down_by_action)
hooks.register("before_delete_page", roads.keep_what_was_released)
hooks.register("before_move_page", roads.move_by_action)
hooks.register("after_edit_page", roads.stay_after_approval)
hooks.register("construct_page_chooser_queryset", roads.offer_to_those_who_write)
hooks.register("before_serve_document", roads.serve_what_is_shown)
for many in bulk.ALL:
    hooks.register("register_bulk_action", many, order=AFTER_WAGTAILS_OWN)

hooks.register("construct_page_action_menu", footer.say_release)
hooks.register("register_page_header_buttons", menu.article_buttons)
hooks.register("register_admin_menu_item", menu.release_plan_item)
hooks.register("register_admin_menu_item", menu.front_page_item)
hooks.register("register_admin_menu_item", menu.banner_item)
hooks.register("construct_help_menu", menu.leave_out_wagtails_news)
hooks.register("construct_homepage_panels", plan.show_plan)
hooks.register("construct_homepage_panels", plan.show_idleness)

register_snippet(vocabulary.Vocabulary)
