"""The town's public houses: university, school, hospital."""

from depesche.demo.drawing import greenery, inks, masonry, people, weather
from depesche.demo.drawing.sheet import Sheet, box, outline, oval
from depesche.demo.drawing.town import clock


def universitaet(s: Sheet) -> None:
    """The university's portico on a clear morning."""
    weather.sky(s, inks.TIDE, inks.PAPER, horizon=640, strength=0.8)
    weather.sun(s, 1010, 150, 56, inks.SUN)
    weather.cloud(s, 60, 170, 300, inks.PAPER, inks.MIST)
    s.rect(0, 636, 1200, 164, inks.DUNE)
    s.shade(box(0, 636, 1200, 164), inks.EARTH, (0, 840), (0, 640))
    for x in (20, 860):
        s.rect(x, 330, 320, 310, inks.SAND)
        s.shade(box(x, 330, 320, 310), inks.DUNE, (x, 640), (x + 300, 360))
        s.rects([(x - 8, 318, 336, 16), (x, 490, 320, 8)], inks.DUNE)
        masonry.windows(s, x + 8, 345, 304, 140, 5, 1, inks.HARBOUR, fill=0.48)
        masonry.arches(s, [(x + 22 + i * 60, 520, 34, 90) for i in range(5)], inks.HARBOUR)
        s.shape([(x - 10, 318), (x + 24, 286), (x + 296, 286), (x + 330, 318)], inks.TIDE)
    s.rect(318, 300, 564, 340, inks.DUNE)
    s.shade(box(318, 300, 564, 340), inks.RUST, (600, 640), (600, 320), strength=0.8)
    masonry.arches(s, [(548, 420, 104, 220), (420, 440, 60, 120), (720, 440, 60, 120)], inks.NIGHT)
    s.shape([(290, 300), (600, 160), (910, 300)], inks.SAND)
    s.shape([(350, 286), (600, 176), (850, 286)], inks.DUNE)
    s.shade(outline([(350, 286), (600, 176), (850, 286)]), inks.RUST, (350, 290), (760, 260))
    s.path("M600 204c-40 0-52 24-52 24v34q20-18 52-8q32-10 52 8v-34s-12-24-52-24z", inks.PAPER)
    s.lines([(600, 206, 600, 252)], inks.DUNE, 4)
    s.rects([(286, 298, 628, 34), (286, 290, 628, 10)], inks.PAPER)
    s.rect(296, 330, 608, 8, inks.DUNE)
    for i in range(6):
        x = 322 + i * 102
        d = f"M{x} 352H{x + 44}L{x + 48} 632H{x - 4}Z"
        s.path(d, inks.PAPER)
        s.shade(d, inks.DUNE, (x - 8, 600), (x + 40, 590), strength=0.95)
        s.rects([(x - 9, 338, 62, 15), (x - 10, 626, 64, 16)], inks.PAPER)
    for i in range(5):
        s.rect(270 - i * 26, 640 + i * 18, 660 + i * 52, 19, inks.PAPER if i % 2 else inks.SAND)
    greenery.tree(s, 90, 740, 300, inks.MOSS, inks.PINE, inks.RUST)
    greenery.tree(s, 1120, 740, 330, inks.MOSS, inks.PINE, inks.RUST)
    for x, y, h in (
        (400, 700, 92),
        (452, 704, 88),
        (690, 676, 84),
        (800, 760, 130),
        (300, 766, 132),
        (860, 758, 122),
    ):
        people.passer(s, x, y, h)


def schule_lindenhoehe(s: Sheet) -> None:
    """The school and its playground in the break."""
    weather.sky(s, inks.SEA, inks.PAPER, horizon=530, strength=0.5)
    weather.cloud(s, 760, 150, 300, "#ffffff", inks.LEAF)
    for x, h in ((60, 300), (1130, 330), (1000, 260)):
        greenery.tree(s, x, 530, h, inks.MOSS, inks.PINE, inks.RUST)
    s.rect(170, 210, 560, 320, inks.SAND)
    s.shade(box(170, 210, 560, 320), inks.DUNE, (170, 530), (680, 260))
    s.rect(730, 300, 280, 230, inks.BRICK)
    s.shade(box(730, 300, 280, 230), inks.RUST, (730, 530), (1000, 330))
    s.rects([(160, 196, 580, 18), (724, 288, 296, 16)], inks.HARBOUR)
    for r, y in enumerate((236, 332)):
        for c in range(6):
            x = 196 + c * 88
            s.rect(x, y, 70, 62, inks.HARBOUR)
            s.rect(x + 3, y + 3, 31, 56, inks.TIDE)
            s.rect(x + 37, y + 3, 30, 56, inks.MIST if (c + r) % 3 else inks.SUN)
    s.rect(380, 424, 140, 106, inks.HARBOUR)
    s.rects([(390, 434, 56, 96), (454, 434, 56, 96)], inks.MIST)
    s.rect(360, 408, 180, 16, inks.BRICK)
    masonry.windows(s, 750, 320, 240, 110, 4, 1, inks.NIGHT, fill=0.66)
    s.stroke("M754 470c30-30 60 26 90-4s60 26 90-4s40 10 56-6", inks.SUN, 10)
    clock(s, 450, 172, 30, hour=9.6)
    s.rect(0, 526, 1200, 280, inks.CORAL)
    s.shade(box(0, 526, 1200, 280), inks.BRICK, (0, 800), (300, 520), strength=0.8)
    s.path("M0 560C260 600 560 540 1200 610V526H0Z", inks.LEAF)
    _climbing_frame(s)
    for i, (x, y) in enumerate(
        ((560, 780), (560, 748), (536, 717), (586, 717), (560, 687), (538, 659), (582, 659))
    ):
        w = 50 - i * 2
        s.stroke(f"M{x - w / 2} {y}h{w}l-3-28h{6 - w}z", inks.PAPER, 4)
    for x, y, h, coat, stride in (
        (560, 735, 108, inks.SUN, 0.9),
        (700, 700, 104, inks.HARBOUR, 1),
        (420, 660, 92, inks.SEA, 1),
        (330, 640, 88, inks.PAPER, 0.7),
        (660, 610, 84, inks.BRICK, 0.8),
    ):
        people.person(s, x, y, h, coat, stride=stride, hair=inks.EARTH)
    s.disc(760, 690, 15, inks.PAPER)
    s.shade(oval(760, 690, 15, 15), inks.NIGHT, (750, 705), (770, 680))


