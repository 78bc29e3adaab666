"""What is said to who is refused before Django hears of it."""

from __future__ import annotations

from http import HTTPStatus

# When to come again, in seconds: some of the address' own must go first, or some of all.
COME_AGAIN = {429: 30, 503: 5}


class Refused(Exception):
    """Stops the parser; the status says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def refusal(status: int, date: bytes) -> bytes:
    """The last answer on a connection. date: the line of the Date header, with its end."""
    reason = HTTPStatus(status).phrase
    again = f"retry-after: {COME_AGAIN[status]}\r\n" if status in COME_AGAIN else ""
    return (
        f"HTTP/1.1 {status} {reason}\r\n{again}".encode()
        + date
        + b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
        + f"content-length: {len(reason)}\r\n\r\n{reason}".encode()
    )
