"""Lighthouse, mobile, on the front page and on an article of the served demo paper.

To reach: 100 accessibility, 100 best practices, 100 SEO, at least 98 performance.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.parts import ledger
from tests.journeys.instance import copy_of, lay_demo
from tests.journeys.pages import ARTICLE, FRONT

NODE = Path(__file__).resolve().parents[1] / "tests" / "node" / "lighthouse"
LIGHTHOUSE = NODE / "node_modules" / ".bin" / "lighthouse"
REACH = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def install() -> None:
    """Fetch Lighthouse from its lock, once."""
    if not LIGHTHOUSE.exists():
        words = ["npm", "ci", "--prefix", str(NODE), "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def report(url: str) -> dict[str, Any]:
    """Lighthouse's report on a page, as a telephone would see it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    words = [str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    words.append(f"--only-categories={','.join(REACH)}")
    answer = subprocess.run(
        words,
        env=os.environ | {"CHROME_PATH": chromium},
        check=True,
        capture_output=True,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def scores(found: dict[str, Any]) -> dict[str, int]:
    """The four scores, of 100."""
    return {name: round(100 * (found["categories"][name]["score"] or 0)) for name in REACH}


def shortcomings(found: dict[str, Any]) -> list[str]:
    """What cost points, each as one line."""
    costly = {
        ref["id"]
        for name in REACH
        for ref in found["categories"][name]["auditRefs"]
        if ref["weight"]
    }
    audits = (found["audits"][name] for name in sorted(costly))
    return [
        f"{audit['id']}: {audit['score']} {audit.get('displayValue', '')}".rstrip()
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


def main() -> int:
    """Measure both pages, print, write down. 1 if a figure is missed."""
    install()
    rows = ["| page | " + " | ".join(REACH) + " |", "|---" * (len(REACH) + 1) + "|"]
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        template = lay_demo(Path(os.environ.get("DEMO_HOME") or Path(folder) / "demo"))
        paper = copy_of(template, Path(folder) / "home")
        paper.start()
        try:
            for name, path in (("front page", FRONT), ("article", ARTICLE)):
                found = report(paper.url + path)
                reached = scores(found)
                print(name, reached, *shortcomings(found), sep="\n  ")
                rows.append(f"| {name} | " + " | ".join(str(n) for n in reached.values()) + " |")
                missed |= any(reached[key] < least for key, least in REACH.items())
        finally:
            paper.stop()
    reach = " | ".join(str(least) for least in REACH.values())
    ledger.write_down("Lighthouse 12.8, mobile", [*rows, f"| to reach | {reach} |"])
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
