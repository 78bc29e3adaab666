"""Who may say on whose behalf a request comes: the proxies the operator named, nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal

Address = IPv4Address | IPv6Address
Scheme = Literal["http", "https"]
SCHEMES: dict[bytes, Scheme] = {b"http": "http", b"https": "https"}


class Proxies:
    """The addresses and networks of the operator's own proxies."""

    def __init__(self, networks: Iterable[str]) -> None:
        """Raises ValueError for what is neither an address nor a network."""
        self._networks = tuple(ip_network(text) for text in networks)
        self._judged = lru_cache(maxsize=1024)(self._judge)

    def __contains__(self, address: str) -> bool:
        return bool(self._networks) and self._judged(address)

    def _judge(self, text: str) -> bool:
        address = read_address(text)
        return address is not None and any(address in network for network in self._networks)

    def client(self, told: bytes, peer: str) -> str:
        """Whom a proxy at `peer` speaks for: the last address that no proxy of ours wrote.

        told: X-Forwarded-For. What stands further left in it anybody may have made up.
        """
        client = peer
        for text in reversed(told.decode("latin-1").split(",")):
            address = read_address(text.strip())
            if address is None:
                break
            client = str(address)
            if client not in self:
                break
        return client


def told_scheme(told: bytes) -> Scheme | None:
    """The scheme in X-Forwarded-Proto; None if it is not one plain word."""
    return SCHEMES.get(told.strip().lower())


def read_address(text: str) -> Address | None:
    """An address as it stands in X-Forwarded-For, with or without a port; None if it is none.

    An IPv4 address that came by an IPv6 socket is the IPv4 address.
    """
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
