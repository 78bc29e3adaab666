"""The Rathausmarkt: market, town hall, council chamber."""

import math

from depesche.demo.drawing import greenery, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Box, Sheet, box, outline


def clock(s: Sheet, x: float, y: float, r: float, *, hour: float = 10.2, lit: str = "") -> None:
    """A tower clock; ``hour`` as a decimal."""
    s.disc(x, y, r * 1.14, inks.NIGHT)
    s.disc(x, y, r, lit or inks.PAPER)
    for i in range(12):
        a = math.pi * i / 6
        s.lines(
            [
                (
                    x + r * 0.74 * math.sin(a),
                    y - r * 0.74 * math.cos(a),
                    x + r * 0.88 * math.sin(a),
                    y - r * 0.88 * math.cos(a),
                )
            ],
            inks.NIGHT,
            r * 0.07,
        )
    for turn, reach, wide in ((hour / 12, 0.45, 0.12), (hour % 1, 0.7, 0.08)):
        a = 2 * math.pi * turn
        s.lines(
            [(x, y, x + r * reach * math.sin(a), y - r * reach * math.cos(a))], inks.NIGHT, r * wide
        )


def spire(
    s: Sheet, x: float, foot: float, width: float, height: float, ink: str, dark: str
) -> None:
    """A copper helmet in two storeys with a golden ball."""
    w = width / 2
    d = (
        f"M{x - w * 1.1:.1f} {foot:.1f}Q{x - w * 0.9:.1f} {foot - height * 0.3:.1f} "
        f"{x - w * 0.4:.1f} {foot - height * 0.36:.1f}V{foot - height * 0.48:.1f}"
        f"Q{x - w * 0.6:.1f} {foot - height * 0.62:.1f} {x:.1f} {foot - height:.1f}"
        f"Q{x + w * 0.6:.1f} {foot - height * 0.62:.1f} {x + w * 0.4:.1f} "
        f"{foot - height * 0.48:.1f}V{foot - height * 0.36:.1f}Q{x + w * 0.9:.1f} "
        f"{foot - height * 0.3:.1f} {x + w * 1.1:.1f} {foot:.1f}Z"
    )
    s.path(d, ink)
    s.shade(d, dark, (x - w, foot), (x + w * 0.5, foot - height * 0.1), strength=0.95)
    s.disc(x, foot - height, width * 0.06, inks.SUN)


def town_hall(
    s: Sheet,
    x: float,
    foot: float,
    wide: float,
    *,
    pane: str,
    lit: str = "",
    hour: float = 10.2,
    glow: str = "",
) -> None:
    """The brick town hall around its clock tower; ``wide`` is the whole front."""
    u = wide / 100
    _wings(s, x, foot, u, pane, lit)
    tower = box(x - 9 * u, foot - 82 * u, 18 * u, 82 * u)
    s.path(tower, inks.BRICK)
    s.shade(tower, inks.RUST, (x - 9 * u, foot), (x + 8 * u, foot - 6 * u), strength=1)
    s.rects(
        [
            (x - 10 * u, foot - 83 * u, 20 * u, 2 * u),
            (x - 10 * u, foot - 60 * u, 20 * u, 1.4 * u),
            (x - 10 * u, foot - 37 * u, 20 * u, 1.4 * u),
        ],
        inks.SAND,
    )
    masonry.arches(
        s,
        [
            (x - 6.4 * u, foot - 56 * u, 3.4 * u, 14 * u),
            (x - 1.7 * u, foot - 56 * u, 3.4 * u, 14 * u),
            (x + 3 * u, foot - 56 * u, 3.4 * u, 14 * u),
        ],
        lit or pane,
    )
    masonry.arches(s, [(x - 5 * u, foot - 15 * u, 10 * u, 15 * u)], inks.SAND)
    masonry.arches(s, [(x - 3.8 * u, foot - 13.6 * u, 7.6 * u, 13.6 * u)], inks.PINE)
    s.rect(x - 8 * u, foot - 24 * u, 16 * u, 2 * u, inks.SAND)
    masonry.arches(
        s,
        [(x - 6 * u, foot - 35 * u, 4 * u, 11 * u), (x + 2 * u, foot - 35 * u, 4 * u, 11 * u)],
        lit or pane,
    )
    if glow:
        s.glow(x, foot - 71 * u, 16 * u, glow)
    clock(s, x, foot - 71 * u, 6.6 * u, hour=hour, lit=glow)
    spire(s, x, foot - 83 * u, 18 * u, 40 * u, inks.SEA, inks.PINE)


