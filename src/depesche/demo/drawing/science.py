"""Science: the laboratory bench and what its microscope shows."""

import math

from depesche.demo.drawing import inks
from depesche.demo.drawing.sheet import Segment, Sheet, box, oval


def labor(s: Sheet) -> None:
    """A bench with a microscope, flasks and a rack of tubes before a tall window."""
    s.rect(0, 0, 1200, 800, inks.MIST)
    s.shade(box(0, 0, 1200, 800), inks.TIDE, (0, 0), (760, 520), strength=0.85)
    s.rect(700, 60, 420, 470, inks.PAPER)
    s.shade(box(700, 60, 420, 470), inks.SUN, (1120, 60), (760, 480), strength=0.6)
    s.path("M700 530V440C780 410 860 430 920 420S1060 400 1120 420V530Z", inks.LEAF)
    s.path("M940 420v-70l16-40l16 40v70z", inks.BLUSH)
    s.stroke("M700 60H1120V530H700ZM910 60V530M700 220H1120", inks.HARBOUR, 12)
    s.shape([(700, 560), (1120, 560), (760, 800), (200, 800)], inks.PAPER, opacity=0.25)
    s.rect(50, 150, 520, 14, inks.HARBOUR)
    for i, (w, h, ink) in enumerate(
        (
            (54, 90, inks.BRICK),
            (40, 66, inks.PAPER),
            (60, 80, inks.SEA),
            (44, 100, inks.SUN),
            (56, 70, inks.TIDE),
            (40, 92, inks.RUST),
            (52, 64, inks.PAPER),
        )
    ):
        x = 70 + i * 70
        s.pill(x, 150 - h, w, h, ink, 8)
        s.rects([(x + w * 0.3, 150 - h - 14, w * 0.4, 18)], inks.NIGHT)
        s.rect(x + 4, 150 - h * 0.6, w - 8, h * 0.3, inks.SAND)
    s.rect(0, 610, 1200, 190, inks.HARBOUR)
    s.shade(box(0, 610, 1200, 190), inks.INK, (0, 800), (500, 610), strength=0.95)
    s.rect(0, 596, 1200, 26, inks.PAPER)
    s.oval(380, 608, 170, 8, inks.TIDE, opacity=0.7)
    _microscope(s, 370, 598)
    _erlenmeyer(s, 660, 598, 210, inks.BRICK, 0.45)
    _erlenmeyer(s, 120, 598, 150, inks.SUN, 0.5)
    _round_flask(s, 1050, 598)
    s.rect(780, 500, 190, 14, inks.EARTH)
    s.rects([(784, 500, 12, 98), (954, 500, 12, 98), (780, 560, 190, 12)], inks.EARTH)
    for i, ink in enumerate((inks.SEA, inks.CORAL, inks.SUN, inks.TIDE, inks.BRICK)):
        x = 806 + i * 32
        s.pill(x, 440, 20, 140, inks.FOG, 10)
        s.pill(x, 480 + (i * 37) % 50, 20, 100 - (i * 37) % 50, ink, 10)
        s.rect(x - 3, 436, 26, 7, inks.PAPER)
    s.path("M120 660h300v110h-300zM470 660h300v110h-300zM820 660h300v110h-300z", inks.NIGHT)
    s.lines([(240, 690, 300, 690), (590, 690, 650, 690), (940, 690, 1000, 690)], inks.SUN, 8)


def _microscope(s: Sheet, x: float, y: float) -> None:
    with s.at(x, y, 1.28):
        s.path("M-110 0V-18Q-108-32-90-34H90Q108-32 110-18V0Z", inks.NIGHT)
        s.path("M40-30C120-70 130-190 60-250L36-226C84-180 78-96 10-62L20-30Z", inks.NIGHT)
        s.rect(-80, -98, 130, 14, inks.INK)
        s.rect(-60, -106, 60, 8, inks.MIST)
        s.path("M-50-84h40l-8 26h-24z", inks.TIDE)
        s.glow(-30, -60, 44, inks.SUN, strength=0.8)
        with s.at(20, -226, turn=24):
            s.rect(-26, -60, 52, 140, inks.PAPER)
            s.shade(box(-26, -60, 52, 140), inks.TIDE, (-30, 0), (20, 0), strength=0.9)
            s.rect(-20, -108, 40, 50, inks.NIGHT)
            s.rect(-26, -116, 52, 12, inks.BRICK)
            s.rect(-30, 76, 60, 18, inks.BRICK)
            s.path("M-24 94h20v34h-20zM2 94h22v20h-22z", inks.NIGHT)
            s.rect(-26, 0, 52, 10, inks.BRICK)
        s.disc(84, -96, 24, inks.BRICK)
        s.disc(84, -96, 11, inks.SUN)


