"""Every kind of public page: valid, open to everyone, quiet, narrow enough, and light."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import NARROW, WIDE, axe, photograph, vnu
from tests.journeys.instance import Instance
from tests.journeys.pages import ARTICLE, CORRECTED, FRONT, GALLERY, KINDS, LONGEST, MISSING

SMALLEST = 320  # CSS pixels: WCAG 2.2, 1.4.10 Reflow
SHIFT = 0.02
PAGE_BYTES, PAGE_REQUESTS = 45_000, 12
EVERYTHING = KINDS | {name: path for name, (path, _status) in MISSING.items()}
Reader = Callable[..., Page]


def fetched(url: str) -> str:
    """The source of a page, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as answer:
        return answer.read().decode()


def open_page(page: Page, kind: str) -> None:
    """Go to a page of that kind and see its lazy pictures; a missing one must say so."""
    answer = page.goto(EVERYTHING[kind])
    status = MISSING[kind][1] if kind in MISSING else 200
    assert answer
    assert answer.status == status
    if kind in MISSING:
        page.complaints.forgive(f"status of {status}")  # type: ignore[attr-defined]
    scroll_through(page)


def scroll_through(page: Page) -> None:
    """As a reader would, so that what loads late is loaded; then back to the top."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
                scrollTo(0, y);
                await new Promise(go => setTimeout(go, 30));
            }
            scrollTo(0, 0);
        }"""
    )
    page.wait_for_load_state("networkidle")


def test_every_kind_of_page_is_valid_html(paper: Instance) -> None:
    """The Nu checker finds neither an error nor a warning in the source of any page."""
    sources = {kind: fetched(paper.url + path) for kind, path in EVERYTHING.items()}
    assert vnu(**sources) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_kind_of_page_is_open_to_everyone(reader: Reader, width: int, scheme: str) -> None:
    """axe finds no violation of WCAG 2.2 AA, narrow and wide, light and dark."""
    page = reader(width=width, scheme=scheme)
    found = {}
    for kind in EVERYTHING:
        open_page(page, kind)
        found[kind] = axe(page)
        photograph(page, f"{kind}-{width}-{scheme}")
    assert {kind: said for kind, said in found.items() if said} == {}


@pytest.mark.parametrize("width", [SMALLEST, NARROW, WIDE])
def test_no_page_scrolls_sideways(reader: Reader, width: int) -> None:
    """The smallest telephone shows everything without scrolling in two directions."""
    page = reader(width=width)
    wide = {}
    for kind in EVERYTHING:
        open_page(page, kind)
        wide[kind] = page.evaluate("document.documentElement.scrollWidth") - width
    assert {kind: surplus for kind, surplus in wide.items() if surplus > 0} == {}


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("path", [FRONT, ARTICLE])
def test_nothing_jumps_while_a_page_loads(reader: Reader, path: str, width: int) -> None:
    """Pictures and fonts have their place before they arrive."""
    page = reader(width=width)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => {
            for (const one of list.getEntries()) window.shift += one.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(path)
    scroll_through(page)
    assert page.evaluate("window.shift") < SHIFT


@pytest.mark.parametrize("path", [ARTICLE, LONGEST])
def test_an_article_is_light_on_the_wire(reader: Reader, path: str) -> None:
    """Without pictures: under 45 kB compressed with styles, scripts and every font that the page
    asks for, the ć of a name in a credit included; and under 12 requests.
    """
    page = reader(width=NARROW)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, dict[str, Any]] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda one: asked.update({one["requestId"]: one}))
    wire.on(
        "Network.loadingFinished",
        lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}),
    )
    page.goto(path)
    scroll_through(page)
    requests = {name: one for name, one in asked.items() if one["type"] != "Image"}
    assert {"Document", "Stylesheet", "Script", "Font"} <= {
        one["type"] for one in requests.values()
    }
    assert sum(sizes[name] for name in requests) < PAGE_BYTES
    assert len(requests) < PAGE_REQUESTS
    if path == ARTICLE:
        assert "ć" in page.locator("main").inner_text()


def test_reading_leaves_no_cookie(reader: Reader) -> None:
    """Who only reads is given nothing to carry: no cookie, nothing in the browser's stores."""
    page = reader()
    for kind in EVERYTHING:
        open_page(page, kind)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_is_whole_without_scripts(reader: Reader, kind: str) -> None:
    """The same words and pictures stand there without JavaScript; no island is left empty."""
    without, with_scripts = reader(scripts=False), reader()
    words = []
    for page in (without, with_scripts):
        page.goto(KINDS[kind])
        words.append(page.locator("main").inner_text())
    missing = [line for line in words[0].splitlines() if line and line not in words[1]]
    assert missing == []
    assert len(words[0]) > 0.98 * len(words[1]) - 60  # 60: the buttons only scripts can serve
    assert without.locator("main img").count() == with_scripts.locator("main img").count()


def test_print_leaves_out_what_paper_cannot_do(reader: Reader) -> None:
    """On paper stand the article and its pictures, not the navigation, the footer's lists."""
    page = reader(width=WIDE)
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    photograph(page, "print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".article__body p").first.is_visible()
    for name in ("Ressorts", "Sprache", "Alle Ressorts"):
        assert not page.get_by_role("navigation", name=name, exact=True).is_visible(), name
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    page.goto(GALLERY)
    assert not page.locator(".article__foot").is_visible(), "it would be an empty page"
    page.goto(CORRECTED)
    assert page.locator(".article__foot .corrections").is_visible()
