"""In which crops, widths and formats a picture is delivered."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("avif", "webp", "jpeg")
QUALITY = {"avif": "avifquality-52", "webp": "webpquality-78", "jpeg": "jpegquality-80"}
MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Crop:
    """A shape: `ratio` (width, height) or None for the picture's own; widths in pixels.

    `fallback` is the one width of the JPEG that a browser without AVIF and WebP gets.
    """

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    fallback: int

    def spec(self, width: int, form: str) -> str:
        """Wagtail's filter for one delivered file."""
        if self.ratio is None:
            shape = f"width-{width}"
        else:
            height = round(width * self.ratio[1] / self.ratio[0])
            shape = f"fill-{width}x{height}-c60"
        return f"{shape}|format-{form}|{QUALITY[form]}"

    def widths_in(self, form: str) -> tuple[int, ...]:
        """The widths made in a format."""
        return (self.fallback,) if form == "jpeg" else self.widths

    def specs(self) -> list[str]:
        """All delivered files of this crop."""
        return [self.spec(width, form) for form in FORMATS for width in self.widths_in(form)]


WHOLE = Crop("whole", None, (480, 960, 1920), 1280)
CARD = Crop("card", (3, 2), (320, 640, 960), 640)
SHARE = Crop("share", (1200, 630), (1200,), 1200)
PORTRAIT = Crop("portrait", (1, 1), (160, 320), 160)


def all_specs() -> list[str]:
    """What is made of a picture when something released shows it."""
    share = SHARE.spec(1200, "jpeg")
    return [*(spec for crop in (WHOLE, CARD, PORTRAIT) for spec in crop.specs()), share]