def _erlenmeyer(s: Sheet, x: float, y: float, height: float, ink: str, level: float) -> None:
    u = height / 100
    glass = (
        f"M{x - 11 * u} {y - 100 * u}H{x + 11 * u}V{y - 66 * u}L{x + 40 * u} {y - 8 * u}"
        f"Q{x + 42 * u} {y} {x + 32 * u} {y}H{x - 32 * u}Q{x - 42 * u} {y} {x - 40 * u} "
        f"{y - 8 * u}L{x - 11 * u} {y - 66 * u}Z"
    )
    s.path(glass, inks.PAPER, opacity=0.75)
    with s.inside(glass):
        s.rect(x - 50 * u, y - 100 * u * level, 100 * u, 100 * u * level, ink)
        s.oval(x, y - 100 * u * level, 40 * u, 4 * u, inks.BLUSH)
        s.discs(
            [
                (x - 12 * u, y - 20 * u, 4 * u),
                (x + 10 * u, y - 30 * u, 3 * u),
                (x + 16 * u, y - 12 * u, 2.4 * u),
            ],
            inks.BLUSH,
        )
    s.stroke(glass, inks.HARBOUR, 4)
    s.rect(x - 15 * u, y - 104 * u, 30 * u, 6 * u, inks.HARBOUR)
    s.lines([(x + 10 * u, y - 60 * u, x + 28 * u, y - 20 * u)], inks.PAPER, 3 * u)


def _round_flask(s: Sheet, x: float, y: float) -> None:
    s.lines(
        [
            (x + 90, y, x + 90, y - 330),
            (x + 40, y - 2, x + 120, y - 2),
            (x + 90, y - 250, x, y - 250),
        ],
        inks.NIGHT,
        9,
    )
    glass = f"M{x - 16} {y - 300}H{x + 16}V{y - 210}A74 74 0 1 1 {x - 16} {y - 210}Z"
    s.path(glass, inks.PAPER, opacity=0.75)
    with s.inside(glass):
        s.rect(x - 90, y - 140, 180, 120, inks.SEA)
        s.oval(x, y - 140, 74, 8, inks.LEAF)
        s.discs([(x - 20, y - 100, 9), (x + 22, y - 84, 6), (x, y - 120, 5)], inks.LEAF)
    s.stroke(glass, inks.HARBOUR, 4)
    s.lines([(x, y - 46, x, y)], inks.NIGHT, 7)
    s.path(f"M{x - 20} {y - 2}h40l-6-30q-14-24-28 0z", inks.BRICK)


def mikroskop_plankton(s: Sheet) -> None:
    """Diatoms, a copepod and radiolarians in the round field of the microscope."""
    s.rect(0, 0, 1200, 800, inks.INK)
    field = oval(600, 400, 560, 560)
    s.path(field, inks.HARBOUR)
    s.glow(640, 360, 560, inks.SEA, strength=0.9)
    with s.inside(field):
        s.discs(
            [
                (s.chance.uniform(60, 1140), s.chance.uniform(0, 800), s.chance.uniform(1, 4))
                for _ in range(120)
            ],
            inks.MIST,
        )
        _copepod(s, 640, 380)
        _diatom(s, 260, 240, 110)
        _diatom(s, 960, 620, 84)
        _radiolarian(s, 960, 220, 92)
        _radiolarian(s, 330, 640, 62)
        _boat_diatom(s, 480, 130, 200, -24, inks.LEAF)
        _boat_diatom(s, 120, 480, 220, 62, inks.SUN)
        _boat_diatom(s, 640, 700, 210, 12, inks.LEAF)
        for i in range(7):
            s.pill(1020 + i * 9, 400 + i * 24 - 40, 62, 22, inks.SUN if i % 2 else inks.LEAF, 8)
            s.disc(1051 + i * 9, 371 + i * 24, 5, inks.PINE)
    s.stroke(field, inks.NIGHT, 26)


