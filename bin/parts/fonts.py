"""Cuts the paper's Latin fonts anew from their sources, and writes each file's range.

Usage: fonts.py FOLDER, where FOLDER holds the unpacked npm packages `piazzolla` and
`fira-sans-condensed` (see the README beside the fonts). It writes the files and prints the two
ranges for `styles/fonts.css`. Cyrillic and Arabic files are left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[2] / "src/depesche/front/static/front/fonts"
PIAZZOLLA = "piazzolla/files/piazzolla-{part}-standard-{style}.woff2"
FIRA = "fira-sans-condensed/files/fira-sans-condensed-{part}-500-{style}.woff2"
# file: source, style, the place on its axes, the features that are kept
CUTS: dict[str, tuple[str, str, dict[str, float], list[str]]] = {
    "text": (PIAZZOLLA, "normal", {"wght": 420, "opsz": 12}, ["kern", "liga"]),
    "head": (PIAZZOLLA, "normal", {"wght": 700, "opsz": 26}, ["kern", "liga"]),
    "italic": (PIAZZOLLA, "italic", {"wght": 420, "opsz": 12}, ["kern", "liga"]),
    "sans": (FIRA, "normal", {}, []),
}
GRID = 500  # units of an em: half the sources', an eighth of a pixel in the largest headline
ASCII = {*range(0x20, 0x7F)}
GERMAN_AND_ENGLISH = {
    *ASCII,
    *map(ord, "\xa0§©«°·»½ÄÅÉÖØÜßàáâãäåæçèéêëíîïñóôöøúüı–—‘’‚“”„…‹›€"),
}
# The letters in which the names of people from the rest of Europe are written.
NAMES = {
    "Bosnian, Croatian, Serbian, Slovene": "čćžšđČĆŽŠĐ",
    "Czech and Slovak": "áčďéěíĺľňóôŕřšťúůýžČŘŠŽ",
    "French and Italian": "œÀÈùûìò",
    "Hungarian": "áéíóöőúüű",
    "Polish": "ąćęłńóśźżŁŚŻ",
    "Romanian": "ăâîșțȘȚ",
    "Spanish and Portuguese": "ãõÁÓ",
    "Turkish": "çğıöşüİŞÇ",
}
COMMON = GERMAN_AND_ENGLISH | {ord(letter) for letters in NAMES.values() for letter in letters}
RARE = {*range(0xA1, 0x180), *range(0x218, 0x21C), 0x1E9E, 0x2212} - COMMON - {0xAD}


def cut(source: Path, name: str, wanted: set[int], out: Path) -> None:
    """One file: an instance of both parts of the source, with these letters of it."""
    pattern, style, place, features = CUTS[name]
    latin, more = (
        _instance(source / pattern.format(part=part, style=style), place)
        for part in ("latin", "latin-ext")
    )
    _bring(more, latin)
    scale_upem(latin, GRID)
    options = Options(flavor="woff2", hinting=False, layout_features=features, name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(latin)
    latin.flavor = "woff2"
    latin.save(out)


def _instance(file: Path, place: dict[str, float]) -> Any:
    font = TTFont(file)
    for table in ("STAT", "gasp"):
        if table in font:
            del font[table]
    return instantiateVariableFont(font, place) if place else font


def _bring(source: Any, target: Any) -> None:
    """Let the target have the source's letters too; what both draw alike, such as the c of a ć,
    it keeps once."""
    order, cmap = target.getGlyphOrder()[:], target.getBestCmap()
    brought: dict[str, str] = {}

    def bring(name: str) -> str:
        if name in brought:
            return brought[name]
        glyph, own = source["glyf"][name], target["glyf"].glyphs
        if name in own and not glyph.isComposite() and _alike(source, target, name):
            brought[name] = name
            return name
        new = name if name not in own else f"{name}.more"
        brought[name] = new
        for part in glyph.components if glyph.isComposite() else ():
            part.glyphName = bring(part.glyphName)
        own[new], target["hmtx"].metrics[new] = glyph, source["hmtx"][name]
        order.append(new)
        return new

    for code, name in sorted(source.getBestCmap().items()):
        if code not in cmap:
            new = bring(name)
            for table in target["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = new
    target.setGlyphOrder(order)
    target["glyf"].glyphOrder = order
    target["maxp"].numGlyphs = len(order)


def _alike(source: Any, target: Any, name: str) -> bool:
    first, second = source["glyf"], target["glyf"]
    if second[name].isComposite() or source["hmtx"][name] != target["hmtx"][name]:
        return False
    return list(first[name].getCoordinates(first)[0]) == list(
        second[name].getCoordinates(second)[0]
    )


def written(codes: set[int]) -> str:
    """A range as CSS writes it."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(
        f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}" for first, last in runs
    )


if __name__ == "__main__":
    for file in CUTS:
        cut(Path(sys.argv[1]), file, COMMON, FONTS / f"{file}.woff2")
        if file != "italic":
            cut(Path(sys.argv[1]), file, RARE, FONTS / f"{file}-latin-ext.woff2")
    sys.stdout.write(f"{written(COMMON)}\n{written(RARE)}\n")
