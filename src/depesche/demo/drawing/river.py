"""The river Aule: the iron bridge in three states, the eight, the cycle path."""

import math

from depesche.demo.drawing import greenery, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Point, Segment, Sheet, box, outline


def truss(
    s: Sheet,
    left: float,
    right: float,
    deck: float,
    rise: float,
    ink: str,
    *,
    panels: int = 10,
    weight: float = 8,
    built: tuple[float, float] = (0, 1),
) -> None:
    """An arched truss span on the deck line; ``built`` tells which share stands."""
    low = rise * 0.28
    xs = [left + (right - left) * i / panels for i in range(panels + 1)]
    tops = [deck - low - (rise - low) * math.sin(math.pi * i / panels) for i in range(panels + 1)]
    span = [i for i in range(panels + 1) if built[0] <= i / panels <= built[1]]
    upper: list[Point] = [(xs[i], tops[i]) for i in span]
    s.stroke(outline(upper, closed=False), ink, weight)
    s.lines([(xs[i], deck, xs[i], tops[i]) for i in span], ink, weight * 0.6)
    cross: list[Segment] = []
    for i in span[:-1]:
        cross += [(xs[i], deck, xs[i + 1], tops[i + 1]), (xs[i], tops[i], xs[i + 1], deck)]
    s.lines(cross, ink, weight * 0.34)
    s.rect(xs[span[0]], deck - weight * 0.7, xs[span[-1]] - xs[span[0]], weight * 1.7, ink)


def pier(s: Sheet, x: float, deck: float, foot: float, width: float, ink: str, dark: str) -> None:
    """A stone pier with a cutwater."""
    w = width / 2
    d = outline([(x - w, deck), (x + w, deck), (x + w * 1.25, foot), (x - w * 1.25, foot)])
    s.path(d, ink)
    s.shade(d, dark, (x - w * 1.2, foot), (x + w, deck), strength=0.9)
    s.rect(x - w * 1.25, deck - 4, width * 1.25, 12, dark)
    s.lines(
        [(x - w, y, x + w, y) for y in range(int(deck) + 34, int(foot), 26)], dark, 2, opacity=0.5
    )


def portal(s: Sheet, x: float, deck: float, height: float, ink: str, dark: str) -> None:
    """A brick gate tower at the bridge's end."""
    w = height * 0.34
    d = outline(
        [
            (x - w / 2, deck + 140),
            (x - w / 2, deck - height),
            (x + w / 2, deck - height),
            (x + w / 2, deck + 140),
        ]
    )
    s.path(d, ink)
    s.shade(d, dark, (x - w / 2, deck), (x + w / 2, deck - 20), strength=0.95)
    merlon = w / 5
    s.rects(
        [
            (x - w / 2 - 5 + i * (merlon * 2 + 2.5), deck - height - 22, merlon + 2, 24)
            for i in range(3)
        ],
        ink,
    )
    s.rect(x - w / 2 - 6, deck - height + 2, w + 12, 9, dark)
    masonry.arches(
        s,
        [
            (x - w * 0.2, deck - height * 0.42, w * 0.4, height * 0.42),
            (x - w * 0.1, deck - height * 0.8, w * 0.2, height * 0.2),
        ],
        inks.NIGHT,
    )


def _spans(s: Sheet, deck: float, ink: str, weight: float, rise: float) -> None:
    for left, right in ((70, 480), (480, 890), (890, 1300)):
        truss(s, left, right, deck, rise, ink, weight=weight)


def aulebruecke(s: Sheet) -> None:
    """The iron bridge on a clear morning, low sun behind its middle span."""
    weather.sky(s, inks.CORAL, inks.PAPER, horizon=540, strength=0.75)
    weather.sun(s, 700, 340, 92, inks.SUN, inks.SUN)
    weather.streak(s, 180, 150, 300, inks.PAPER)
    weather.streak(s, 820, 110, 250, inks.PAPER, 11)
    masonry.skyline(s, 540, inks.BLUSH, tall=76)
    greenery.hedge(s, 0, 1200, 545, 22, inks.LEAF)
    weather.water(s, 540, 800, inks.MIST, inks.HARBOUR, inks.PAPER)
    weather.glitter(s, 700, 545, 800, inks.SUN, width=70)
    with s.at(26, -10), s.veil(0.45):
        _spans(s, 440, inks.TIDE, 6, 178)
    with s.veil(0.35):
        s.rects([(432, 606, 78, 150), (846, 606, 78, 150), (14, 580, 80, 220)], inks.NIGHT)
    for x in (470, 884):
        pier(s, x, 446, 610, 62, inks.DUNE, inks.RUST)
    _spans(s, 440, inks.HARBOUR, 10, 190)
    s.lines([(40, 462, 1200, 462)], inks.NIGHT, 6, square=True)
    portal(s, 52, 440, 250, inks.BRICK, inks.RUST)
    weather.gulls(s, [(330, 170, 34), (400, 215, 22), (985, 190, 28)])
    greenery.reeds(s, -10, 330, 815, 190, inks.PINE)
    greenery.reeds(s, 960, 1210, 815, 120, inks.PINE)


