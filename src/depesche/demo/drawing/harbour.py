"""The port: cranes, ships, the mole and its lighthouse."""

from depesche.demo.drawing import inks, masonry, weather
from depesche.demo.drawing.sheet import Box, Segment, Sheet, box, outline

_BOXES = (inks.BRICK, inks.SUN, inks.TIDE, inks.SEA, inks.CORAL, inks.PAPER, inks.HARBOUR)


def crane(
    s: Sheet,
    x: float,
    foot: float,
    height: float,
    ink: str,
    *,
    boom: float = 1.0,
    mirror: bool = False,
) -> None:
    """A ship-to-shore gantry crane, its boom reaching over the water to the right."""
    with s.at(x, foot, height / 400, mirror=mirror):
        s.lines(
            [
                (-60, 0, -46, -210),
                (60, 0, 46, -210),
                (-46, -210, -20, -330),
                (46, -210, -20, -400),
                (-20, -230, -20, -400),
            ],
            ink,
            12,
            square=True,
        )
        s.lines([(-58, -26, 58, -26), (-52, -120, 52, -120)], ink, 10, square=True)
        s.lines([(-56, -30, 50, -118), (-50, -122, 44, -206)], ink, 4)
        s.rect(-190, -226, 190 + 330 * boom, 17, ink)
        s.lines(
            [(-180 + 26 * i, -226, -167 + 26 * i, -244) for i in range(int(6 + 13 * boom))]
            + [(-167 + 26 * i, -244, -154 + 26 * i, -226) for i in range(int(6 + 13 * boom))],
            ink,
            3,
        )
        s.lines([(-180, -244, -150 + 300 * boom, -244)], ink, 4)
        s.lines(
            [(-20, -398, 310 * boom, -226), (-20, -398, 150 * boom, -226), (-20, -398, -180, -226)],
            ink,
            4,
        )
        s.rects([(-170, -262, 74, 38), (-84, 0, 48, 10), (36, 0, 48, 10)], ink)
        s.rect(150 * boom, -212, 26, 22, ink)
        s.lines(
            [(156 * boom, -200, 156 * boom, -130), (170 * boom, -200, 170 * boom, -130)], ink, 2
        )


def stacks(
    s: Sheet,
    left: float,
    foot: float,
    columns: int,
    rows: int,
    width: float,
    height: float,
    *,
    tints: tuple[str, ...] = _BOXES,
) -> None:
    """Containers in uneven stacks, one path for each ink."""
    by_ink: dict[str, list[Box]] = {}
    seams: list[Segment] = []
    for c in range(columns):
        for r in range(rows - s.chance.choice((0, 0, 1, 1, 2)) if rows > 2 else rows):
            x, y = left + c * width, foot - (r + 1) * height
            by_ink.setdefault(s.chance.choice(tints), []).append((x, y, width - 2, height - 2))
            seams += [
                (x + width * k / 5, y + 3, x + width * k / 5, y + height - 5) for k in range(1, 5)
            ]
    for ink, boxes in by_ink.items():
        s.rects(boxes, ink)
    s.lines(seams, inks.NIGHT, 1, opacity=0.35)


def hafen_kraene(s: Sheet) -> None:
    """Three gantry cranes before a huge setting sun."""
    weather.sky(s, inks.BRICK, inks.SUN, horizon=590)
    weather.sun(s, 470, 470, 190, inks.PAPER, inks.BLUSH)
    weather.streak(s, 60, 250, 360, inks.CORAL, 16)
    weather.streak(s, 700, 180, 420, inks.RUST, 13)
    weather.streak(s, 520, 420, 250, inks.CORAL, 10)
    masonry.skyline(s, 592, inks.RUST, tall=46)
    weather.water(s, 590, 800, inks.CORAL, inks.NIGHT, inks.SUN, count=90)
    weather.glitter(s, 470, 596, 800, inks.PAPER, width=130)
    crane(s, 980, 600, 330, inks.RUST, mirror=True, boom=0.8)
    crane(s, 800, 620, 470, inks.NIGHT, mirror=True, boom=0.9)
    crane(s, 1040, 640, 600, inks.INK, mirror=True, boom=0.95)
    stacks(s, 700, 640, 9, 3, 58, 26, tints=(inks.NIGHT, inks.RUST, inks.HARBOUR, inks.INK))
    s.shape([(640, 636), (1200, 636), (1200, 800), (560, 800)], inks.INK)
    s.shade(
        outline([(640, 636), (1200, 636), (1200, 800), (560, 800)]),
        inks.RUST,
        (640, 640),
        (900, 800),
        strength=0.7,
    )
    for x in (690, 800, 930, 1080):
        s.disc(x, 652, 5, inks.SUN)
    _tug(s, 250, 690, 1.2, inks.NIGHT, inks.INK)
    weather.gulls(s, [(200, 340, 30), (280, 380, 22), (610, 300, 26)], inks.RUST)