def _wings(s: Sheet, x: float, foot: float, u: float, pane: str, lit: str) -> None:
    """The hall left and right of its tower; ``u`` is a hundredth of the front."""
    body = box(x - 50 * u, foot - 36 * u, 100 * u, 36 * u)
    s.path(
        outline(
            [
                (x - 51 * u, foot - 36 * u),
                (x - 44 * u, foot - 50 * u),
                (x + 44 * u, foot - 50 * u),
                (x + 51 * u, foot - 36 * u),
            ]
        ),
        inks.SEA,
    )
    s.shade(
        box(x - 51 * u, foot - 50 * u, 102 * u, 14 * u),
        inks.PINE,
        (x - 50 * u, foot - 36 * u),
        (x + 30 * u, foot - 46 * u),
    )
    s.path(body, inks.BRICK)
    s.shade(body, inks.RUST, (x - 50 * u, foot), (x + 40 * u, foot - 26 * u), strength=0.9)
    s.rects(
        [(x - 51 * u, foot - 37 * u, 102 * u, 1.6 * u), (x - 50 * u, foot - 14 * u, 100 * u, u)],
        inks.SAND,
    )
    for side in (-1, 1):
        gx = x + side * 36 * u - 9 * u
        d = masonry.gable("step", gx, foot, 18 * u, 54 * u)
        s.path(d, inks.BRICK)
        s.shade(d, inks.RUST, (gx, foot), (gx + 20 * u, foot - 20 * u), strength=0.8)
        s.disc(gx + 9 * u, foot - 42 * u, 2 * u, pane)
    places: list[Box] = [
        (x + c * u, foot - r * u, 4 * u, 8 * u)
        for c in (-48, -41, -34, -27, -20, 16, 23, 30, 37, 44)
        for r in (32, 23)
    ]
    masonry.arches(s, places, pane)
    if lit:
        masonry.arches(s, places[::3], lit)
    masonry.arches(
        s,
        [
            (x + c * u, foot - 10.5 * u, 5.4 * u, 10.5 * u)
            for c in (-48, -40, -32, -24, 18.5, 26.5, 34.5, 42.5)
        ],
        inks.NIGHT,
    )


def rathausmarkt(s: Sheet) -> None:
    """The market square on a busy morning before the town hall."""
    weather.sky(s, inks.TIDE, inks.PAPER, horizon=560, strength=0.85)
    weather.cloud(s, 60, 200, 280, inks.PAPER, inks.MIST)
    weather.cloud(s, 800, 150, 320, inks.PAPER, inks.MIST)
    masonry.street(s, -30, 380, 540, 250, (inks.CORAL, inks.SAND, inks.TIDE))
    masonry.street(s, 802, 1230, 540, 250, (inks.SAND, inks.BRICK, inks.BLUSH))
    town_hall(s, 590, 540, 424, pane=inks.NIGHT, hour=10.15)
    s.rect(0, 540, 1200, 260, inks.SAND)
    s.shade(box(0, 540, 1200, 260), inks.DUNE, (0, 800), (0, 540))
    s.lines([(600 + (i - 9) * 26, 544, 600 + (i - 9) * 120, 800) for i in range(19)], inks.DUNE, 2)
    for x in range(90, 1160, 74):
        people.passer(s, x + s.chance.uniform(-18, 18), 592 + s.chance.uniform(-14, 20), 80)
    _stall(s, 70, 600, 290, inks.BRICK, (inks.SUN, inks.BRICK, inks.MOSS))
    _stall(s, 468, 625, 310, inks.SEA, (inks.MOSS, inks.LEAF, inks.CORAL))
    _stall(s, 880, 600, 280, inks.HARBOUR, (inks.CORAL, inks.SUN, inks.RUST))
    people.person(s, 420, 772, 190, inks.HARBOUR, hair=inks.DUNE, stride=0.8)
    people.person(s, 836, 778, 196, inks.CORAL, legs=inks.NIGHT, stride=0.5, mirror=True)
    s.path("M856 690q14 2 18 44h-36q2-40 18-44z", inks.SUN)
    weather.gulls(s, [(300, 120, 28), (380, 160, 20), (1010, 240, 24)])


