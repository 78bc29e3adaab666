"""What the desk's first page tells those who keep the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from depesche.pictures import queries
from depesche.pictures.models import Category, Picture

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A picture that the gate would stop."""

    picture: Picture

    @property
    def missing(self) -> list[Any]:
        """What the picture lacks, in words."""
        lacks = [
            (self.picture.category == Category.AWAITED, _("the file and the right to print it")),
            (not self.picture.credit, _("the credit")),
            (not self.picture.description.strip(), _("the alt text")),
        ]
        return [words for is_lacking, words in lacks if is_lacking]


class UnfinishedPanel(Component):
    """Pictures that cannot be printed yet, the newest first, and the way to add some."""

    name = "unfinished_pictures"
    template_name = "pictures/desk/unfinished.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """At most ten of those that this person may mend, and how many more there are."""
        found = queries.unfinished(queries.mendable(parent_context["request"].user))
        return {
            "unfinished": [Unfinished(picture) for picture in found[:SHOWN]],
            "more": max(0, found.count() - SHOWN),
        }


def show_unfinished(request: HttpRequest, panels: list[Component]) -> None:
    """To those who may mend pictures, if only their own."""
    if queries.mends(request.user):
        panels.append(UnfinishedPanel())