def aulebruecke_sperrung(s: Sheet) -> None:
    """The roadway through the iron portal frames, closed by barriers, under a grey sky."""
    weather.sky(s, inks.TIDE, inks.FOG, horizon=520)
    masonry.skyline(s, 452, inks.TIDE, tall=54, left=430, right=780)
    weather.water(s, 450, 800, inks.MIST, inks.TIDE, inks.PAPER)
    vx, vy = 600.0, 440.0
    s.shape([(vx - 14, vy), (vx + 14, vy), (1080, 800), (120, 800)], inks.NIGHT)
    s.shade(outline([(vx, vy), (1080, 800), (120, 800)]), inks.TIDE, (600, 470), (600, 760))
    for side in (-1, 1):
        s.shape(
            [
                (vx + side * 14, vy),
                (vx + side * 22, vy),
                (vx + side * 700, 800),
                (vx + side * 480, 800),
            ],
            inks.SAND,
        )
    s.shape([(vx - 1, vy + 10), (vx + 1, vy + 10), (612, 640), (588, 640)], inks.PAPER)
    for depth in (0.09, 0.14, 0.22, 0.34, 0.54, 0.86):
        _frame(s, vx, vy, depth)
    for y, reach in ((668, 330), (712, 330)):
        s.rect(600 - reach, y, 2 * reach, 30, inks.PAPER)
        for i in range(9):
            x = 600 - reach + i * 76
            s.shape([(x, y + 30), (x + 20, y), (x + 56, y), (x + 36, y + 30)], inks.BRICK)
    s.rects([(300, 650, 14, 140), (886, 650, 14, 140)], inks.INK)
    s.rects([(270, 782, 74, 12), (856, 782, 74, 12)], inks.INK)
    s.rect(593, 560, 14, 230, inks.INK)
    s.disc(600, 540, 78, inks.PAPER)
    s.disc(600, 540, 74, inks.BRICK)
    s.disc(600, 540, 48, inks.PAPER)
    for x in (307, 893):
        s.glow(x, 636, 60, inks.SUN)
        s.disc(x, 638, 14, inks.SUN)
    people.person(s, 1015, 690, 150, inks.SEA, stride=0.9)


def _frame(s: Sheet, vx: float, vy: float, depth: float) -> None:
    """One portal frame with its side trusses, ``depth`` being its scale."""
    w, top, low = 560 * depth, 520 * depth, 330 * depth
    near = depth * 1.55
    t = 26 * depth
    for side in (-1, 1):
        x, x2 = vx + side * w, vx + side * 560 * near
        y2, foot2 = vy - 520 * near, vy + 330 * near
        s.lines([(x, vy - top, x2, y2)], inks.HARBOUR, t * 1.25)
        s.lines([(x, vy + low * 0.62, x2, vy + (foot2 - vy) * 0.62)], inks.HARBOUR, t * 0.8)
        s.lines([(x, vy - top, x2, foot2), (x, vy + low, x2, y2)], inks.HARBOUR, t * 0.5)
        s.lines([(x, vy - top, x, vy + low)], inks.NIGHT, t * 1.2)
    s.lines(
        [(vx - w, vy - top, vx + w, vy - top), (vx - w, vy - top * 0.74, vx + w, vy - top * 0.74)],
        inks.NIGHT,
        t,
    )
    zigzag = [(vx - w + 2 * w * i / 8, vy - top * (1 if i % 2 else 0.74)) for i in range(9)]
    s.stroke(outline(zigzag, closed=False), inks.NIGHT, t * 0.55)


