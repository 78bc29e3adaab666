"""The tests themselves stay on this machine."""

import asyncio
import socket
import urllib.request

import pytest

from tests.loopback import ForeignConnection, is_here

# Reserved for documentation (RFC 5737): nobody lives there, should the guard ever fail.
NOBODY = "192.0.2.1"

pytestmark = pytest.mark.house


def test_a_connection_beyond_this_machine_is_refused() -> None:
    """A socket to a foreign address raises before a packet leaves."""
    with pytest.raises(ForeignConnection):
        socket.create_connection((NOBODY, 80), timeout=1)


def test_a_foreign_name_is_not_even_looked_up() -> None:
    """Asking for the address of a foreign host is a connection to a name server: refused."""
    with pytest.raises(ForeignConnection):
        socket.getaddrinfo("paper.example", 443)


def test_libraries_and_event_loops_are_held_too() -> None:
    """The guard sees the interpreter's sockets, whoever opens them."""
    with pytest.raises(ForeignConnection):
        urllib.request.urlopen(f"http://{NOBODY}/", timeout=1)
    with pytest.raises(ForeignConnection):
        asyncio.run(asyncio.wait_for(asyncio.open_connection(NOBODY, 80), timeout=1))


def test_a_datagram_is_held_too() -> None:
    """No name server, no metrics daemon, no clock is asked elsewhere."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letter,
        pytest.raises(ForeignConnection),
    ):
        letter.sendto(b"anyone?", (NOBODY, 53))


def test_loopback_works() -> None:
    """A server of the tests' own can be reached by name and by number."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        visitor = socket.create_connection(("localhost", server.getsockname()[1]), timeout=5)
        assert visitor.getpeername() == server.getsockname()
        visitor.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "", None, b"::1"])
def test_every_spelling_of_this_machine_is_known(host: object) -> None:
    """All of 127.0.0.0/8 and ::1 are this machine."""
    assert is_here(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "paper.example"])
def test_private_ranges_are_foreign(host: str) -> None:
    """A neighbour on the local network is not this machine."""
    assert not is_here(host)
