"""The Möwen: the ground, a goal celebrated, a morning's training."""

from depesche.demo.drawing import greenery, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Point, Segment, Sheet, box, outline

_CHEER: tuple[tuple[tuple[Point, ...], ...], ...] = (
    (
        ((-11, -80), (-25, -97), (-20, -118)),
        ((11, -80), (26, -98), (22, -120)),
        ((-6, -48), (-13, -26), (-20, -2)),
        ((6, -48), (14, -26), (12, -2)),
    ),
    (
        ((-11, -80), (-28, -90), (-40, -106)),
        ((11, -80), (24, -66), (14, -56)),
        ((-6, -48), (-18, -34), (-34, -38)),
        ((6, -48), (12, -26), (8, -2)),
    ),
    (
        ((-11, -80), (-22, -100), (-10, -120)),
        ((11, -80), (34, -84), (50, -94)),
        ((-6, -48), (-2, -26), (-14, -4)),
        ((6, -48), (24, -40), (30, -18)),
    ),
    (
        ((-11, -80), (-32, -78), (-48, -88)),
        ((11, -80), (32, -78), (48, -88)),
        ((-6, -48), (-16, -26), (-12, -2)),
        ((6, -48), (16, -26), (22, -2)),
    ),
)
_RUN: tuple[tuple[Point, ...], ...] = (
    ((-10, -80), (-24, -68), (-14, -56)),
    ((10, -80), (18, -64), (32, -70)),
    ((-5, -48), (-14, -28), (-36, -22)),
    ((5, -48), (20, -34), (18, -4)),
)
_KICK: tuple[tuple[Point, ...], ...] = (
    ((-10, -80), (-30, -74), (-42, -84)),
    ((10, -80), (26, -66), (36, -54)),
    ((-5, -48), (-6, -24), (-14, -2)),
    ((5, -48), (22, -34), (40, -18)),
)


def aulestadion(s: Sheet) -> None:
    """The ground from the stand on a floodlit evening, supporters' scarves raised."""
    weather.sky(s, inks.NIGHT, inks.CORAL, horizon=300, strength=1)
    for x in (150, 1050):
        s.lines([(x - 12, 320, x, 90), (x + 12, 320, x, 90)], inks.INK, 6)
        s.glow(x, 70, 170, inks.PAPER, strength=0.75)
        s.rect(x - 56, 36, 112, 60, inks.INK)
        s.discs([(x - 40 + 20 * i, 50 + 16 * k, 7) for i in range(5) for k in range(3)], inks.PAPER)
    _far_stand(s)
    s.rect(0, 390, 1200, 410, inks.BRICK)
    s.shape([(150, 392), (1050, 392), (1600, 800), (-400, 800)], inks.SEA)
    for i in range(0, 12, 2):
        a, b = 150 + i * 75, 150 + (i + 1) * 75
        c, d = -400 + i * 166.7, -400 + (i + 1) * 166.7
        s.shape([(a, 392), (b, 392), (d, 800), (c, 800)], inks.MOSS)
    s.shade(box(0, 392, 1200, 408), inks.PINE, (0, 800), (0, 400), strength=0.7)
    s.stroke("M190 402H1010L1290 700H-90ZM600 402V700M360 402L318 440H882L840 402", inks.PAPER, 4)
    s.stroke("M500 520a100 34 0 1 0 200 0a100 34 0 1 0-200 0", inks.PAPER, 4)
    s.stroke("M552 402V366H648V402", inks.PAPER, 6)
    for x, y, h, team, mirror in (
        (420, 510, 60, 0, False),
        (520, 470, 50, 1, True),
        (640, 560, 74, 0, False),
        (760, 480, 52, 1, True),
        (840, 530, 66, 0, True),
        (330, 450, 46, 1, False),
        (690, 440, 44, 0, True),
        (250, 540, 66, 1, False),
    ):
        s.oval(x, y, h * 0.35, h * 0.06, inks.PINE)
        people.athlete(
            s,
            x,
            y,
            h,
            _RUN,
            shirt=(inks.PAPER, inks.BRICK)[team],
            shorts=(inks.HARBOUR, inks.INK)[team],
            mirror=mirror,
        )
    s.disc(690, 556, 7, inks.PAPER)
    people.crowd(s, -20, 1220, 668, 74, (inks.NIGHT, inks.RUST, inks.HARBOUR))
    for x, turn in ((170, -6), (860, 5)):
        _scarf(s, x, 610, turn)
    people.crowd(s, -60, 1260, 748, 112, (inks.INK, inks.NIGHT))


