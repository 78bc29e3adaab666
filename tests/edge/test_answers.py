"""One kept page as different clients get it: encodings, ETag, 304, HEAD."""

from __future__ import annotations

import gzip

import brotli
import pytest
import zstandard
from django.test import Client

from depesche.edge.store import packed
from tests.edge.board import Board

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.edge.board")]

UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.decompress,
    None: bytes,
}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000 , gzip;q=0.1", "gzip"),
        ("br;Q=0,gzip;q=0,zstd;q=0", None),
        ("br;q=nonsense", None),
        ("compress, x-unknown", None),
        ("zstd", "zstd"),
    ],
)
def test_a_client_gets_what_it_accepts(
    board: Board, client: Client, accepted: str, encoding: str | None
) -> None:
    """The page in the best encoding it takes, and never in one it refuses (q=0)."""
    plain = client.get("/notice/ferry/").content
    for _ in range(2):
        answer = client.get("/notice/ferry/", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert UNPACK[encoding](answer.content) == plain
        assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert board.renders == ["ferry"]


def test_each_encoding_has_a_tag_of_its_own(board: Board, client: Client) -> None:
    """A strong ETag names bytes, not a page."""
    tags = {
        client.get("/notice/ferry/", headers={"Accept-Encoding": name}).headers["ETag"]
        for name in ("identity", "gzip", "br", "zstd")
    }
    assert len(tags) == 4


@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*", " {} "])
def test_who_has_the_page_is_told_so(board: Board, client: Client, written: str) -> None:
    """304 without a body, for the same bytes only; also if a proxy made the tag weak."""
    first = client.get("/notice/ferry/", headers={"Accept-Encoding": "gzip"})
    tag = written.format(first.headers["ETag"])
    again = client.get("/notice/ferry/", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert not {"Content-Type", "Content-Encoding", "Content-Length"} & set(again.headers)


def test_another_version_is_sent(board: Board, client: Client) -> None:
    """A tag of old bytes, or of another encoding, is no 304."""
    old = client.get("/notice/ferry/").headers["ETag"]
    packed_tag = client.get("/notice/ferry/", headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert client.get("/notice/ferry/", headers={"If-None-Match": packed_tag}).status_code == 200
    board.pin("ferry", "No ferry today.")
    assert client.get("/notice/ferry/", headers={"If-None-Match": old}).status_code == 200


@pytest.mark.parametrize("first", ["HEAD", "GET"])
def test_head_is_get_without_the_body(board: Board, client: Client, first: str) -> None:
    """The same headers, whoever came first; and it fills the store as well."""
    if first == "GET":
        client.get("/notice/ferry/")
    head = client.head("/notice/ferry/")
    get = client.get("/notice/ferry/")
    assert head.content == b""
    assert get.content
    ours = {name: value for name, value in head.headers.items() if name != "Cache-Status"}
    assert ours == {name: value for name, value in get.headers.items() if name != "Cache-Status"}
    assert board.renders == ["ferry"]


def test_security_headers_are_kept_with_the_page(board: Board, client: Client) -> None:
    """A hit is as well guarded as a miss."""
    miss, hit = client.get("/notice/ferry/"), client.get("/notice/ferry/")
    assert "default-src 'none'" in hit.headers["Content-Security-Policy"]
    assert {n: v for n, v in miss.headers.items() if n != "Cache-Status"} == {
        n: v for n, v in hit.headers.items() if n != "Cache-Status"
    }


def test_only_what_gets_smaller_is_packed() -> None:
    """Pictures and a few words are sent as they are."""
    assert set(packed(b"x" * 5000, "text/html; charset=utf-8")) == {
        "identity",
        "gzip",
        "br",
        "zstd",
    }
    assert set(packed(b"x" * 5000, "image/avif")) == {"identity"}
    assert set(packed(b"x" * 100, "text/html")) == {"identity"}
    assert set(packed(b"x" * 5000, "image/svg+xml")) == {"identity", "gzip", "br", "zstd"}
