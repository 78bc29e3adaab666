"""What a plain request asks for, read from its head alone, by the rules of the kept pages."""

from __future__ import annotations

import re
import time
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest

from depesche.edge import serving
from depesche.edge.answers import Answer, finished
from depesche.edge.keeping import PageKey, own_host, own_query

# An address and a query of the letters RFC 3986 allows; "//" would begin a host.
TARGET = re.compile(rb"(/(?!/)[\w.~!$&'()*+,;=:@%/-]*)(?:\?([\w.~!$&'()*+,;=:@%/?-]*))?", re.ASCII)
# Who sends one of these wants more than a page.
MORE_THAN_A_PAGE = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})
LONGEST_HOST = 255
MOST_HEADS = 4096
LONGEST_REMEMBERED = 2048
Told = Mapping[bytes, bytes]


@dataclass(slots=True, eq=False)
class Asked:
    """A question for a page, and the answer it got last.

    edition: the store's when `answer` was found; while that is still the store's edition,
    looking again would find the same.
    """

    head_only: bool
    scheme: str
    host: str
    path: str
    query: str
    accepted: str
    known: str
    answer: Answer | None = None
    edition: object = None

    def found(self) -> Answer | None:
        """The finished answer from the store, None if the page is not kept."""
        answer = self.answer
        if (
            answer is None
            or self.edition is not serving.STORE.edition
            or (answer.ends is not None and answer.ends <= time.time())
        ):
            answer = self._look()
        else:
            answer.page.hits += 1
        if answer is not None:
            serving.TALLY.hits += 1
        return answer

    def _look(self) -> Answer | None:
        store = serving.STORE
        self.edition = store.edition  # before looking: a change meanwhile makes us look again
        self.answer = None
        try:
            query = own_query(self.query, store.parameters_at(self.path))
        except TooManyFieldsSent:
            return None
        page = store.get(PageKey(self.scheme, self.host, self.path, query), time.time())
        if page:
            self.answer = finished(page, self.accepted, self.known, head_only=self.head_only)
        return self.answer


class Questions:
    """What was asked before, found again by the whole head or by what counts of it.

    What a head means hangs on nothing but its bytes and what the connection is, so there is one
    of these for each kind of connection. The oldest goes when there are too many.
    """

    def __init__(self) -> None:
        self._asked: dict[Hashable, Asked] = {}
        self._tidied: object = None
        self.get = self._asked.get

    def __len__(self) -> int:
        return len(self._asked)

    def remember(self, head: Hashable, asked: Asked) -> None:
        """Know this head again."""
        if len(self._asked) >= MOST_HEADS:
            del self._asked[next(iter(self._asked))]
        self._asked[head] = asked

    def asked(self, method: bytes, target: bytes, told: Told, scheme: str) -> Asked | None:
        """What is asked, None if this is not the plain question for a page.

        told: the head's lines, names in lower case, what is said twice joined by a comma.
        """
        if method not in {b"GET", b"HEAD"} or not MORE_THAN_A_PAGE.isdisjoint(told):
            return None
        counts = (
            method,
            target,
            told.get(b"host", b""),
            told.get(b"accept-encoding", b""),
            told.get(b"if-none-match", b""),
            scheme,
        )
        asked = self._asked.get(counts)
        if asked is None:
            asked = _question(*counts)
            if asked and sum(map(len, counts)) < LONGEST_REMEMBERED:
                self.remember(counts, asked)
        return asked

    def tidy(self) -> None:
        """Let go of answers that are of an older edition: their pages may be gone."""
        edition = serving.STORE.edition
        if self._tidied is not edition:
            self._tidied = edition
            for asked in self._asked.values():
                if asked.edition is not edition:
                    asked.answer = None

    def clear(self) -> None:
        """Know none."""
        self._asked.clear()


def _question(
    method: bytes, target: bytes, host: bytes, accepted: bytes, known: bytes, scheme: str
) -> Asked | None:
    written = TARGET.fullmatch(target)
    ours = _ours(host, tuple(settings.ALLOWED_HOSTS))
    if written is None or ours is None:
        return None
    return Asked(
        head_only=method == b"HEAD",
        scheme=scheme,
        host=ours,
        path=unquote(written[1].decode("ascii")),
        query=(written[2] or b"").decode("ascii"),
        accepted=accepted.decode("latin-1"),
        known=known.decode("latin-1"),
    )


@lru_cache(maxsize=1024)
def _ours(written: bytes, _allowed: tuple[str, ...]) -> str | None:
    """The host a page is kept under, None for one that is not ours, by Django's own judgement."""
    if not written or len(written) > LONGEST_HOST:
        return None
    request = HttpRequest()
    request.META["HTTP_HOST"] = written.decode("latin-1")
    try:
        return own_host(request)
    except DisallowedHost:
        return None
