"""From the command `depesche serve` to the first page, on a database that is migrated.

Measured until the first byte of the front page is there, by the clock and in CPU time of all its
processes; on a machine that does other things at the same time, only the second says something.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.parts import papers
from bench.parts.ledger import write_down
from bench.parts.load import cpu_seconds, free_port

REACH = 3.0
PATIENCE = 120.0
ARTICLES = 600
PATH = "/"
LENIENT = 4
"""How much more CPU time is granted before the run fails: a busy machine is a slow one."""


@dataclass(frozen=True)
class Start:
    """Seconds until the first page, by the clock and of CPU time."""

    clock: float
    cpu: float


def start(home: Path, path: str) -> Start:
    """Start it, ask for a page until it comes, stop it. Raises SystemExit when it ends instead."""
    port = free_port()
    began = time.monotonic()
    with subprocess.Popen(
        [*papers.COMMAND, "serve"], env=papers.environment(home, port=port)
    ) as server:
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


def table(first: Start | None, later: list[Start]) -> list[str]:
    """The median of all starts, and one that has to gather styles and scripts first."""
    clock, cpu = (
        statistics.median(getattr(one, name) for one in later) for name in ("clock", "cpu")
    )
    lines = [
        "| start | seconds to the first page | CPU-seconds | to reach |",
        "|---|---|---|---|",
        f"| `depesche serve` | {clock:.2f} | {cpu:.2f} | {REACH:g} |",
    ]
    if first:
        words = "without the styles gathered before"
        lines.append(f"| {words} | {first.clock:.2f} | {first.cpu:.2f} | |")
    return lines


def main() -> int:
    """Measure, print, and write the section unless the run is a tiny one. 1 if a bound breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tiny", action="store_true", help="only see that it runs, and the bounds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        home = papers.copied(ARTICLES, Path(folder) / "home")
        later = [start(home, PATH) for _ in range(1 if given.tiny else given.rounds)]
        shutil.rmtree(home / "static", ignore_errors=True)
        first = None if given.tiny else start(home, PATH)
    lines = table(first, later)
    print("\n".join(lines))
    if not given.tiny:
        told = f"Median of {given.rounds} starts; asked for `{PATH}`."
        write_down("Cold start", [told, "", *lines])
    least = min(one.cpu for one in later)
    if least > REACH * LENIENT:
        print(f"{least:.1f} CPU-seconds, more than {LENIENT} times {REACH:g}.")
    return int(least > REACH * LENIENT)


if __name__ == "__main__":
    sys.exit(main())
