"""The shipped nginx configuration: it says who asks, and holds nothing back."""

from __future__ import annotations

import contextlib
import http.client
import os
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from tests.edge.server import Reply
from tests.edge.street import (
    DEPLOY,
    PATIENCE,
    SBIN,
    Asked,
    Neighbour,
    Origin,
    ask,
    filled,
    origin,
    saying,
    until,
)
from tests.journeys.instance import free_port

CAP = 8
AROUND = """
{user} daemon off; pid {folder}/pid; error_log stderr; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {cache}
    include {folder}/depesche.conf;
}}
"""
CACHE = """
    proxy_cache_path {folder}/cache keys_zone=depesche_pages:10m;
    map $upstream_http_cache_control $depesche_private {{ default 1; "~^public" 0; }}
"""


@dataclass
class Street:
    """An origin and the nginx before it. port: of https; plain: of http."""

    origin: Origin
    port: int
    plain: int

    def call(self) -> http.client.HTTPSConnection:
        """A connection as a browser makes it; the test's certificate is believed."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, context=context
        )

    def ask(
        self,
        target: str,
        *,
        method: str = "GET",
        body: bytes = b"",
        told: dict[str, str] | None = None,
    ) -> Reply:
        """What a reader gets."""
        with contextlib.closing(self.call()) as line:
            line.request(method, target, body or None, told or {})
            answer = line.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, said, answer.read())


def certificate(folder: Path) -> None:
    """One for this test, believed by nobody else."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "1", "-subj", "/CN=bote.example",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


def laid(folder: Path, origin: int, *, micro: bool) -> tuple[list[str], int, int]:
    """The configuration with a test's ports and files in it: the command, https, http."""
    certificate(folder)
    port, plain = free_port(), free_port()
    text = filled(
        "nginx/depesche.conf",
        {
            "/etc/letsencrypt/live/bote.example": str(folder),
            "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
            "    listen [::]:443 ssl http2;\n": "",
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "    listen [::]:80;\n": "",
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{origin};",
            "limit_conn depesche_readers 200;": f"limit_conn depesche_readers {CAP};",
            "server_name bote.example;": "server_name bote.example 127.0.0.1;",
        },
    )
    cache = ""
    if micro:
        cache = CACHE.format(folder=folder)
        include = f"include {DEPLOY}/nginx/micro-cache.conf; proxy_pass http://depesche_pages;"
        text = text.replace("proxy_pass http://depesche_pages;", include)
    (folder / "depesche.conf").write_text(text, "utf-8")
    main = folder / "nginx.conf"
    # As root it would give the work to somebody who may not write into a test's folder.
    user = "user root root;" if os.geteuid() == 0 else ""
    main.write_text(AROUND.format(folder=folder, cache=cache, user=user), "utf-8")
    return ["nginx", "-c", str(main), "-p", str(folder), "-e", "stderr"], port, plain


