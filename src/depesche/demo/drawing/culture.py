"""Evenings out: theatre, concert, museum, cinema."""

import math

from depesche.demo.drawing import inks, masonry, people, weather
from depesche.demo.drawing.sheet import Segment, Sheet, box, outline


def stadttheater_fassade(s: Sheet) -> None:
    """The theatre's lit front at night, people arriving over wet paving."""
    weather.sky(s, inks.INK, inks.HARBOUR, horizon=620, strength=1)
    weather.stars(s, 260, count=60)
    weather.sun(s, 1040, 130, 40, inks.PAPER)
    s.shape([(330, 230), (380, 110), (820, 110), (870, 230)], inks.SEA)
    s.shade(
        outline([(330, 230), (380, 110), (820, 110), (870, 230)]),
        inks.INK,
        (330, 200),
        (800, 160),
        strength=0.8,
    )
    _wings(s)
    s.rect(300, 250, 600, 370, inks.SAND)
    s.shade(box(300, 250, 600, 370), inks.RUST, (600, 240), (600, 640), strength=0.8)
    s.shape([(280, 236), (600, 130), (920, 236)], inks.SAND)
    s.shape([(340, 226), (600, 146), (860, 226)], inks.RUST)
    s.path(
        "M566 208q-34-6-30-48q20 10 34 8t30-12q-2 48-34 52zM634 208q34-6 30-48q-20 10-34 8"
        "t-30-12q2 48 34 52z",
        inks.SUN,
    )
    s.rect(276, 234, 648, 24, inks.PAPER)
    doors = [(340 + i * 110, 330.0, 76.0, 290.0) for i in range(5)]
    for x, y, _w, _h in doors:
        s.glow(x + 38, y + 130, 110, inks.SUN, strength=0.6)
    masonry.arches(s, doors, inks.SUN)
    s.rects(
        [(x, 480, 76, 12) for x, *_ in doors]
        + [(x + 36, 492, 4, 128) for x, *_ in doors]
        + [(x + 36, 340, 4, 140) for x, *_ in doors],
        inks.RUST,
    )
    for i in range(6):
        s.rect(304 + i * 110, 262, 22, 358, inks.PAPER)
        s.shade(
            box(304 + i * 110, 262, 22, 358),
            inks.DUNE,
            (304 + i * 110, 300),
            (330 + i * 110, 300),
            strength=0.9,
        )
    s.rects([(278, 618, 644, 16), (258, 634, 684, 16), (238, 650, 724, 16)], inks.DUNE)
    for x in (378, 488, 598, 708, 818):
        weather.glitter(s, x, 670, 800, inks.SUN, width=30)
    for x in (150, 1050):
        masonry.lamp(s, x, 700, 210, inks.INK, inks.SUN)
    for x, y, h in (
        (420, 690, 104),
        (470, 694, 98),
        (640, 672, 92),
        (760, 720, 120),
        (820, 724, 112),
        (280, 742, 130),
        (940, 716, 116),
    ):
        passer = s.chance.choice((inks.BRICK, inks.INK, inks.HARBOUR, inks.SEA))
        people.person(s, x, y, h, passer, legs=inks.INK, hair=inks.INK, stride=0.6, mirror=x > 600)


def _wings(s: Sheet) -> None:
    """The forecourt and the theatre's side wings with their arched windows."""
    s.rect(0, 616, 1200, 184, inks.NIGHT)
    s.glow(600, 670, 420, inks.SUN, strength=0.5)
    for x in (60, 840):
        s.rect(x, 300, 300, 320, inks.DUNE)
        s.shade(box(x, 300, 300, 320), inks.NIGHT, (x, 300), (x, 660), strength=0.9)
        s.rect(x - 8, 290, 316, 16, inks.SAND)
        masonry.arches(s, [(x + 26 + i * 88, 340, 54, 110) for i in range(3)], inks.SUN)
        masonry.arches(s, [(x + 26 + i * 88, 500, 54, 120) for i in range(3)], inks.NIGHT)