def aulebruecke_historisch(s: Sheet) -> None:
    """The bridge half built in the 1890s: a brown plate with scaffolds and a steam crane."""
    ink, brown, tan, pale, paper = inks.SEPIA
    weather.sky(s, tan, paper, horizon=560, strength=0.7)
    weather.cloud(s, 120, 250, 320, "#f5e9cf")
    weather.cloud(s, 760, 180, 360, "#f5e9cf")
    masonry.skyline(s, 560, pale, tall=70)
    weather.water(s, 556, 800, pale, brown, paper, count=90)
    for x in (330, 800):
        pier(s, x, 446, 620, 70, tan, ink)
    truss(s, -110, 330, 440, 190, brown, weight=10)
    truss(s, 330, 800, 440, 195, ink, weight=10, built=(0, 0.5))
    truss(s, 800, 1280, 440, 195, brown, weight=10, built=(0, 0.3))
    posts = [(x, 446.0, x, 640.0) for x in range(360, 600, 46)]
    s.lines(posts, brown, 6)
    s.lines([(a, 446, a + 46, 640) for a in range(360, 545, 46)], brown, 3)
    s.lines([(350, 520, 600, 520), (350, 590, 600, 590)], brown, 5)
    _steam_crane(s, ink, brown)
    for x, y in ((380, 434), (420, 434), (505, 434), (596, 434), (860, 434), (905, 434)):
        people.person(s, x, y, 52, ink, legs=brown, skin=pale, stride=0.6)
    s.lines([(650, 226, 650, 330)], ink, 3)
    s.lines([(610, 336, 690, 336), (610, 352, 690, 352)], ink, 6)
    s.lines([(612, 336, 630, 352), (632, 352, 650, 336), (652, 336, 670, 352)], ink, 3)
    _rowing_boat(s, 250, 720, ink, brown, pale)
    whole = box(0, 0, 1200, 800)
    s.shade(whole, brown, (0, 0), (260, 260), strength=0.6)
    s.shade(whole, brown, (1200, 800), (960, 560), strength=0.7)
    s.path(whole + "M34 34V766H1166V34z", "#f3e7cd")
    s.stroke("M34 34H1166V766H34z", tan, 3)


def _steam_crane(s: Sheet, ink: str, brown: str) -> None:
    s.path("M600 652h330l-26 52h-280z", ink)
    s.rect(780, 560, 120, 92, brown)
    s.rect(770, 548, 140, 14, ink)
    s.rect(866, 470, 26, 90, ink)
    s.disc(810, 605, 22, ink)
    for x, y, r in ((880, 440, 22), (905, 405, 32), (950, 372, 44), (1015, 345, 54)):
        s.disc(x, y, r, "#f5e9cf")
    s.lines([(760, 652, 650, 226), (720, 652, 650, 226)], ink, 9)
    s.lines(
        [
            (760 - 110 * t, 652 - 426 * t, 720 - 70 * (t + 0.1), 652 - 426 * (t + 0.1))
            for t in (0.05, 0.2, 0.35, 0.5, 0.65)
        ],
        ink,
        4,
    )
    s.lines([(650, 226, 890, 480)], ink, 4)


def _rowing_boat(s: Sheet, x: float, y: float, ink: str, brown: str, pale: str) -> None:
    s.path(f"M{x - 90} {y - 14}q90 24 190-4l-26 34h-130z", ink)
    people.person(s, x - 20, y + 6, 70, brown, legs=ink, skin=pale)
    people.person(s, x + 36, y + 6, 64, brown, legs=ink, skin=pale)
    s.lines([(x + 30, y - 34, x - 120, y + 34)], ink, 5)


def ruderer(s: Sheet) -> None:
    """A rowing eight seen from straight above, oars at the catch, sun on the water."""
    s.rect(0, 0, 1200, 800, inks.HARBOUR)
    s.shade(box(0, 0, 1200, 800), inks.TIDE, (1200, 0), (260, 760), strength=1)
    s.path("M0 0H430C340 90 150 120 0 300Z", inks.SEA)
    s.shade("M0 0H430C340 90 150 120 0 300Z", inks.PINE, (0, 0), (260, 190))
    for x, y, r in ((60, 60, 62), (190, 40, 54), (40, 170, 48), (300, 20, 40), (130, 120, 44)):
        s.disc(x, y, r, inks.MOSS)
        s.glow(x - 14, y + 12, r, inks.PINE)
    weather.ripples(s, 200, 1200, 60, 800, inks.MIST, count=110, opacity=0.4)
    with s.at(590, 395, 0.92, turn=-22):
        _wake(s)
        s.path("M-590 8C-300-30 380-34 600 0C380 34-300 46-590 8Z", inks.NIGHT, opacity=0.45)
        s.path("M-590-6C-330-36 360-36 600-12C360 14-330 22-590-6Z", inks.PAPER)
        s.path("M-420-9C-200-24 300-26 430-12C300 4-200 8-420-9Z", inks.BRICK)
        for i in range(8):
            _rower(s, -330 + i * 88, -1 if i % 2 else 1)
        s.oval(-415, -8, 17, 22, inks.SUN)
        s.disc(-412, -8, 11, inks.SKIN)


def _wake(s: Sheet) -> None:
    s.lines([(-600, 0, -900, -60), (-600, 10, -900, 70)], inks.MIST, 5, opacity=0.7)
    for i in range(8):
        x, side = -420 + i * 88, -1 if i % 2 else 1
        s.stroke(f"M{x - 16} {side * 214 - 8}a34 15 0 1 0 50 0", inks.PAPER, 4, opacity=0.8)


