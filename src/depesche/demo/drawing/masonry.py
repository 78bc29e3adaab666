"""Houses, windows, roofs and walls in perspective."""

from collections.abc import Sequence

from depesche.demo.drawing import inks
from depesche.demo.drawing.sheet import Box, Point, Segment, Sheet, box, outline


class Wall:
    """A wall that runs into depth.

    ``near`` and ``far`` are its upright edges as (x, top, foot). ``at(u, v)`` places a
    point: ``u`` 0 near to 1 far, foreshortened; ``v`` 0 top to 1 foot.
    """

    def __init__(self, near: tuple[float, float, float], far: tuple[float, float, float]) -> None:
        self.near = near
        self.far = far

    def at(self, u: float, v: float) -> Point:
        tall, small = self.near[2] - self.near[1], self.far[2] - self.far[1]
        here = 1 / ((1 - u) / tall + u / small)
        share = (tall - here) / (tall - small) if tall != small else u
        x, top, foot = (a + (b - a) * share for a, b in zip(self.near, self.far, strict=True))
        return x, top + (foot - top) * v

    def patch(self, u0: float, v0: float, u1: float, v1: float) -> list[Point]:
        """The four corners of a rectangle on the wall."""
        return [self.at(u0, v0), self.at(u1, v0), self.at(u1, v1), self.at(u0, v1)]

    def panes(self, columns: int, rows: int, *, fill: float = 0.5) -> list[list[Point]]:
        """A grid of window openings over the whole wall."""
        side, rise = (1 - fill) / 2 / columns, (1 - fill * 1.1) / 2 / rows
        return [
            self.patch(
                c / columns + side, r / rows + rise, (c + 1) / columns - side, (r + 1) / rows - rise
            )
            for c in range(columns)
            for r in range(rows)
        ]


def patches(s: Sheet, shapes: Sequence[Sequence[Point]], ink: str, *, opacity: float = 1) -> None:
    """Many polygons of one ink, as a single path."""
    s.path("".join(outline(one) for one in shapes), ink, opacity=opacity)


def grid(
    x: float, y: float, width: float, height: float, columns: int, rows: int, fill: float = 0.5
) -> list[Box]:
    """Boxes of a window grid inside a rectangle; ``fill`` is the glass share of a cell."""
    cell, row = width / columns, height / rows
    return [
        (
            x + (c + 0.5 - fill / 2) * cell,
            y + (r + 0.5 - fill * 0.6) * row,
            fill * cell,
            fill * 1.2 * row,
        )
        for c in range(columns)
        for r in range(rows)
    ]


def windows(
    s: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    columns: int,
    rows: int,
    ink: str,
    *,
    lit: str = "",
    share: float = 0.35,
    fill: float = 0.5,
) -> None:
    """A grid of windows; a share of them lit if an ink for light is given."""
    boxes = grid(x, y, width, height, columns, rows, fill)
    bright = [one for one in boxes if lit and s.chance.random() < share]
    s.rects([one for one in boxes if one not in bright], ink)
    s.rects(bright, lit or ink)


def arches(s: Sheet, places: Sequence[Box], ink: str) -> None:
    """Round-headed openings, each (left, top, width, height)."""
    s.path(
        "".join(
            f"M{x:.1f} {y + h:.1f}v{w / 2 - h:.1f}a{w / 2:.1f} {w / 2:.1f} 0 0 1 {w:.1f} 0"
            f"v{h - w / 2:.1f}z"
            for x, y, w, h in places
        ),
        ink,
    )


def gable(kind: str, x: float, foot: float, width: float, height: float) -> str:
    """The front of a northern town house: ``step``, ``bell`` or ``point``; path text."""
    roof = min(width * 0.75, height * 0.4)
    eave, right, top = foot - height + roof, x + width, foot - height
    if kind == "point":
        return outline([(x, foot), (x, eave), (x + width / 2, top), (right, eave), (right, foot)])
    if kind == "bell":
        return (
            f"M{x:.1f} {foot:.1f}V{eave:.1f}q{width * 0.24:.1f} 0 {width * 0.24:.1f} "
            f"{-roof * 0.55:.1f}h{width * 0.08:.1f}q0 {-roof * 0.45:.1f} {width * 0.18:.1f} "
            f"{-roof * 0.45:.1f}t{width * 0.18:.1f} {roof * 0.45:.1f}h{width * 0.08:.1f}"
            f"q0 {roof * 0.55:.1f} {width * 0.24:.1f} {roof * 0.55:.1f}V{foot:.1f}Z"
        )
    steps = 4
    left = [(x, foot), (x, eave)]
    for i in range(1, steps + 1):
        across, up = x + width / 2 * i / (steps + 0.6), eave - roof * i / steps
        left += [(left[-1][0], up), (across, up)]
    left.pop()
    mirrored = [(2 * x + width - px, py) for px, py in reversed(left)]
    return outline([*left, *mirrored])


