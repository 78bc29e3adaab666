"""From the command `depesche serve` to the first page, on a database that is migrated.

Measured until the first byte of the front page is there, by the clock and in CPU time of all its
processes; on a machine that does other things at the same time, only the second says something.
Uses a copy of a laid demo paper (bin/demo), or an empty paper where there is none.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.parts.ledger import write_down
from bench.parts.load import cpu_seconds, free_port

REACH = 3.0
PATIENCE = 120.0
COMMAND = [sys.executable, "-m", "depesche"]


@dataclass(frozen=True)
class Start:
    """Seconds until the first page, by the clock and of CPU time."""

    clock: float
    cpu: float


def environment(home: Path, port: int) -> dict[str, str]:
    """What the command needs to know; nothing of the developer's own instance."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DEPESCHE_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "DEPESCHE_HOME": str(home),
        "DEPESCHE_SECRET_KEY": "a secret of the bench, known to everyone",
        "PORT": str(port),
    }


def start(home: Path, path: str) -> Start:
    """Start it, ask for a page until it comes, stop it. Raises SystemExit when it ends instead."""
    port = free_port()
    began = time.monotonic()
    with subprocess.Popen([*COMMAND, "serve"], env=environment(home, port)) as server:
        try:
            while not answers(port, path):
                if server.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise SystemExit("depesche serve did not answer.")
                time.sleep(0.005)
            return Start(time.monotonic() - began, cpu_seconds(server.pid))
        finally:
            server.terminate()


def answers(port: int, path: str) -> bool:
    """Whether the page is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return bool(answer.read())
    except OSError:
        return False


def prepared(home: Path, given: Path) -> str:
    """Lay a copy of the demo paper, or an empty one. Returns the page to ask for."""
    if (given / "depesche.sqlite3").exists():
        shutil.copytree(given, home, ignore=shutil.ignore_patterns("media", "bells"))
        return "/"
    home.mkdir()
    environ = environment(home, free_port())
    subprocess.run([*COMMAND, "migrate", "--verbosity=0"], env=environ, check=True)
    return "/robots.txt"


def table(first: Start, later: list[Start]) -> list[str]:
    """The very first start, which gathers styles and scripts, and the median of the later ones."""
    clock, cpu = (
        statistics.median(getattr(one, name) for one in later) for name in ("clock", "cpu")
    )
    return [
        "| start | seconds to the first page | CPU-seconds | to reach |",
        "|---|---|---|---|",
        f"| `depesche serve` | {clock:.2f} | {cpu:.2f} | {REACH:g} |",
        f"| the very first, which gathers styles | {first.clock:.2f} | {first.cpu:.2f} | |",
    ]


def main() -> None:
    """Measure, print, and write the section unless the run is a tiny one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", default=os.environ.get("DEPESCHE_HOME", "var"), type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tiny", action="store_true", help="only see that it runs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        home = Path(folder) / "home"
        path = prepared(home, given.home)
        shutil.rmtree(home / "static", ignore_errors=True)
        first = start(home, path)
        later = [start(home, path) for _ in range(1 if given.tiny else given.rounds)]
    lines = table(first, later)
    print("\n".join(lines))
    if not given.tiny:
        write_down(
            "Cold start", [f"Median of {given.rounds} starts; asked for `{path}`.", "", *lines]
        )


if __name__ == "__main__":
    main()
