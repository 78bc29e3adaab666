"""The printed drawings of the demo paper."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parent / "pictures"
DIGESTS = FOLDER / "prints.json"
QUALITY = 88


def path_of(slug: str) -> Path:
    """Where a print lies."""
    return FOLDER / f"{slug}.avif"


def digests() -> dict[str, str]:
    """From which drawings the prints were made; by slug."""
    if not DIGESTS.is_file():
        return {}
    found: dict[str, str] = json.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


def jpeg(slug: str) -> bytes:
    """A print as JPEG, the form in which photographers deliver."""
    file = io.BytesIO()
    with Image.open(path_of(slug)) as picture:
        picture.convert("RGB").save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