def stadttheater_buehne(s: Sheet) -> None:
    """The stage: red curtains drawn aside, one actor in a spotlight, heads in the stalls."""
    s.rect(0, 0, 1200, 800, inks.INK)
    s.rect(180, 60, 840, 520, inks.NIGHT)
    s.shade(box(180, 60, 840, 520), inks.TIDE, (600, 580), (600, 60), strength=0.8)
    masonry.skyline(s, 500, inks.NIGHT, tall=120, left=190, right=1000)
    weather.sun(s, 770, 240, 64, inks.PAPER)
    s.shape([(180, 500), (1020, 500), (1140, 640), (60, 640)], inks.EARTH)
    s.shade(
        outline([(180, 500), (1020, 500), (1140, 640), (60, 640)]), inks.INK, (600, 500), (600, 650)
    )
    s.lines([(600 + (i - 8) * 52, 500, 600 + (i - 8) * 68, 640) for i in range(17)], inks.RUST, 2)
    beam = outline([(330, 0), (390, 0), (660, 590), (430, 590)])
    s.path(beam, inks.SUN, opacity=0.26)
    s.shade(beam, inks.PAPER, (540, 600), (400, 60), strength=0.5)
    s.oval(545, 588, 128, 26, inks.SAND)
    people.person(s, 545, 592, 250, inks.PAPER, legs=inks.INK, hair=inks.RUST, stride=0.5)
    s.stroke("M575 390L640 330", inks.PAPER, 17)
    s.disc(646, 324, 10, inks.SKIN)
    s.path("M505 385Q470 480 480 570L545 500L540 380Z", inks.SUN)
    for mirror in (False, True):
        with s.at(1200 if mirror else 0, 0, mirror=mirror):
            curtain = "M0 0H330C320 180 290 330 200 430C240 520 236 600 226 650H0Z"
            s.path(curtain, inks.BRICK)
            for i in range(6):
                x = 20 + i * 50
                fold = (
                    f"M{x} 0h26C{x + 20} 200 {x * 0.75 + 10:.0f} 340 {x * 0.62 + 8:.0f} 430"
                    f"C{x * 0.66 + 12:.0f} 520 {x * 0.68 + 10:.0f} 600 {x * 0.68 + 8:.0f} 650"
                    f"h-16C{x * 0.6:.0f} 520 {x * 0.56:.0f} 480 {x * 0.56:.0f} 430"
                    f"C{x * 0.7:.0f} 330 {x} 200 {x} 0Z"
                )
                s.path(fold, inks.RUST)
            s.shade(curtain, inks.INK, (0, 400), (240, 380), strength=1)
            s.stroke("M0 436Q120 470 206 430", inks.SUN, 14)
            s.lines([(150, 450, 146, 500)], inks.SUN, 9)
    _valance(s)
    s.rect(0, 640, 1200, 24, inks.SUN)
    s.rect(0, 660, 1200, 140, inks.RUST)
    s.shade(box(0, 660, 1200, 140), inks.INK, (0, 800), (0, 650), strength=1)
    for x in range(120, 1200, 120):
        s.path(f"M{x - 20} 646a20 18 0 0 1 40 0z", inks.PAPER)
    people.crowd(s, 20, 1200, 718, 62, (inks.NIGHT, inks.INK, inks.RUST))
    people.crowd(s, -30, 1230, 770, 88, (inks.INK, inks.NIGHT))


def _valance(s: Sheet) -> None:
    d = "M0 0V76" + "".join("q75 84 150 0" for _ in range(8)) + "V0Z"
    s.path(d, inks.BRICK)
    s.shade(d, inks.INK, (0, -10), (0, 120), strength=0.9)
    s.stroke("M0 76" + "".join("q75 84 150 0" for _ in range(8)), inks.SUN, 9)