def _far_stand(s: Sheet) -> None:
    s.shape([(60, 180), (1140, 180), (1200, 230), (0, 230)], inks.NIGHT)
    s.shade(
        outline([(60, 180), (1140, 180), (1200, 230), (0, 230)]),
        inks.TIDE,
        (600, 170),
        (600, 240),
        strength=0.6,
    )
    s.rect(0, 228, 1200, 166, inks.RUST)
    for row in range(7):
        fans = [
            (s.chance.uniform(0, 1200), 250 + row * 19 + s.chance.uniform(-3, 3), 5.5)
            for _ in range(30)
        ]
        s.discs(fans[::2], inks.BLUSH if row % 2 else inks.CORAL)
        s.discs(fans[1::2], inks.PAPER if row % 2 else inks.TIDE)
    s.lines([(x, 228, x, 392) for x in range(100, 1200, 200)], inks.NIGHT, 8)
    s.rect(0, 372, 1200, 24, inks.HARBOUR)
    s.rects([(x, 376, 100, 14) for x in range(20, 1200, 170)], inks.SUN)


def _scarf(s: Sheet, x: float, y: float, turn: float) -> None:
    with s.at(x, y, turn=turn):
        s.lines([(10, 110, -6, 22), (176, 110, 192, 22)], inks.INK, 26)
        s.rect(-30, -14, 246, 44, inks.PAPER)
        s.rects([(-30 + i * 60, -14, 32, 44) for i in range(5)], inks.HARBOUR)
        s.lines(
            [(-30, -12 + k * 8, -44, -12 + k * 8) for k in range(6)]
            + [(216, -12 + k * 8, 230, -12 + k * 8) for k in range(6)],
            inks.PAPER,
            3,
        )
        s.discs([(-6, 14, 15), (192, 14, 15)], inks.SKIN)


def moewen_jubel(s: Sheet) -> None:
    """Four players celebrating a goal under the floodlights, confetti in the air."""
    s.rect(0, 0, 1200, 800, inks.HARBOUR)
    weather.burst(s, 610, 430, 1000, inks.TIDE, rays=22)
    s.shade(box(0, 0, 1200, 800), inks.NIGHT, (0, -60), (0, 520), strength=0.9)
    s.glow(610, 420, 430, inks.SUN, strength=0.8)
    for x in (90.0, 1110.0):
        s.rect(x - 70, 40, 140, 70, inks.INK)
        s.discs([(x - 48 + 24 * i, 58 + 18 * k, 9) for i in range(5) for k in range(3)], inks.PAPER)
    people.crowd(s, -20, 1240, 610, 46, (inks.NIGHT, inks.INK))
    s.rect(0, 640, 1200, 160, inks.SEA)
    s.shade(box(0, 640, 1200, 160), inks.PINE, (0, 800), (0, 630), strength=0.9)
    s.lines([(0, 668, 1200, 668)], inks.PAPER, 6)
    for x, y, h, pose, skin, mirror in (
        (240, 730, 370, 3, inks.TAN, False),
        (985, 740, 380, 2, inks.SKIN, False),
        (445, 752, 410, 1, inks.UMBER, True),
        (690, 690, 470, 0, inks.SKIN, False),
    ):
        s.oval(x, max(y, 745) + 8, h * 0.3, 11, inks.PINE)
        people.athlete(
            s, x, y, h, _CHEER[pose], shirt=inks.PAPER, shorts=inks.BRICK, skin=skin, mirror=mirror
        )
        with s.at(x, y, h / 100, mirror=mirror):
            s.path("M-13-70H13V-64H-12Z", inks.BRICK)
    for ink in (inks.SUN, inks.PAPER, inks.CORAL):
        bits: list[Segment] = []
        for _ in range(46):
            left, top = s.chance.uniform(0, 1200), s.chance.uniform(0, 560)
            bits.append(
                (left, top, left + s.chance.uniform(-11, 11), top + s.chance.uniform(-11, 11))
            )
        s.lines(bits, ink, 7, square=True)
    weather.gulls(s, [(380, 120, 54), (880, 170, 40)], inks.PAPER)


