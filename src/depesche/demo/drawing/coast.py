"""Land and sea outside the town: marsh, dyke, wind farm, park, the night over the bay."""

import math

from depesche.demo.drawing import greenery, harbour, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Segment, Sheet, box, outline, oval


def turbine(
    s: Sheet, x: float, foot: float, height: float, ink: str, dark: str, *, turn: float
) -> None:
    """A wind turbine; ``turn`` is the angle of its first blade in degrees."""
    w = height * 0.022
    mast = outline(
        [(x - w, foot), (x + w, foot), (x + w * 0.45, foot - height), (x - w * 0.45, foot - height)]
    )
    s.path(mast, ink)
    s.shade(mast, dark, (x - w, foot), (x + w, foot - 6), strength=0.8)
    for i in range(3):
        with s.at(x, foot - height, height / 100, turn=turn + 120 * i):
            s.path("M-1 0C-4-10-3-20 0-58C2-36 3-12 1.4 0Z", ink)
    s.pill(x - w * 1.3, foot - height - w * 1.2, w * 2.6, w * 2.4, ink)
    s.disc(x, foot - height, w * 0.8, dark)


def marschfelde_windraeder(s: Sheet) -> None:
    """Wind turbines over the marsh, a ditch leading to them, cows grazing."""
    weather.sky(s, inks.TIDE, inks.PAPER, horizon=520, strength=0.9)
    weather.cloud(s, -40, 300, 420, inks.PAPER, inks.MIST)
    weather.cloud(s, 640, 200, 460, inks.PAPER, inks.MIST)
    for x, height, turn in ((120, 200, 20), (330, 240, 75), (1090, 230, 100)):
        turbine(s, x, 526, height, inks.MIST, inks.TIDE, turn=turn)
    s.rect(0, 520, 1200, 280, inks.LEAF)
    greenery.hedge(s, 0, 1200, 526, 16, inks.SEA)
    s.shade(box(0, 520, 1200, 280), inks.SEA, (0, 840), (300, 520), strength=0.9)
    for y, ink in ((556, inks.MOSS), (600, inks.SUN), (624, inks.MOSS)):
        s.shape([(0, y), (1200, y - 14), (1200, y), (0, y + 22)], ink, opacity=0.6)
    ditch = "M596 524H606C620 600 700 700 860 800H420C560 700 590 600 596 524Z"
    s.path(ditch, inks.MIST)
    s.shade(ditch, inks.TIDE, (600, 800), (600, 540))
    weather.ripples(s, 520, 740, 700, 800, inks.PAPER, count=18)
    turbine(s, 800, 570, 470, inks.PAPER, inks.TIDE, turn=12)
    turbine(s, 440, 548, 330, inks.PAPER, inks.TIDE, turn=50)
    for x, y, size in ((180, 640, 1.0), (300, 670, 1.25), (1000, 660, 1.15)):
        _cow(s, x, y, size, mirror=x > 600)
    greenery.reeds(s, 330, 520, 815, 120, inks.PINE)
    greenery.reeds(s, 800, 1000, 815, 150, inks.PINE)
    greenery.tufts(s, 0, 420, 640, 800, inks.PINE)
    weather.gulls(s, [(560, 300, 26), (620, 340, 18)])


def _cow(s: Sheet, x: float, y: float, size: float, *, mirror: bool) -> None:
    with s.at(x, y, size, mirror=mirror):
        s.lines(
            [(-34, -30, -34, 0), (-22, -30, -24, 0), (24, -30, 24, 0), (34, -30, 36, 0)],
            inks.PAPER,
            7,
        )
        s.path("M-46-66Q-50-24-36-22H36Q48-26 44-64Z", inks.PAPER)
        s.path("M-46-66Q-50-40-38-36Q-20-40-18-66ZM4-65Q2-44 20-40Q36-44 36-65Z", inks.INK)
        s.path("M40-66L58-58L72-26Q68-14 60-18L42-42Z", inks.INK)
        s.path("M60-18Q68-14 72-26L66-34Z", inks.SKIN)
        s.stroke("M-46-62Q-58-50-54-26", inks.INK, 3)


