"""Making the delivered files as soon as readers may see a picture, so that nobody waits.

The consumer only leaves a note; the work itself is done outside of any transaction, since the
database has one writer and an AVIF takes its time.
"""

from __future__ import annotations

from django_tasks import task

from depesche.pictures import actions
from depesche.pictures.events import PictureChanged, PictureShown
from depesche.pictures.models import Picture, Use
from depesche.wire import actions as wire
from depesche.wire.models import Entry


@wire.consumer("renditions")
def note_what_to_render(entry: Entry) -> None:
    """Leave a note for every picture that became public or looks otherwise now."""
    if entry.kind in {PictureShown.kind, PictureChanged.kind}:
        number = entry.payload["picture"]
        if Use.objects.filter(picture_id=number).exists():
            render_delivered_files.enqueue(number)


@task()
def render_delivered_files(number: int) -> None:
    """Make the files of a picture that are missing; twice is once. It may be gone by now."""
    picture = Picture.objects.filter(pk=number).first()
    if picture is not None:
        actions.render(picture)
