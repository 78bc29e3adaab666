"""Counters and shop windows: the fish stall, the bakery, the bookshop."""

from depesche.demo.drawing import inks, masonry, people
from depesche.demo.drawing.sheet import Sheet, box, outline, oval


def vendor(
    s: Sheet,
    x: float,
    y: float,
    size: float,
    *,
    coat: str,
    apron: str,
    skin: str,
    cap: str,
    hair: str,
) -> None:
    """A seller behind a counter, seen from the waist up; ``y`` is the counter's edge."""
    with s.at(x, y, size / 100):
        s.path("M-64 10V-70Q-64-108-26-112H26Q64-108 64-70V10Z", coat)
        dark = inks.TIDE if coat == inks.PAPER else inks.NIGHT
        s.shade(
            "M-64 10V-70Q-64-108-26-112H26Q64-108 64-70V10Z",
            dark,
            (-70, 0),
            (40, -40),
            strength=0.55,
        )
        s.path("M-34 10V-66H34V10Z", apron)
        s.lines([(-34, -64, -22, -112), (34, -64, 22, -112)], apron, 7)
        s.path("M-13-128h26v22q-13 12-26 0z", skin)
        s.oval(0, -152, 33, 39, skin)
        s.path("M-36-150Q-40-200 0-200T36-150Q28-176 0-174T-36-150Z", hair)
        s.path("M-38-170Q-36-208 0-208T38-170Q0-184-38-170Z", cap)
        s.discs([(-12, -150, 3), (12, -150, 3)], inks.INK)
        s.stroke("M-11-132Q0-124 11-132", inks.INK, 3)


def fish(
    s: Sheet, x: float, y: float, length: float, ink: str, belly: str, *, turn: float = 0
) -> None:
    """A whole fish lying on ice, head to the right."""
    with s.at(x, y, length / 100, turn=turn):
        s.path("M-50-14L-34-2L-50 14Q-30 8-24 4Q10 26 46 4Q52 0 46-4Q10-26-24-4Q-30-8-50-14Z", ink)
        s.path("M-24 4Q10 26 46 4Q10 12-24 4Z", belly)
        s.path("M-6-13Q6-24 18-15Z", ink)
        s.disc(36, -4, 2.6, inks.INK)
        s.stroke("M26-9Q21 0 26 9", inks.NIGHT, 1.6)