def deich(s: Sheet) -> None:
    """The dyke with its path and sheep, the sea on one side, on a bright windy day."""
    weather.sky(s, inks.TIDE, inks.FOG, horizon=420, strength=0.9)
    weather.cloud(s, 330, 180, 420, "#ffffff", inks.MIST)
    weather.cloud(s, -60, 280, 260, "#ffffff", inks.MIST)
    weather.water(s, 410, 800, inks.TIDE, inks.HARBOUR, inks.PAPER, count=70)
    s.path("M0 640C200 600 380 520 560 408H600C500 520 360 680 240 800H0Z", inks.SAND)
    s.shade(
        "M0 640C200 600 380 520 560 408H600C500 520 360 680 240 800H0Z",
        inks.DUNE,
        (0, 800),
        (420, 500),
    )
    s.stroke("M0 640C200 600 380 520 560 408", inks.PAPER, 7)
    slope = "M620 330C560 470 400 640 180 800H800C800 640 720 440 660 330Z"
    s.path(slope, inks.MOSS)
    s.shade(slope, inks.PINE, (200, 800), (620, 500), strength=0.8)
    crest = "M632 330C640 470 600 640 520 800H760C760 640 700 440 650 330Z"
    s.path(crest, inks.SAND)
    s.shade(crest, inks.DUNE, (520, 800), (680, 560))
    land = "M650 330C700 440 770 640 780 800H1200V400C1000 400 800 380 650 330Z"
    s.path(land, inks.LEAF)
    s.shade(land, inks.SEA, (780, 800), (1000, 440), strength=0.85)
    greenery.hedge(s, 800, 1200, 402, 20, inks.SEA)
    masonry.house(s, 990, 412, 90, 90, "point", inks.BRICK, rows=1, columns=3)
    for x, y, size in (
        (880, 520, 0.7),
        (980, 560, 0.85),
        (1100, 500, 0.7),
        (900, 680, 1.3),
        (1080, 700, 1.45),
        (430, 690, 1.15),
        (520, 560, 0.7),
        (800, 470, 0.5),
    ):
        _sheep(s, x, y, size, mirror=int(x) % 3 == 0)
    people.person(s, 660, 560, 110, inks.BRICK, stride=0.8)
    people.person(s, 690, 566, 104, inks.HARBOUR, hair=inks.DUNE, stride=0.8)
    weather.gulls(s, [(240, 330, 40), (340, 380, 26), (880, 300, 30)])
    greenery.tufts(s, 800, 1200, 600, 800, inks.PINE, count=70)


def _sheep(s: Sheet, x: float, y: float, size: float, *, mirror: bool) -> None:
    with s.at(x, y, size, mirror=mirror):
        s.oval(0, 2, 46, 6, inks.PINE, opacity=0.6)
        s.lines(
            [(-20, -20, -20, 0), (-10, -20, -10, 0), (14, -20, 14, 0), (24, -20, 24, 0)],
            inks.INK,
            5,
        )
        wool = (
            oval(-18, -36, 22, 20)
            + oval(4, -42, 24, 21)
            + oval(22, -34, 20, 18)
            + oval(0, -28, 30, 17)
        )
        s.path(wool, inks.PAPER)
        s.shade(wool, inks.DUNE, (-20, -10), (10, -50), strength=0.7)
        s.path("M34-52Q50-54 54-40T48-24Q38-24 34-34Z", inks.INK)
        s.lines([(36, -50, 28, -44)], inks.INK, 5)


def windpark_see(s: Sheet) -> None:
    """Rows of turbines at sea in the first light, a service ship among them."""
    weather.sky(s, inks.HARBOUR, inks.BLUSH, horizon=500, strength=1)
    weather.sun(s, 350, 470, 120, inks.CORAL, inks.CORAL)
    weather.streak(s, 90, 330, 420, inks.PAPER, 10)
    weather.streak(s, 700, 250, 360, inks.CORAL, 11)
    weather.water(s, 500, 800, inks.TIDE, inks.NIGHT, inks.BLUSH, count=130)
    weather.glitter(s, 350, 504, 800, inks.CORAL, width=90)
    for i in range(7):
        turbine(s, 60 + i * 62, 506 + i, 90 + i * 9, inks.TIDE, inks.HARBOUR, turn=i * 37)
    for i, (x, foot, height) in enumerate(
        ((1130, 520, 200), (960, 540, 280), (700, 580, 420), (1060, 640, 560))
    ):
        s.rect(x - height * 0.028, foot - height * 0.07, height * 0.056, height * 0.09, inks.SUN)
        s.oval(x, foot + height * 0.02, height * 0.06, height * 0.012, inks.PAPER)
        turbine(
            s, x, foot - height * 0.06, height * 0.9, inks.PAPER, inks.HARBOUR, turn=18 + i * 31
        )
    with s.at(300, 660, 1.3):
        s.path("M-120-26H70L110-44L92 4H-104Z", inks.BRICK)
        s.path("M0-26V-74H60L72-26ZM10-74V-100H50V-74Z", inks.PAPER)
        s.rects([(10, -62, 14, 14), (30, -62, 14, 14), (14, -94, 32, 12)], inks.NIGHT)
        s.lines([(-70, -26, -70, -110), (-70, -104, -20, -60)], inks.SUN, 6)
        s.path("M-140 8Q-100-6-60 6T20 4T108-6L90 14H-120Z", inks.PAPER)
    weather.gulls(s, [(520, 200, 26), (590, 240, 18)])


