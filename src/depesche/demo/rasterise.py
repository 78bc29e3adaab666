"""Prints the demo paper's drawings: SVG in, AVIF out. Run after a drawing has changed:

    python -m depesche.demo.rasterise

The grain takes seconds of CPU per picture, which nobody should wait for at the first start;
so the prints are kept beside the drawings, with the digests of the drawings they were made from.
Needs resvg-py, which only the tests' environment has.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import resvg_py
from PIL import Image

from depesche.demo import prints

QUALITY, SPEED = 55, 5
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 1200, 1920


def main() -> None:
    """Print every drawing whose print is missing or made from another drawing."""
    made = prints.digests()
    wanted = {path.stem: digest(path) for path in sorted(prints.FOLDER.glob("*.svg"))}
    stale = [slug for slug, seal in wanted.items() if made.get(slug) != seal]
    with ProcessPoolExecutor() as presses:
        for slug, picture in zip(stale, presses.map(printed, stale), strict=True):
            prints.path_of(slug).write_bytes(picture)
            sys.stdout.write(f"{slug}: {len(picture) // 1000} kB\n")
    text = json.dumps(wanted, indent=1, sort_keys=True) + "\n"
    prints.DIGESTS.write_text(text, encoding="utf-8")


def digest(drawing: Path) -> str:
    """What tells one drawing from another."""
    return hashlib.sha256(drawing.read_bytes()).hexdigest()[:16]


def printed(slug: str) -> bytes:
    """The drawing as AVIF, 1920 pixels wide, portraits 1200."""
    width = PORTRAIT_WIDTH if slug.startswith("portraet") else LANDSCAPE_WIDTH
    svg = (prints.FOLDER / f"{slug}.svg").read_text(encoding="utf-8")
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    file = io.BytesIO()
    with Image.open(io.BytesIO(bytes(png))) as drawn:
        drawn.convert("RGB").save(file, "AVIF", quality=QUALITY, speed=SPEED)
    return file.getvalue()


if __name__ == "__main__":
    main()