def _tug(s: Sheet, x: float, y: float, scale: float, hull: str, house: str) -> None:
    with s.at(x, y, scale):
        s.path("M-110-8L80-8Q118-14 128-34L112 22H-100Z", hull)
        s.path("M-20-10V-52H50V-10ZM0-52V-84H44L50-52Z", house)
        s.rects([(6, -78, 12, 16), (24, -78, 14, 16)], inks.SUN)
        s.rect(-44, -64, 18, 56, inks.BRICK)
        s.rect(-44, -52, 18, 8, inks.PAPER)
        s.lines([(20, -84, 20, -124), (20, -112, 40, -84)], house, 3)
        s.path("M-140 26Q-110 12-90 24T-40 22T10 24T60 22T140 10L120 34H-130Z", inks.PAPER)


def hafen_containerschiff(s: Sheet) -> None:
    """A laden container ship passes the mole on a bright day, a tug ahead of it."""
    weather.sky(s, inks.TIDE, inks.FOG, horizon=560, strength=0.85)
    weather.cloud(s, 40, 240, 360, inks.PAPER, inks.MIST)
    weather.cloud(s, 700, 170, 420, inks.PAPER, inks.MIST)
    s.path("M0 562V536C200 520 320 546 520 540V562Z", inks.MIST)
    weather.water(s, 560, 800, inks.TIDE, inks.HARBOUR, inks.MIST, count=100)
    stacks(s, 232, 470, 9, 6, 66, 32)
    s.rect(90, 250, 110, 260, inks.PAPER)
    s.shade(box(90, 250, 110, 260), inks.TIDE, (90, 500), (190, 380), strength=0.8)
    s.rects([(76, 236, 150, 34), (120, 200, 40, 40)], inks.PAPER)
    s.rect(84, 244, 134, 16, inks.NIGHT)
    masonry.windows(s, 98, 284, 94, 200, 4, 6, inks.HARBOUR)
    s.rect(44, 330, 46, 180, inks.BRICK)
    s.rect(44, 356, 46, 26, inks.PAPER)
    s.lines([(140, 200, 140, 140), (125, 160, 155, 160), (880, 470, 880, 380)], inks.NIGHT, 5)
    hull = "M24 468H820C870 468 910 440 968 424C952 500 920 560 884 640H62C40 590 28 530 24 468Z"
    s.path(hull, inks.HARBOUR)
    s.path("M47 590H906L884 640H62Z", inks.BRICK)
    s.shade(hull, inks.INK, (200, 640), (300, 470), strength=0.9)
    s.lines([(40, 500, 928, 500)], inks.PAPER, 4, opacity=0.8)
    s.stroke("M846 524v26m-12-16h24m-26 10q14 22 28 0", inks.PAPER, 5)
    s.path(
        "M40 646Q120 622 190 642T360 640T540 642T720 638T880 616Q930 590 960 640L990 664H30Z",
        inks.PAPER,
    )
    lighthouse(s, 1085, 640, 360)
    s.path("M960 662L1010 628H1200V730H1010Z", inks.NIGHT)
    s.shade("M960 662L1010 628H1200V730H1010Z", inks.TIDE, (1100, 620), (1080, 700))
    _tug(s, 700, 735, 1.0, inks.BRICK, inks.PAPER)
    weather.gulls(s, [(560, 170, 34), (650, 210, 24), (980, 250, 28)])


