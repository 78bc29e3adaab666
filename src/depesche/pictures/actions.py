"""What can be done with pictures."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from django.core.files.images import ImageFile
from django.db import transaction

from depesche.kit.people import Person
from depesche.kit.text import shortened
from depesche.pictures import keys, renditions
from depesche.pictures.events import PictureChanged, PictureHidden, PictureShown
from depesche.pictures.models import Category, Picture, Use
from depesche.pictures.placeholders import placeholder
from depesche.wire import actions as wire


@transaction.atomic
def show(subject: str, pictures: Iterable[int]) -> None:
    """Say that the released `subject` shows exactly these pictures; none makes it show nothing."""
    wanted = set(pictures)
    shown = set(Use.objects.filter(subject=subject).values_list("picture_id", flat=True))
    # Two releases of one picture, or a release and a retraction, one after the other: whoever
    # comes second sees whether it is still shown elsewhere.
    locked = Picture.objects.select_for_update().filter(pk__in=wanted ^ shown).order_by("pk")
    wanted &= shown | set(locked.values_list("pk", flat=True))
    for number in sorted(wanted - shown):
        if not Use.objects.filter(picture_id=number).exists():
            wire.append(PictureShown(picture=number), keys={keys.picture(number)})
        Use.objects.create(picture_id=number, subject=subject)
    for number in sorted(shown - wanted):
        Use.objects.filter(subject=subject, picture_id=number).delete()
        if not Use.objects.filter(picture_id=number).exists():
            wire.append(PictureHidden(picture=number), keys={keys.picture(number)})


@transaction.atomic
def change(picture: Picture) -> None:
    """Save a changed picture and tell it."""
    picture.save()
    tell_change(picture)


@transaction.atomic
def tell_change(picture: Picture) -> None:
    """Tell that a saved picture is another now, in the transaction that saved it."""
    wire.append(PictureChanged(picture=picture.pk), keys={keys.picture(picture.pk)})


def render(picture: Picture) -> None:
    """Make every delivered file of a picture that is not there yet."""
    picture.get_renditions(*renditions.all_specs())


def expect(
    *, caption: str, creator: str, agency: str, taken_on: date | None, by: Person | None
) -> Picture:
    """Note a picture that is named but not at hand; a placeholder stands for it until it is.

    What is known of it stays when an editor puts the file and its rights in.
    """
    words = shortened(caption or creator or agency, 200)
    expected: Picture = Picture.objects.create(
        title=words,
        description=shortened(caption, 250),
        caption=caption,
        creator=creator[:120],
        agency=agency[:120],
        taken_on=taken_on,
        category=Category.AWAITED,
        uploaded_by_user=by,
        file=ImageFile(io.BytesIO(placeholder()), name="platzhalter.png"),
    )
    return expected