def house(
    s: Sheet,
    x: float,
    foot: float,
    width: float,
    height: float,
    kind: str,
    wall: str,
    *,
    pane: str = inks.NIGHT,
    lit: str = "",
    rows: int = 3,
    columns: int = 3,
    dark: str = inks.RUST,
) -> None:
    """A gabled town house with windows and a grainy shadow on its left side."""
    d = gable(kind, x, foot, width, height)
    s.path(d, wall)
    s.shade(d, dark, (x, foot), (x + width * 0.9, foot - height * 0.4), strength=0.65)
    roof = min(width * 0.75, height * 0.4)
    top = foot - height + roof
    windows(
        s, x + width * 0.07, top, width * 0.86, (height - roof) * 0.8, columns, rows, pane, lit=lit
    )
    s.rects([(x + width * 0.42, foot - height + roof * 0.5, width * 0.16, roof * 0.3)], pane)


def street(
    s: Sheet,
    left: float,
    right: float,
    foot: float,
    height: float,
    walls: Sequence[str],
    *,
    pane: str = inks.NIGHT,
    lit: str = "",
    dark: str = inks.RUST,
) -> None:
    """A row of gabled houses of varying width and height between two bounds."""
    x, i = left, 0
    while x < right - 30:
        width = min(s.chance.uniform(0.42, 0.6) * height, right - x)
        kind = ("step", "point", "bell")[i % 3]
        house(
            s,
            x,
            foot,
            width,
            height * s.chance.uniform(0.82, 1.08),
            kind,
            walls[i % len(walls)],
            pane=pane,
            lit=lit,
            dark=dark,
        )
        x += width
        i += 1


def skyline(
    s: Sheet, y: float, ink: str, *, tall: float = 70, left: float = 0, right: float = 1200
) -> None:
    """A far town in one ink: roofs, two spires and a tower, standing on ``y``."""
    x, points = left, [(left, y)]
    i = 0
    while x < right:
        width = s.chance.uniform(0.4, 0.9) * tall
        up = tall * s.chance.uniform(0.3, 0.6)
        if i % 7 == 3:
            mid = x + tall * 0.12
            points += [
                (x, y - up),
                (x, y - tall),
                (mid, y - tall * 1.75),
                (x + tall * 0.24, y - tall),
                (x + tall * 0.24, y - up),
            ]
        elif i % 2:
            points += [(x, y - up), (x + width / 2, y - up * 1.5), (x + width, y - up)]
        else:
            points += [(x, y - up), (x + width, y - up)]
        x += width
        i += 1
    points += [(x, y)]
    s.shape(points, ink)


def bricks(
    s: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    ink: str,
    *,
    count: int = 30,
    size: float = 14,
    opacity: float = 0.6,
) -> None:
    """A few bricks picked out on a wall, enough to read as brickwork."""
    picked: list[Box] = []
    for _ in range(count):
        row = int(s.chance.uniform(0, height / size * 2))
        column = int(s.chance.uniform(0, width / size - 1))
        picked.append(
            (x + (column + row % 2 * 0.5) * size, y + row * size / 2, size * 0.9, size * 0.36)
        )
    s.rects(
        [b for b in picked if b[0] + b[2] < x + width and b[1] + b[3] < y + height],
        ink,
        opacity=opacity,
    )


def lamp(s: Sheet, x: float, foot: float, height: float, ink: str, light: str = "") -> None:
    """A street lamp; with a grainy glow if lit."""
    if light:
        s.glow(x, foot - height, height * 0.45, light, strength=0.75)
    s.lines([(x, foot, x, foot - height)], ink, height * 0.025)
    s.rect(x - height * 0.03, foot - height * 0.06, height * 0.06, height * 0.06, ink)
    w = height * 0.05
    s.shape(
        [
            (x - w * 0.7, foot - height),
            (x + w * 0.7, foot - height),
            (x + w, foot - height - w * 2.2),
            (x - w, foot - height - w * 2.2),
        ],
        light or inks.PAPER,
    )
    s.shape(
        [
            (x - w * 1.3, foot - height - w * 2.2),
            (x + w * 1.3, foot - height - w * 2.2),
            (x, foot - height - w * 3.4),
        ],
        ink,
    )


def awning(
    s: Sheet,
    x: float,
    y: float,
    width: float,
    drop: float,
    ink: str,
    *,
    stripes: int = 8,
    flare: float = 14,
    ground: str = inks.PAPER,
) -> None:
    """A striped awning with a scalloped hem; ``x, y`` upper left."""
    top, low = width / stripes, (width + 2 * flare) / stripes
    for i in range(stripes):
        a, b = x + i * top, x - flare + i * low
        d = (
            f"M{a:.1f} {y:.1f}h{top:.1f}L{b + low:.1f} {y + drop:.1f}"
            f"a{low / 2:.1f} {low * 0.4:.1f} 0 0 1 {-low:.1f} 0z"
        )
        s.path(d, ground if i % 2 else ink)
    s.shade(
        box(x - flare, y, width + 2 * flare, drop),
        inks.NIGHT,
        (x, y + drop * 1.3),
        (x, y),
        strength=0.4,
    )


def rails(segments: Sequence[Segment], count: int) -> list[Segment]:
    """Cross lines between two rails, evenly, as sleepers or rungs."""
    (ax, ay, bx, by), (cx, cy, dx, dy) = segments
    return [
        (ax + (bx - ax) * t, ay + (by - ay) * t, cx + (dx - cx) * t, cy + (dy - cy) * t)
        for t in (i / count for i in range(count + 1))
    ]