def wochenmarkt_fisch(s: Sheet) -> None:
    """The fish stall: the catch on ice under a striped awning, the seller behind it."""
    s.rect(0, 0, 1200, 800, inks.MIST)
    s.shade(box(0, 0, 1200, 500), inks.TIDE, (0, 0), (0, 520), strength=0.8)
    masonry.street(
        s,
        -20,
        1240,
        470,
        300,
        (inks.SAND, inks.BLUSH, inks.FOG, inks.SAND),
        pane=inks.TIDE,
        dark=inks.DUNE,
    )
    s.rects([(90, 60, 18, 740), (1092, 60, 18, 740)], inks.NIGHT)
    s.lines([(100, 236, 1100, 236)], inks.NIGHT, 7)
    _hanging(s)
    vendor(
        s,
        640,
        470,
        168,
        coat=inks.HARBOUR,
        apron=inks.PAPER,
        skin=inks.SKIN,
        cap=inks.BRICK,
        hair=inks.DUNE,
    )
    s.lines([(735, 360, 790, 420)], inks.HARBOUR, 46)
    s.disc(800, 432, 22, inks.SKIN)
    fish(s, 840, 416, 210, inks.TIDE, inks.PAPER, turn=-16)
    s.shape([(60, 470), (1140, 470), (1190, 660), (10, 660)], inks.FOG)
    s.shade(
        outline([(60, 470), (1140, 470), (1190, 660), (10, 660)]),
        inks.TIDE,
        (0, 680),
        (0, 480),
        strength=0.6,
    )
    for row, y in enumerate((512, 570, 630)):
        for i in range(7 - row // 2):
            x = 150 + i * (150 + row * 10) - row * 22
            ink, belly = (
                (inks.TIDE, inks.PAPER),
                (inks.CORAL, inks.BLUSH),
                (inks.HARBOUR, inks.MIST),
            )[(i // 2 + row) % 3]
            fish(s, x, y, 138 + row * 18, ink, belly, turn=-10 + 7 * ((i + row) % 3))
    for x, y in ((300, 590), (720, 540), (980, 600), (500, 650)):
        s.disc(x, y, 20, inks.SUN)
        s.disc(x, y, 14, inks.PAPER)
        s.lines([(x - 12, y, x + 12, y), (x, y - 12, x, y + 12)], inks.SUN, 3)
    s.rect(0, 656, 1200, 144, inks.BRICK)
    s.shade(box(0, 656, 1200, 144), inks.RUST, (0, 810), (0, 650), strength=0.95)
    s.rect(0, 656, 1200, 16, inks.PAPER)
    s.stroke("M540 740q60-46 130 0l30-22v44l-30-22q-70 46-130 0z", inks.PAPER, 6)
    masonry.awning(s, 60, -20, 1080, 170, inks.HARBOUR, stripes=11, flare=70)


def _hanging(s: Sheet) -> None:
    """Smoked fish and the scales on the stall's rail."""
    for i, x in enumerate((190, 260, 330)):
        s.lines([(x, 236, x, 262)], inks.INK, 3)
        fish(s, x, 316, 108, (inks.DUNE, inks.TIDE, inks.DUNE)[i], inks.SAND, turn=-90)
    s.lines([(1000, 236, 1000, 290)], inks.INK, 3)
    s.disc(1000, 300, 34, inks.PAPER)
    s.lines([(1000, 300, 1014, 282)], inks.BRICK, 4)
    s.path("M950 344Q1000 400 1050 344Z", inks.NIGHT)
    s.lines([(1000, 334, 950, 346), (1000, 334, 1050, 346)], inks.INK, 3)


def baeckerei(s: Sheet) -> None:
    """The bakery at opening time: loaves on the shelves, rolls in the counter."""
    s.rect(0, 0, 1200, 800, inks.SAND)
    s.shade(box(0, 0, 1200, 800), inks.CORAL, (0, 0), (700, 500), strength=0.8)
    s.glow(840, 130, 360, inks.PAPER, strength=0.7)
    for y in (180, 310, 440):
        s.rect(40, y, 640, 16, inks.EARTH)
        s.rect(40, y + 16, 640, 8, inks.RUST)
    for row, y in enumerate((180, 310, 440)):
        for i in range(5 if row != 1 else 7):
            x = 110 + i * (126 if row != 1 else 88)
            (_loaf, _baguette, _round)[row](s, x, y)
    s.rect(760, 40, 380, 250, inks.NIGHT)
    s.stroke("M760 40h380v250h-380z", inks.EARTH, 16)
    for i in range(4):
        s.lines([(800, 100 + i * 46, 960 + 18 * (i % 2), 100 + i * 46)], inks.PAPER, 7)
        s.lines([(1050, 100 + i * 46, 1096, 100 + i * 46)], inks.SUN, 7)
    vendor(
        s,
        800,
        540,
        158,
        coat=inks.PAPER,
        apron=inks.BRICK,
        skin=inks.TAN,
        cap=inks.PAPER,
        hair=inks.INK,
    )
    s.lines([(716, 420, 650, 500)], inks.PAPER, 44)
    s.path("M590 540L606 440H690L706 540Z", inks.DUNE)
    s.path("M606 440q14-30 30-6q16-34 30 0q16-20 24 6z", inks.SUN)
    for x in (250, 470):
        s.lines([(x, 0, x, 54)], inks.NIGHT, 5)
        s.path(f"M{x - 54} 96Q{x - 44} 50 {x} 50T{x + 54} 96Z", inks.BRICK)
        s.glow(x, 100, 100, inks.PAPER, strength=0.6)
    s.rect(0, 536, 1200, 24, inks.EARTH)
    s.rect(0, 556, 1200, 170, inks.MIST)
    s.shade(box(0, 556, 1200, 170), inks.SUN, (0, 550), (0, 760), strength=0.7)
    s.rect(0, 640, 1200, 8, inks.PAPER)
    for i in range(11):
        x = 60 + i * 110
        (_bun, _pretzel, _bun)[i // 4](s, x, 638)
        (_pretzel, _croissant, _croissant)[i // 4](s, x + 10, 724)
    s.shape([(150, 556), (250, 556), (130, 726), (30, 726)], inks.PAPER, opacity=0.35)
    s.shape([(900, 556), (940, 556), (820, 726), (780, 726)], inks.PAPER, opacity=0.35)
    s.rect(0, 724, 1200, 76, inks.BRICK)
    s.shade(box(0, 724, 1200, 76), inks.RUST, (0, 810), (0, 720), strength=0.9)
    s.rect(0, 722, 1200, 12, inks.EARTH)


def _loaf(s: Sheet, x: float, y: float) -> None:
    d = f"M{x - 54} {y}Q{x - 62} {y - 68} {x} {y - 72}T{x + 54} {y}Z"
    s.path(d, inks.DUNE)
    s.shade(d, inks.RUST, (x - 50, y), (x + 30, y - 60), strength=0.9)
    s.lines([(x - 26 + k * 24, y - 34, x - 14 + k * 24, y - 58) for k in range(3)], inks.PAPER, 6)


def _baguette(s: Sheet, x: float, y: float) -> None:
    with s.at(x, y - 52, turn=-74):
        s.pill(-62, -17, 124, 34, inks.DUNE)
        s.lines([(-40 + k * 26, 10, -28 + k * 26, -9) for k in range(4)], inks.PAPER, 5)
    s.rect(x - 34, y - 34, 68, 34, inks.RUST)
    s.lines([(x - 34, y - 22, x + 34, y - 22), (x - 34, y - 10, x + 34, y - 10)], inks.DUNE, 3)


def _round(s: Sheet, x: float, y: float) -> None:
    d = f"M{x - 52} {y}C{x - 70} {y - 90} {x + 70} {y - 90} {x + 52} {y}Z"
    s.path(d, inks.EARTH)
    s.shade(d, inks.INK, (x - 50, y), (x + 40, y - 50), strength=0.7)
    s.lines([(x - 28, y - 20, x + 20, y - 58), (x - 20, y - 58, x + 28, y - 20)], inks.SAND, 5)


def _bun(s: Sheet, x: float, y: float) -> None:
    for dx, dy in ((-26, 0), (26, 0), (0, -28)):
        d = f"M{x + dx - 27} {y + dy}q0-34 27-34t27 34z"
        s.path(d, inks.DUNE)
        s.shade(d, inks.EARTH, (x + dx - 27, y + dy), (x + dx + 16, y + dy - 20), strength=0.9)
        s.lines([(x + dx - 10, y + dy - 22, x + dx + 10, y + dy - 22)], inks.PAPER, 3)


def _pretzel(s: Sheet, x: float, y: float) -> None:
    s.stroke(
        f"M{x - 18} {y - 12}Q{x + 10} {y - 24} {x + 24} {y - 42}Q{x + 34} {y - 66} {x + 14} "
        f"{y - 62}Q{x} {y - 56} {x} {y - 48}Q{x} {y - 56} {x - 14} {y - 62}Q{x - 34} {y - 66} "
        f"{x - 24} {y - 42}Q{x - 10} {y - 24} {x + 18} {y - 12}",
        inks.RUST,
        11,
    )


def _croissant(s: Sheet, x: float, y: float) -> None:
    d = (
        f"M{x - 44} {y - 4}Q{x - 40} {y - 52} {x} {y - 54}"
        f"T{x + 44} {y - 4}Q{x} {y - 34} {x - 44} {y - 4}Z"
    )
    s.path(d, inks.DUNE)
    s.shade(d, inks.RUST, (x - 40, y), (x + 30, y - 50), strength=0.9)
    s.lines(
        [
            (x - 22, y - 18, x - 16, y - 46),
            (x, y - 25, x, y - 53),
            (x + 22, y - 18, x + 16, y - 46),
        ],
        inks.EARTH,
        3,
    )


def buchhandlung(s: Sheet) -> None:
    """The bookshop's window in the evening, a reader before it and a cat inside."""
    s.rect(0, 0, 1200, 800, inks.HARBOUR)
    s.shade(box(0, 0, 1200, 800), inks.NIGHT, (0, 0), (900, 700), strength=1)
    masonry.bricks(s, 0, 10, 1200, 660, inks.TIDE, count=110, size=26, opacity=0.35)
    s.rect(90, 110, 1020, 600, inks.PINE)
    s.shade(box(90, 110, 1020, 600), inks.INK, (90, 700), (700, 200), strength=0.9)
    s.rect(70, 104, 1060, 24, inks.SEA)
    s.path("M520 190q40-26 80 0q40-26 80 0v-44q-40-24-80 0q-40-24-80 0z", inks.SUN)
    s.lines([(600, 148, 600, 186)], inks.PINE, 4)
    s.lines([(200, 168, 470, 168), (730, 168, 1000, 168)], inks.SUN, 7)
    s.rect(140, 250, 560, 380, inks.SUN)
    s.shade(box(140, 250, 560, 380), inks.CORAL, (140, 640), (560, 260), strength=0.9)
    for y in (330, 410):
        s.rect(140, y, 560, 10, inks.RUST)
        _books(s, 150, 690, y)
    s.shade(box(140, 250, 560, 180), inks.RUST, (140, 240), (140, 460), strength=0.5)
    for i, ink in enumerate((inks.BRICK, inks.SEA, inks.PAPER, inks.HARBOUR)):
        x = 170 + i * 108
        s.shape([(x, 520), (x + 74, 510), (x + 84, 614), (x + 10, 620)], ink)
        s.shape(
            [(x + 20, 544), (x + 56, 540), (x + 60, 564), (x + 24, 568)],
            inks.SUN if i != 2 else inks.BRICK,
        )
    for k in range(3):
        s.rect(606 - k * 6, 596 - k * 18, 84, 16, (inks.RUST, inks.TIDE, inks.PAPER)[k])
    s.path(
        "M606 560Q596 516 624 506L622 486L634 496Q644 492 654 496L666 486L664 510Q676 530 680 560Z"
        "M680 556q30 4 20-34l-6 2q6 22-16 20z",
        inks.INK,
    )
    s.stroke("M140 250H700V630H140Z", inks.SEA, 14)
    s.lines([(420, 250, 420, 630)], inks.SEA, 8)
    s.rect(760, 240, 250, 470, inks.SEA)
    s.rect(790, 270, 190, 300, inks.SUN)
    s.shade(box(790, 270, 190, 300), inks.CORAL, (790, 570), (980, 300), strength=0.8)
    s.rect(820, 300, 10, 270, inks.RUST)
    s.disc(978, 590, 9, inks.SUN)
    s.rect(90, 640, 640, 70, inks.SEA)
    s.lines([(110 + i * 160, 652, 240 + i * 160, 652) for i in range(4)], inks.PINE, 4)
    s.rect(0, 704, 1200, 96, inks.TIDE)
    s.shade(box(0, 704, 1200, 96), inks.NIGHT, (0, 810), (0, 700), strength=1)
    s.shape([(140, 710), (700, 710), (780, 800), (60, 800)], inks.SUN, opacity=0.35)
    s.shape([(770, 710), (1000, 710), (1060, 800), (790, 800)], inks.SUN, opacity=0.35)
    masonry.awning(s, 120, 214, 600, 62, inks.BRICK, stripes=12, flare=18)
    people.person(s, 470, 780, 330, inks.BRICK, legs=inks.NIGHT, hair=inks.INK)
    masonry.lamp(s, 1130, 760, 380, inks.INK, inks.SUN)


def _books(s: Sheet, left: float, right: float, foot: float) -> None:
    by_ink: dict[str, list[tuple[float, float, float, float]]] = {}
    x = left
    while x < right - 20:
        w, h = s.chance.uniform(12, 24), s.chance.uniform(44, 66)
        ink = s.chance.choice(
            (inks.BRICK, inks.HARBOUR, inks.SEA, inks.PAPER, inks.RUST, inks.PINE)
        )
        by_ink.setdefault(ink, []).append((x, foot - h, w - 2, h))
        x += w if s.chance.random() < 0.9 else w + 24
    for ink, boxes in by_ink.items():
        s.rects(boxes, ink)
    s.path(oval(left + 260, foot - 14, 14, 14), inks.SUN)
