"""Where people live and how they get there: trams, flats, building sites, roofs."""

from depesche.demo.drawing import greenery, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Segment, Sheet, box, outline

_DIGITS = {
    1: "M-8-8L4-18V18",
    3: "M-10-14Q0-22 8-14T2-1Q16 2 9 13T-11 13",
    4: "M6 18V-18L-12 8H13",
}


def tram(
    s: Sheet,
    x: float,
    foot: float,
    width: float,
    line: int,
    *,
    ink: str = inks.BRICK,
    glow: bool = False,
) -> None:
    """A tram from the front, with its line number in the board above the windscreen."""
    with s.at(x, foot, width / 200):
        s.oval(0, 4, 118, 12, inks.INK, opacity=0.5)
        s.lines([(-40, -330, 0, -372), (40, -330, 0, -372), (-34, -372, 34, -372)], inks.INK, 5)
        s.path(
            "M-100-20V-250Q-98-326-62-330H62Q98-326 100-250V-20Q98-6 84-6H-84Q-98-6-100-20Z",
            inks.PAPER,
        )
        s.path("M-100-130H100V-20Q98-6 84-6H-84Q-98-6-100-20Z", ink)
        s.path("M-86-142V-246Q-84-268-66-268H66Q84-268 86-246V-142Z", inks.NIGHT)
        s.shade("M-86-142V-268H86V-142Z", inks.TIDE, (86, -268), (-60, -150))
        s.path("M-30-142V-196Q-28-214 0-214T30-196V-142Z", inks.INK)
        s.disc(0, -222, 17, inks.SKIN)
        s.path("M-19-224q0-22 19-22t19 22z", inks.HARBOUR)
        s.pill(-58, -318, 116, 44, inks.NIGHT, 8)
        with s.at(0, -296):
            s.stroke(_DIGITS[line], inks.SUN, 7)
        for side in (-62, 62):
            if glow:
                s.glow(side, -84, 56, inks.SUN)
            s.disc(side, -84, 17, inks.PAPER)
            s.disc(side, -84, 11, inks.SUN)
        s.rect(-100, -52, 200, 12, inks.PAPER)
        s.path("M-76-6H76L64 8H-64Z", inks.INK)
        s.lines([(0, -40, 0, -10)], inks.INK, 8)
        s.shade(
            "M-100-6V-250Q-98-326-62-330H-30V-6Z", inks.INK, (-100, -100), (-30, -110), strength=0.6
        )


def strassenbahn_linie3(s: Sheet) -> None:
    """A tram of line 3 comes up a wet street in the evening."""
    weather.sky(s, inks.HARBOUR, inks.BLUSH, horizon=520)
    left = masonry.Wall((-60, -120, 700), (500, 330, 480))
    right = masonry.Wall((1260, -220, 720), (640, 330, 480))
    masonry.skyline(s, 480, inks.CORAL, tall=54, left=480, right=660)
    s.shape([(500, 478), (640, 478), (1260, 720), (1260, 800), (-60, 800), (-60, 700)], inks.TIDE)
    s.shade(
        outline([(500, 478), (640, 478), (1260, 720), (1260, 800), (-60, 800), (-60, 700)]),
        inks.NIGHT,
        (570, 800),
        (570, 470),
        strength=1,
    )
    _row(s, left, (inks.RUST, inks.HARBOUR, inks.BRICK, inks.EARTH), 7)
    _row(s, right, (inks.CORAL, inks.SAND, inks.BRICK, inks.BLUSH), 6)
    s.shade(outline(left.patch(0, 0, 1, 1)), inks.INK, (0, 600), (460, 300), strength=0.9)
    s.shape([(560, 480), (564, 480), (470, 800), (440, 800)], inks.MIST)
    s.shape([(574, 480), (578, 480), (810, 800), (780, 800)], inks.MIST)
    s.lines(
        [
            (570, 330, 600, 0),
            (560, 350, 0, 120),
            (590, 350, 1200, 60),
            (540, 400, 120, 240),
            (610, 400, 1100, 220),
        ],
        inks.INK,
        2.5,
    )
    s.shape([(470, 716), (790, 716), (850, 800), (420, 800)], inks.BRICK, opacity=0.45)
    tram(s, 625, 712, 300, 3, glow=True)
    for x in (560, 700):
        weather.glitter(s, x, 716, 800, inks.SUN, width=26)
    for x, foot, height in ((300, 640, 290), (968, 660, 320)):
        masonry.lamp(s, x, foot, height, inks.INK, inks.SUN)
    for x, y, h in ((180, 720, 180), (1060, 730, 190)):
        people.person(s, x, y, h, inks.SUN if x < 500 else inks.SEA, stride=0.8, mirror=x > 500)
        s.path(
            f"M{x - 62} {y - h - 8}Q{x} {y - h - 86} {x + 62} {y - h - 8}Z",
            inks.BRICK if x < 500 else inks.PAPER,
        )
        s.lines([(x, y - h - 20, x, y - h * 0.55)], inks.INK, 4)
    weather.rain(s, inks.PAPER, count=90, slant=0.2, opacity=0.3)


