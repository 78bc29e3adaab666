"""A cache in front of us that forgets pages by key when it is told, and its null twin.

What it may hold, and how it is told the keys of a page, is in `surrogates`; when it is told what
changed, in `telling`. The set-up of the cache itself is in `deploy/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from http.client import HTTPConnection, HTTPException
from typing import Protocol
from urllib.parse import urlsplit

from depesche.edge.surrogates import spelled

# A cache in the same rack answers within a millisecond; one that needs longer is not well.
PATIENCE_SECONDS = 3.0
# Varnish takes 8 kB in one line of a head (http_req_hdr_len).
LONGEST_LINE = 6_000


class OutsideIsAway(Exception):
    """The cache was not reached or did not do as it was told; the message says which and why."""


class Outside(Protocol):
    """One cache outside. Forgetting is idempotent. Each method raises OutsideIsAway.

    name: what the operator knows it by, at most 50 characters.
    """

    name: str

    def forget(self, keys: Collection[str]) -> None:
        """No page that shows one of `keys` and is held now will be given to anybody again."""

    def forget_all(self) -> None:
        """The same of every page."""

    def ask_again(self) -> None:
        """Every page is held on, and given only after we have been asked whether it still is."""


class Nowhere:
    """There is no cache outside: whatever it is told, it holds nothing."""

    name = "nowhere"

    def forget(self, keys: Collection[str]) -> None:
        """Nothing to do."""

    def forget_all(self) -> None:
        """Nothing to do."""

    def ask_again(self) -> None:
        """Nothing to do."""


class Varnish:
    """A Varnish with the configuration of `deploy/varnish/`, which knows these requests."""

    def __init__(self, address: str) -> None:
        """address: such as http://10.0.0.2:6081."""
        parts = urlsplit(address)
        self.name = parts.netloc
        self._host = parts.hostname or ""
        self._port = parts.port or 80

    def forget(self, keys: Collection[str]) -> None:
        """Purge by key."""
        for line in lines(keys):
            self._purge("Purge-Keys", line)

    def forget_all(self) -> None:
        """Purge everything."""
        self._purge("Purge-All", "forget")

    def ask_again(self) -> None:
        """Let everything end at once; it is kept for conditional questions and for our absence."""
        self._purge("Purge-All", "ask-again")

    def _purge(self, name: str, value: str) -> None:
        line = HTTPConnection(self._host, self._port, timeout=PATIENCE_SECONDS)
        try:
            line.request("PURGE", "/", headers={name: value, "Connection": "close"})
            status = line.getresponse().status
        except (OSError, HTTPException) as error:
            raise OutsideIsAway(f"{self.name} was not reached: {error!r}") from error
        finally:
            line.close()
        if status != 200:
            raise OutsideIsAway(f"{self.name} answered {status} to a purge.")


def lines(keys: Collection[str]) -> Iterator[str]:
    """The keys, spelled and separated by spaces, in lines that a cache can take."""
    words: list[str] = []
    length = 0
    for word in sorted(map(spelled, keys)):
        if words and length + len(word) >= LONGEST_LINE:
            yield " ".join(words)
            words, length = [], 0
        words.append(word)
        length += len(word) + 1
    if words:
        yield " ".join(words)
