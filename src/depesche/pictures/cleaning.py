"""Taking out of a delivered file what the camera wrote into it.

Wagtail and Willow keep EXIF, the place among it, in JPEG and PNG. A position in a picture can
put the person who took it in danger, so the blocks that may hold one are cut without decoding.
"""

from __future__ import annotations

import struct

JPEG_START = b"\xff\xd8"
PNG_START = b"\x89PNG\r\n\x1a\n"
# APP1 (Exif, XMP), APP13 (IPTC), COM; JPEG ITU-T T.81 table B.1
JPEG_METADATA = {0xE1, 0xED, 0xFE}
JPEG_SCAN = 0xDA
PNG_METADATA = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


def without_metadata(picture: bytes) -> bytes:
    """`picture` without Exif, XMP, IPTC and comments; other formats than JPEG and PNG as is."""
    if picture.startswith(JPEG_START):
        return _clean_jpeg(picture)
    if picture.startswith(PNG_START):
        return _clean_png(picture)
    return picture


def _clean_jpeg(picture: bytes) -> bytes:
    kept = [JPEG_START]
    place = 2
    while place + 4 <= len(picture) and picture[place] == 0xFF:
        marker = picture[place + 1]
        if marker == JPEG_SCAN:
            break
        (length,) = struct.unpack(">H", picture[place + 2 : place + 4])
        if marker not in JPEG_METADATA:
            kept.append(picture[place : place + 2 + length])
        place += 2 + length
    return b"".join([*kept, picture[place:]])


def _clean_png(picture: bytes) -> bytes:
    kept = [PNG_START]
    place = len(PNG_START)
    while place + 8 <= len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        if kind not in PNG_METADATA:
            kept.append(picture[place : place + 12 + length])
        place += 12 + length
    return b"".join(kept)