def _row(s: Sheet, wall: masonry.Wall, tints: tuple[str, ...], houses: int) -> None:
    for i in range(houses):
        u0, u1 = i / houses, (i + 1) / houses
        up = (-0.06, 0.05, 0, -0.1)[i % 4]
        s.shape(wall.patch(u0, up, u1, 1), tints[i % len(tints)])
        if i % 2:
            s.shape(
                [wall.at(u0, up), wall.at((u0 + u1) / 2, up - 0.12), wall.at(u1, up)], inks.NIGHT
            )
        w = u1 - u0
        panes = [
            wall.patch(
                u0 + w * (0.12 + 0.3 * c), 0.1 + 0.17 * r, u0 + w * (0.3 + 0.3 * c), 0.2 + 0.17 * r
            )
            for c in range(3)
            for r in range(4)
        ]
        masonry.patches(s, panes, inks.NIGHT)
        masonry.patches(s, [p for p in panes if s.chance.random() < 0.4], inks.SUN)
        s.shape(wall.patch(u0 + w * 0.1, 0.82, u0 + w * 0.9, 1), inks.SUN if i % 2 else inks.INK)


def strassenbahn_depot(s: Sheet) -> None:
    """Three trams under the arched roof of the depot, morning light from behind."""
    s.rect(0, 0, 1200, 800, inks.NIGHT)
    s.path("M60 640V330Q60 40 600 40T1140 330V640Z", inks.MIST)
    s.shade(
        "M60 640V330Q60 40 600 40T1140 330V640Z", inks.SUN, (600, 640), (600, 90), strength=0.95
    )
    weather.sun(s, 600, 270, 90, inks.PAPER)
    for i in range(9):
        x = 60 + i * 135
        s.lines([(x, 640, x, 60)], inks.HARBOUR, 6)
    for y in (200, 330, 460):
        s.lines([(60, y, 1140, y)], inks.HARBOUR, 6)
    s.path("M0 0H1200V800H1160V330Q1150 34 600 24T40 330V800H0Z", inks.NIGHT)
    for width, inset in ((16, 30), (10, 84)):
        s.stroke(
            f"M{60 - inset / 3:.0f} 640V{330 + inset}Q70 {50 + inset} 600 {40 + inset}"
            f"T{1140 + inset / 3:.0f} {330 + inset}V640",
            inks.INK,
            width,
        )
    ribs: list[Segment] = [
        (
            120 + i * 80,
            230 - 150 * (1 - ((i - 6) / 6) ** 2),
            160 + i * 80,
            170 - 120 * (1 - ((i - 5.6) / 6) ** 2),
        )
        for i in range(12)
    ]
    s.lines(ribs, inks.INK, 5)
    s.rect(0, 636, 1200, 164, inks.EARTH)
    s.shade(box(0, 636, 1200, 164), inks.INK, (0, 800), (0, 620), strength=1)
    for x in (240, 600, 960):
        s.lines(
            [(x - 50, 640, x * 1.25 - 150 - 90, 800), (x + 50, 640, x * 1.25 - 150 + 90, 800)],
            inks.MIST,
            6,
        )
    tram(s, 240, 690, 250, 1, ink=inks.SEA)
    tram(s, 960, 690, 250, 4, ink=inks.HARBOUR)
    tram(s, 600, 728, 300, 3, glow=True)
    people.person(s, 410, 760, 190, inks.SUN, legs=inks.HARBOUR, stride=0.5)
    s.rects([(394, 654, 34, 7)], inks.PAPER)


