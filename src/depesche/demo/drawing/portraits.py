"""Portraits, cut from flat planes of light and shadow, lit from the right."""

from depesche.demo.drawing import harbour, inks, masonry, weather
from depesche.demo.drawing.sheet import Sheet, box


def _face(s: Sheet, d: str, skin: str, dark: str) -> None:
    """The face's plane with its shadow side, in the grain of the other pictures."""
    s.path(d, skin)
    s.shade(d, dark, (270, 520), (430, 480), strength=0.95)


def portraet_sander(s: Sheet) -> None:
    """Mayor Henrike Sander before the town hall's windows: grey bob, glasses, blue blazer."""
    s.rect(0, 0, 800, 1000, inks.BLUSH)
    s.shade(box(0, 0, 800, 1000), inks.CORAL, (0, 0), (620, 700), strength=0.95)
    s.disc(560, 330, 240, inks.SUN)
    s.rects([(60, 80, 8, 920), (92, 80, 3, 920)], inks.BRICK, opacity=0.35)
    masonry.arches(s, [(90, 130, 150, 520)], inks.BRICK)
    masonry.arches(s, [(108, 152, 114, 498)], inks.PAPER)
    s.lines([(165, 152, 165, 650), (108, 300, 222, 300), (108, 460, 222, 460)], inks.BRICK, 8)
    s.shade(box(90, 130, 150, 520), inks.CORAL, (90, 640), (240, 200), strength=0.7)
    hair = (
        "M250 500C200 420 220 210 400 196C580 186 610 380 572 520C566 580 560 600 530 622"
        "L290 622C262 590 262 540 250 500Z"
    )
    s.path(hair, inks.FOG)
    s.shade(hair, inks.TIDE, (220, 560), (470, 360), strength=1)
    s.path("M340 600H470L490 760L405 820L318 760Z", inks.SKIN)
    s.shade(
        "M340 600H470L490 760L405 820L318 760Z", inks.UMBER, (400, 590), (410, 740), strength=0.9
    )
    face = (
        "M292 380C292 300 340 262 410 262S530 300 530 380C530 440 532 520 504 570"
        "C480 614 446 640 412 640S344 614 318 570C292 520 292 440 292 380Z"
    )
    _face(s, face, inks.SKIN, inks.TAN)
    fringe = (
        "M278 440C270 300 350 236 430 244C500 250 550 300 546 430C530 380 500 330 470 312"
        "C420 350 330 350 306 372C292 390 284 410 278 440Z"
    )
    s.path(fringe, inks.FOG)
    s.shade(fringe, inks.TIDE, (280, 420), (460, 280), strength=0.8)
    s.stroke("M330 410Q358 394 386 408M440 408Q470 394 498 410", inks.TIDE, 8)
    s.discs([(360, 442, 9), (468, 442, 9)], inks.INK)
    s.stroke(
        "M318 442a42 38 0 1 0 84 0a42 38 0 1 0-84 0M426 442a42 38 0 1 0 84 0a42 38 0 1 0-84 0"
        "M402 438Q414 428 426 438M318 436L292 428M510 436L532 428",
        inks.NIGHT,
        7,
    )
    s.path("M414 448L402 520Q414 534 434 522L424 516Z", inks.TAN)
    s.path("M366 566Q390 556 414 562Q440 556 464 566Q416 606 366 566Z", inks.BRICK)
    s.stroke("M356 562Q414 580 474 560", inks.RUST, 4)
    s.discs([(282, 520, 11), (538, 520, 11)], inks.SUN)
    body = "M40 1000C50 850 130 780 320 730L405 830L490 730C670 780 750 850 760 1000Z"
    s.path(body, inks.HARBOUR)
    s.shade(body, inks.INK, (60, 980), (420, 780), strength=1)
    s.path("M330 728L405 830L482 728L560 756L420 1000H390L250 756Z", inks.PAPER)
    s.path(
        "M320 726L250 742L230 820L300 850L392 1000H404ZM492 726L560 742L580 820L512 850L412 1000"
        "H400Z",
        inks.NIGHT,
    )
    s.stroke("M318 728Q405 870 492 728", inks.SUN, 5)
    weather.gull(s, 580, 886, 36, inks.SUN)


