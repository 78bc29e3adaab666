"""A composed page, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponse
from django.template.loader import render_to_string

from depesche.edge.keeping import shows
from depesche.front.faces import Frame


class Face(Protocol):
    """What a page shows, and the template that shows it."""

    @property
    def template(self) -> str:
        """The name of the template."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for the press: frame, face, and the keys of everything on it."""

    frame: Frame
    face: Face
    keys: frozenset[str]


def markup(sheet: Sheet) -> str:
    """The HTML of a page: the same for everybody, whoever asks."""
    return render_to_string(sheet.face.template, {"frame": sheet.frame, "face": sheet.face})


def printed(sheet: Sheet, *, status: int = 200) -> HttpResponse:
    """The page as an answer that may be kept."""
    return shows(HttpResponse(markup(sheet), status=status), sheet.keys)


def print_privately(sheet: Sheet) -> HttpResponse:
    """The page as an answer to one person of the desk only."""
    response = HttpResponse(markup(sheet))
    response.headers["Cache-Control"] = "private, no-store"
    return response