def orchester(s: Sheet) -> None:
    """The orchestra on the platform under the organ, the conductor before it."""
    s.rect(0, 0, 1200, 800, inks.EARTH)
    s.shade(box(0, 0, 1200, 800), inks.RUST, (0, 0), (560, 240), strength=1)
    s.shade(box(0, 0, 1200, 800), inks.RUST, (1200, 0), (640, 240), strength=1)
    s.rect(330, 40, 540, 300, inks.RUST)
    for i in range(21):
        x = 346 + i * 25
        tall = 150 + 110 * abs(math.cos(i * math.pi / 10))
        s.pill(x, 320 - tall, 19, tall + 8, inks.SAND, 6)
        s.path(f"M{x + 3} 300h13l-6.5 16z", inks.RUST)
    s.shade(box(330, 40, 540, 300), inks.EARTH, (330, 300), (800, 100), strength=0.7)
    s.rect(310, 322, 580, 22, inks.DUNE)
    for lamp in (110, 990):
        for k in (0, 1):
            s.glow(lamp + k * 10, 170 + k * 10, 100, inks.SUN, strength=0.5)
        s.discs(
            [(lamp - 30, 170, 9), (lamp, 150, 9), (lamp + 30, 170, 9), (lamp, 190, 9)], inks.PAPER
        )
    for row, (y, rx) in enumerate(((400, 420), (490, 510), (590, 600))):
        s.path(
            f"M{600 - rx} {y + 70}Q600 {y - 110} {600 + rx} {y + 70}V800H{600 - rx}Z",
            (inks.DUNE, inks.SAND, inks.DUNE)[row],
        )
        s.shade(
            f"M{600 - rx} {y + 70}Q600 {y - 110} {600 + rx} {y + 70}V800H{600 - rx}Z",
            inks.EARTH,
            (600, y + 90),
            (600, y - 20),
            strength=0.8,
        )
        count = 9 + row * 2
        for i in range(count):
            t = (i + 0.5) / count
            if row == 2 and abs(t - 0.5) < 0.1:
                continue
            seat = 600 - rx * 0.9 + 2 * rx * 0.9 * t
            foot = y + 74 - 88 * math.sin(math.pi * t)
            _musician(s, seat, foot, 92 + row * 26, (i + row) % 3 if row else 3, mirror=t > 0.5)
    s.rect(510, 726, 180, 80, inks.RUST)
    s.rect(500, 716, 200, 14, inks.SAND)
    people.person(s, 600, 720, 250, inks.INK, legs=inks.INK, skin=inks.SKIN, hair=inks.FOG)
    s.lines([(572, 540, 500, 470), (628, 540, 706, 486)], inks.INK, 17)
    s.lines([(706, 486, 760, 410)], inks.PAPER, 4)
    for x, y in ((497, 464), (710, 482)):
        s.disc(x, y, 9, inks.SKIN)
    people.crowd(s, -20, 470, 786, 90, (inks.INK, inks.NIGHT))
    people.crowd(s, 760, 1230, 786, 90, (inks.INK, inks.NIGHT))


def _musician(s: Sheet, x: float, y: float, height: float, part: int, *, mirror: bool) -> None:
    """Part 0 violin, 1 cello, 2 viola, 3 horn."""
    with s.at(x, y, height / 100, mirror=mirror):
        s.path("M-22 0V-40Q-22-62 0-62T22-40V0Z", inks.INK)
        s.path("M-5-60L0-44L5-60Z", inks.PAPER)
        s.disc(0, -74, 12, s.chance.choice(inks.FACES))
        s.path(
            "M-13-74Q-13-90 1-89T13-75Q2-84-13-74Z",
            s.chance.choice((inks.INK, inks.RUST, inks.DUNE, inks.FOG)),
        )
        if part in (0, 2):
            with s.at(16, -56, turn=-14):
                s.path("M-6-7Q6-13 12-5Q20-10 26-4T26 6Q20 10 12 5Q6 12-6 7Z", inks.BRICK)
                s.lines([(26, 1, 46, 1)], inks.INK, 3)
            s.lines([(6, -30, 46, -88)], inks.PAPER, 2)
        elif part == 1:
            s.path(
                "M-2-34Q14-40 16-26Q12-20 18-12Q24 6 6 6T-8-10Q-2-18-6-24Q-8-32-2-34Z", inks.BRICK
            )
            s.lines([(6, -34, 2, -66)], inks.INK, 3.4)
            s.lines([(-26, -20, 34, -14)], inks.PAPER, 2)
        else:
            s.stroke("M4-62Q22-60 24-44a11 11 0 1 1-12-10", inks.SUN, 4)
            s.path("M14-34L34-20L14-14Z", inks.SUN)