def _rower(s: Sheet, x: float, side: int) -> None:
    y = side * 205.0
    s.lines([(x + 26, -8 - side * 6, x - 50, y - side * 22)], inks.SAND, 6)
    s.shape(
        [
            (x - 46, y - side * 34),
            (x - 32, y - side * 32),
            (x - 50, y + side * 30),
            (x - 72, y + side * 24),
        ],
        inks.BRICK,
    )
    s.lines(
        [(x - 4, -26, x + 30, -8 - side * 10), (x - 4, 10, x + 30, -8 - side * 10)], inks.SKIN, 8
    )
    s.oval(x - 8, -8, 14, 27, inks.SUN)
    s.disc(x - 4, -8, 12, (inks.EARTH, inks.INK, inks.RUST)[int(x) % 3])


def radweg(s: Sheet) -> None:
    """The cycle path along the river on a summer afternoon, the bridge far off."""
    weather.sky(s, inks.TIDE, inks.FOG, horizon=360, strength=0.8)
    weather.cloud(s, 120, 190, 260, inks.PAPER, inks.MIST)
    weather.cloud(s, 720, 140, 340, inks.PAPER, inks.MIST)
    masonry.skyline(s, 352, inks.MIST, tall=50, left=0, right=620)
    weather.water(s, 350, 800, inks.MIST, inks.TIDE, inks.PAPER, count=120)
    for left in (40, 190, 340):
        truss(s, left, left + 150, 340, 52, inks.HARBOUR, panels=8, weight=4)
    s.rects([(184, 340, 14, 26), (334, 340, 14, 26), (36, 340, 10, 24)], inks.DUNE)
    bank = "M480 356C700 372 560 470 380 560C240 630 120 720 60 800H1200V345Z"
    s.path(bank, inks.LEAF)
    s.shade(bank, inks.SEA, (300, 800), (700, 420), strength=0.9)
    s.path(
        "M640 358C760 380 700 470 560 560C440 640 360 720 330 800H820C800 700 800 640 830 560"
        "C860 470 800 380 656 358Z",
        inks.SAND,
    )
    s.shade(
        "M330 800H820C800 700 800 640 830 560L560 560C440 640 360 720 330 800Z",
        inks.DUNE,
        (330, 800),
        (760, 600),
        strength=0.8,
    )
    s.stroke("M690 470C640 560 590 690 585 800", inks.PAPER, 6, opacity=0.8)
    for x, foot, height in ((780, 380, 90), (850, 400, 130), (935, 440, 190), (1060, 520, 300)):
        greenery.poplar(s, x, foot, height, inks.MOSS, inks.PINE)
    greenery.tree(s, 1150, 760, 560, inks.MOSS, inks.PINE, inks.RUST)
    cyclist(s, 660, 690, 2.0, inks.BRICK)
    cyclist(s, 730, 470, 0.75, inks.HARBOUR)
    greenery.tufts(s, 860, 1200, 600, 800, inks.PINE)
    greenery.reeds(s, 20, 240, 815, 150, inks.PINE)
    weather.gulls(s, [(340, 250, 24), (420, 220, 18)])


def cyclist(s: Sheet, x: float, y: float, scale: float, coat: str, *, mirror: bool = False) -> None:
    """A cyclist from the side, wheels on ``y``; about 110 units tall at scale 1."""
    with s.at(x, y, scale, mirror=mirror):
        s.oval(0, 2, 66, 5, inks.INK, opacity=0.25)
        for wheel in (-36, 38):
            s.stroke(f"M{wheel - 24} -25a24 24 0 1 0 48 0a24 24 0 1 0-48 0", inks.INK, 3.4)
            s.lines([(wheel - 23, -25, wheel + 23, -25), (wheel, -48, wheel, -2)], inks.INK, 0.8)
        s.stroke(
            "M-36-25L-18-56L22-58L4-26ZM-18-56L4-26M22-58L38-25M-20-62l2 6M22-58l-2-12l8-3",
            inks.SUN,
            4,
        )
        s.stroke("M-18-66L8-54L0-30", inks.NIGHT, 9)
        s.stroke("M-18-66L10-44L8-18l8 1", inks.INK, 9)
        s.path("M-30-68C-28-96-10-106 4-100L8-88L-8-62Z", coat)
        s.stroke("M0-95L10-78L26-74", coat, 7)
        s.disc(12, -110, 9, inks.SKIN)
        s.path("M2-110a10 10 0 0 1 21-1l-4 1z", inks.PAPER)
