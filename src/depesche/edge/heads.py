"""The plain head of a question for a page, read in one go; everything else is the parser's.

Most heads differ in what does not count: a cookie, a browser's name. Reading only what counts
takes a third of the time the parser takes to tell every line. It must never read a head in
another way than the parser does: what is not plain beyond doubt is left to that one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 4096
# An address and a query of the letters RFC 3986 allows; "//" would begin a host.
TARGET = rb"/(?!/)[\w.~!$&'()*+,;=:@%/-]*+(?:\?[\w.~!$&'()*+,;=:@%/?-]*+)?"
# A name is of letters of a token (RFC 9110, 5.6.2); a folded line begins with none.
LINES = rb"(?:[\w!#$%&'*+.^`|~-]++:.*+(?<=[^ \t]\r)\n)++"
PLAIN = re.compile(rb"(GET|HEAD) (" + TARGET + rb") HTTP/1\.1\r\n" + LINES + rb"\r\n", re.ASCII)
COUNTS = re.compile(
    rb"\n(host|accept-encoding|if-none-match|x-forwarded-proto|connection|proxy-connection"
    rb"|content-length|transfer-encoding|expect|upgrade|cookie):[ \t]*+([^\r]*+)"
)
TAGS = b"if-none-match"
COOKIE = b"\r\nCookie: "
VISIBLE = bytes([ord("\t"), *range(0x20, 0x7F), *range(0x80, 0x100)])
# Who sends one of these wants more than a page, or an end.
MORE_THAN_A_PAGE = frozenset(
    {b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"proxy-connection"}
)
Told = Mapping[bytes, bytes]


def read(head: bytes) -> tuple[bytes, bytes, Told] | None:
    """Method, target and what counts of a whole, plain head; None if the parser must judge.

    Names and values are in lower case, but for the tags. The connection stays open after it.
    """
    plain = PLAIN.fullmatch(head)
    if plain is None:
        return None
    invisible = head.translate(None, VISIBLE)
    if invisible != b"\r\n" * (len(invisible) // 2):
        return None  # a control character, or a CR that ends no line
    small = head.lower()
    lines = COUNTS.findall(small)
    told: dict[bytes, bytes] = dict(lines)
    if (
        len(told) != len(lines)
        or not MORE_THAN_A_PAGE.isdisjoint(told)
        or told.get(b"connection", b"keep-alive") != b"keep-alive"
        or b"," in told.get(b"host", b",")
    ):
        return None
    if TAGS in told:
        begins = small.index(b"\n" + TAGS + b":") + len(TAGS) + 2
        told[TAGS] = head[begins : head.index(b"\r", begins)].strip(b" \t")
    return plain[1], plain[2], told


def without_cookie(head: bytes) -> bytes:
    """The same head without its line for a cookie; as it is if there is none, or if in doubt.

    The one blank line stands at the end, so what was taken out was a line of the head; if the
    rest is plain and holds no further cookie, then the whole was plain and means the same.
    """
    begins = head.find(COOKIE)
    if begins < 0 or head.find(b"\r\n\r\n") != len(head) - 4:
        return head
    ends = head.index(b"\r\n", begins + len(COOKIE))
    if head[begins + len(COOKIE) : ends].translate(None, VISIBLE):
        return head
    return head[:begins] + head[ends:]
