"""Gathering styles, scripts and fonts for serving, when they have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> bool:
    """Collect the static files into the home, unless what lies there is of these very files."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    seal = _seal()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == seal:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(seal, encoding="ascii")
    return True


def _seal() -> str:
    """One digest of all names, sizes and times of change."""
    seal = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            seal.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seal.hexdigest()
