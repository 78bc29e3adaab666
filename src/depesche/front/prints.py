"""Pictures as a page shows them: all delivered files of a page are found with one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from wagtail.images.models import Filter

from depesche.front import addresses
from depesche.front.faces import PictureFace, ShareFace, Source
from depesche.pictures import keys
from depesche.pictures.models import Label, Picture, Rendition
from depesche.pictures.queries import FORMATS, MIME, SHARE, Crop

A_CROP = Filter(spec=SHARE.spec(SHARE.fallback, "jpeg"))


class Print(NamedTuple):
    """One delivered file. `name`: as the storage knows it."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """Where it is delivered. The storage's own `url` joins and parses it anew each time."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(self.name)}"


class Prints:
    """The delivered files of a page's pictures.

    Say with `want` which pictures stand where, before the first `face` is asked for. A format
    whose files are not made yet is left out; only the JPEG is made at once if it is missing.
    """

    def __init__(self) -> None:
        self._wanted: dict[int, Picture] = {}
        self._specs: set[str] = set()
        self._found: dict[tuple[int, str], Print] | None = None

    def want(self, pictures: Iterable[Picture | None], *crops: Crop) -> None:
        """Note pictures of the page and the crops they are shown in."""
        self._wanted |= {picture.pk: picture for picture in pictures if picture is not None}
        self._specs.update(spec for crop in crops for spec in _specs(crop))
        self._found = None

    def keys(self) -> set[str]:
        """The pictures shown."""
        return {keys.picture(number) for number in self._wanted}

    def face(
        self, picture: Picture, crop: Crop, *, sizes: str, label: str = "", caption: str = ""
    ) -> PictureFace:
        """One use of a picture. label: of the use; caption: the use's own, or the picture's."""
        fallback = self._jpeg(picture, crop)
        sources = (self._source(picture, crop, form) for form in FORMATS if form != "jpeg")
        return PictureFace(
            src=fallback.address,
            width=fallback.width,
            height=fallback.height,
            alt=picture.description,
            sizes=sizes,
            sources=tuple(source for source in sources if source),
            caption=caption or picture.caption,
            credit=picture.credit,
            label=label_in_words(label),
            taken_on=picture.taken_on,
        )

    def largest(self, picture: Picture, crop: Crop) -> Print:
        """The JPEG that machines and other sites are told of."""
        return self._jpeg(picture, crop)

    def shared(self, face: ShareFace, picture: Picture | None) -> ShareFace:
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

    def _source(self, picture: Picture, crop: Crop, form: str) -> Source | None:
        files = {
            file.width: file.address
            for width in crop.widths_in(form)
            if (file := self._files().get((picture.pk, crop.spec(width, form))))
        }
        if not files:
            return None
        return Source(MIME[form], ", ".join(f"{url} {width}w" for width, url in files.items()))

    def _jpeg(self, picture: Picture, crop: Crop) -> Print:
        spec = crop.spec(crop.fallback, "jpeg")
        files = self._files()
        if (picture.pk, spec) not in files:
            made = picture.get_rendition(spec)
            files[picture.pk, spec] = Print(made.file.name, made.width, made.height)
        return files[picture.pk, spec]

    def _files(self) -> dict[tuple[int, str], Print]:
        if self._found is None:
            self._found = _printed(self._wanted, self._specs)
        return self._found


def _printed(pictures: dict[int, Picture], specs: set[str]) -> dict[tuple[int, str], Print]:
    """The files that are there, of the pictures' present focal points."""
    if not pictures or not specs:
        return {}
    focal = {number: _focal_key(picture) for number, picture in pictures.items()}
    rows = Rendition.objects.filter(image_id__in=list(pictures), filter_spec__in=specs).values_list(
        "image_id", "filter_spec", "focal_point_key", "file", "width", "height"
    )
    return {
        (number, spec): Print(name, width, height)
        for number, spec, key, name, width, height in rows
        if key == (focal[number] if spec.startswith("fill") else "")
    }


@cache
def _specs(crop: Crop) -> tuple[str, ...]:
    return tuple(crop.specs())


def _focal_key(picture: Picture) -> str:
    """Crops depend on the focal point; a picture in its own shape does not."""
    return str(A_CROP.get_cache_key(picture))


def label_in_words(label: str) -> str:
    """The label of a use as readers see it, empty for none."""
    return str(Label(label).label) if label in Label.values else ""