def nachthimmel_bucht(s: Sheet) -> None:
    """The Milky Way over the bay, a stargazer with a telescope on the dune."""
    weather.sky(s, inks.INK, inks.HARBOUR, horizon=620, strength=1)
    with s.at(600, 300, turn=-38):
        for side in (-1, 1):
            half = outline([(-900, 0), (900, 0), (900, side * 130), (-900, side * 130)])
            s.shade(half, inks.TIDE, (0, 0), (0, side * 130), strength=0.6)
        dust = [
            (s.chance.gauss(0, 330), s.chance.gauss(0, 42), s.chance.uniform(0.6, 1.7))
            for _ in range(230)
        ]
        s.discs(dust, inks.PAPER)
    weather.stars(s, 600, count=170)
    bear = [(150, 190), (225, 160), (290, 175), (345, 205), (350, 265), (440, 280), (450, 220)]
    s.stroke(outline([*bear, bear[3]], closed=False), inks.MIST, 1.6, opacity=0.6)
    for x, y in bear:
        s.disc(x, y, 4.6, inks.SUN)
    s.lines([(760, 90, 930, 150)], inks.PAPER, 3)
    s.lines([(700, 70, 860, 126)], inks.MIST, 1.4, opacity=0.6)
    s.path("M0 620C200 600 330 604 520 616C760 596 980 590 1200 612V630H0Z", inks.INK)
    for x in range(40, 1180, 42):
        s.disc(x, 612 - 5 * math.sin(x), 2.4, inks.SUN)
    harbour.lighthouse(s, 1040, 612, 90)
    weather.water(s, 620, 800, inks.HARBOUR, inks.INK, inks.TIDE, count=90)
    for x in range(60, 1180, 84):
        weather.glitter(s, x, 622, 690, inks.SUN, width=9)
    dune = "M0 800V690C160 650 330 660 480 720C620 770 760 780 900 800Z"
    s.path(dune, inks.INK)
    s.shade(dune, inks.TIDE, (300, 640), (240, 740), strength=0.6)
    greenery.reeds(s, 0, 180, 720, 90, inks.INK)
    s.lines([(360, 612, 330, 700), (360, 612, 392, 706), (360, 612, 362, 706)], inks.INK, 6)
    with s.at(360, 606, turn=-38):
        s.rects([(-46, -10, 110, 20), (60, -14, 34, 28), (-66, -6, 24, 12)], inks.INK)
        s.rects([(-46, -10, 110, 5), (60, -14, 34, 5)], inks.TIDE)
    people.person(s, 278, 700, 132, inks.RUST, legs=inks.INK, hair=inks.INK)


def volkspark_herbst(s: Sheet) -> None:
    """The park in October: glowing trees, a pond, someone with a dog."""
    weather.sky(s, inks.SUN, inks.PAPER, horizon=480, strength=0.6)
    masonry.skyline(s, 470, inks.SAND, tall=60)
    greenery.hedge(s, 0, 1200, 480, 60, inks.DUNE)
    greenery.hedge(s, 0, 1200, 500, 44, inks.CORAL)
    s.rect(0, 490, 1200, 310, inks.MOSS)
    s.shade(box(0, 490, 1200, 310), inks.DUNE, (0, 820), (400, 500), strength=0.95)
    pond = "M60 600C120 550 420 540 520 580C600 620 420 660 260 660C120 660 20 640 60 600Z"
    s.path(pond, inks.MIST)
    s.shade(pond, inks.TIDE, (260, 660), (260, 560))
    weather.ripples(s, 120, 480, 580, 650, inks.PAPER, count=18)
    s.shape([(180, 560), (230, 556), (240, 640), (170, 640)], inks.BRICK, opacity=0.4)
    s.path(
        "M700 500C640 560 780 620 760 680C740 740 620 780 560 800H960C940 740 900 700 880 640"
        "C860 580 760 560 730 500Z",
        inks.SAND,
    )
    s.shade(
        "M700 500C640 560 780 620 760 680C740 740 620 780 560 800H960C940 740 900 700 880 640"
        "C860 580 760 560 730 500Z",
        inks.DUNE,
        (560, 800),
        (860, 600),
    )
    for x, foot, height, crown, dark in (
        (210, 560, 330, inks.CORAL, inks.BRICK),
        (420, 545, 270, inks.SUN, inks.CORAL),
        (590, 540, 300, inks.BRICK, inks.RUST),
        (860, 560, 350, inks.SUN, inks.CORAL),
    ):
        greenery.tree(s, x, foot, height, crown, dark, inks.RUST)
    greenery.tree(s, 1060, 690, 640, inks.CORAL, inks.RUST, inks.INK)
    greenery.tree(s, 30, 760, 620, inks.BRICK, inks.RUST, inks.INK)
    people.person(s, 800, 722, 170, inks.HARBOUR, stride=0.9, hair=inks.EARTH)
    s.path("M690 700q4-20 22-22h34l12-18l20 6l-4 16l-14 6v32h-8v-20h-36l-6 20h-8l4-24z", inks.INK)
    s.stroke("M766 668Q780 668 788 648", inks.INK, 3)
    for ink in (inks.BRICK, inks.SUN, inks.CORAL):
        leaves: list[Segment] = []
        for _ in range(34):
            left, top = s.chance.uniform(0, 1200), s.chance.uniform(420, 800)
            leaves.append(
                (left, top, left + s.chance.uniform(-9, 9), top + s.chance.uniform(-7, 7))
            )
        s.lines(leaves, ink, 8)
    s.lines(
        [
            (900, 700, 900, 650),
            (1020, 700, 1020, 650),
            (900, 640, 1020, 640),
            (890, 664, 1030, 664),
            (896, 620, 1024, 620),
        ],
        inks.RUST,
        10,
    )
