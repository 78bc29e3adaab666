"""How AVIF files are written: at a speed a newsroom can wait for.

The encoder's default speed 6 takes 3.7 s of CPU for one 1920-pixel picture and 208 kB; speed 8
takes 0.8 s and 220 kB, speed 9 0.14 s and 245 kB (grainy drawing, one core).
"""

from __future__ import annotations

from typing import Any, BinaryIO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

SPEED = 9


def save_as_avif(
    image: Any,
    file: BinaryIO,
    quality: int = 55,
    lossless: bool = False,
    apply_optimizers: bool = True,  # noqa: ARG001  # part of Willow's signature
) -> AvifImageFile:
    """Write a picture as AVIF in sRGB, as Willow's own operation does, but quickly."""
    pillow = image.transform_colorspace_to_srgb() if image.image.mode == "CMYK" else image
    pillow.image.save(
        file,
        "AVIF",
        quality=100 if lossless else quality,
        speed=SPEED,
        icc_profile=pillow.get_icc_profile() or b"",
    )
    return AvifImageFile(file)


def install() -> None:
    """Put it in the place of Willow's operation."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