def _block(
    s: Sheet, x: float, foot: float, width: float, floors: int, wall: str, dark: str, accent: str
) -> None:
    height = floors * 44 + 16
    s.rect(x, foot - height, width, height + 60, wall)
    s.shade(
        box(x, foot - height, width, height + 60),
        dark,
        (x, foot),
        (x + width, foot - height),
        strength=0.9,
    )
    s.rect(x - 4, foot - height - 8, width + 8, 10, dark)
    masonry.windows(
        s,
        x + 4,
        foot - height + 6,
        width - 8,
        floors * 44,
        int(width / 34),
        floors,
        inks.NIGHT,
        lit=inks.SUN,
        share=0.2,
        fill=0.46,
    )
    s.rects(
        [
            (x + width * p, foot - height + 34 + f * 44, width * 0.2, 15)
            for f in range(floors)
            for p in (0.14, 0.64)
        ],
        accent,
    )


def lindenhoehe_wohnungen(s: Sheet) -> None:
    """Apartment blocks among lime trees on the hill, late afternoon."""
    weather.sky(s, inks.CORAL, inks.PAPER, horizon=560, strength=0.7)
    weather.sun(s, 980, 200, 74, inks.SUN, inks.SUN)
    weather.streak(s, 120, 130, 330, inks.PAPER)
    masonry.skyline(s, 560, inks.BLUSH, tall=60)
    s.shade(
        greenery.hill(s, 560, 90, inks.LEAF, phase=0.4, waves=0.8), inks.SEA, (0, 800), (700, 480)
    )
    _block(s, 690, 520, 150, 6, inks.BLUSH, inks.CORAL, inks.PAPER)
    _block(s, 200, 520, 170, 5, inks.SAND, inks.DUNE, inks.BRICK)
    _block(s, 420, 500, 210, 7, inks.PAPER, inks.DUNE, inks.SEA)
    _block(s, 870, 580, 190, 4, inks.BRICK, inks.RUST, inks.SAND)
    for x, y, h in (
        (150, 590, 170),
        (390, 560, 130),
        (655, 550, 140),
        (850, 600, 120),
        (1100, 650, 190),
    ):
        greenery.tree(s, x, y, h, inks.MOSS, inks.PINE, inks.RUST)
    d = greenery.hill(s, 660, 60, inks.MOSS, phase=0.9, waves=0.9)
    s.shade(d, inks.PINE, (0, 800), (500, 560), strength=1)
    s.path(
        "M700 800C720 730 640 700 560 670C500 646 470 620 480 596H500C500 622 540 636 600 656"
        "C740 700 880 730 900 800Z",
        inks.SAND,
    )
    greenery.tree(s, 250, 800, 300, inks.SEA, inks.PINE, inks.RUST)
    greenery.tree(s, 60, 820, 380, inks.SEA, inks.PINE, inks.RUST)
    people.person(s, 730, 742, 96, inks.HARBOUR, stride=0.9)
    people.person(s, 772, 744, 62, inks.SUN, stride=0.9)
    people.person(s, 560, 674, 54, inks.BRICK, stride=0.5)


