"""Figures: passers-by, athletes with free limbs, heads seen from behind."""

from collections.abc import Sequence

from depesche.demo.drawing import inks
from depesche.demo.drawing.sheet import Point, Sheet, outline


def person(
    s: Sheet,
    x: float,
    y: float,
    height: float,
    coat: str,
    *,
    legs: str = inks.INK,
    skin: str = inks.SKIN,
    hair: str = inks.INK,
    stride: float = 0,
    mirror: bool = False,
) -> None:
    """A standing or walking passer-by; ``x, y`` between the feet, ``stride`` 0 to 1."""
    w = 13 * stride
    with s.at(x, y, height / 100, mirror=mirror):
        s.path(
            f"M-9-50L1-50L{-1 - w:.1f} 0L{-8 - w:.1f} 0ZM-1-50L9-50L{9 + w:.1f} 0L{2 + w:.1f} 0Z",
            legs,
        )
        s.path(
            "M-7-85Q-15-84-16-74L-18-47L-13-46L-11-62L-12-40L13-40L11-62L14-46L19-47"
            "L16-74Q15-84 7-85Z",
            coat,
        )
        s.path("M-3-90h6v7h-6z", skin)
        s.disc(0.5, -93, 7, skin)
        s.path("M-7-93C-8-104 9-104 7.6-94C3-97-2-97-4-90C-6-90-7-91-7-93Z", hair)


def passer(s: Sheet, x: float, y: float, height: float, *, stride: float = 0) -> None:
    """A person in colours drawn from the sheet's own chance."""
    person(
        s,
        x,
        y,
        height,
        s.chance.choice(inks.COATS),
        legs=s.chance.choice((inks.INK, inks.NIGHT, inks.RUST)),
        skin=s.chance.choice(inks.FACES),
        hair=s.chance.choice((inks.INK, inks.EARTH, inks.RUST, inks.DUNE)),
        stride=stride or s.chance.choice((0.2, 0.7, 1)),
        mirror=s.chance.random() < 0.5,
    )


def athlete(
    s: Sheet,
    x: float,
    y: float,
    height: float,
    limbs: Sequence[Sequence[Point]],
    *,
    shirt: str,
    shorts: str,
    skin: str = inks.SKIN,
    socks: str = inks.PAPER,
    head: Point = (0, -92),
    mirror: bool = False,
) -> None:
    """A figure in sports dress with free limbs.

    ``limbs`` are left arm, right arm, left leg, right leg, each as joints from the
    trunk outwards, in hundredths of the height above ``x, y``.
    """
    with s.at(x, y, height / 100, mirror=mirror):
        for leg in limbs[2:]:
            s.stroke(outline(leg, closed=False), skin, 6.5)
            s.stroke(outline(leg[-2:], closed=False), socks, 6.5)
            s.stroke(_upper(leg, 0.62), shorts, 10.5)
            s.disc(leg[-1][0] + 1.5, leg[-1][1] + 1, 4, inks.INK)
        for arm in limbs[:2]:
            s.stroke(outline(arm, closed=False), skin, 5)
            s.stroke(_upper(arm, 0.7), shirt, 7.5)
        (ax, ay), (bx, by) = limbs[0][0], limbs[1][0]
        (cx, cy), (dx, dy) = limbs[2][0], limbs[3][0]
        trunk = [(ax - 2, ay - 2), (bx + 2, by - 2), (dx + 4, dy), (cx - 4, cy)]
        s.shape(trunk, shirt)
        s.stroke(outline(trunk), shirt, 3)
        s.stroke(outline([(cx - 2, cy + 1), (dx + 2, dy + 1)]), shorts, 7)
        s.disc(head[0], head[1], 6.6, skin)
        s.path(f"M{head[0] - 7} {head[1]}a7 7 0 0 1 14-1.5c-4-3-8-3-10 .5z", inks.INK)


def crowd(
    s: Sheet, left: float, right: float, y: float, size: float, inks_of: Sequence[str]
) -> None:
    """A row of heads and shoulders from behind, on a line at ``y``."""
    x = left
    while x < right:
        ink = s.chance.choice(inks_of)
        lift = s.chance.uniform(-0.15, 0.2) * size
        with s.at(x, y + lift, size / 100):
            s.path("M-62 130C-62 60-40 40-16 36L-16 20h32v16C40 40 62 60 62 130Z", ink)
            s.path("M-28-12C-28-48 28-48 28-12C28 16 14 30 0 30C-14 30-28 16-28-12Z", ink)
        x += size * s.chance.uniform(0.95, 1.35)


def _upper(limb: Sequence[Point], share: float) -> str:
    """The first stretch of a limb, as far as its sleeve or trouser leg goes."""
    (ax, ay), (bx, by) = limb[0], limb[1]
    return outline([(ax, ay), (ax + (bx - ax) * share, ay + (by - ay) * share)], closed=False)
