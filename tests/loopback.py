"""No test leaves this machine: a connection beyond loopback is an error, not a slow success.

An audit hook sees every socket of the interpreter, whichever library opened it, and cannot be
taken away by a test that patches things.
"""

import ipaddress
import sys

KNOWN_NAMES = frozenset({"", "localhost", "ip6-localhost", "testserver"})


class ForeignConnection(RuntimeError):
    """A test tried to reach another machine; `address` is what it named."""

    def __init__(self, address: object) -> None:
        super().__init__(
            f"A test tried to reach {address!r}. Tests talk to this machine only: "
            "use what lies in tests/, or start a server on 127.0.0.1."
        )


def is_here(host: object) -> bool:
    """Whether `host`, a name or an IP address as sockets take them, means this machine."""
    if host is None:
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if text in KNOWN_NAMES:
        return True
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _judge(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex"}:
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        if not isinstance(address, tuple):  # a Unix socket's path, or no address at all
            return
        host = address[0]
    else:
        return
    if not is_here(host):
        raise ForeignConnection(host)


def stay_here() -> None:
    """From now on, this process reaches nobody else. There is no way back."""
    sys.addaudithook(_judge)
