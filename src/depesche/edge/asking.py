"""What a plain request asks for, read from its head alone, by the rules of the kept pages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest

from depesche.edge import heads, serving
from depesche.edge.answers import Answer, finished
from depesche.edge.heads import MORE_THAN_A_PAGE, Told
from depesche.edge.keeping import PageKey, own_host, own_query
from depesche.edge.proxies import Scheme, told_scheme

TARGET = re.compile(heads.TARGET, re.ASCII)
LONGEST_HOST = 255
LONGEST_REMEMBERED = 2048
# What the questions of one kind of connection may take, in bytes.
ROOM = 16 * 1024 * 1024
# What is held for a question beside what was written in it three times over: by measuring.
OVERHEAD = 1000


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
    of these for each kind of connection. They are bounded in bytes: when the younger half is
    full the older one goes. What is asked again comes to the younger half, so that a flood of
    strange heads does not crowd out what many ask for.
    """

    get: Callable[[Hashable], Asked | None]

    def __init__(self, scheme: Scheme, *, trusted: bool, room: int = ROOM) -> None:
        self._scheme: Scheme = scheme
        self._trusted = trusted
        self._half = room // 2
        self._tidied: object = None
        self.clear()

    def __len__(self) -> int:
        return len(self._younger) + len(self._older)

    def clear(self) -> None:
        """Know none."""
        self._younger: dict[Hashable, Asked] = {}
        self._older: dict[Hashable, Asked] = {}
        self._left = self._half
        self.get = self._younger.get

    def scheme(self, told: Told) -> Scheme:
        """How the reader came: a trusted proxy knows it, nobody else is believed."""
        if self._trusted:
            return told_scheme(told.get(b"x-forwarded-proto", b"")) or self._scheme
        return self._scheme

    def read(self, head: bytes) -> Asked | None:
        """What a whole head asks that `get` does not know; None if it takes the parser."""
        # With a cookie it is one reader's head; many share the rest of it.
        rest = heads.without_cookie(head)
        asked = self.get(rest) or self._recall(rest, len(rest))
        if asked is None and (plain := heads.read(rest)):
            method, target, told = plain
            asked = self.asked(method, target, told)
            if asked and b"cookie" not in told and len(rest) <= LONGEST_REMEMBERED:
                self._remember(rest, asked, len(rest))
        return asked

    def asked(self, method: bytes, target: bytes, told: Told) -> Asked | None:
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
            self.scheme(told),
        )
        asked = self.get(counts)
        if asked is None:
            size = sum(map(len, counts))
            asked = self._recall(counts, size) or _question(*counts)
            if asked and size <= LONGEST_REMEMBERED:
                self._remember(counts, asked, size)
        return asked

    def _recall(self, key: Hashable, size: int) -> Asked | None:
        asked = self._older.pop(key, None)
        if asked:
            self._remember(key, asked, size)
        return asked

    def _remember(self, key: Hashable, asked: Asked, size: int) -> None:
        self._left -= 3 * size + OVERHEAD
        if self._left < 0:
            self._left = self._half - 3 * size - OVERHEAD
            self._older, self._younger = self._younger, {}
            self.get = self._younger.get
        self._younger[key] = asked

    def tidy(self) -> None:
        """Let go of answers that are of an older edition: their pages may be gone."""
        edition = serving.STORE.edition
        if self._tidied is not edition:
            self._tidied = edition
            for asked in (*self._younger.values(), *self._older.values()):
                if asked.edition is not edition:
                    asked.answer = None


def _question(
    method: bytes, target: bytes, host: bytes, accepted: bytes, known: bytes, scheme: str
) -> Asked | None:
    if not TARGET.fullmatch(target) or not 0 < len(host) <= LONGEST_HOST:
        return None
    ours = _ours(host, tuple(settings.ALLOWED_HOSTS))
    if ours is None:
        return None
    path, _, query = target.decode("ascii").partition("?")
    return Asked(
        head_only=method == b"HEAD",
        scheme=scheme,
        host=ours,
        path=unquote(path),
        query=query,
        accepted=accepted.decode("latin-1"),
        known=known.decode("latin-1"),
    )


def is_ours(host: bytes) -> bool:
    """Whether a Host line names this paper."""
    return 0 < len(host) <= LONGEST_HOST and _ours(host, tuple(settings.ALLOWED_HOSTS)) is not None


@lru_cache(maxsize=1024)
def _ours(written: bytes, _allowed: tuple[str, ...]) -> str | None:
    """The host a page is kept under, None for one that is not ours, by Django's own judgement."""
    request = HttpRequest()
    request.META["HTTP_HOST"] = written.decode("latin-1")
    try:
        return own_host(request)
    except DisallowedHost:
        return None
