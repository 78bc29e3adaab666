"""The old quays: the basins from above, the warehouses, the storm tide."""

from depesche.demo.drawing import inks, masonry, people, weather
from depesche.demo.drawing.harbour import stacks
from depesche.demo.drawing.sheet import Sheet, box, outline


def sturmflut(s: Sheet) -> None:
    """High water at night: sandbags on the quay wall, lit houses, helpers with a chain of bags."""
    weather.sky(s, inks.INK, inks.HARBOUR, horizon=470)
    weather.cloud(s, -80, 150, 560, inks.NIGHT)
    weather.cloud(s, 560, 110, 700, inks.NIGHT)
    masonry.street(
        s,
        -20,
        1230,
        470,
        280,
        (inks.RUST, inks.HARBOUR, inks.EARTH, inks.BRICK),
        pane=inks.INK,
        lit=inks.SUN,
        dark=inks.INK,
    )
    s.rect(0, 466, 1200, 60, inks.NIGHT)
    for x in (210, 640, 1050):
        masonry.lamp(s, x, 500, 170, inks.INK, inks.SUN)
    for x, stride in ((330, 0.9), (452, 0.5), (560, 0.9), (790, 0.6), (900, 1)):
        people.person(
            s,
            x,
            520,
            118,
            inks.SUN if x % 4 else inks.CORAL,
            legs=inks.INK,
            hair=inks.PAPER,
            stride=stride,
            mirror=x > 600,
        )
        s.rects([(x - 16, 462, 32, 5)], inks.PAPER)
    _sandbags(s, 530)
    s.rect(0, 556, 1200, 30, inks.DUNE)
    s.rect(0, 582, 1200, 220, inks.TIDE)
    s.shade(box(0, 582, 1200, 220), inks.NIGHT, (0, 800), (0, 570), strength=1)
    for x in (210, 640, 1050):
        weather.glitter(s, x, 590, 780, inks.SUN, width=30)
    weather.ripples(s, 0, 1200, 590, 800, inks.MIST, count=80)
    for y, height, ink, shift in ((676, 26, inks.HARBOUR, 60), (760, 40, inks.NIGHT, 200)):
        d = weather.wave(s, y, height, 270, ink, shift=shift)
        s.shade(d, inks.MIST, (0, y - height), (0, y + 24), strength=0.6)
    weather.rain(s, inks.MIST, count=170, slant=0.35, opacity=0.4)


def _sandbags(s: Sheet, top: float) -> None:
    for row in range(3):
        y = top - 16 + row * 22
        for i in range(19):
            x = -30 + i * 68 + (row % 2) * 34
            if row == 0 and i % 6 == 4:
                continue
            s.pill(x, y, 66, 23, inks.SAND if (i + row) % 3 else inks.DUNE, 11)
    s.shade(box(0, top - 16, 1200, 68), inks.RUST, (0, top + 60), (0, top - 16), strength=0.7)


