"""What stands in the place of a picture that is not at hand."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SIZE = (1920, 1280)
PAPER, LINE = (226, 222, 212), (178, 172, 160)


def placeholder() -> bytes:
    """A quiet sheet with a drawn frame, sun and hills, as PNG: plainly no photograph."""
    width, height = SIZE
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    left, top, right, bottom = width * 0.36, height * 0.34, width * 0.64, height * 0.66
    pen.rounded_rectangle((left, top, right, bottom), radius=28, outline=LINE, width=14)
    pen.ellipse((left + 70, top + 62, left + 158, top + 150), fill=LINE)
    hills = [(left + 40, bottom - 40), (left + 190, top + 210), (left + 290, bottom - 130)]
    hills += [(right - 170, top + 130), (right - 40, bottom - 40)]
    pen.polygon(hills, fill=LINE)
    file = io.BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return file.getvalue()
