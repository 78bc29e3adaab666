"""Taking out of a delivered file what the camera wrote into it.

Wagtail and Willow keep EXIF, the place among it, in JPEG and PNG. A position in a picture can
put the person who took it in danger, so the blocks that may hold one are cut without decoding.
"""

from __future__ import annotations

import struct

JPEG_START = b"\xff\xd8"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND"
# Markers without a length: fillers, TEM, RST, SOI, EOI; JPEG ITU-T T.81 table B.1
JPEG_BARE = {0x01, *range(0xD0, 0xDA)}
JPEG_SCAN = 0xDA
JPEG_FILL = 0xFF
JPEG_APPLICATION = range(0xE0, 0xF0)
JPEG_COMMENT = 0xFE
# Application segments that say how the pixels are meant: JFIF, the colour profile, Adobe's space.
JPEG_ALLOWED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# Chunks beside the critical ones that say how the pixels are meant; PNG, third edition, 5.6
PNG_ALLOWED = {
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD",
    b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def without_metadata(picture: bytes) -> bytes:
    """`picture` with nothing but its pixels and colours; other formats than JPEG and PNG as is.

    Whatever else a camera or a programme wrote goes: Exif, XMP, IPTC, comments, unknown blocks.
    """
    if picture.startswith(JPEG_START):
        return _clean_jpeg(picture)
    if picture.startswith(PNG_START):
        return _clean_png(picture)
    return picture


def _clean_jpeg(picture: bytes) -> bytes:
    kept = [JPEG_START]
    place = len(JPEG_START)
    while place + 4 <= len(picture) and picture[place] == JPEG_FILL:
        marker = picture[place + 1]
        if marker == JPEG_SCAN:
            break
        if marker == JPEG_FILL:
            place += 1
            continue
        if marker in JPEG_BARE:
            kept.append(picture[place : place + 2])
            place += 2
            continue
        (length,) = struct.unpack(">H", picture[place + 2 : place + 4])
        segment = picture[place : place + 2 + length]
        if _is_about_pixels(marker, segment[4:]):
            kept.append(segment)
        place += len(segment) if length >= 2 else 4
    return b"".join([*kept, picture[place:]])


def _is_about_pixels(marker: int, content: bytes) -> bool:
    if marker in JPEG_APPLICATION:
        return marker in JPEG_ALLOWED and content.startswith(JPEG_ALLOWED[marker])
    return marker != JPEG_COMMENT


def _clean_png(picture: bytes) -> bytes:
    kept = [PNG_START]
    place = len(PNG_START)
    while place + 8 <= len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        critical = not kind[0] & 0x20
        if critical or kind in PNG_ALLOWED:
            kept.append(picture[place : place + 12 + length])
        place += 12 + length
        if kind == PNG_END:
            break
    return b"".join(kept)