def _diatom(s: Sheet, x: float, y: float, r: float) -> None:
    s.disc(x, y, r, inks.SUN)
    s.shade(oval(x, y, r, r), inks.BRICK, (x - r, y + r), (x + r * 0.6, y - r * 0.6), strength=0.85)
    s.stroke(oval(x, y, r * 0.9, r * 0.9), inks.PAPER, 4)
    s.stroke(oval(x, y, r * 0.3, r * 0.3), inks.PAPER, 3)
    spokes: list[Segment] = []
    dots: list[tuple[float, float, float]] = []
    for i in range(24):
        a = math.pi * i / 12
        spokes.append(
            (
                x + r * 0.72 * math.cos(a),
                y + r * 0.72 * math.sin(a),
                x + r * 0.9 * math.cos(a),
                y + r * 0.9 * math.sin(a),
            )
        )
        dots += [
            (x + r * k * math.cos(a), y + r * k * math.sin(a), r * 0.028)
            for k in (0.42, 0.52, 0.62)
        ]
    s.lines(spokes, inks.PAPER, 3)
    s.discs(dots, inks.PAPER)


def _radiolarian(s: Sheet, x: float, y: float, r: float) -> None:
    spikes = [
        (
            x + r * 0.8 * math.cos(a),
            y + r * 0.8 * math.sin(a),
            x + r * 1.6 * math.cos(a),
            y + r * 1.6 * math.sin(a),
        )
        for a in (math.pi * i / 8 + 0.2 for i in range(16))
    ]
    s.lines(spikes, inks.PAPER, 4)
    s.disc(x, y, r, inks.CORAL)
    s.shade(oval(x, y, r, r), inks.RUST, (x - r, y + r), (x + r * 0.5, y - r * 0.5), strength=0.8)
    for ring, count in ((0.35, 6), (0.68, 12)):
        s.discs(
            [
                (
                    x + r * ring * math.cos(2 * math.pi * i / count),
                    y + r * ring * math.sin(2 * math.pi * i / count),
                    r * 0.12,
                )
                for i in range(count)
            ],
            inks.BLUSH,
        )
    s.disc(x, y, r * 0.13, inks.BLUSH)


def _boat_diatom(s: Sheet, x: float, y: float, length: float, turn: float, ink: str) -> None:
    h = length / 2
    with s.at(x, y, turn=turn):
        d = f"M{-h} 0Q{-h * 0.3} {-h * 0.36} {h} 0Q{-h * 0.3} {h * 0.36} {-h} 0Z"
        s.path(d, ink)
        s.shade(d, inks.PINE, (0, h * 0.3), (0, -h * 0.2), strength=0.8)
        s.lines([(-h * 0.9, 0, h * 0.9, 0)], inks.PAPER, 3)
        s.lines(
            [
                (-h * 0.66 + i * h * 0.115, -h * 0.1, -h * 0.66 + i * h * 0.115, h * 0.1)
                for i in range(11)
            ],
            inks.PAPER,
            2,
        )


def _copepod(s: Sheet, x: float, y: float) -> None:
    with s.at(x, y, 1.15, turn=-28):
        s.stroke("M110-20C160-120 60-190-80-200M110 20C160 120 60 190-80 200", inks.PAPER, 6)
        s.stroke(
            "M40 34Q30 90-10 110M10 36Q-6 84-40 98M-20 36Q-40 76-70 84M40-34Q30-90-10-110"
            "M10-36Q-6-84-40-98M-20-36Q-40-76-70-84",
            inks.BLUSH,
            5,
        )
        s.path(
            "M130 0C130-44 60-66-20-54C-70-46-100-24-110 0C-100 24-70 46-20 54C60 66 130 44 130 0Z",
            inks.BLUSH,
        )
        s.shade(
            "M130 0C130-44 60-66-20-54C-70-46-100-24-110 0C-100 24-70 46-20 54C60 66 130 44 130 0Z",
            inks.BRICK,
            (-60, 70),
            (30, -40),
            strength=0.9,
        )
        s.stroke(
            "M70-54Q84 0 70 54M30-58Q44 0 30 58M-14-54Q0 0-14 54M-56-44Q-44 0-56 44", inks.RUST, 3
        )
        s.path("M-104-12L-190-10V10L-104 12Z", inks.CORAL)
        s.lines([(-130, -12, -130, 12), (-158, -11, -158, 11)], inks.RUST, 3)
        s.stroke("M-188-6L-260-50M-190 0L-276-14M-190 0L-276 14M-188 6L-260 50", inks.PAPER, 5)
        s.disc(100, 0, 12, inks.BRICK)
        s.disc(103, -3, 4, inks.PAPER)
        s.discs([(-30 + k * 22, 6 * (-1) ** k, 9) for k in range(4)], inks.SUN)
