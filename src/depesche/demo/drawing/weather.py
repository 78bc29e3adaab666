"""Sky, light, clouds, rain, water and birds, shared by all open-air pictures."""

import math

from depesche.demo.drawing import inks
from depesche.demo.drawing.sheet import Point, Segment, Sheet, box, outline


def sky(s: Sheet, high: str, low: str, *, horizon: float = 800, strength: float = 0.95) -> None:
    """A two-ink sky down to the horizon, ``high`` fading in grain into ``low``."""
    s.rect(0, 0, s.width, horizon, low)
    s.shade(
        box(0, 0, s.width, horizon), high, (0, -horizon * 0.08), (0, horizon), strength=strength
    )


def sun(s: Sheet, x: float, y: float, r: float, ink: str = inks.SUN, halo: str = "") -> None:
    """A flat disc, with a grainy halo if an ink is given for it."""
    if halo:
        s.glow(x, y, r * 2.6, halo, strength=0.7)
    s.disc(x, y, r, ink)


def cloud(s: Sheet, x: float, y: float, width: float, ink: str, shadow: str = "") -> None:
    """A poster cloud with a flat foot, ``x`` left and ``y`` foot; grain below if wanted."""
    w = width / 100
    d = (
        f"M{x:.0f} {y:.0f}c{-6 * w:.1f} {-14 * w:.1f} {8 * w:.1f} {-20 * w:.1f} "
        f"{18 * w:.1f} {-15 * w:.1f}c{2 * w:.1f} {-18 * w:.1f} {28 * w:.1f} {-22 * w:.1f} "
        f"{34 * w:.1f} {-7 * w:.1f}c{12 * w:.1f} {-10 * w:.1f} {26 * w:.1f} {-2 * w:.1f} "
        f"{25 * w:.1f} {9 * w:.1f}c{14 * w:.1f} {-3 * w:.1f} {24 * w:.1f} {6 * w:.1f} "
        f"{23 * w:.1f} {13 * w:.1f}z"
    )
    s.path(d, ink)
    if shadow:
        s.shade(d, shadow, (x, y), (x, y - 24 * w), strength=0.7)


def streak(s: Sheet, x: float, y: float, width: float, ink: str, thick: float = 14) -> None:
    """A long evening cloud of three stacked bars."""
    s.pill(x, y, width, thick, ink)
    s.pill(x + width * 0.22, y - thick * 0.8, width * 0.5, thick, ink)
    s.pill(x + width * 0.4, y + thick * 0.8, width * 0.45, thick * 0.8, ink)


def rain(s: Sheet, ink: str, *, count: int = 120, slant: float = 0.3, opacity: float = 0.5) -> None:
    """Thin slanted lines over the whole sheet."""
    drops: list[Segment] = []
    for _ in range(count):
        x, y = s.chance.uniform(-50, s.width + 50), s.chance.uniform(-50, s.height)
        length = s.chance.uniform(25, 60)
        drops.append((x, y, x - slant * length, y + length))
    s.lines(drops, ink, 1.8, opacity=opacity)


def water(
    s: Sheet, top: float, bottom: float, base: str, deep: str, glint: str, *, count: int = 110
) -> None:
    """A water face: darker towards the viewer, with ripples that grow as they come near."""
    s.rect(0, top, s.width, bottom - top, base)
    s.shade(box(0, top, s.width, bottom - top), deep, (0, bottom), (0, top), strength=0.9)
    ripples(s, 0, s.width, top, bottom, glint, count=count)


def ripples(
    s: Sheet,
    left: float,
    right: float,
    top: float,
    bottom: float,
    ink: str,
    *,
    count: int = 60,
    opacity: float = 0.75,
) -> None:
    """Short flat strokes on water between the given bounds."""
    for near in (0, 1, 2):
        strokes: list[Segment] = []
        for _ in range(count // 3):
            share = (near + s.chance.random()) / 3
            y = top + 6 + (bottom - top - 10) * share**1.5
            half = (5 + 26 * share) * s.chance.uniform(0.5, 1.3)
            x = s.chance.uniform(left, right)
            strokes.append((max(left, x - half), y, min(right, x + half), y))
        s.lines(strokes, ink, 1.6 + near * 1.3, opacity=opacity)


def glitter(s: Sheet, x: float, top: float, bottom: float, ink: str, *, width: float = 60) -> None:
    """The path of light under a sun or lamp, broken into flat strokes."""
    strokes: list[list[Segment]] = [[], []]
    steps = max(6, int((bottom - top) / 13))
    for i in range(steps):
        share = i / steps
        y = top + 5 + (bottom - top - 8) * share
        half = width * (0.45 + 0.6 * share) * s.chance.uniform(0.35, 1)
        off = s.chance.uniform(-0.3, 0.3) * width * (0.4 + share)
        strokes[share > 0.45].append((x + off - half, y, x + off + half, y))
    s.lines(strokes[0], ink, 3.5)
    s.lines(strokes[1], ink, 6)


def gull(s: Sheet, x: float, y: float, size: float, ink: str, *, turn: float = 0) -> None:
    """A gull in flight, seen from the side of its spread wings."""
    with s.at(x, y, size / 100, turn=turn):
        s.path(
            "M-100-18C-70-46-30-40-4-6C20-44 66-52 100-30C70-36 40-24 18 6C10 16-8 16-16 4"
            "C-34-20-66-30-100-18Z",
            ink,
        )


def gulls(s: Sheet, places: list[tuple[float, float, float]], ink: str = inks.PAPER) -> None:
    """Several gulls, each (x, y, size)."""
    for i, (x, y, size) in enumerate(places):
        gull(s, x, y, size, ink, turn=(-12, 8, 16)[i % 3])


def stars(s: Sheet, bottom: float, *, count: int = 140, ink: str = inks.PAPER) -> None:
    """Dots over the upper sheet, most of them small."""
    s.discs(
        [
            (
                s.chance.uniform(0, s.width),
                s.chance.uniform(0, bottom),
                0.7 + 2.1 * s.chance.random() ** 4,
            )
            for _ in range(count)
        ],
        ink,
    )


def wave(s: Sheet, y: float, height: float, length: float, ink: str, *, shift: float = 0) -> str:
    """A row of rolling crests across the sheet, filled to the bottom; gives its path."""
    d = f"M{-length - shift:.0f} {s.height}V{y:.0f}"
    for _ in range(int(s.width / length) + 3):
        d += (
            f"c{length * 0.3:.0f} 0 {length * 0.42:.0f} {-height:.0f} {length * 0.62:.0f} "
            f"{-height:.0f}c{-length * 0.06:.0f} {height * 0.5:.0f} {length * 0.1:.0f} "
            f"{height:.0f} {length * 0.38:.0f} {height:.0f}"
        )
    d += f"V{s.height}Z"
    s.path(d, ink)
    return d


def burst(s: Sheet, x: float, y: float, r: float, ink: str, *, rays: int = 24) -> None:
    """Rays of light from a point, for floodlights and stage lamps."""
    fan: list[list[Point]] = []
    for i in range(rays):
        a = 2 * math.pi * i / rays
        b = a + math.pi / rays * 0.8
        fan.append(
            [
                (x, y),
                (x + r * math.cos(a), y + r * math.sin(a)),
                (x + r * math.cos(b), y + r * math.sin(b)),
            ]
        )
    s.path("".join(outline(ray) for ray in fan), ink)
