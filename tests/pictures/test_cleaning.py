"""Nothing of what a camera wrote leaves the house."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from depesche.pictures.cleaning import JPEG_START, PNG_START, without_metadata

PLACE = b"Bench in the Volkspark"
SEGMENTS = st.tuples(st.integers(0, 255), st.binary(max_size=40), st.integers(-3, 3))


def jpeg(**options: object) -> bytes:
    """A small photograph."""
    file = io.BytesIO()
    Image.new("RGB", (32, 24), (200, 90, 40)).save(file, "JPEG", **options)
    return file.getvalue()


def exif() -> bytes:
    """What a telephone writes: who, and where (54° N)."""
    written = Image.Exif()
    written[0x013B] = PLACE.decode()
    written.get_ifd(0x8825).update({1: "N", 2: (54.0, 18.0, 3.5)})
    return written.tobytes()


def with_segment(picture: bytes, marker: int, content: bytes, fill: bytes = b"") -> bytes:
    """`picture` with one more segment after its start."""
    segment = fill + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
    return picture[:2] + segment + picture[2:]


def with_chunk(picture: bytes, kind: bytes, content: bytes) -> bytes:
    """A PNG with one more chunk before its end."""
    chunk = struct.pack(">I4s", len(content), kind) + content
    chunk += struct.pack(">I", zlib.crc32(kind + content))
    return picture[:-12] + chunk + picture[-12:]


@pytest.mark.parametrize(
    ("marker", "content"),
    [
        (0xE1, b"Exif\0\0" + PLACE),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
        (0xED, b"Photoshop 3.0\0" + PLACE),
        (0xFE, PLACE),
        (0xE2, b"MPF\0" + PLACE),
        (0xE5, PLACE),
        (0xEB, b"JP" + PLACE),
        (0xEF, PLACE),
        (0xE0, b"JFXX\0" + PLACE),
    ],
)
@pytest.mark.parametrize("fill", [b"", b"\xff\xff\xff"])
def test_a_jpeg_keeps_its_pixels_alone(marker: int, content: bytes, fill: bytes) -> None:
    """Exif, XMP, IPTC, comments and every maker's own block, behind fill bytes as well."""
    photograph = jpeg()
    assert without_metadata(with_segment(photograph, marker, content, fill)) == photograph


def test_a_jpeg_keeps_its_colours() -> None:
    """The profile says how the numbers are meant; Adobe's mark, whether they are CMYK."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = io.BytesIO()
    Image.new("CMYK", (32, 24), (10, 90, 40, 0)).save(file, "JPEG", icc_profile=profile)
    cleaned = Image.open(io.BytesIO(without_metadata(file.getvalue())))
    assert cleaned.info["icc_profile"] == profile
    assert cleaned.tobytes() == Image.open(file).tobytes()


def test_a_jpeg_of_a_telephone_forgets_where_it_was() -> None:
    """As Pillow writes it, progressive too."""
    for progressive in (False, True):
        photograph = jpeg(exif=exif(), comment=PLACE, progressive=progressive)
        assert PLACE in photograph
        cleaned = without_metadata(photograph)
        assert PLACE not in cleaned
        assert not Image.open(io.BytesIO(cleaned)).getexif()
        assert Image.open(io.BytesIO(cleaned)).tobytes() == (
            Image.open(io.BytesIO(photograph)).tobytes()
        )


def test_a_png_keeps_its_pixels_alone() -> None:
    """Exif, texts, times and chunks nobody knows; what follows its end goes too."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Location", PLACE.decode())
    text.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    text.add_text("Comment", PLACE.decode(), zip=True)
    file = io.BytesIO()
    drawing = Image.new("RGBA", (32, 24), (200, 90, 40, 120))
    drawing.save(file, "PNG", pnginfo=text, exif=exif(), dpi=(72, 72))
    picture = with_chunk(file.getvalue(), b"caBX", PLACE) + PLACE
    cleaned = without_metadata(picture)
    assert PLACE in picture
    assert PLACE not in cleaned
    opened = Image.open(io.BytesIO(cleaned))
    assert opened.tobytes() == drawing.tobytes()
    assert not opened.getexif()
    assert not set(opened.info) - {"dpi"}


def test_other_formats_pass() -> None:
    """What is neither JPEG nor PNG is not touched here."""
    assert without_metadata(b"RIFF....WEBP") == b"RIFF....WEBP"
    assert without_metadata(b"") == b""


@given(start=st.sampled_from([JPEG_START, PNG_START]), rest=st.binary(max_size=300))
def test_any_bytes_are_survived(start: bytes, rest: bytes) -> None:
    """Broken files neither crash nor grow."""
    assert len(without_metadata(start + rest)) <= len(start + rest)


@given(st.lists(SEGMENTS, max_size=12), st.integers(0, 400))
def test_any_broken_jpeg_is_survived(parts: list[tuple[int, bytes, int]], cut: int) -> None:
    """Segments that lie about their length, cut anywhere; cleaning again finds nothing more to
    take from what was well formed."""
    segments = b"".join(
        struct.pack(">BBH", 0xFF, marker, max(0, len(content) + 2 + lie)) + content
        for marker, content, lie in parts
    )
    assert len(without_metadata((JPEG_START + segments)[:cut])) <= len(JPEG_START + segments)


def test_every_cut_of_a_photograph_is_survived() -> None:
    """An upload that broke off, at any byte, of either format."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    for whole in (jpeg(exif=exif()), file.getvalue()):
        for end in range(len(whole)):
            without_metadata(whole[:end])


def test_a_large_hostile_file_takes_no_time() -> None:
    """Ten megabytes of the smallest segments are read once."""
    began = time.process_time()
    without_metadata(JPEG_START + b"\xff\xe1\x00\x02" * 2_500_000)
    without_metadata(PNG_START + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 800_000)
    assert time.process_time() - began < 20
