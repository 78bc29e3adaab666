"""bench/RESULTS.md: one section a bench, the newest run in place of the one before."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

LEDGER = Path(__file__).resolve().parents[1] / "RESULTS.md"
HEADING = "# Measured\n\nWritten by `bin/bench`; the newest run of each.\n"


def machine() -> str:
    """The kind of machine, without its name: cores and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory"


def write_down(name: str, lines: list[str]) -> None:
    """Put these lines of Markdown under the bench's name, with date and kind of machine."""
    text = LEDGER.read_text("utf-8") if LEDGER.exists() else HEADING
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    section = "\n".join([f"## {name}", "", f"{day}, {machine()}", "", *lines, ""])
    others = re.sub(
        rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", "", text, flags=re.MULTILINE | re.DOTALL
    )
    LEDGER.write_text(others.rstrip("\n") + "\n\n" + section, "utf-8")