def wohnungsbau_kran(s: Sheet) -> None:
    """A building site with its tower crane against a sunrise."""
    weather.sky(s, inks.SUN, inks.BLUSH, horizon=640, strength=0.85)
    weather.sun(s, 300, 520, 130, inks.BRICK, inks.CORAL)
    weather.streak(s, 640, 330, 320, inks.PAPER)
    weather.streak(s, 60, 250, 220, inks.PAPER, 10)
    masonry.skyline(s, 640, inks.CORAL, tall=80)
    s.rect(0, 636, 1200, 164, inks.EARTH)
    s.shade(box(0, 636, 1200, 164), inks.INK, (0, 800), (0, 620), strength=1)
    _shell(s)
    _tower_crane(s, 420, 660)
    s.rect(0, 742, 1200, 60, inks.INK)
    s.rects([(x, 700, 70, 60) for x in range(0, 1200, 150)], inks.BRICK)
    s.rects([(x + 75, 700, 70, 60) for x in range(0, 1200, 150)], inks.PAPER)
    s.shade(box(0, 700, 1200, 60), inks.INK, (0, 780), (0, 700), strength=0.7)
    for x, y in ((690, 430), (900, 332), (960, 332), (820, 528)):
        people.person(s, x, y, 78, inks.SUN, legs=inks.HARBOUR, hair=inks.PAPER, stride=0.5)


def _shell(s: Sheet) -> None:
    for floor in range(4):
        y = 626 - floor * 98
        left = 610 + (60 if floor == 3 else 0)
        s.rect(left + 14, y - 84, 1150 - left, 90, inks.RUST if floor < 2 else inks.CORAL)
        s.shade(box(left + 14, y - 84, 1150 - left, 90), inks.NIGHT, (left, y), (1160, y - 90))
        s.rect(left, y, 1190 - left, 15, inks.SAND)
        s.rects([(left + 20 + i * 112, y - 84, 20, 86) for i in range(5)], inks.DUNE)
    s.rects(
        [(690 + i * 112, 236 - 30 * (i % 2), 6, 60 + 30 * (i % 2)) for i in range(5)]
        + [(704 + i * 112, 246, 6, 60) for i in range(5)],
        inks.RUST,
    )
    for x in (596, 800, 1004, 1192):
        s.lines([(x, 660, x, 300)], inks.HARBOUR, 6)
    s.lines([(590, y, 1200, y) for y in (368, 466, 564)], inks.HARBOUR, 5)
    s.lines([(596, 564, 800, 466), (800, 564, 1004, 466), (596, 466, 800, 368)], inks.HARBOUR, 3)


def _tower_crane(s: Sheet, x: float, foot: float) -> None:
    ink = inks.NIGHT
    s.lines([(x - 20, foot, x - 20, 150), (x + 20, foot, x + 20, 150)], ink, 7)
    s.lines(
        [(x - 20, y, x + 20, y - 40) for y in range(int(foot), 180, -40)]
        + [(x + 20, y, x - 20, y - 40) for y in range(int(foot), 180, -40)],
        ink,
        3,
    )
    s.lines([(x - 270, 150, x + 640, 150), (x - 20, 118, x + 620, 134)], ink, 7)
    s.lines(
        [(x + i * 32, 150, x + i * 32 + 16, 120 + i * 0.7) for i in range(19)]
        + [(x + i * 32 + 16, 120 + i * 0.7, x + i * 32 + 32, 150) for i in range(19)],
        ink,
        3,
    )
    s.lines([(x - 20, 150, x, 40), (x + 20, 150, x, 40)], ink, 7)
    s.lines([(x, 42, x + 420, 126), (x, 42, x - 250, 148)], ink, 4)
    s.rect(x - 272, 146, 74, 58, inks.BRICK)
    s.rect(x + 14, 152, 44, 50, inks.BRICK)
    s.rect(x + 24, 160, 26, 20, inks.MIST)
    s.lines([(x + 470, 150, x + 470, 198)], ink, 3)
    s.rect(x + 456, 146, 28, 12, ink)
    s.stroke(f"M{x + 420} 224L{x + 470} 198L{x + 520} 224", ink, 3)
    s.rect(x + 404, 222, 132, 16, inks.BRICK)
    s.rect(x - 44, foot - 6, 88, 30, inks.DUNE)