def _stall(s: Sheet, x: float, y: float, width: float, ink: str, goods: tuple[str, ...]) -> None:
    s.rect(x, y + 30, width, 130, inks.NIGHT)
    people.person(s, x + width * 0.3, y + 160, 130, inks.PAPER)
    people.person(s, x + width * 0.7, y + 160, 122, goods[0], hair=inks.EARTH)
    s.rects([(x - 4, y, 9, 180), (x + width - 5, y, 9, 180)], inks.EARTH)
    s.rect(x - 10, y + 116, width + 20, 66, inks.EARTH)
    s.shade(box(x - 10, y + 116, width + 20, 66), inks.RUST, (x, y + 182), (x, y + 110))
    for i in range(6):
        left = x + i * width / 6
        s.discs(
            [(left + 9 + 13 * (k % 3), y + 112 - 9 * (k // 3), 8) for k in range(6)],
            goods[i % len(goods)],
        )
        s.rect(left - 1, y + 116, width / 6 - 5, 18, inks.DUNE)
    masonry.awning(s, x, y - 34, width, 56, ink, stripes=9)


def rathaus(s: Sheet) -> None:
    """The town hall close, in the blue hour, its clock and windows lit."""
    weather.sky(s, inks.NIGHT, inks.CORAL, horizon=720, strength=1)
    weather.streak(s, 60, 300, 260, inks.BLUSH, 11)
    weather.streak(s, 830, 220, 320, inks.BLUSH, 12)
    weather.sun(s, 960, 130, 34, inks.PAPER)
    masonry.skyline(s, 760, inks.RUST, tall=110)
    town_hall(s, 560, 752, 620 * 0.94, pane=inks.NIGHT, lit=inks.SUN, hour=5.75, glow=inks.SUN)
    s.rect(0, 748, 1200, 60, inks.NIGHT)
    s.shade(box(0, 748, 1200, 52), inks.CORAL, (560, 740), (560, 810), strength=0.7)
    for x in (150, 980):
        masonry.lamp(s, x, 770, 180, inks.INK, inks.SUN)
    for x in (250, 320, 690, 780, 890):
        people.passer(s, x, 782, 78)
    greenery.tree(s, 1110, 780, 330, inks.PINE, inks.INK, inks.INK)
    greenery.tree(s, 40, 784, 270, inks.PINE, inks.INK, inks.INK)
    weather.gulls(s, [(330, 160, 26), (260, 200, 18)], inks.BLUSH)


def stadtrat(s: Sheet) -> None:
    """The council chamber from its last row: half-round desks before the chair's bench."""
    s.rect(0, 0, 1200, 400, inks.EARTH)
    s.shade(box(0, 0, 1200, 400), inks.RUST, (0, 0), (420, 300))
    s.shade(box(0, 0, 1200, 400), inks.RUST, (1200, 0), (780, 300))
    s.rects([(x, 0, 5, 330) for x in range(30, 1200, 76)], inks.RUST, opacity=0.7)
    for x in (40, 250, 840, 1050):
        masonry.arches(s, [(x, 40, 112, 240)], inks.SAND)
        masonry.arches(s, [(x + 9, 52, 94, 228)], inks.MIST)
        s.lines([(x + 56, 52, x + 56, 280), (x + 9, 150, x + 103, 150)], inks.SAND, 6)
    s.shape([(300, 280), (392, 280), (700, 800), (420, 800)], inks.PAPER, opacity=0.10)
    s.path("M520 34H680V150C680 210 640 240 600 258C560 240 520 210 520 150Z", inks.SUN)
    s.path("M534 48H666V148C666 200 632 226 600 242C568 226 534 200 534 148Z", inks.HARBOUR)
    s.stroke("M600 80v110m-28-80h56m-76 40q6 48 48 50q42-2 48-50", inks.PAPER, 11)
    s.disc(600, 76, 12, inks.PAPER)
    s.rect(0, 322, 1200, 480, inks.BRICK)
    s.shade(box(0, 322, 1200, 480), inks.RUST, (600, 800), (600, 330), strength=1)
    s.rect(380, 268, 440, 70, inks.RUST)
    s.rect(370, 258, 460, 14, inks.DUNE)
    for x, coat in ((450, inks.HARBOUR), (540, inks.SEA), (660, inks.NIGHT), (750, inks.CORAL)):
        _bust(s, x, 258, 40, coat)
    s.path("M566 300H634L646 408H554Z", inks.DUNE)
    s.rect(556, 292, 88, 12, inks.SAND)
    _bust(s, 600, 292, 56, inks.PAPER)
    for row in range(4):
        _bench(s, row)


def _bust(s: Sheet, x: float, y: float, size: float, coat: str) -> None:
    with s.at(x, y, size / 100):
        s.path("M-56 0C-56-50-30-62 0-62S56-50 56 0Z", coat)
        s.path("M-10-76h20v22q-10 8-20 0z", inks.SKIN)
        s.oval(0, -96, 26, 31, s.chance.choice(inks.FACES))
        s.path(
            "M-28-96C-32-140 32-140 28-96C20-112-12-116-28-96Z",
            s.chance.choice((inks.INK, inks.EARTH, inks.DUNE, inks.FOG)),
        )


def _bench(s: Sheet, row: int) -> None:
    """One half-round desk with councillors behind it, rows growing towards us."""
    rx, ry = 330 + row * 165, 120 + row * 92
    cy, size = 388 + row * 34, 46 + row * 20
    thick = 30 + row * 14
    turns = [math.pi * (0.06 + 0.88 * (i + 0.5) / (9 + row)) for i in range(9 + row)]
    edge = f"M{600 - rx} {cy}A{rx} {ry} 0 0 0 {600 + rx} {cy}"
    s.stroke(edge, inks.NIGHT, thick + 8, square=True, opacity=0.35)
    s.stroke(edge, inks.DUNE, thick, square=True)
    s.stroke(
        f"M{600 - rx} {cy - thick * 0.4}A{rx} {ry} 0 0 0 {600 + rx} {cy - thick * 0.4}",
        inks.SAND,
        thick * 0.3,
        square=True,
    )
    for i, a in enumerate(turns):
        x, y = 600 + rx * math.cos(a), cy + ry * math.sin(a)
        if (i + row) % 5 == 2:
            continue
        coat = s.chance.choice(
            (inks.HARBOUR, inks.NIGHT, inks.SEA, inks.TIDE, inks.CORAL, inks.SAND)
        )
        hair = s.chance.choice((inks.INK, inks.EARTH, inks.DUNE, inks.FOG, inks.RUST))
        with s.at(x, y + size * 0.55, size / 100):
            s.path("M-62 40C-62-30-34-50 0-50S62-30 62 40Z", coat)
            s.oval(0, -74, 29, 34, hair)
            s.path("M-46 60V10Q-46-12-24-12H24Q46-12 46 10V60Z", inks.INK)
