"""Puts the paper's style sheet and script together from the components, one file of each.

A page then asks for one style sheet and one module; one that shows entries of the ticker for a
second sheet, which the others need not carry. All are kept in the repository, so that nothing has
to be built to print the paper; after a change run `python -m depesche.front.styles`.
A test fails while a kept file is older than its parts.
"""

import re
from pathlib import Path

ROOM = Path(__file__).resolve().parent
PRINTED = ROOM / "static" / "front"
FIRST, LAST = ("tokens", "fonts", "base", "layout"), ("print",)
OF_THE_TICKER = ("entry", "rail", "ticker")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
TIGHT = re.compile(r"\s*([{};,])\s*")


def tightened(css: str) -> str:
    """The style sheet without comments and without room that only people need."""
    joined = SPACE.sub(" ", COMMENT.sub("", css))
    joined = TIGHT.sub(r"\1", joined).replace(": ", ":")
    return joined.replace(";}", "}").strip() + "\n"


def style_sheet() -> str:
    """All styles in order: tokens, fonts, base, layout, the components by name, print. What only
    the ticker needs is a sheet of its own."""
    parts = [ROOM / "styles" / f"{name}.css" for name in FIRST]
    everything = sorted((ROOM / "components").glob("*/*.css"))
    parts += [part for part in everything if part.parent.name not in OF_THE_TICKER]
    parts += [ROOM / "styles" / f"{name}.css" for name in LAST]
    return tightened("".join(part.read_text(encoding="utf-8") for part in parts))


def ticker_sheet() -> str:
    """The styles of entries and of what holds them."""
    parts = [ROOM / "components" / name / f"{name}.css" for name in OF_THE_TICKER]
    return tightened("".join(part.read_text(encoding="utf-8") for part in parts))


def script() -> str:
    """The components' modules one after the other; each defines its element and imports nothing."""
    parts = sorted((ROOM / "components").glob("*/*.js"))
    lines = COMMENT.sub("", "".join(part.read_text(encoding="utf-8") for part in parts)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"


def assemble() -> None:
    """Writes `paper.css`, `ticker.css` and `paper.js` anew."""
    (PRINTED / "ticker.css").write_text(ticker_sheet(), encoding="utf-8")
    (PRINTED / "paper.css").write_text(style_sheet(), encoding="utf-8")
    (PRINTED / "paper.js").write_text(script(), encoding="utf-8")


if __name__ == "__main__":
    assemble()