def hafen_luftbild(s: Sheet) -> None:
    """The basins from straight above: quays as fingers, ships, sheds, tracks."""
    s.rect(0, 0, 1200, 800, inks.TIDE)
    s.shade(box(0, 0, 1200, 800), inks.HARBOUR, (0, 800), (900, 0), strength=1)
    weather.ripples(s, 0, 1200, 0, 800, inks.MIST, count=90, opacity=0.3)
    with s.at(600, 400, turn=-18):
        s.path("M-800-700H900V-250H-800Z", inks.SAND)
        s.rects([(-460, -260, 190, 470), (-80, -260, 210, 560), (330, -260, 180, 420)], inks.SAND)
        s.rects(
            [
                (-460, 204, 190, 8),
                (-80, 294, 210, 8),
                (330, 154, 180, 8),
                (-278, -250, 8, 460),
                (122, -250, 8, 550),
                (502, -250, 8, 410),
            ],
            inks.NIGHT,
        )
        s.lines([(-800, -300, 900, -300), (-800, -316, 900, -316)], inks.EARTH, 4)
        s.lines([(x, -322, x, -294) for x in range(-790, 900, 16)], inks.EARTH, 2)
        s.rect(-800, -380, 1700, 36, inks.NIGHT)
        s.lines([(x, -362, x + 24, -362) for x in range(-790, 900, 52)], inks.PAPER, 3)
        _sheds(s)
        for x, y, turn in ((-225, -30, 90), (180, 60, 90), (556, -60, -90)):
            _ship_from_above(s, x, y, turn)
        _ship_from_above(s, 300, 410, -14)
        s.path("M150 470L-40 520L150 452Z", inks.PAPER, opacity=0.7)
        for x, y in ((-300, -120), (-300, 60), (100, -80), (100, 150), (480, -120)):
            s.rects(
                [(x - 22, y - 18, 10, 36), (x - 20, y - 5, 130, 10), (x + 12, y - 18, 8, 36)],
                inks.BRICK,
            )
        with s.at(-560, 60, turn=70):
            s.path("M-34-8H26Q44 0 26 10H-34Z", inks.BRICK)
            s.rect(-14, -5, 18, 12, inks.PAPER)


def _sheds(s: Sheet) -> None:
    for x, y, w, h, roof, dark in (
        (-440, -230, 96, 180, inks.BRICK, inks.RUST),
        (-440, -30, 96, 200, inks.BRICK, inks.RUST),
        (-640, -560, 230, 150, inks.CORAL, inks.RUST),
        (-340, -560, 160, 150, inks.PAPER, inks.TIDE),
        (330, -560, 300, 140, inks.BRICK, inks.RUST),
        (345, -230, 90, 160, inks.PAPER, inks.TIDE),
        (345, -50, 90, 170, inks.CORAL, inks.RUST),
    ):
        s.rect(x - 8, y + 10, w, h, inks.DUNE)
        s.rect(x, y, w, h, roof)
        s.shade(box(x, y, w / 2, h), dark, (x, y), (x + w, y), strength=1)
        s.lines([(x + w / 2, y, x + w / 2, y + h)], inks.NIGHT, 2)
    for left, foot, columns in ((-64, -20, 4), (-64, 130, 4), (-64, 270, 4), (-120, -420, 9)):
        stacks(s, left, foot, columns, 6, 36, 18)
    for x, y in ((640, -300), (700, -300), (760, -300)):
        s.disc(x + 30, y + 90, 27, inks.DUNE)
        s.disc(x + 34, y + 84, 26, inks.PAPER)
    for x in (-780, -720, -700, 100, 180, 240):
        s.disc(x, -440, 24, inks.SEA)


def _ship_from_above(s: Sheet, x: float, y: float, turn: float) -> None:
    with s.at(x, y, turn=turn):
        s.path(
            "M-180-38H110C150-34 178-14 196 8C178 30 150 48 110 54H-180Z", inks.INK, opacity=0.35
        )
        s.path(
            "M-180-42H110C150-38 178-18 192 0C178 18 150 38 110 42H-180Q-192 0-180-42Z", inks.NIGHT
        )
        s.path("M-172-34H108C140-32 162-16 174 0C162 16 140 32 108 34H-172Z", inks.CORAL)
        stacks(s, -98, 30, 6, 3, 38, 20)
        s.rects([(-158, -36, 40, 72)], inks.PAPER)
        s.rect(-128, -30, 8, 60, inks.HARBOUR)


