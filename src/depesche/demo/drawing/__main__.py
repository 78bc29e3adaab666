"""Draw every illustration: ``python -m depesche.demo.drawing OUTDIR``."""

import sys
from collections.abc import Callable
from pathlib import Path

from depesche.demo.drawing import (
    coast,
    culture,
    harbour,
    homes,
    houses,
    portraits,
    quays,
    river,
    science,
    shops,
    sport,
    town,
)
from depesche.demo.drawing.sheet import Sheet

PICTURES: dict[str, Callable[[Sheet], None]] = {
    drawing.__name__.replace("_", "-"): drawing
    for drawing in (
        river.aulebruecke,
        river.aulebruecke_sperrung,
        river.aulebruecke_historisch,
        river.ruderer,
        river.radweg,
        harbour.hafen_kraene,
        harbour.hafen_containerschiff,
        quays.hafen_luftbild,
        harbour.nordmole_leuchtturm,
        quays.speicherviertel,
        quays.sturmflut,
        town.rathausmarkt,
        town.rathaus,
        town.stadtrat,
        houses.universitaet,
        houses.schule_lindenhoehe,
        houses.krankenhaus,
        homes.strassenbahn_linie3,
        homes.strassenbahn_depot,
        homes.lindenhoehe_wohnungen,
        homes.wohnungsbau_kran,
        homes.solardach,
        coast.marschfelde_windraeder,
        coast.deich,
        coast.windpark_see,
        coast.nachthimmel_bucht,
        coast.volkspark_herbst,
        culture.stadttheater_fassade,
        culture.stadttheater_buehne,
        culture.orchester,
        culture.hafenmuseum,
        culture.kino,
        shops.wochenmarkt_fisch,
        shops.baeckerei,
        shops.buchhandlung,
        sport.aulestadion,
        sport.moewen_jubel,
        sport.moewen_training,
        science.labor,
        science.mikroskop_plankton,
        portraits.portraet_sander,
        portraits.portraet_petersen_holt,
    )
}
"""Every picture's slug and the function that draws it."""

PORTRAIT = (800, 1000)
"""The shape of portraits in sheet units; all others are 1200 × 800."""


def draw(slug: str) -> str:
    """The SVG of one picture; KeyError for an unknown slug."""
    width, height = PORTRAIT if slug.startswith("portraet-") else (1200, 800)
    sheet = Sheet(slug, width=width, height=height)
    PICTURES[slug](sheet)
    return sheet.svg()


def main(folder: Path) -> None:
    """Write every picture as ``<slug>.svg`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug in PICTURES:
        (folder / f"{slug}.svg").write_text(draw(slug), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
