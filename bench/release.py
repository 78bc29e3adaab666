"""A release: how long until readers see it, and what it costs as the archive grows.

Seen: an editor's process releases a new version of an article; `depesche serve`, in processes of
its own, is asked for its kept page and for the front page over several connections, until all of
them answer with the new headline. What counts is from the commit on.
Cost: the same releases in a small and a large archive, in turns; CPU time of the action, queries,
and the steps SQLite's own machine takes, which show a table that is read from end to end on any
machine, however busy it is.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.parts import papers
from bench.parts.ledger import write_down
from bench.parts.press import Press
from bench.parts.served import served

PAGES = {"article": "/stadt/bericht/", "front page": "/"}
CONNECTIONS = 4
PAUSE = 0.002
PATIENCE = 30.0
REACH = (150, 500)
"""Milliseconds until it is seen: at the median, at the slowest hundredth."""
GROWTH = 1.5
QUERIES = 100
"""No release asks more often."""
KINDS = {
    ("first", "release"): "first release",
    ("first", "writing"): "writing its draft",
    ("again", "release"): "release of a new version",
    ("again", "writing"): "writing its draft",
    ("article", "render"): "printing an article",
    ("front page", "render"): "printing the front page",
    ("section", "render"): "printing a section",
}
RENDERED = PAGES | {"section": "/stadt/"}

Seen = dict[str, list[float]]
Deeds = dict[tuple[str, str, int], list[dict[str, float]]]


class Readers:
    """Somebody on several kept connections, so that every process of the house is asked."""

    def __init__(self, site: str, path: str) -> None:
        host = urlsplit(site).netloc
        self._lines = [http.client.HTTPConnection(host, timeout=60) for _ in range(CONNECTIONS)]
        self._path = path
        self._old: list[http.client.HTTPConnection] = []
        self.seen_at = 0.0

    def warm(self) -> None:
        """Have the page rendered and kept."""
        for line in self._lines * 3:
            self._text(line)

    def expect(self) -> None:
        """From now on nobody has seen the news."""
        self._old = list(self._lines)

    def look(self, mark: bytes) -> bool:
        """Ask whoever has not seen it; whether all have."""
        self._old = [line for line in self._old if mark not in self._text(line)]
        self.seen_at = self.seen_at if self._old else time.monotonic()
        return not self._old

    def _text(self, line: http.client.HTTPConnection) -> bytes:
        line.request("GET", self._path, headers={"Accept-Encoding": "identity"})
        answer = line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self._path} answered {answer.status}.")
        return text


def seen(home: Path, *, times: int) -> Seen:
    """Milliseconds from each commit until every reader of a page saw it."""
    found: Seen = {name: [] for name in PAGES}
    with served(home, workers=2) as (_, site), Press("bench.parts.editor", home=home) as editor:
        readers = {name: Readers(site, path) for name, path in PAGES.items()}
        for one in readers.values():
            one.warm()
        for number in range(times + 1):
            word = f"Nachricht-{number:05}"
            for one in readers.values():
                one.expect()
            at = editor.ask(f"again {word}")["at"]
            wait(list(readers.values()), word.encode())
            if number:  # the first warms up
                for name, one in readers.items():
                    found[name].append(1000 * (one.seen_at - at))
    return found


def wait(readers: list[Readers], mark: bytes) -> None:
    """Until everybody has seen it. Raises SystemExit when that takes much too long."""
    end = time.monotonic() + PATIENCE
    while readers := [one for one in readers if not one.look(mark)]:
        if time.monotonic() > end:
            raise SystemExit(f"{mark.decode()} was not seen within {PATIENCE:g} s.")
        time.sleep(PAUSE)


def costs(homes: dict[int, Path], *, times: int) -> Deeds:
    """What releases, and the pages they have printed anew, cost in each archive, in turns."""
    found: Deeds = defaultdict(list)
    with ExitStack() as all_of_them:
        editors, presses = (
            {s: all_of_them.enter_context(Press(*words, home=home)) for s, home in homes.items()}
            for words in (("bench.parts.editor",), ("bench.parts.ours", "8"))
        )
        for number in range(times + 1):
            for order, size in product(("first", "again"), homes):
                told: dict[str, Any] = editors[size].ask(f"{order} kosten-{number}")
                if number:  # the first warms up
                    for deed in ("release", "writing"):
                        found[order, deed, size].append(told[deed])
        for (page, path), size in product(RENDERED.items(), homes):
            found[page, "render", size].append(presses[size].ask(f"cost {path}"))
    return found


def middle(deeds: list[dict[str, float]], what: str) -> float:
    """The median of CPU time, queries or steps."""
    return statistics.median(deed[what] for deed in deeds)


def growth(found: Deeds, kind: str, deed: str, what: str) -> float:
    """How many times as much it costs in the large archive."""
    small, large = (found[of] for of in sorted(found) if of[:2] == (kind, deed))
    return middle(large, what) / middle(small, what)


def slowest(values: list[float]) -> float:
    """The slowest hundredth."""
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def seen_table(found: dict[int, Seen]) -> list[str]:
    """One row a page and archive."""
    lines = ["| seen on | archive | median ms | p99 ms | to reach |", "|---|---|---|---|---|"]
    for size, pages in found.items():
        lines += [
            f"| {name} | {size:,} | {statistics.median(values):.0f} | {slowest(values):.0f} "
            "| {} at the median, {} at p99 |".format(*REACH)
            for name, values in pages.items()
        ]
    return lines


def cost_table(found: Deeds) -> list[str]:
    """One row a kind of release, small beside large."""
    small, large = sorted({size for *_, size in found})
    head = f"| cost of | CPU ms, {small:,} | {large:,} | growth "
    head += f"| queries | steps, {small:,} | {large:,} | growth |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    for (kind, deed), words in KINDS.items():
        a, b = found[kind, deed, small], found[kind, deed, large]
        queries = " / ".join(sorted({f"{middle(each, 'queries'):.0f}" for each in (a, b)}))
        lines.append(
            f"| {words} | {middle(a, 'cpu'):.0f} | {middle(b, 'cpu'):.0f} "
            f"| {growth(found, kind, deed, 'cpu'):.2f} | {queries} | {middle(a, 'steps'):,.0f} "
            f"| {middle(b, 'steps'):,.0f} | {growth(found, kind, deed, 'steps'):.2f} |"
        )
    return lines


def missed(found: Deeds) -> list[str]:
    """What breaks its bound; CPU time is left to whoever reads the table."""
    bad = []
    for kind, deed, size in found:
        most = max(each["queries"] for each in found[kind, deed, size])
        if most > QUERIES:
            bad.append(f"{KINDS[kind, deed]}: {most} queries instead of {QUERIES} at most.")
    for kind, deed in dict.fromkeys(of[:2] for of in found):
        bad += [
            f"{KINDS[kind, deed]}: {times:.2f} times the {what} in a full archive."
            for what in ("queries", "steps")
            if (times := growth(found, kind, deed, what)) > GROWTH
        ]
    return bad


def main() -> int:
    """Measure, print, and write the section unless the run is a tiny one. 1 if a bound breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="releases that are waited for")
    parser.add_argument("--sizes", type=int, nargs=2, default=[1_000, 100_000])
    parser.add_argument("--tiny", action="store_true", help="only see that it runs, and the bounds")
    given = parser.parse_args()
    sizes, times = ([600, 6_000], 3) if given.tiny else (given.sizes, given.times)
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        homes = {size: papers.copied(size, Path(folder) / str(size)) for size in sizes}
        # First, for what is released for the costs takes the article's place on the front page.
        waited = {size: seen(homes[size], times=times) for size in sizes[given.tiny :]}
        found = costs(homes, times=max(times // 8, 2))
    bad = missed(found)
    lines = [*seen_table(waited), "", *cost_table(found)]
    print("\n".join([*lines, *bad]))
    if not given.tiny:
        told = (
            f"{times} releases, seen by {CONNECTIONS} connections a page to two web workers; "
            f"cost: medians of {max(times // 8, 2)} in turns."
        )
        write_down("Release", [told, "", *lines])
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
