"""A server with the edge in front of a small echo, and talking to it byte by byte."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

from depesche.edge import serving
from depesche.edge.keeping import PageKey
from depesche.edge.limits import Limits
from depesche.edge.protocol import QUESTIONS, EdgeProtocol
from depesche.edge.proxies import Proxies
from depesche.edge.store import Page, packed

HOST = b"Host: 127.0.0.1\r\n"
PATIENCE = 5.0
LISTENS, WAITS_OUT = "0A", "06"  # TCP_LISTEN and TCP_TIME_WAIT of the kernel's states


@dataclass(frozen=True)
class Reply:
    """One answer as it stood on the wire. headers: names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_kept(self) -> bool:
        """Whether it came from the store; the echo says nothing of a cache."""
        return "cache-status" in self.headers


def get(target: str, *headers: str, method: str = "GET", version: str = "1.1") -> bytes:
    """A plain request, whole."""
    lines = "".join(f"{line}\r\n" for line in headers)
    return f"{method} {target} HTTP/{version}\r\n".encode() + HOST + lines.encode() + b"\r\n"


def keep(path: str, *, query: str = "", text: str = "", scheme: str = "http") -> Page:
    """Put a page into the store; it says its own address over and over."""
    content = (text or f"kept {path}{query} " * 40).encode()
    page = Page(
        key=PageKey(scheme, "127.0.0.1", path, query),
        parameters=frozenset({"leaf"}),
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        bodies=packed(content, "text/html"),
        keys=frozenset({f"page{path}"}),
        heard=0,
        kept_at=time.time(),
    )
    assert serving.STORE.keep(page)
    return page


async def echo(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Say what was asked and sent; addresses with "slow" take a while."""
    assert scope["type"] == "http"
    body = b""
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message["body"]
        if not message["more_body"]:
            break
    if "slow" in scope["path"]:
        await asyncio.sleep(0.02)
    headers = dict(scope["headers"])
    client = scope["client"][0] if scope["client"] else ""
    words = [
        f"echo {scope['method']} {scope['path']} {len(body)} {scope['scheme']} {client} ".encode(),
        headers.get(b"x-late", b"-"),
    ]
    text = b"" if scope["method"] == "HEAD" else b"".join(words)
    length = (b"content-length", str(len(text)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": text, "more_body": False})


@dataclass
class House:
    """A running server."""

    port: int
    server: uvicorn.Server

    def call(self, **options: int) -> socket.socket:
        """A connection to it. options: SO_RCVBUF and the like."""
        line = socket.socket()
        for name, value in options.items():
            line.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", self.port))
        return line

    def say(self, *pieces: bytes, pause: float = 0.0) -> list[Reply]:
        """Send, and read all answers until the server closes. Raises TimeoutError if it won't."""
        with self.call() as line:
            for piece in pieces:
                try:
                    line.sendall(piece)
                except ConnectionError:
                    break
                time.sleep(pause)
            return replies(hear(line))

    def ask(self, *requests: bytes) -> list[Reply]:
        """The answers to requests sent in one go, and to a last one that ends the connection."""
        *answers, last = self.say(b"".join(requests) + get("/echo/last", "Connection: close"))
        assert last.body.startswith(b"echo GET /echo/last")
        return answers


def hear(line: socket.socket) -> bytes:
    """All bytes until the other end closes."""
    heard = b""
    try:
        while piece := line.recv(65536):
            heard += piece
    except ConnectionResetError:
        pass
    return heard


def held_by_the_kernel(port: int) -> int:
    """Connections to a port that are open or have something still to be sent on them, also
    those that the server has closed."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(
        local.endswith(f":{port:04X}") and state not in {LISTENS, WAITS_OUT}
        for _, local, _, state, *_ in lines
    )


def replies(raw: bytes, *, heads_only: bool = False) -> list[Reply]:
    """Cut what a connection said into answers. Fails if a piece is left over."""
    found = []
    while raw:
        head, end, raw = raw.partition(b"\r\n\r\n")
        assert end, f"half an answer: {head[:80]!r}"
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
        assert first.startswith("HTTP/1.1 "), first
        status = int(first.split(" ")[1])
        if status == 100:
            continue
        size = 0 if heads_only or status == 304 else int(headers["content-length"])
        assert len(raw) >= size, "half a body"
        found.append(Reply(status, headers, raw[:size]))
        raw = raw[size:]
    return found


@contextmanager
def open_house(
    app: Any = echo, limits: Limits | None = None, proxies: tuple[str, ...] = ()
) -> Iterator[House]:
    """A server in a thread, with limits and trusted proxies of its own."""
    for questions in QUESTIONS.values():
        questions.clear()
    own = {"limits": limits or Limits(round=0.05), "proxies": Proxies(proxies)}
    protocol = type("OwnProtocol", (EdgeProtocol,), own)
    config = uvicorn.Config(
        app, port=0, http=protocol, ws="none", lifespan="off", log_config=None, access_log=False,
        loop="uvloop", proxy_headers=False, server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    door = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield House(door.getsockname()[1], server)
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()
