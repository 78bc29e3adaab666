"""What is refused of a request's head: what two readers could understand in two ways."""

from __future__ import annotations

from depesche.edge.heads import Told
from depesche.edge.limits import UPLOADS, Limits
from depesche.edge.refusals import Refused

VERSIONS = frozenset({"1.0", "1.1"})
BODY = frozenset({b"content-length", b"transfer-encoding"})


def judge(version: str, target: bytes, told: Told, *, limits: Limits, upgrades: bool) -> int:
    """How large the body may be. Raises Refused also for one that is said to be larger.

    upgrades: whether the client wants to speak another protocol.
    """
    if version not in VERSIONS:
        raise Refused(505)
    host = told.get(b"host")
    if b"," in host if host is not None else version == "1.1":
        raise Refused(400)  # none, or more than one (RFC 9112, 3.2)
    if not target.startswith(b"/"):
        authority = target.partition(b"://")[2].partition(b"/")[0]
        if not authority or authority.lower() != (host or b"").lower():
            raise Refused(400)  # of the two names a proxy believes one and Django the other
    if b"transfer-encoding" in told:
        _judge_coding(version, told[b"transfer-encoding"].lower())
    most = limits.upload if target.startswith(UPLOADS) else limits.body
    if int(told.get(b"content-length", b"0")) > most:
        raise Refused(413)
    if upgrades and not BODY.isdisjoint(told):
        raise Refused(501)  # the parser would take the body for the other protocol's
    return most


def _judge_coding(version: str, coding: bytes) -> None:
    """Where the body ends must be certain, and what it holds (RFC 9112, 6.1 and 6.3)."""
    if version == "1.0" or coding.rpartition(b",")[2].strip() != b"chunked":
        raise Refused(400)
    if coding != b"chunked":
        raise Refused(501)