def _climbing_frame(s: Sheet) -> None:
    s.lines(
        [
            (840, 770, 900, 580),
            (960, 770, 900, 580),
            (1100, 770, 1050, 580),
            (1160, 740, 1050, 580),
            (900, 580, 1050, 580),
        ],
        inks.HARBOUR,
        12,
    )
    s.lines(masonry.rails([(850, 740, 893, 604), (950, 740, 907, 604)], 5), inks.SUN, 7)
    s.lines([(960, 580, 954, 690), (1014, 580, 1020, 690)], inks.INK, 3)
    s.rect(948, 688, 78, 9, inks.INK)
    people.person(s, 987, 716, 92, inks.PAPER, hair=inks.RUST, legs=inks.HARBOUR)
    people.person(s, 900, 652, 84, inks.SUN, hair=inks.INK, legs=inks.NIGHT, stride=0.8)


def krankenhaus(s: Sheet) -> None:
    """The hospital's entrance at first light, an ambulance under the canopy."""
    weather.sky(s, inks.TIDE, inks.BLUSH, horizon=600, strength=0.85)
    weather.streak(s, 60, 120, 300, inks.PAPER, 11)
    s.rect(240, 90, 720, 500, inks.PAPER)
    s.shade(box(240, 90, 720, 500), inks.TIDE, (240, 590), (900, 160))
    s.rect(0, 260, 250, 330, inks.SAND)
    s.shade(box(0, 260, 250, 330), inks.DUNE, (0, 590), (240, 300))
    s.rect(960, 210, 240, 380, inks.SEA)
    s.shade(box(960, 210, 240, 380), inks.PINE, (960, 590), (1200, 260))
    for y in (130, 218, 306):
        s.rect(256, y, 688, 52, inks.HARBOUR)
        cells = masonry.grid(256, y, 688, 52, 12, 1, 0.86)
        s.rects([c for c in cells if s.chance.random() < 0.4], inks.SUN)
        s.lines(
            [(256 + i * 57.3, y, 256 + i * 57.3, y + 52) for i in range(13)],
            inks.PAPER,
            5,
            square=True,
        )
    masonry.windows(s, 10, 280, 230, 200, 4, 3, inks.HARBOUR, lit=inks.SUN)
    masonry.windows(s, 970, 230, 220, 250, 4, 4, inks.PINE, lit=inks.SUN)
    s.rect(540, 20, 120, 120, inks.HARBOUR)
    s.lines(
        [(572, 46, 572, 114), (628, 46, 628, 114), (572, 80, 628, 80)], inks.PAPER, 15, square=True
    )
    s.rect(380, 430, 440, 160, inks.NIGHT)
    s.rects(
        [(392, 440, 100, 150), (500, 440, 96, 150), (604, 440, 96, 150), (708, 440, 100, 150)],
        inks.SUN,
    )
    s.shade(box(392, 440, 416, 150), inks.PAPER, (600, 590), (600, 450))
    people.person(s, 560, 590, 118, inks.PAPER, legs=inks.PAPER, hair=inks.EARTH, stride=0.7)
    s.shape([(300, 398), (900, 398), (930, 430), (270, 430)], inks.BRICK)
    s.rects([(316, 430, 14, 190), (870, 430, 14, 190)], inks.NIGHT)
    s.rect(0, 588, 1200, 212, inks.TIDE)
    s.shade(box(0, 588, 1200, 212), inks.NIGHT, (0, 800), (0, 560), strength=1)
    _ambulance(s)
    people.person(s, 330, 720, 165, inks.BRICK, legs=inks.BRICK, stride=0.7)
    s.path("M300 650h60v16h-60z", inks.SUN)
    greenery.tree(s, 110, 640, 260, inks.SEA, inks.PINE, inks.INK)


def _ambulance(s: Sheet) -> None:
    with s.at(800, 742, 1.25):
        s.oval(10, 4, 240, 12, inks.INK, opacity=0.5)
        s.path(
            "M-220-14V-168Q-220-182-206-182H92Q108-182 118-168L160-104L212-88Q226-82 226-66V-14Z",
            inks.PAPER,
        )
        s.shade("M-220-14V-182H100L226-66V-14Z", inks.TIDE, (0, 0), (0, -150), strength=0.7)
        s.path("M-220-88H160L212-78Q226-72 226-58V-52H-220Z", inks.BRICK)
        s.path("M100-164L144-104H64V-164Z", inks.HARBOUR)
        s.rect(-190, -160, 110, 46, inks.HARBOUR)
        s.rects([(-40, -160, 12, 60), (-64, -136, 60, 12)], inks.SEA)
        s.glow(20, -190, 60, inks.MIST)
        s.rect(-10, -198, 60, 18, inks.HARBOUR)
        for x in (-140, 138):
            s.disc(x, -12, 36, inks.INK)
            s.disc(x, -12, 16, inks.MIST)
        s.disc(218, -52, 8, inks.SUN)