def hafenmuseum(s: Sheet) -> None:
    """The museum's hall: a three-master under glass in a shaft of light."""
    s.rect(0, 0, 1200, 800, inks.MIST)
    s.shade(box(0, 0, 1200, 640), inks.HARBOUR, (0, 0), (520, 360), strength=0.9)
    s.shade(box(0, 0, 1200, 640), inks.HARBOUR, (1200, 0), (700, 360), strength=0.9)
    s.shape([(330, 0), (870, 0), (780, 70), (420, 70)], inks.PAPER)
    s.lines([(420 + i * 60, 70, 330 + i * 90, 0) for i in range(7)], inks.HARBOUR, 5)
    s.shape([(420, 70), (780, 70), (960, 660), (240, 660)], inks.PAPER, opacity=0.4)
    s.rect(0, 620, 1200, 180, inks.DUNE)
    s.shade(box(0, 620, 1200, 180), inks.EARTH, (0, 800), (0, 610), strength=0.9)
    s.lines([(600 + (i - 8) * 80, 620, 600 + (i - 8) * 150, 800) for i in range(17)], inks.EARTH, 2)
    for x, kind in ((70, 0), (1000, 1)):
        s.rect(x, 220, 136, 180, inks.SUN)
        s.rect(x + 12, 232, 112, 156, inks.TIDE if kind else inks.CORAL)
        s.rect(x + 12, 330, 112, 58, inks.HARBOUR)
        s.path(f"M{x + 34} 330h70l-12 18h-46zM{x + 66} 324v-60l34 60z", inks.PAPER)
    s.stroke("M176 470v100m-34-70h68m-104 20q10 62 70 66q60-4 70-66", inks.NIGHT, 15)
    s.disc(176, 462, 15, inks.NIGHT)
    s.rect(250, 610, 700, 110, inks.BRICK)
    s.shade(box(250, 610, 700, 110), inks.RUST, (250, 720), (900, 610), strength=0.95)
    s.rect(236, 598, 728, 18, inks.RUST)
    s.rect(540, 648, 120, 34, inks.SUN)
    _three_master(s)
    s.stroke("M262 598V120H938V598", inks.PAPER, 5, opacity=0.9)
    s.lines([(300, 560, 420, 150), (330, 560, 400, 320)], inks.PAPER, 6, opacity=0.6)
    for x, y, h, coat, mirror in (
        (60, 776, 250, inks.SUN, False),
        (1040, 776, 256, inks.SEA, True),
        (970, 780, 150, inks.BRICK, True),
    ):
        people.person(s, x, y, h, coat, hair=inks.EARTH if mirror else inks.INK, mirror=mirror)


def _three_master(s: Sheet) -> None:
    for x, top in ((450, 190), (600, 150), (740, 200)):
        s.lines([(x, 520, x, top)], inks.EARTH, 8)
        for k in range(3):
            y = top + 26 + k * 96
            w = 46 + k * 19
            d = (
                f"M{x - w} {y}H{x + w}Q{x + w + 26} {y + 44} {x + w + 8} {y + 84}"
                f"Q{x} {y + 66} {x - w - 4} {y + 84}Q{x - w + 14} {y + 44} {x - w} {y}Z"
            )
            s.path(d, inks.PAPER)
            s.shade(d, inks.DUNE, (x - w, y + 80), (x + w, y + 10), strength=0.9)
            s.lines([(x - w - 6, y, x + w + 6, y)], inks.EARTH, 5)
        s.path(f"M{x} {top}l38 9l-38 11z", inks.BRICK)
    s.lines([(830, 500, 920, 440), (740, 200, 915, 442), (450, 190, 340, 500)], inks.EARTH, 5)
    s.path("M752 280L900 446L770 480Z", inks.SAND)
    hull = "M330 470L400 490H800L850 474Q836 570 770 580H400Q350 560 330 470Z"
    s.path(hull, inks.NIGHT)
    s.path("M342 508Q560 526 842 506L838 524Q560 544 348 528Z", inks.SAND)
    ports: list[Segment] = [(400 + i * 40, 520, 410 + i * 40, 520) for i in range(11)]
    s.lines(ports, inks.BRICK, 9, square=True)
    s.rects([(430, 578, 20, 24), (730, 578, 20, 24)], inks.SAND)


