"""Where Wagtail would publish, take down, delete or move a page, the newsroom's actions do.

The guards of the models refuse every other road; here those that the desk offers are led over
to ours, with a sentence for the person who took them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from depesche.newsroom import actions
from depesche.newsroom.desk import gate
from depesche.newsroom.desk.person import person, writes
from depesche.newsroom.models import Article, FileUse, FrontPage, Section


def release_by_action(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The Release button, of the editor and of the form for a new page."""
    page = page.specific
    if isinstance(page, Article):
        return gate.release(request, page)
    if isinstance(page, FrontPage | Section):
        return gate.release_standing_page(request, page)
    return None


def take_down_by_action(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A section or an edition with articles stays; an article knows no such button."""
    page = page.specific
    if isinstance(page, FrontPage | Section):
        try:
            actions.take_down(page, by=person(request))
        except actions.NewsroomRefuses as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("“%s” no longer stands in the paper.") % page.title)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def keep_what_was_released(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Only what readers never saw can be deleted, and only empty sections."""
    sentence = why_not_deleted(page)
    if sentence is None:
        return None
    messages.error(request, sentence)
    return redirect("wagtailadmin_pages:edit", page.pk)


def why_not_deleted(page: Page) -> str | None:
    """The sentence that refuses a deletion, None if nothing speaks against it."""
    if Article.objects.filter(pk=page.pk, first_released_at__isnull=False).exists():
        return str(_("“%s” was released: it is retracted, not deleted.") % page.title)
    if Article.objects.descendant_of(page).exists():
        return str(_("Articles stand in “%s”; move or delete them first.") % page.title)
    return None


def move_by_action(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """An article moves to another section with its old address kept. Raises PermissionDenied."""
    if not isinstance(page, Article) or request.method != "POST":
        return None
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    try:
        actions.move(page, section=destination.specific, by=person(request))
    except actions.NewsroomRefuses as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"article": page.title, "section": destination.title}
        messages.success(request, _("“%(article)s” stands in “%(section)s” now.") % words)
    return redirect("wagtailadmin_pages:edit", page.pk)


def stay_after_approval(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Who approved an article releases it with the next click, so the editor stays open."""
    if isinstance(page, Article) and request.POST.get("workflow-action-name") == "approve":
        list(get_messages(request))  # Wagtail's own says no more than "updated"
        messages.success(request, _("This version is approved: it can be released or scheduled."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def offer_to_those_who_write(pages: Any, request: HttpRequest) -> Any:
    """Wagtail's page chooser names every draft, embargoed ones among them, to all at the desk."""
    return pages if writes(person(request)) else pages.none()


def serve_what_is_shown(document: Any, request: HttpRequest) -> None:
    """A file is public as long as a released article offers it; at the desk always.

    Unknown, unreleased and embargoed ones look alike. Raises Http404.
    """
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    if not FileUse.objects.filter(document=document, article__number__isnull=False).exists():
        raise Http404
