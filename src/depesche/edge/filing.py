"""A kept page as one file: whole or not at all, and known for damaged when it is.

First line: what this is, and the digests of the second line and of the rest. Second line: JSON of
everything but the bodies. Rest: the bodies, one after another. The plain body is left out where
it can be had from another one.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard

from depesche.edge.keeping import PageKey
from depesche.edge.store import Body, Page

MAGIC = "depesche-page-1"
SUFFIX = ".page"
PART = ".part"
# A head with hundreds of keys is under 20 kB.
HEAD_BYTES = 64 * 1024
ZSTD, PLAIN = "zstd", "identity"


class NotAPage(ValueError):
    """A file that is damaged, or was never a page."""


@dataclass(frozen=True, slots=True)
class Head:
    """What can be known of a filed page without its bodies.

    heard: the position of the wire up to which it was right. written: seconds since 1970.
    """

    name: str
    keys: frozenset[str]
    heard: int
    written: float
    size: int


def name_of(key: PageKey) -> str:
    """The name of a page's file."""
    return hashlib.sha256(str(key).encode()).hexdigest()[:40] + SUFFIX


def write(folder: Path, page: Page, *, heard: int, now: float) -> Head:
    """File a page in the place of the one filed before. Raises OSError, and leaves nothing half."""
    name = name_of(page.key)
    content = _content(page, heard=heard, now=now)
    part = folder / f"{name}.{os.getpid()}{PART}"
    try:
        part.write_bytes(content)
        part.replace(folder / name)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return Head(name, page.keys, heard, now, len(content))


def read_head(path: Path) -> Head:
    """Raises NotAPage, OSError."""
    with path.open("rb") as file:
        told, _rest = _parts(file.read(HEAD_BYTES))[1:]
        size = os.fstat(file.fileno()).st_size
    try:
        return Head(path.name, frozenset(told["keys"]), told["heard"], told["written"], size)
    except (KeyError, TypeError) as wrong:
        raise NotAPage(path.name) from wrong


def read(path: Path) -> Page:
    """The page in a file. Raises NotAPage, OSError."""
    digest, told, rest = _parts(path.read_bytes())
    if _digest(rest) != digest:
        raise NotAPage(path.name)
    try:
        return Page(
            key=PageKey(*told["key"]),
            parameters=frozenset(told["parameters"]),
            status=told["status"],
            headers=tuple((name, value) for name, value in told["headers"]),
            bodies=_bodies(told["bodies"], rest),
            keys=frozenset(told["keys"]),
            heard=told["heard"],
            kept_at=told["kept_at"],
            expires_at=told["expires_at"],
        )
    except (KeyError, TypeError, ValueError, zstandard.ZstdError) as wrong:
        raise NotAPage(path.name) from wrong


def _content(page: Page, *, heard: int, now: float) -> bytes:
    filed = [
        (body.encoding, body.etag, b"" if _can_be_left_out(body, page) else body.content)
        for body in page.bodies.values()
    ]
    told = {
        "key": [page.key.scheme, page.key.host, page.key.path, page.key.query],
        "parameters": sorted(page.parameters),
        "status": page.status,
        "headers": page.headers,
        "keys": sorted(page.keys),
        "heard": heard,
        "written": now,
        "kept_at": page.kept_at,
        "expires_at": page.expires_at,
        "bodies": [(encoding, etag, len(content)) for encoding, etag, content in filed],
    }
    head = json.dumps(told).encode()
    rest = b"".join(content for _encoding, _etag, content in filed)
    return b"\n".join((f"{MAGIC} {_digest(head)} {_digest(rest)}".encode(), head, rest))


def _can_be_left_out(body: Body, page: Page) -> bool:
    return body.encoding == PLAIN and ZSTD in page.bodies


def _bodies(listed: list[tuple[str, str, int]], rest: bytes) -> dict[str, Body]:
    bodies, at = {}, 0
    for encoding, etag, length in listed:
        bodies[encoding] = Body(encoding, rest[at : at + length], etag)
        at += length
    if ZSTD in bodies:
        plain = zstandard.decompress(bodies[ZSTD].content)
        bodies[PLAIN] = Body(PLAIN, plain, bodies[PLAIN].etag)
    return bodies


def _parts(content: bytes) -> tuple[str, dict[str, Any], bytes]:
    """The digest of the rest, what the head tells, and the rest. Raises NotAPage."""
    first, _, after = content.partition(b"\n")
    head, end, rest = after.partition(b"\n")
    words = first.decode("latin-1").split(" ")
    if len(words) != 3 or words[0] != MAGIC or not end or _digest(head) != words[1]:
        raise NotAPage(words[0][:40])
    try:
        told = json.loads(head)
    except ValueError as wrong:
        raise NotAPage(words[0]) from wrong
    if not isinstance(told, dict):
        raise NotAPage(words[0])
    return words[2], told, rest


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
