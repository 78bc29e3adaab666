"""What stands between readers and the paper: Varnish and nginx as they are shipped in `deploy/`,
and an origin that does as a test says."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from tests.edge.server import Reply
from tests.journeys.instance import Instance, free_port

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PATIENCE = 120.0
SBIN = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


def until(holds: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Wait for a condition. Fails when it does not come."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"waited {seconds} s in vain"
        time.sleep(0.02)


def ask(
    port: int, target: str, *, method: str = "GET", body: str = "", source: str = "",
    **headers: str,
) -> Reply:  # fmt: skip
    """One request of a reader. source: the address it comes from; headers: `_` stands for `-`."""
    line = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=PATIENCE, source_address=(source, 0) if source else None
    )
    with contextlib.closing(line):
        line.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        if body:
            line.putheader("Content-Length", str(len(body.encode())))
        line.endheaders(body.encode())
        answer = line.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, said, answer.read())


def is_hit(reply: Reply) -> bool:
    """Whether Varnish had it."""
    return reply.headers.get("cache-status", "").endswith("varnish; hit")


def is_open(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Neighbour:
    """A server of Debian's, started with the shipped configuration and stopped with the test."""

    command: list[str]
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, empty, and wait until it listens."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, env={"PATH": SBIN},
            )  # fmt: skip
        while not is_open(self.port):
            assert self.process.poll() is None, self.log.read_text("utf-8", "replace")[-3000:]
            time.sleep(0.02)

    def freeze(self) -> None:
        """Let it hear and say nothing, and keep what it holds."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGCONT)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it and all it started."""
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def filled(file: str, changes: dict[str, str]) -> str:
    """A shipped configuration with a test's ports in it; each text to change must be there."""
    text = (DEPLOY / file).read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"{file} does not say {old!r}"
        text = text.replace(old, new)
    return text


@contextmanager
def varnish(folder: Path, origin: int, port: int = 0) -> Iterator[Neighbour]:
    """Debian's Varnish with the shipped configuration in front of an origin's port."""
    folder.mkdir()
    port = port or free_port()
    vcl = folder / "depesche.vcl"
    vcl.write_text(
        filled("varnish/depesche.vcl", {'.port = "8000";': f'.port = "{origin}";'}), "utf-8"
    )
    command = [
        "varnishd", "-F", "-j", "none", "-n", str(folder / "work"), "-f", str(vcl),
        "-a", f"127.0.0.1:{port}", "-s", "malloc,64m", "-p", "thread_pool_min=10",
    ]  # fmt: skip
    cache = Neighbour(command, port, folder / "log")
    cache.start()
    try:
        yield cache
    finally:
        cache.stop()
        shutil.rmtree(folder / "work", ignore_errors=True)


Answering = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request as it reached the origin, and answering it."""

    protocol_version = "HTTP/1.1"
    server: Origin

    def do_GET(self) -> None:
        """As the test says."""
        self.server.seen.append((self.command, self.path, dict(self.headers.items())))
        self.server.answering(self)

    do_HEAD = do_POST = do_GET  # noqa: N815  as BaseHTTPRequestHandler calls them

    def say(self, text: str, status: int, headers: dict[str, str]) -> None:
        """Answer. headers: `_` stands for `-`."""
        body = text.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """A test says nothing."""


def saying(text: str, **headers: str) -> Answering:
    """The same answer for everything."""
    return lambda asked: asked.say(text, 200, headers)


class Origin(ThreadingHTTPServer):
    """A server that answers as a test says, and remembers what it was asked."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, answering: Answering, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Asked)
        self.answering = answering
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.lines: list[socket.socket] = []

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Know who is connected."""
        self.lines.append(request)
        super().finish_request(request, client_address)

    def go_away(self) -> None:
        """As a killed server: nobody listens, and every connection is cut."""
        self.shutdown()
        self.server_close()
        for line in self.lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def origin(answering: Answering, port: int = 0) -> Iterator[Origin]:
    """An origin at work."""
    with Origin(answering, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Kept:
    """A page as Depesche would let an outside cache hold it, and whether it is held up."""

    text: str = "old"
    key: str = "article/17"
    life: str = "max-age=86400, stale-if-error=86400"
    status: int = 200
    comes: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.goes_on.set()

    def __call__(self, asked: Asked) -> None:
        """Read what is to be said, be held up, say it."""
        text, status = self.text, self.status
        self.comes.set()
        assert self.goes_on.wait(PATIENCE)
        headers = {
            "Surrogate_Key": self.key,
            "Surrogate_Control": self.life,
            "Cache_Control": "public, max-age=0",
            "Content_Type": "text/html",
            "ETag": f'"{text}"',
            "Vary": "Accept-Encoding",
        }
        asked.say(text, status, headers)


@dataclass
class Paper(Instance):
    """A running newspaper on the database of the tests, whose readers come through Varnish."""

    caches: str = ""
    database: str = ""

    def environment(self) -> dict[str, str]:
        """As an operator with a Varnish before the paper would set it."""
        return super().environment() | {
            "DATABASE_URL": self.database,
            "DEPESCHE_OUTSIDE_CACHES": self.caches,
            "DEPESCHE_TRUSTED_PROXIES": "127.0.0.1",
            "DEPESCHE_WORKERS": "2",
        }


def database_of_the_tests() -> str:
    """The address of the database that the tests of this process use."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