@contextlib.contextmanager
def nginx(folder: Path, *, micro: bool = False) -> Iterator[Street]:
    """Debian's nginx with the shipped configuration before an origin."""
    with origin(saying("hello", Cache_Control="public, max-age=0")) as server:
        command, port, plain = laid(folder, server.port, micro=micro)
        judged = subprocess.run(
            [*command, "-t"], env={"PATH": SBIN}, capture_output=True, text=True, check=False
        )
        assert judged.returncode == 0, judged.stderr
        assert "[warn]" not in judged.stderr
        front = Neighbour(command, port, folder / "log")
        front.start()
        try:
            yield Street(server, port, plain)
        finally:
            front.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Both, for all tests of this file."""
    with nginx(tmp_path_factory.mktemp("nginx")) as street:
        yield street


@pytest.fixture
def street(running: Street) -> Street:
    """Nobody has asked yet."""
    running.origin.answering = saying("hello")
    running.origin.seen.clear()
    return running


def test_it_says_who_asks(street: Street) -> None:
    """Whatever the reader says of that: Depesche believes this proxy."""
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Real-IP": "1.1.1.1",
              "Forwarded": "for=203.0.113.9", "Host": "bote.example"}  # fmt: skip
    for target in ("/", "/desk/", "/wire/stream"):
        assert street.ask(target, told=forged).status == 200
        seen = street.origin.seen.pop()[2]
        assert (seen["X-Forwarded-For"], seen["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
        assert seen["Host"] == "bote.example"
        assert not {"Forwarded", "X-Real-IP"} & set(seen)


def test_plain_http_is_led_to_https(street: Street) -> None:
    """With the address that was asked for."""
    answer = ask(street.plain, "/stadt/?vor=1")
    assert (answer.status, answer.headers["location"]) == (301, "https://bote.example/stadt/?vor=1")


def test_a_page_comes_as_it_was_packed(street: Street) -> None:
    """Nothing is packed again, and the words about it come through."""
    street.origin.answering = saying("x" * 50_000, Content_Type="text/html", ETag='"a-br"',
                                     Content_Encoding="br", Vary="Accept-Encoding")  # fmt: skip
    page = street.ask("/", told={"Accept-Encoding": "gzip, br"})
    assert page.body == b"x" * 50_000
    assert (page.headers["content-encoding"], page.headers["etag"]) == ("br", '"a-br"')
    assert street.origin.seen[0][2]["Accept-Encoding"] == "gzip, br"


def test_connections_to_depesche_stay_open(street: Street) -> None:
    """Twenty readers one after the other come through one."""
    street.ask("/")
    before = len(street.origin.lines)
    for _ in range(20):
        street.ask("/")
    assert len(street.origin.lines) == before


@pytest.mark.parametrize("edition", ["", "/en"])
def test_a_stream_is_not_held_back(street: Street, edition: str) -> None:
    """Its first event is there while the origin still has not said its second."""
    goes_on = threading.Event()

    def stream(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Type", "text/event-stream")
        asked.send_header("Connection", "close")
        asked.end_headers()
        asked.wfile.write(b"data: one\n\n")
        asked.wfile.flush()
        assert goes_on.wait(30)
        asked.wfile.write(b"data: two\n\n")
        asked.close_connection = True

    street.origin.answering = stream
    with contextlib.closing(street.call()) as line:
        line.request("GET", f"{edition}/wire/stream?topic=ticker")
        answer = line.getresponse()
        assert answer.readline() == b"data: one\n"
        goes_on.set()
        assert answer.read() == b"\ndata: two\n\n"


def test_words_of_machines_do_not_come_from_readers(street: Street) -> None:
    """A purge would come from this machine, as Varnish sees it."""
    for method in ("PURGE", "TRACE", "BAN"):
        assert street.ask("/", method=method).status == 405
    assert street.ask("/metrics").status == 404
    assert street.origin.seen == []


def test_bodies_have_their_sizes(street: Street) -> None:
    """Text for everybody, pictures at the desk, and those reach Depesche whole."""

    def measure(asked: Asked) -> None:
        length = len(asked.rfile.read(int(asked.headers["Content-Length"])))
        asked.say(str(length), 200, {})

    street.origin.answering = measure
    large = b"x" * (1024 * 1024 + 1)
    assert street.ask("/stadt/", method="POST", body=large[:1000]).body == b"1000"
    assert street.ask("/stadt/", method="POST", body=large).status == 413
    assert street.ask("/desk/images/", method="POST", body=large).body == b"1048577"


def test_one_address_has_a_cap(street: Street) -> None:
    """More at work than that are refused, and are welcome when others have gone."""
    goes_on = threading.Event()

    def wait(asked: Asked) -> None:
        assert goes_on.wait(PATIENCE)
        asked.say("at last", 200, {})

    street.origin.answering = wait
    with ThreadPoolExecutor(CAP + 3) as readers:
        asking = [readers.submit(street.ask, "/") for _ in range(CAP + 3)]
        try:
            refused = [one.result().status for one in islice(as_completed(asking), 3)]
        finally:
            goes_on.set()
        assert refused == [429] * 3
        assert Counter(one.result().status for one in asking) == {200: CAP, 429: 3}
    street.origin.answering = saying("hello")
    assert street.ask("/").status == 200


def test_a_micro_cache_holds_what_is_public_for_a_second(tmp_path: Path) -> None:
    """Nothing personal, and nothing that changed for longer; no purge is needed."""
    with nginx(tmp_path, micro=True) as street:
        public = {"Cache_Control": "public, max-age=0", "Vary": "Accept-Encoding"}
        street.origin.answering = saying("old", **public)
        for _ in range(20):
            assert street.ask("/").body == b"old"
        assert len(street.origin.seen) < 20
        street.origin.answering = saying("new", **public)
        until(lambda: street.ask("/").body == b"new", seconds=10)
        for more in ({"Cache_Control": "private, no-store"}, {}):
            street.origin.answering = saying("mine", **more)
            for count in range(3):
                street.origin.seen.clear()
                street.ask(f"/mine/{len(more)}")
                assert len(street.origin.seen) == 1, count