def portraet_petersen_holt(s: Sheet) -> None:
    """Port director Lars Petersen-Holt on the quay: beard, cap hair, work jacket, cranes behind."""
    weather.sky(s, inks.TIDE, inks.FOG, horizon=760, strength=0.95)
    s.disc(250, 300, 150, inks.PAPER)
    harbour.crane(s, 130, 760, 470, inks.HARBOUR, boom=0.7)
    harbour.crane(s, 720, 760, 560, inks.HARBOUR, mirror=True, boom=0.9)
    harbour.stacks(s, 540, 762, 5, 4, 62, 30)
    s.rect(0, 756, 800, 244, inks.HARBOUR)
    neck = "M336 600H478L500 780H320Z"
    s.path(neck, inks.SKIN)
    s.shade(neck, inks.UMBER, (400, 590), (400, 760), strength=1)
    s.path("M272 430q-34-10-30 34t38 46zM546 430q34-10 30 34t-38 46z", inks.SKIN)
    face = (
        "M272 370C272 280 330 232 410 232S548 280 548 370C548 450 548 560 512 610"
        "C486 650 450 668 410 668S334 650 308 610C272 560 272 450 272 370Z"
    )
    _face(s, face, inks.SKIN, inks.TAN)
    beard = (
        "M270 440C290 470 300 530 340 534C370 536 390 520 410 522S450 536 480 534"
        "C520 530 530 470 550 440C556 560 552 640 500 690C470 716 440 724 410 724"
        "S350 716 320 690C268 640 264 560 270 440Z"
    )
    s.path(beard, inks.EARTH)
    s.shade(beard, inks.INK, (270, 680), (480, 520), strength=0.9)
    s.path("M360 574Q410 560 460 574Q410 606 360 574Z", inks.BRICK)
    s.stroke("M352 572Q410 590 468 572", inks.RUST, 4)
    s.path("M340 548Q372 522 410 536Q448 522 480 548Q440 552 410 552T340 548Z", inks.EARTH)
    hair = (
        "M262 400C240 260 310 176 420 178C530 180 584 270 558 400C548 350 530 318 500 300"
        "C440 320 340 310 306 300C280 330 270 360 262 400Z"
    )
    s.path(hair, inks.EARTH)
    s.shade(hair, inks.INK, (260, 380), (470, 220), strength=0.85)
    s.stroke("M316 396Q346 378 382 392M438 392Q474 378 504 396", inks.RUST, 13)
    s.discs([(352, 426, 10), (468, 426, 10)], inks.INK)
    s.stroke("M326 426Q352 408 378 428M442 428Q468 408 494 426", inks.UMBER, 4)
    s.path("M410 424L392 506Q410 524 438 508L424 500Z", inks.TAN)
    body = "M20 1000C30 870 120 800 312 748L410 850L508 748C680 800 770 870 780 1000Z"
    s.path(body, inks.SUN)
    s.shade(body, inks.BRICK, (20, 1000), (440, 800), strength=0.9)
    s.path("M322 744L300 800L410 1000L520 800L498 744L410 800Z", inks.NIGHT)
    s.path(
        "M312 738L240 770L286 880L402 1000L352 850ZM508 738L580 770L534 880L418 1000L468 850Z",
        inks.SUN,
    )
    s.stroke("M312 738L240 770L286 880L402 1000M508 738L580 770L534 880L418 1000", inks.BRICK, 5)
    s.shape([(60, 880), (250, 1000), (190, 1000), (44, 920)], inks.PAPER)
    s.shape([(740, 880), (560, 1000), (620, 1000), (756, 920)], inks.PAPER)
    weather.gulls(s, [(560, 130, 34), (640, 180, 24)])