def kino(s: Sheet) -> None:
    """The small cinema's entrance at night, its marquee bulbs lit."""
    s.rect(0, 0, 1200, 800, inks.NIGHT)
    s.shade(box(0, 0, 1200, 640), inks.RUST, (600, 560), (600, -60), strength=0.8)
    masonry.bricks(s, 0, 20, 1200, 600, inks.RUST, count=120, size=26)
    for x in (30, 1040):
        s.rect(x, 120, 130, 150, inks.INK)
        s.rects(
            [(x + 10, 130, 50, 130), (x + 70, 130, 50, 130)], inks.HARBOUR if x > 500 else inks.SUN
        )
    s.rect(240, 330, 720, 330, inks.RUST)
    s.shade(box(240, 330, 720, 330), inks.SUN, (600, 320), (600, 700), strength=0.75)
    for x in (400, 640):
        s.rect(x, 400, 160, 260, inks.SUN)
        s.rects([(x + 76, 400, 8, 260)], inks.RUST)
        s.rects([(x + 60, 520, 10, 50), (x + 90, 520, 10, 50)], inks.BRICK)
    _posters(s)
    s.path("M535 660V470Q535 420 600 420T665 470V660Z", inks.BRICK)
    s.path("M550 560V480Q552 436 600 436T650 480V560Z", inks.PAPER)
    people.person(s, 600, 640, 150, inks.HARBOUR, hair=inks.RUST)
    s.rect(535, 560, 130, 100, inks.BRICK)
    s.rect(525, 552, 150, 14, inks.SUN)
    s.shape([(170, 250), (1030, 250), (980, 350), (220, 350)], inks.BRICK)
    s.shape([(206, 264), (994, 264), (954, 336), (246, 336)], inks.PAPER)
    s.lines([(290 + i * 80, 288, 340 + i * 80, 288) for i in range(8)], inks.NIGHT, 11)
    s.lines([(330 + i * 90, 314, 384 + i * 90, 314) for i in range(6)], inks.BRICK, 8)
    bulbs = [(180 + i * 30.0, 250.0, 7.0) for i in range(29)]
    bulbs += [(226 + i * 29.0, 350.0, 7.0) for i in range(27)]
    s.glow(600, 350, 380, inks.SUN, strength=0.35)
    s.discs(bulbs, inks.SUN)
    s.pill(540, -20, 120, 262, inks.BRICK, 20)
    s.pill(550, -20, 100, 252, inks.NIGHT, 14)
    for i, letter in enumerate(
        (
            "M-14-20V20M14-20L-12 2L14 20",
            "M0-20V20",
            "M-14 20V-20L14 20V-20",
            "M0-20a16 20 0 1 0 .1 0z",
        )
    ):
        with s.at(600, 34 + i * 56):
            s.stroke(letter, inks.SUN, 9)
    s.rect(0, 656, 1200, 144, inks.HARBOUR)
    s.shade(box(0, 656, 1200, 144), inks.INK, (0, 800), (0, 640), strength=0.9)
    for x in (330, 480, 600, 720, 870):
        weather.glitter(s, x, 664, 790, inks.SUN, width=40)
    for x, y, h in ((280, 740, 200), (350, 744, 186), (850, 730, 190), (960, 760, 210)):
        people.passer(s, x, y, h)


def _posters(s: Sheet) -> None:
    for x, ground in ((266, inks.SEA), (826, inks.TIDE)):
        s.rect(x - 6, 404, 122, 172, inks.SUN)
        s.rect(x, 410, 110, 160, ground)
    s.disc(320, 470, 34, inks.SUN)
    s.path("M266 570V520L306 480L340 530L360 505L376 530V570Z", inks.NIGHT)
    s.path("M840 570Q846 500 882 494T924 570Z", inks.BRICK)
    s.disc(882, 468, 24, inks.SKIN)
    s.path("M850 452h64l-10-20h-44z", inks.NIGHT)