def speicherviertel(s: Sheet) -> None:
    """Brick warehouses on both sides of a narrow canal, in low evening light."""
    weather.sky(s, inks.TIDE, inks.SAND, horizon=520, strength=0.8)
    weather.streak(s, 480, 130, 240, inks.PAPER, 12)
    masonry.skyline(s, 452, inks.CORAL, tall=60, left=520, right=700)
    s.rect(0, 450, 1200, 350, inks.HARBOUR)
    left = masonry.Wall((-60, -150, 640), (545, 330, 455))
    right = masonry.Wall((1260, -170, 640), (655, 330, 455))
    _warehouses(s, left, inks.BRICK, lit=False)
    _warehouses(s, right, inks.CORAL, lit=True)
    s.shade(outline(left.patch(0, 0, 1, 1)), inks.INK, (0, 640), (420, 100), strength=0.85)
    canal = outline([(545, 455), (655, 455), (1260, 640), (1260, 800), (-60, 800), (-60, 640)])
    with s.inside(canal):
        s.shape([(0, 640), (545, 455), (545, 580), (180, 820), (-60, 820)], inks.RUST, opacity=0.8)
        s.shape(
            [(1260, 640), (655, 455), (655, 580), (1040, 820), (1260, 820)], inks.BRICK, opacity=0.8
        )
        s.shape([(560, 455), (640, 455), (760, 820), (440, 820)], inks.SAND, opacity=0.75)
        s.shade(canal, inks.NIGHT, (600, 800), (600, 480), strength=0.85)
        weather.ripples(s, 0, 1200, 470, 800, inks.BLUSH, count=120, opacity=0.55)
    s.path("M520 430Q600 392 680 430V446Q600 412 520 446Z", inks.NIGHT)
    s.lines(
        [(530 + i * 14, 428 - abs(5 - i) ** 0.1, 530 + i * 14, 408) for i in range(11)],
        inks.NIGHT,
        2,
    )
    s.stroke("M520 410Q600 374 680 410", inks.NIGHT, 4)
    _barge(s)
    weather.gulls(s, [(600, 230, 26), (560, 270, 18)], inks.PAPER)


def _warehouses(s: Sheet, wall: masonry.Wall, ink: str, *, lit: bool) -> None:
    s.shape(wall.patch(0, 0, 1, 1), ink)
    houses = 6
    for i in range(houses):
        u0, u1 = i / houses, (i + 1) / houses
        span = u1 - u0
        ridge, third = (u0 + u1) / 2, span / 3
        peak = [
            wall.at(u0, 0.02),
            wall.at(ridge - third / 2, -0.13),
            wall.at(ridge + third / 2, -0.13),
            wall.at(u1, 0.02),
        ]
        s.shape(peak, ink)
        s.shape(wall.patch(u0, -0.0, u0 + span * 0.045, 1), inks.RUST)
        panes = [
            wall.patch(
                u0 + span * (0.14 + 0.28 * c),
                0.1 + 0.15 * r,
                u0 + span * (0.28 + 0.28 * c),
                0.18 + 0.15 * r,
            )
            for c in (0, 2)
            for r in range(5)
        ]
        masonry.patches(s, panes, inks.NIGHT)
        doors = [
            wall.patch(u0 + span * 0.4, 0.08 + 0.15 * r, u0 + span * 0.6, 0.19 + 0.15 * r)
            for r in range(5)
        ]
        masonry.patches(s, doors, inks.SEA if i % 2 else inks.PINE)
        if lit:
            masonry.patches(s, [p for k, p in enumerate(panes) if (k + i) % 4 == 0], inks.SUN)
        s.shape(wall.patch(ridge - third * 0.12, -0.1, ridge + third * 0.12, 0.03), inks.NIGHT)
    s.shape(wall.patch(0, 0.92, 1, 1), inks.RUST)


def _barge(s: Sheet) -> None:
    s.path("M470 640H720Q760 640 776 622L752 690H486Q466 668 470 640Z", inks.NIGHT)
    s.rect(486, 652, 262, 7, inks.SUN)
    s.path("M500 640V596H590V640ZM492 596H598V588H492Z", inks.SEA)
    s.rects([(512, 606, 20, 18), (548, 606, 20, 18)], inks.SUN)
    people.person(s, 660, 642, 84, inks.SUN, stride=0.4)
    s.path("M456 700Q520 684 580 696T700 694T790 680L770 706H470Z", inks.BLUSH)