def solardach(s: Sheet) -> None:
    """Roofs of the old town with solar panels under a high sun."""
    weather.sky(s, inks.SUN, inks.PAPER, horizon=520, strength=0.55)
    weather.sun(s, 930, 150, 84, inks.BRICK, inks.SUN)
    s.rect(0, 420, 1200, 380, inks.BLUSH)
    masonry.skyline(s, 424, inks.BLUSH, tall=90)
    s.rect(0, 520, 1200, 280, inks.SAND)
    masonry.windows(s, 0, 520, 180, 200, 3, 2, inks.HARBOUR)
    masonry.windows(s, 820, 530, 380, 110, 6, 1, inks.HARBOUR)
    for x, y, w, tint, dark in (
        (-60, 330, 420, inks.CORAL, inks.BRICK),
        (700, 350, 560, inks.CORAL, inks.BRICK),
    ):
        _roof(s, x, y, w, 200, tint, dark)
    _panels(s, 780, 372, 5, 2, 56, 50, -30)
    s.rects([(120, 262, 46, 100), (1030, 280, 44, 100)], inks.RUST)
    s.rects([(114, 254, 58, 14), (1024, 272, 56, 14)], inks.NIGHT)
    _roof(s, 130, 420, 820, 420, inks.BRICK, inks.RUST)
    _panels(s, 262, 456, 6, 3, 88, 84, -52)
    s.rects([(780, 350, 60, 120)], inks.RUST)
    s.rects([(770, 340, 80, 16)], inks.NIGHT)
    _roof(s, 860, 620, 520, 260, inks.CORAL, inks.RUST)
    people.person(s, 872, 590, 150, inks.SUN, legs=inks.HARBOUR, hair=inks.PAPER, stride=0.9)
    s.stroke("M868 505C840 600 820 560 790 640", inks.SAND, 4)
    weather.gulls(s, [(420, 160, 30), (500, 210, 22), (300, 250, 20)], inks.HARBOUR)


def _roof(s: Sheet, x: float, y: float, width: float, drop: float, ink: str, dark: str) -> None:
    lean = drop * 0.62
    d = outline([(x, y), (x + width, y), (x + width - lean * 0.2, y + drop), (x - lean, y + drop)])
    s.path(d, ink)
    rows: list[Segment] = []
    for i in range(1, int(drop / 22)):
        t = i * 22 / drop
        rows.append((x - lean * t, y + drop * t, x + width - lean * 0.2 * t, y + drop * t))
    s.lines(rows, dark, 3, opacity=0.6)
    s.shade(d, dark, (x - lean, y + drop), (x + width * 0.7, y), strength=0.85)
    s.rect(x - 6, y - 7, width + 12, 12, dark)


def _panels(
    s: Sheet, x: float, y: float, columns: int, rows: int, width: float, height: float, lean: float
) -> None:
    for r in range(rows):
        for c in range(columns):
            px, py = x + c * (width + 8) + r * lean, y + r * (height + 8)
            d = outline(
                [
                    (px, py),
                    (px + width, py),
                    (px + width + lean, py + height),
                    (px + lean, py + height),
                ]
            )
            s.path(d, inks.HARBOUR)
            s.shade(d, inks.MIST, (px + width, py), (px + width * 0.2, py + height), strength=0.75)
            s.lines(
                [(px + width * k / 3, py, px + width * k / 3 + lean, py + height) for k in (1, 2)]
                + [
                    (
                        px + lean * k / 3,
                        py + height * k / 3,
                        px + width + lean * k / 3,
                        py + height * k / 3,
                    )
                    for k in (1, 2)
                ],
                inks.PAPER,
                1.6,
                opacity=0.8,
            )
            s.stroke(d, inks.PAPER, 3)
