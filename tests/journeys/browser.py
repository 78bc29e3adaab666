"""A reader's browser, which notices what a reader would not: errors, reports, foreign hosts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Route

NODE = Path(__file__).resolve().parents[1] / "node" / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
VNU = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE = 390, 1440  # CSS pixels: a telephone and a desk
PATIENCE = 30_000  # milliseconds until what should appear is given up, on a busy machine too
HEIGHT = {NARROW: 844, WIDE: 900}


@dataclass
class Complaints:
    """What went wrong while a page was open. A journey ends with none."""

    said: list[str] = field(default_factory=list)

    def hear(self, page: Page) -> None:
        """Listen to the page's console, its scripts and its failed requests."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        # Reports of the content security policy arrive here as errors too.
        if message.type in {"error", "warning"}:
            place = message.location
            self.said.append(f"console: {message.text} ({place['url']}:{place['lineNumber']})")

    def _failed(self, request: Request) -> None:
        # A request given up because the reader went on is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"request: {request.failure}: {request.url}")

    def forgive(self, pattern: str) -> None:
        """Strike out what this journey caused on purpose; there must be something to strike."""
        kept = [line for line in self.said if not re.search(pattern, line)]
        assert len(kept) < len(self.said), f"nothing to forgive: {pattern}"
        self.said[:] = kept


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium (or any on the PATH), without a word to the outside."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is not installed: run bin/setup --dev"
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def visit(
    browser: Browser,
    base_url: str,
    *,
    width: int = NARROW,
    scheme: str = "light",
    scripts: bool = True,
    language: str = "de-DE",
) -> Iterator[Page]:
    """A fresh reader's page; complains at the end of anything that went wrong.

    width: CSS pixels. scheme: "light" or "dark". scripts: whether JavaScript runs.
    """
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": HEIGHT.get(width, 900)},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        locale=language,
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    complaints = Complaints()
    ours = urlsplit(base_url).netloc

    def hold(route: Route) -> None:
        if urlsplit(route.request.url).netloc == ours:
            route.continue_()
        else:
            complaints.said.append(f"foreign host: {route.request.url}")
            route.abort()

    context.route(re.compile(r"^https?://"), hold)
    page = context.new_page()
    complaints.hear(page)
    page.complaints = complaints  # type: ignore[attr-defined]
    try:
        yield page
    finally:
        context.close()
    assert complaints.said == [], "\n".join(complaints.said)


def axe(page: Page, *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong with the page as it stands, at WCAG 2.2 AA; empty is good.

    leaving_out: CSS selectors of parts that are not ours. Needs a page with scripts. The rules
    run in the page's isolated world, so that a strict policy need not be loosened for them.
    """
    world = page.context.new_cdp_session(page)
    frame = world.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    context = world.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})[
        "executionContextId"
    ]

    def evaluate(expression: str) -> Any:
        answer = world.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": context,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    evaluate(AXE.read_text("utf-8") + "\n;0")
    where = json.dumps({"exclude": [[selector] for selector in leaving_out]} if leaving_out else {})
    found = evaluate(
        f"axe.run({where if leaving_out else 'document'}, "
        f"{{runOnly: {json.dumps(WCAG)}, resultTypes: ['violations']}})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.help + ' – ' + "
        "v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))"
    )
    return list(found)


def vnu(*pages: str, **named: str) -> list[str]:
    """What the Nu HTML checker finds wrong with the pages' source, errors and warnings alike.

    Each line begins with the page's name, or its number.
    """
    sources = {str(number): page for number, page in enumerate(pages, start=1)} | named
    with tempfile.TemporaryDirectory() as folder:
        for name, source in sources.items():
            (Path(folder) / f"{name}.html").write_text(source, "utf-8")
        answer = subprocess.run(
            ["java", "-Xss1024k", "-jar", str(VNU), "--stdout", "--exit-zero-always", folder],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        ).stdout
    return [line.replace(f"file:{folder}/", "") for line in answer.splitlines() if line.strip()]


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the whole page in the folder that SHOTS names, if it names one."""
    if folder := os.environ.get("SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
