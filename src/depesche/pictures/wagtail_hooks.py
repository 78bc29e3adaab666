"""The picture desk: a changed picture is told in the transaction that saves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.images.views import images, multiple

from depesche.pictures import actions, desk, queries
from depesche.pictures.models import Picture

BEFORE_WAGTAILS_OWN = -10


class PictureEdit(images.EditView):
    """One picture."""

    def save_instance(self) -> Picture:
        """Runs inside the view's own transaction."""
        picture: Picture = super().save_instance()
        actions.tell_change(picture)
        return picture


class UploadedPictureEdit(multiple.EditView):
    """One of several pictures that were uploaded together."""

    def save_object(self, form: forms.ModelForm[Picture]) -> None:
        """Save it and tell it, both or neither."""
        with transaction.atomic():
            super().save_object(form)
            actions.tell_change(self.object)


class PictureDelete(images.DeleteView):
    """A picture that stands in the paper stays."""

    def dispatch(self, request: HttpRequest, image_id: int, **kwargs: Any) -> HttpResponse:
        """Say where it stands instead of taking it out of released articles."""
        picture = get_object_or_404(Picture, pk=image_id)
        if queries.is_public(picture.pk):
            messages.error(request, _("“%s” stands in released articles.") % picture.title)
            return redirect("wagtailimages:image_usage", picture.pk)
        response: HttpResponse = super().dispatch(request, image_id=image_id, **kwargs)
        return response


def picture_desk_addresses() -> list[URLPattern]:
    """In front of Wagtail's own, under the same addresses."""
    return [
        path("images/<int:image_id>/", PictureEdit.as_view()),
        path("images/<int:image_id>/delete/", PictureDelete.as_view()),
        path("images/multiple/<int:image_id>/", UploadedPictureEdit.as_view()),
    ]


def keep_what_is_shown(
    request: HttpRequest, action_type: str, objects: list[Any], _action: object
) -> HttpResponse | None:
    """Of many pictures to be deleted, those that stand in the paper stop it."""
    shown = [o for o in objects if isinstance(o, Picture) and queries.is_public(o.pk)]
    if action_type != "delete" or not shown:
        return None
    messages.error(request, _("“%s” stands in released articles.") % shown[0].title)
    return redirect("wagtailimages:index")


hooks.register("register_admin_urls", picture_desk_addresses, order=BEFORE_WAGTAILS_OWN)
hooks.register("before_bulk_action", keep_what_is_shown)
hooks.register("construct_homepage_panels", desk.show_unfinished)
