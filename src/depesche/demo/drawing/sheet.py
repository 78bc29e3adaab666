"""A sheet of paper to print on: gathers flat shapes and grainy shades into one SVG."""

import random
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
Box = tuple[float, float, float, float]

_GRAIN = (
    '<filter id="{name}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">'
    '<feTurbulence type="fractalNoise" baseFrequency=".38" numOctaves="2" seed="7"/>'
    '<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.5 0 0 0 -.25" result="n"/>'
    '<feComposite in="SourceAlpha" in2="n" operator="arithmetic" k1="2" k2=".9" k4="-.35"'
    ' result="m"/><feFlood flood-color="{ink}"/><feComposite operator="in" in2="m"/></filter>'
)
"""Turns a soft gradient into printed grain: the noise decides where ink lands."""


def number(value: float) -> str:
    """A coordinate with one decimal at most, as short as SVG allows."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def outline(points: Sequence[Point], *, closed: bool = True) -> str:
    """Path text through the points in order."""
    text = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return text + "Z" if closed else text


def box(x: float, y: float, width: float, height: float) -> str:
    """Path text of an upright rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def oval(x: float, y: float, rx: float, ry: float) -> str:
    """Path text of an ellipse around its middle."""
    arc = f"a{number(rx)} {number(ry)} 0 1 0 "
    return f"M{number(x - rx)} {number(y)}{arc}{number(2 * rx)} 0{arc}{number(-2 * rx)} 0z"


class Sheet:
    """One picture while it is drawn.

    Coordinates are 1200 × 800 units for landscape sheets, whatever size they are
    printed at. ``chance`` is seeded with the slug, so that a picture repeats exactly.
    """

    def __init__(self, slug: str, *, width: int = 1200, height: int = 800) -> None:
        self.width = width
        self.height = height
        self.chance = random.Random(zlib.crc32(slug.encode()))
        self._defs: dict[str, str] = {}
        self._marks: list[str] = []

    def path(self, d: str, ink: str, *, opacity: float = 1) -> None:
        """A flat filled shape."""
        self._marks.append(f'<path d="{d}" fill="{ink}"{_veil(opacity)}/>')

    def shape(self, points: Sequence[Point], ink: str, *, opacity: float = 1) -> None:
        """A flat polygon."""
        self.path(outline(points), ink, opacity=opacity)

    def rect(
        self, x: float, y: float, width: float, height: float, ink: str, *, opacity: float = 1
    ) -> None:
        """A flat upright rectangle."""
        self.path(box(x, y, width, height), ink, opacity=opacity)

    def rects(self, boxes: Sequence[Box], ink: str, *, opacity: float = 1) -> None:
        """Many rectangles of one ink, as a single path."""
        if boxes:
            self.path("".join(box(*one) for one in boxes), ink, opacity=opacity)

    def pill(
        self, x: float, y: float, width: float, height: float, ink: str, radius: float = 1e3
    ) -> None:
        """A rectangle with round corners; without a radius, round ends."""
        r = min(radius, width / 2, height / 2)
        size = f'width="{number(width)}" height="{number(height)}" rx="{number(r)}"'
        self._marks.append(f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{ink}"/>')

    def disc(self, x: float, y: float, r: float, ink: str, *, opacity: float = 1) -> None:
        """A filled circle."""
        self._marks.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{ink}"'
            f"{_veil(opacity)}/>"
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float, ink: str, *, opacity: float = 1
    ) -> None:
        """A filled ellipse."""
        self.path(oval(x, y, rx, ry), ink, opacity=opacity)

    def discs(self, dots: Sequence[tuple[float, float, float]], ink: str) -> None:
        """Many small circles of one ink, as a single path."""
        if dots:
            self.path("".join(oval(x, y, r, r) for x, y, r in dots), ink)

    def stroke(
        self, d: str, ink: str, width: float, *, opacity: float = 1, square: bool = False
    ) -> None:
        """A line along a path, with round ends unless square."""
        ends = "" if square else ' stroke-linecap="round" stroke-linejoin="round"'
        self._marks.append(
            f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{number(width)}"'
            f"{ends}{_veil(opacity)}/>"
        )

    def lines(
        self,
        segments: Sequence[Segment],
        ink: str,
        width: float,
        *,
        opacity: float = 1,
        square: bool = False,
    ) -> None:
        """Many straight lines of one ink and width, as a single path."""
        if segments:
            d = "".join(outline([(a, b), (c, e)], closed=False) for a, b, c, e in segments)
            self.stroke(d, ink, width, opacity=opacity, square=square)

    def shade(self, d: str, ink: str, start: Point, end: Point, *, strength: float = 0.8) -> None:
        """Grain over a shape: dense at ``start``, gone at ``end``."""
        grain = "g" + ink[1:]
        self._defs.setdefault(grain, _GRAIN.format(name=grain, ink=ink))
        (x1, y1), (x2, y2) = start, end
        fade = "f" + "_".join(number(v) for v in (x1, y1, x2, y2, strength * 10))
        fade = fade.replace("-", "m").replace(".", "p")
        self._defs.setdefault(
            fade,
            f'<linearGradient id="{fade}" gradientUnits="userSpaceOnUse" x1="{number(x1)}" '
            f'y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}">'
            f'<stop offset="0" stop-opacity="{strength:g}"/>'
            '<stop offset="1" stop-opacity="0"/></linearGradient>',
        )
        self._marks.append(f'<path d="{d}" fill="url(#{fade})" filter="url(#{grain})"/>')

    def glow(self, x: float, y: float, r: float, ink: str, *, strength: float = 0.8) -> None:
        """A round grainy light, dense in its middle."""
        grain = "g" + ink[1:]
        self._defs.setdefault(grain, _GRAIN.format(name=grain, ink=ink))
        fade = f"r{strength * 100:.0f}"
        self._defs.setdefault(
            fade,
            f'<radialGradient id="{fade}"><stop offset="0" stop-opacity="{strength:g}"/>'
            '<stop offset="1" stop-opacity="0"/></radialGradient>',
        )
        d = oval(x, y, r, r)
        self._marks.append(f'<path d="{d}" fill="url(#{fade})" filter="url(#{grain})"/>')

    @contextmanager
    def at(
        self, x: float, y: float, scale: float = 1, *, turn: float = 0, mirror: bool = False
    ) -> Iterator[None]:
        """Draw inside moved, scaled, turned (degrees) and mirrored coordinates."""
        moves = [f"translate({number(x)} {number(y)})"]
        if turn:
            moves.append(f"rotate({number(turn)})")
        if scale != 1 or mirror:
            moves.append(f"scale({-scale if mirror else scale:.3g} {scale:.3g})")
        self._marks.append(f'<g transform="{"".join(moves)}">')
        yield
        self._marks.append("</g>")

    @contextmanager
    def inside(self, d: str) -> Iterator[None]:
        """Draw only inside the given path."""
        name = f"c{len(self._defs)}"
        self._defs[name] = f'<clipPath id="{name}"><path d="{d}"/></clipPath>'
        self._marks.append(f'<g clip-path="url(#{name})">')
        yield
        self._marks.append("</g>")

    @contextmanager
    def veil(self, opacity: float) -> Iterator[None]:
        """Print everything inside as one thin layer."""
        self._marks.append(f'<g opacity="{opacity:g}">')
        yield
        self._marks.append("</g>")

    def svg(self) -> str:
        """The finished document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{number(self.width * 1.6)}" height="{number(self.height * 1.6)}">'
            f"<defs>{''.join(self._defs.values())}</defs>{''.join(self._marks)}</svg>\n"
        )


def _veil(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{opacity:g}"'
