"""Pictures as a page shows them: all delivered files of a page are found with one query."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from wagtail.images.models import Filter

from depesche.front import addresses
from depesche.front.faces import PictureFace, ShareFace, Source
from depesche.pictures import keys
from depesche.pictures.models import Label, Picture, Rendition, credited
from depesche.pictures.queries import FORMATS, MIME, SHARE, Crop

PLAIN = re.compile(r"[\w./-]*", re.ASCII)
A_CROP = Filter(spec=SHARE.spec(SHARE.fallback, "jpeg"))


class Shown(Protocol):
    """What a page needs to know of a picture."""

    @property
    def pk(self) -> int:
        """Its id."""

    @property
    def description(self) -> str:
        """The alt text."""

    @property
    def caption(self) -> str:
        """Its own caption, where a use has none."""

    @property
    def credit(self) -> str:
        """Who is named."""

    @property
    def taken_on(self) -> date | None:
        """When it was taken."""


class Pictured(NamedTuple):
    """The columns of a picture that a page shows, where many pictures are shown."""

    pk: int
    description: str
    caption: str
    creator: str
    agency: str
    taken_on: date | None
    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None

    @property
    def credit(self) -> str:
        """Who is named."""
        return credited(self.agency, self.creator)


class Print(NamedTuple):
    """One delivered file."""

    address: str
    width: int
    height: int


def delivered(name: str) -> str:
    """Where a file is delivered. The storage's own `url` joins and parses it anew each time."""
    return f"{settings.MEDIA_URL}{name if PLAIN.fullmatch(name) else filepath_to_uri(name)}"


class Prints:
    """The delivered files of a page's pictures.

    Say with `want` which pictures stand where, before the first `face` is asked for. A format
    whose files are not made yet is left out; only the JPEG is made at once if it is missing.
    """

    def __init__(self) -> None:
        self._wanted: dict[int, Shown] = {}
        self._specs: set[str] = set()
        self._found: dict[tuple[int, str], Print] | None = None
        self._sources: dict[tuple[int, Crop], tuple[Source, ...]] = {}

    def want(self, pictures: Iterable[Shown | None], *crops: Crop) -> None:
        """Note pictures of the page and the crops they are shown in."""
        self._wanted |= {picture.pk: picture for picture in pictures if picture is not None}
        self._specs.update(spec for crop in crops for spec in _specs(crop))
        self._found = None
        self._sources = {}

    def keys(self) -> set[str]:
        """The pictures shown."""
        return {keys.picture(number) for number in self._wanted}

    def face(
        self, picture: Shown, crop: Crop, *, sizes: str, label: str = "", caption: str = ""
    ) -> PictureFace:
        """One use of a picture. label: of the use; caption: the use's own, or the picture's."""
        fallback = self._jpeg(picture, crop)
        return PictureFace(
            src=fallback.address,
            width=fallback.width,
            height=fallback.height,
            alt=picture.description,
            sizes=sizes,
            sources=self._sources_of(picture, crop),
            caption=caption or picture.caption,
            credit=picture.credit,
            label=label_in_words(label),
            taken_on=picture.taken_on,
        )

    def largest(self, picture: Shown, crop: Crop) -> Print:
        """The JPEG that machines and other sites are told of."""
        return self._jpeg(picture, crop)

    def shared(self, face: ShareFace, picture: Shown | None) -> ShareFace:
        """What other sites show, with this picture if there is one."""
        if picture is None:
            return face
        file = self._jpeg(picture, SHARE)
        return replace(
            face,
            image_url=addresses.absolute(file.address),
            image_alt=picture.description,
            image_width=file.width,
            image_height=file.height,
        )

    def _sources_of(self, picture: Shown, crop: Crop) -> tuple[Source, ...]:
        if (picture.pk, crop) not in self._sources:
            made = (self._source(picture, crop, form) for form in FORMATS if form != "jpeg")
            self._sources[picture.pk, crop] = tuple(source for source in made if source)
        return self._sources[picture.pk, crop]

    def _source(self, picture: Shown, crop: Crop, form: str) -> Source | None:
        files = {
            file.width: file.address
            for width in crop.widths_in(form)
            if (file := self._files().get((picture.pk, crop.spec(width, form))))
        }
        if not files:
            return None
        return Source(MIME[form], ", ".join(f"{url} {width}w" for width, url in files.items()))

    def _jpeg(self, picture: Shown, crop: Crop) -> Print:
        spec = crop.spec(crop.fallback, "jpeg")
        files = self._files()
        if (picture.pk, spec) not in files:
            made = Picture.objects.get(pk=picture.pk).get_rendition(spec)
            files[picture.pk, spec] = Print(delivered(made.file.name), made.width, made.height)
        return files[picture.pk, spec]

    def _files(self) -> dict[tuple[int, str], Print]:
        if self._found is None:
            self._found = _printed(self._wanted, self._specs)
        return self._found


def _printed(pictures: dict[int, Shown], specs: set[str]) -> dict[tuple[int, str], Print]:
    """The files that are there, of the pictures' present focal points."""
    if not pictures or not specs:
        return {}
    focal = {number: _focal_key(picture) for number, picture in pictures.items()}
    rows = Rendition.objects.filter(image_id__in=list(pictures), filter_spec__in=specs).values_list(
        "image_id", "filter_spec", "focal_point_key", "file", "width", "height"
    )
    return {
        (number, spec): Print(delivered(name), width, height)
        for number, spec, key, name, width, height in rows
        if key == (focal[number] if spec.startswith("fill") else "")
    }


@cache
def _specs(crop: Crop) -> tuple[str, ...]:
    return tuple(crop.specs())


def _focal_key(picture: Shown) -> str:
    """Crops depend on the focal point; a picture in its own shape does not."""
    return str(A_CROP.get_cache_key(picture))


def label_in_words(label: str) -> str:
    """The label of a use as readers see it, empty for none."""
    return str(Label(label).label) if label in Label.values else ""