def moewen_training(s: Sheet) -> None:
    """Morning training: players slalom round cones, long shadows over the grass."""
    weather.sky(s, inks.TIDE, inks.BLUSH, horizon=330, strength=0.8)
    weather.sun(s, 180, 240, 62, inks.SUN, inks.SUN)
    masonry.skyline(s, 330, inks.CORAL, tall=44)
    greenery.hedge(s, 0, 1200, 340, 34, inks.PINE)
    s.rect(0, 334, 1200, 466, inks.MOSS)
    for i in range(0, 6, 2):
        y0, y1 = 334 + 466 * (i / 6) ** 1.6, 334 + 466 * ((i + 1) / 6) ** 1.6
        s.rect(0, y0, 1200, y1 - y0, inks.LEAF)
    s.shade(box(0, 334, 1200, 466), inks.PINE, (1200, 800), (300, 360), strength=0.7)
    _goal(s)
    s.lines([(0, 424, 1200, 424)], inks.PAPER, 5)
    for i in range(5):
        _cone(s, 120 + i * 150, 540 + i * 48, 26 + i * 7)
    for x, y, h, pose, skin in (
        (300, 540, 150, _RUN, inks.SKIN),
        (560, 640, 220, _RUN, inks.UMBER),
        (870, 740, 330, _KICK, inks.SKIN),
    ):
        s.shape(
            [
                (x - 4, y),
                (x + 10, y + 4),
                (x + h * 1.2, y + h * 0.34),
                (x + h * 1.05, y + h * 0.38),
            ],
            inks.PINE,
            opacity=0.6,
        )
        people.athlete(
            s,
            x,
            y,
            h,
            pose,
            shirt=inks.SUN if x != 560 else inks.CORAL,
            shorts=inks.HARBOUR,
            skin=skin,
            socks=inks.HARBOUR,
        )
    for x, y, r in ((1030, 722, 27), (640, 640, 17), (350, 538, 12)):
        s.disc(x, y, r, inks.PAPER)
        s.shape(
            [
                (x, y - r * 0.4),
                (x + r * 0.4, y - r * 0.1),
                (x + r * 0.24, y + r * 0.36),
                (x - r * 0.24, y + r * 0.36),
                (x - r * 0.4, y - r * 0.1),
            ],
            inks.INK,
        )
    people.person(s, 700, 440, 120, inks.BRICK, legs=inks.NIGHT, hair=inks.PAPER)
    people.person(s, 92, 760, 300, inks.BRICK, legs=inks.NIGHT, hair=inks.FOG)
    s.rect(96, 556, 56, 70, inks.PAPER)
    s.lines([(106, 576, 140, 576), (106, 592, 140, 592), (106, 608, 130, 608)], inks.NIGHT, 4)


def _goal(s: Sheet) -> None:
    s.stroke(
        "M820 420V260H1130V420M820 260L850 300V400M1130 260L1100 300V400M850 300H1100",
        inks.PAPER,
        8,
    )
    s.lines(
        [(850 + i * 25, 302, 850 + i * 25, 400) for i in range(11)]
        + [(850, 320 + i * 20, 1100, 320 + i * 20) for i in range(5)],
        inks.PAPER,
        1.4,
    )


def _cone(s: Sheet, x: float, y: float, size: float) -> None:
    s.shape(
        [(x, y), (x + size * 1.9, y + size * 0.5), (x + size * 0.4, y + size * 0.1)],
        inks.PINE,
        opacity=0.6,
    )
    s.shape(
        [
            (x - size * 0.5, y),
            (x + size * 0.5, y),
            (x + size * 0.1, y - size * 1.3),
            (x - size * 0.1, y - size * 1.3),
        ],
        inks.BRICK,
    )
    s.shape(
        [
            (x - size * 0.34, y - size * 0.5),
            (x + size * 0.34, y - size * 0.5),
            (x + size * 0.24, y - size * 0.85),
            (x - size * 0.24, y - size * 0.85),
        ],
        inks.PAPER,
    )
    s.rect(x - size * 0.66, y - size * 0.08, size * 1.32, size * 0.16, inks.RUST)
