"""Writing a benchmark's section of RESULTS.md."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# What the benchmarks measured\n\nEach section is written by `bin/bench NAME`.\n"


def machine() -> str:
    """The kind of machine, without its name: cores, memory, versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, "
        f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
    )


def write_section(name: str, text: str) -> None:
    """Put a section in the place of the one of the same name, or at the end."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else TITLE
    head, *sections = old.split("\n## ")
    today = datetime.now(UTC).date().isoformat()
    mine = f"{name}\n\n{today} · {machine()}\n\n{text.strip()}\n"
    kept = [section for section in sections if section.partition("\n")[0].strip() != name]
    places = [section.partition("\n")[0].strip() for section in sections]
    kept.insert(places.index(name) if name in places else len(kept), mine)
    parts = [part.rstrip("\n") + "\n" for part in (head, *kept)]
    RESULTS.write_text("\n## ".join(parts), encoding="utf-8")