def lighthouse(s: Sheet, x: float, foot: float, height: float) -> None:
    """A tapering tower in red and white bands with gallery and lantern."""
    w = height * 0.11
    for i in range(5):
        a, b = 1 - i * 0.08, 1 - (i + 1) * 0.08
        y0, y1 = foot - height * 0.152 * i, foot - height * 0.152 * (i + 1)
        s.shape(
            [(x - w * a, y0), (x + w * a, y0), (x + w * b, y1), (x - w * b, y1)],
            inks.PAPER if i % 2 else inks.BRICK,
        )
    top = foot - height * 0.76
    s.rects(
        [
            (x - w * 0.85, top - height * 0.025, w * 1.7, height * 0.03),
            (x - w * 0.4, top - height * 0.05, w * 0.8, height * 0.03),
        ],
        inks.NIGHT,
    )
    s.rect(x - w * 0.4, top - height * 0.13, w * 0.8, height * 0.1, inks.SUN)
    s.lines(
        [
            (x - w * 0.4, top - height * 0.13, x - w * 0.4, top - height * 0.03),
            (x, top - height * 0.13, x, top - height * 0.03),
            (x + w * 0.4, top - height * 0.13, x + w * 0.4, top - height * 0.03),
        ],
        inks.NIGHT,
        height * 0.008,
    )
    s.path(
        f"M{x - w * 0.55:.1f} {top - height * 0.13:.1f}q{w * 0.55:.1f} {-height * 0.1:.1f} "
        f"{w * 1.1:.1f} 0z",
        inks.BRICK,
    )
    s.lines([(x, top - height * 0.17, x, top - height * 0.22)], inks.NIGHT, height * 0.01)
    s.shade(
        outline([(x - w, foot), (x + w, foot), (x + w * 0.6, top), (x - w * 0.6, top)]),
        inks.NIGHT,
        (x - w, foot),
        (x + w * 0.4, foot - height * 0.05),
        strength=0.85,
    )
    s.rects(
        [(x - w * 0.14, foot - height * p, w * 0.28, height * 0.04) for p in (0.2, 0.4, 0.58)],
        inks.NIGHT,
    )


def nordmole_leuchtturm(s: Sheet) -> None:
    """The lighthouse in a storm: its beam, hard rain, a wave breaking over the mole."""
    weather.sky(s, inks.NIGHT, inks.TIDE, horizon=640)
    for x, y, width, ink in (
        (-60, 170, 560, inks.NIGHT),
        (380, 120, 620, inks.HARBOUR),
        (780, 230, 560, inks.NIGHT),
        (100, 290, 420, inks.HARBOUR),
    ):
        weather.cloud(s, x, y, width, ink, inks.INK)
    s.shape([(740, 180), (0, 30), (0, 250)], inks.SAND, opacity=0.35)
    s.shape([(740, 180), (1200, 110), (1200, 260)], inks.SAND, opacity=0.5)
    s.glow(740, 182, 150, inks.SUN)
    weather.wave(s, 610, 40, 300, inks.TIDE, shift=80)
    lighthouse(s, 740, 590, 500)
    s.path("M560 640L590 588H1200V720H520Z", inks.INK)
    s.shade("M560 640L590 588H1200V720H520Z", inks.TIDE, (900, 580), (880, 690), strength=0.7)
    s.lines([(600 + 46 * i, 588, 592 + 46 * i, 640) for i in range(14)], inks.NIGHT, 3)
    swell = (
        "M120 730C330 700 400 600 470 500C500 450 560 400 640 396C590 430 580 470 610 500"
        "C640 540 690 560 700 600L690 730Z"
    )
    s.path(swell, inks.SEA)
    s.shade(swell, inks.NIGHT, (300, 740), (480, 520), strength=0.95)
    spray = (
        "M450 530C480 440 560 380 660 372Q640 392 616 396Q668 400 690 424Q650 420 626 432"
        "Q690 450 706 490Q670 470 636 474Q690 510 694 560Q660 520 624 516Q600 540 560 500"
        "Q540 560 500 520Q480 570 430 560Z"
    )
    s.path(spray, inks.PAPER)
    s.shade(spray, inks.TIDE, (430, 590), (560, 440), strength=0.8)
    s.discs(
        [
            (s.chance.uniform(430, 730), s.chance.uniform(290, 470), s.chance.uniform(2, 6))
            for _ in range(46)
        ],
        inks.PAPER,
    )
    for y, height, ink, shift in ((690, 52, inks.HARBOUR, 150), (740, 60, inks.NIGHT, 20)):
        d = weather.wave(s, y, height, 340, ink, shift=shift)
        s.shade(d, inks.MIST, (0, y - height), (0, y + 40), strength=0.55)
    weather.rain(s, inks.MIST, count=150, slant=0.6, opacity=0.45)
