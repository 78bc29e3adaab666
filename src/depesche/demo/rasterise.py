"""Turns the demo paper's drawings into the photographs' stand-ins: JPEG files."""

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import resvg_py
from PIL import Image

HEAVIEST = 400_000
"""Bytes one picture may weigh; grain compresses badly, so quality gives way first."""


def jpeg(svg: str, *, width: int = 1920) -> bytes:
    """The drawing as a JPEG of the given width in pixels, its height by proportion.

    Quality is 88 unless the file would be heavier than ``HEAVIEST``; then it steps down
    to 56 at the lowest. ValueError for a text that is no SVG.
    """
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(png))) as drawn:
        picture = drawn.convert("RGB")
    for quality in (88, 80, 72, 64, 56):
        printed = io.BytesIO()
        picture.save(printed, "JPEG", quality=quality, optimize=True, progressive=True)
        if printed.tell() <= HEAVIEST:
            break
    return printed.getvalue()


def jpegs(drawings: Iterable[tuple[str, int]]) -> Iterator[bytes]:
    """Many drawings (SVG, width) as JPEG, in order. Their grain takes seconds: all cores draw."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as easels:
        yield from easels.map(_jpeg, drawings)


def _jpeg(drawing: tuple[str, int]) -> bytes:
    svg, width = drawing
    return jpeg(svg, width=width)
