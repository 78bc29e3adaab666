"""The journeys' own instruments: each of them is seen to notice."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import axe, visit, vnu

WHOLE = (
    '<!doctype html><html lang="de"><head><title>Brunnhafener Bote</title>'
    '<link rel="icon" href="data:,"></head>'
    "<body><main><h1>Aulebrücke gesperrt</h1></main></body></html>"
)
PAGES = {
    "/whole/": WHOLE,
    "/script/": WHOLE.replace("</main>", "</main><script>throw new Error('oh')</script>"),
    "/foreign/": WHOLE.replace("</h1>", '</h1><img alt="" src="http://pictures.example/a.png">'),
    "/policy/": WHOLE.replace("</main>", "</main><script>1</script>"),
    "/mute/": WHOLE.replace("</h1>", '</h1><img src="data:,">'),
}


class Stand(http.server.BaseHTTPRequestHandler):
    """Serves the pages above, `/policy/` with a strict policy."""

    def do_GET(self) -> None:
        page = PAGES.get(self.path, WHOLE)
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path == "/policy/":
            self.send_header("Content-Security-Policy", "default-src 'none'; img-src data:")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def stand() -> Iterator[str]:
    """A newspaper stand on a free port; yields its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stand) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_whole_page_raises_no_complaint(browser: Browser, stand: str) -> None:
    """The null case, with and without scripts, narrow and dark."""
    with visit(browser, stand) as page:
        page.goto("/whole/")
        assert axe(page) == []
    with visit(browser, stand, scripts=False, scheme="dark", width=1440) as page:
        page.goto("/whole/")
    assert vnu(WHOLE) == []


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/script/", "script: "),
        ("/foreign/", "foreign host: http://pictures.example"),
        ("/policy/", "Content Security Policy"),
        ("/absent/", "404"),
    ],
)
def test_a_broken_page_is_noticed(browser: Browser, stand: str, path: str, word: str) -> None:
    """A script's error, a foreign host, a policy's report, an answer that failed."""
    with pytest.raises(AssertionError, match=word), visit(browser, stand) as page:
        page.goto(path)


def test_axe_works_under_a_strict_policy_and_notices(browser: Browser, stand: str) -> None:
    """Its rules run beside the page, not in it."""
    with visit(browser, stand) as page:
        page.goto("/mute/")
        assert [line.split(":")[0] for line in axe(page)] == ["image-alt"]
    with visit(browser, stand) as page:
        page.goto("/policy/")
        assert axe(page) == []
        page.complaints.forgive("Content Security Policy")  # type: ignore[attr-defined]


def test_the_checker_notices() -> None:
    """A paragraph inside a span is an error."""
    assert vnu(WHOLE.replace("<h1>", "<span><p></p></span><h1>"))
