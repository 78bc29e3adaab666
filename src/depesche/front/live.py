"""What goes out on the live wire: the same pieces of HTML that fresh pages hold."""

from __future__ import annotations

from django.utils import translation

from depesche.front.entries import Reports, fragment
from depesche.front.surroundings import surroundings
from depesche.wire import actions as wire
from depesche.wire.models import Entry

SHOWING = ("entry.released", "entry.replaced", "entry.corrected")


def shown(entry: Entry, _language: str) -> wire.Piece | None:
    """An entry of the ticker as it is now, in its own language, with what scripts must know to
    file it: its place, and what a filter asks for. None when it is gone again."""
    number = entry.payload["entry"]
    with translation.override(entry.payload["language"]):
        around = surroundings(entry.payload["language"])
        reports = Reports([number], around)
        face = next(iter(reports.faces()), None)
        if face is None:
            return None
        content = {
            "id": face.number,
            "place": face.place,
            "version": face.version,
            "urgency": face.urgency,
            "sections": list(face.section_numbers),
            "html": fragment(face),
        }
    return wire.Piece(content, shows=reports.keys | reports.prints.keys() | around.keys())


def gone(entry: Entry, _language: str) -> wire.Piece:
    """That an entry is not in the ticker any more; nothing of what it said."""
    return wire.Piece({"id": entry.payload["entry"]})


for kind in SHOWING:
    wire.face(kind)(shown)
wire.face("entry.withdrawn")(gone)
