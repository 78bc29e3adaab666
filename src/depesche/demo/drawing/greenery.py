"""Trees, grass, reeds and hills."""

import math

from depesche.demo.drawing.sheet import Segment, Sheet, oval


def tree(s: Sheet, x: float, foot: float, height: float, crown: str, dark: str, trunk: str) -> None:
    """A round-headed tree, lit from the right."""
    r = height * 0.3
    top = foot - height + r
    s.shape(
        [
            (x - height * 0.03, foot),
            (x + height * 0.03, foot),
            (x + height * 0.015, top),
            (x - height * 0.015, top),
        ],
        trunk,
    )
    s.lines(
        [
            (x, foot - height * 0.36, x + r * 0.5, top + r * 0.2),
            (x, foot - height * 0.4, x - r * 0.5, top + r * 0.3),
        ],
        trunk,
        height * 0.02,
    )
    d = (
        oval(x, top, r, r)
        + oval(x - r * 0.62, top + r * 0.42, r * 0.62, r * 0.55)
        + oval(x + r * 0.62, top + r * 0.4, r * 0.64, r * 0.56)
    )
    s.path(d, crown)
    s.shade(d, dark, (x - r * 1.2, top + r), (x + r * 0.7, top - r * 0.6), strength=0.95)


def poplar(s: Sheet, x: float, foot: float, height: float, crown: str, dark: str) -> None:
    """A slim tall tree."""
    w = height * 0.11
    d = (
        f"M{x:.1f} {foot - height:.1f}C{x + w * 1.6:.1f} {foot - height * 0.6:.1f} "
        f"{x + w:.1f} {foot - height * 0.1:.1f} {x:.1f} {foot - height * 0.06:.1f}"
        f"C{x - w:.1f} {foot - height * 0.1:.1f} {x - w * 1.6:.1f} {foot - height * 0.6:.1f} "
        f"{x:.1f} {foot - height:.1f}Z"
    )
    s.lines([(x, foot, x, foot - height * 0.2)], dark, height * 0.03)
    s.path(d, crown)
    s.shade(d, dark, (x - w, foot - height * 0.3), (x + w, foot - height * 0.5), strength=0.9)


def hedge(s: Sheet, left: float, right: float, foot: float, height: float, ink: str) -> None:
    """A far belt of bushes in one ink."""
    x, d = left, ""
    while x < right:
        r = height * s.chance.uniform(0.5, 1)
        d += oval(x, foot, r, r)
        x += r * 1.1
    s.path(d, ink)


def reeds(s: Sheet, left: float, right: float, foot: float, height: float, ink: str) -> None:
    """A stand of reeds along the lower edge."""
    d = ""
    x = left
    while x < right:
        up = height * s.chance.uniform(0.45, 1)
        lean = s.chance.uniform(-0.25, 0.35) * up
        d += (
            f"M{x - 4:.0f} {foot:.0f}Q{x + lean * 0.2:.0f} {foot - up * 0.6:.0f} "
            f"{x + lean:.0f} {foot - up:.0f}Q{x + lean * 0.35 + 4:.0f} {foot - up * 0.5:.0f} "
            f"{x + 4:.0f} {foot:.0f}z"
        )
        x += s.chance.uniform(5, 13)
    s.path(d, ink)


def tufts(
    s: Sheet, left: float, right: float, top: float, bottom: float, ink: str, *, count: int = 60
) -> None:
    """Short grass strokes that grow towards the viewer."""
    blades: list[Segment] = []
    for _ in range(count):
        share = s.chance.random()
        y = top + (bottom - top) * share**1.4
        x = s.chance.uniform(left, right)
        up = 4 + 12 * share
        blades += [(x, y, x - up * 0.4, y - up), (x, y, x + up * 0.3, y - up * 1.2)]
    s.lines(blades, ink, 2, opacity=0.8)


def hill(s: Sheet, y: float, rise: float, ink: str, *, phase: float = 0, waves: float = 1) -> str:
    """A rolling ground line across the sheet, filled to the bottom; gives its path."""
    steps = 16
    points = [
        f"{s.width * i / steps:.0f} {y - rise * math.sin(phase + waves * math.pi * i / steps):.0f}"
        for i in range(steps + 1)
    ]
    d = f"M0 {s.height}L" + "L".join(points) + f"L{s.width} {s.height}Z"
    s.path(d, ink)
    return d
