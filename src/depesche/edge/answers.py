"""Kept pages as finished bytes, the same as the ordinary road would send."""

from __future__ import annotations

import time
from http import HTTPStatus

from depesche.edge import serving, surrogates
from depesche.edge.store import Page


class Answer:
    """One finished answer of a page.

    ends: when it is wrong by itself, in seconds since 1970; None for never.
    """

    __slots__ = ("_body", "_date", "_first", "_rest", "_whole", "ends", "page")

    def __init__(
        self, page: Page, first: bytes, rest: bytes, body: bytes, ends: float | None
    ) -> None:
        self.page = page
        self.ends = ends
        self._first = first
        self._rest = rest
        self._body = body
        self._date = b""
        self._whole = (b"", b"")

    def at(self, date: bytes) -> tuple[bytes, bytes]:
        """Head and body to send. date: the line of the Date header, with its end.

        The body stays the store's own bytes: no copy of it is outside the store's budget.
        """
        if self._date is not date:
            self._whole = (b"".join((self._first, date, self._rest, b"\r\n")), self._body)
            self._date = date
        return self._whole

    def last(self, date: bytes) -> bytes:
        """The bytes to send on a connection that is closed after them."""
        return b"".join((self._first, date, self._rest, b"connection: close\r\n\r\n", self._body))


def finished(page: Page, accepted: str, known: str, *, head_only: bool) -> Answer:
    """The answer to who accepts these encodings and knows these tags; made once."""
    body = serving.chosen(page, accepted)
    unchanged = serving.is_known(page, body, known)
    # What a CDN is told of a page that ends by itself is wrong before the page is.
    stale = serving.is_stale(page)
    lasts = surrogates.lasts(page, time.time(), stale=stale)
    form = (body.encoding, unchanged, head_only and not unchanged, stale, lasts, page.ends)
    answer: Answer | None = page.finished.get(form)
    if answer is None:
        response = serving.composed(page, body, unchanged=unchanged, head_only=head_only, hit=True)
        status = HTTPStatus(response.status_code)
        lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in response.items())
        answer = Answer(
            page,
            f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode("ascii"),
            lines.encode("latin-1"),
            response.content,
            page.expires_at - lasts if lasts and page.expires_at else page.ends,
        )
        page.finished[form] = answer
    return answer
