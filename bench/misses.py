"""What a miss costs: renders of article, front and section pages, beside stock Wagtail's article.

Everything from the request to the finished answer is measured, without the network and without
the store; packing, which is part of keeping, apart. What counts is CPU time; the two projects take
turns, a process each. Where an article's time goes stands in `.bench/misses-profile.txt`;
`--profile` prints it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.parts import papers
from bench.parts.ledger import write_down
from bench.parts.press import Press
from bench.parts.renders import Cost, merged

ARTICLES = 600
PAGES = {"article": "/stadt/bericht/", "front page": "/", "section": "/stadt/"}
# To reach: milliseconds of CPU, queries. (The front page's 20 are both.)
REACH = {"article": (12, 12), "front page": (20, 20), "section": (12, 12)}
LENIENT = 6
"""How much more CPU time a tiny run grants: it runs on whatever machine there is, beside others."""
PROFILE = papers.KEPT / "misses-profile.txt"
HEAD = [
    "| page | bytes | renders per CPU-second | CPU ms | least | queries | to reach | times stock |",
    "|---|---|---|---|---|---|---|---|",
]
"""CPU ms is the median. The last column: CPU time as a multiple of stock Wagtail's."""


def measured(ours: Press, stock: Press, *, rounds: int) -> dict[str, Cost]:
    """All rounds, in turns."""
    found: dict[str, list[Cost]] = {name: [] for name in (*PAGES, "packing", "stock")}
    stock.ask(json.dumps(ours.ask(f"text {PAGES['article']}")))
    for _ in range(rounds):
        for name, path in PAGES.items():
            found[name].append(Cost(**ours.ask(f"cost {path}")))
        found["packing"].append(Cost(**ours.ask(f"packing {PAGES['article']}")))
        found["stock"].append(Cost(**stock.ask("")))
    return {name: merged(each) for name, each in found.items()}


def table(costs: dict[str, Cost]) -> list[str]:
    """One row a page, and the peer."""
    names = {"packing": "packing the article, once", "stock": "stock Wagtail, the same text"}
    lines = list(HEAD)
    for name, one in costs.items():
        reach = "{} ms, {}".format(*REACH[name]) if name in REACH else ""
        lines.append(
            f"| {names.get(name, name)} | {one.size:,} | {1000 / one.cpu:,.0f} | {one.cpu:.1f} "
            f"| {one.least:.1f} | {one.queries} | {reach} | {one.cpu / costs['stock'].cpu:.2f} |"
        )
    return lines


def missed(costs: dict[str, Cost]) -> list[str]:
    """What breaks its bound: of queries strictly, of time with much patience."""
    found = []
    for name, (cpu, queries) in REACH.items():
        one = costs[name]
        if one.queries > queries:
            found.append(f"{name}: {one.queries} queries instead of {queries} at most.")
        if one.least > cpu * LENIENT:
            found.append(f"{name}: {one.least:.1f} ms of CPU, more than {LENIENT} times {cpu}.")
    return found


def main() -> int:
    """Measure, print, and write the section unless the run is a tiny one. 1 if a bound breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tiny", action="store_true", help="only see that it runs, and the bounds")
    parser.add_argument("--profile", action="store_true", help="print the profile")
    given = parser.parse_args()
    rounds, times = (1, 8) if given.tiny else (given.rounds, 40)
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        home = papers.copied(ARTICLES, Path(folder) / "home")
        with (
            Press("bench.parts.ours", str(times), home=home) as ours,
            Press("bench.parts.stock", folder, str(times), home=home) as stock,
        ):
            costs = measured(ours, stock, rounds=rounds)
            profile = ours.ask(f"profile {PAGES['article']}")
    PROFILE.write_text(profile["told"])
    lines = [*table(costs), "", f"{profile['calls']:,} calls into Python for an article."]
    bad = missed(costs)
    print("\n".join([*lines, *bad]))
    if given.profile:
        print(profile["told"])
    if not given.tiny:
        told = f"Medians of {rounds} rounds of {times} renders of each page, in turns."
        write_down("Misses beside stock Wagtail", [told, "", *lines])
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
