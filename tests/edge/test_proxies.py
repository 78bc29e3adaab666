"""Nobody is believed about others but the proxies the operator named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from depesche.edge import serving
from depesche.edge.proxies import Proxies, told_scheme
from depesche.edge.store import Store
from depesche.edge.watch import place_of
from tests.edge.server import House, Reply, get, keep, open_house

TOLD = ("X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9")


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> None:
    """One page as it is read by http, another by https."""
    monkeypatch.setattr(serving, "STORE", Store(budget=50_000_000))
    serving.STORE.begin(0)
    keep("/one/", text="kept plainly " * 50)
    keep("/one/", text="kept safely " * 50, scheme="https")


@pytest.fixture
def trusting() -> Iterator[House]:
    """A server whose proxy is on this machine."""
    with open_house(proxies=("10.0.0.0/8", "127.0.0.1")) as house:
        yield house


@pytest.fixture
def wary() -> Iterator[House]:
    """A server whose proxy is elsewhere."""
    with open_house(proxies=("10.0.0.0/8",)) as house:
        yield house


def seen(reply: Reply) -> tuple[str, str]:
    """Scheme and client as the application saw them."""
    words = reply.body.decode().split(" ")
    return words[4], words[5]


def test_a_named_proxy_is_believed(trusting: House) -> None:
    """About the scheme and the client, on both roads."""
    (fresh,) = trusting.ask(get("/echo/a", *TOLD))
    assert seen(fresh) == ("https", "203.0.113.9")
    (kept,) = trusting.ask(get("/one/", *TOLD))
    (plain,) = trusting.ask(get("/one/"))
    assert (kept.body[:11], plain.body[:12]) == (b"kept safely", b"kept plainly")


def test_nobody_else_is_believed(wary: House) -> None:
    """Whatever a stranger writes; also where a proxy's words were believed before."""
    for _ in range(2):
        kept, fresh = wary.ask(get("/one/", *TOLD), get("/echo/a", *TOLD))
        assert kept.body.startswith(b"kept plainly")
        assert seen(fresh) == ("http", "127.0.0.1")


def test_a_head_known_from_a_proxy_means_nothing_from_a_stranger() -> None:
    """The same bytes, from one who is believed and one who is not."""
    same = get("/one/", *TOLD)
    for proxies, text in ((("127.0.0.1",), b"kept safely"), ((), b"kept plainly")):
        with open_house(proxies=proxies) as house:
            for _ in range(2):
                with house.call() as line:
                    line.sendall(same)
                    assert text in line.recv(65536)


@pytest.mark.parametrize(
    ("written", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("203.0.113.9, unknown", "127.0.0.1"),
        ("203.0.113.9, unknown, 10.1.2.3", "10.1.2.3"),
        ("", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
    ],
)
def test_the_client_is_the_last_whom_no_proxy_of_ours_wrote(written: str, client: str) -> None:
    """What stands further left a client may have made up."""
    proxies = Proxies(["10.0.0.0/8", "127.0.0.1"])
    assert proxies.client(written.encode(), "127.0.0.1") == client


@pytest.mark.parametrize(
    ("written", "scheme"),
    [(b"", None), (b"https", "https"), (b" HTTP ", "http"), (b"https,http", None), (b"ftp", None)],
)
def test_a_scheme_is_one_plain_word(written: bytes, scheme: str | None) -> None:
    """Anything else says nothing."""
    assert told_scheme(written) == scheme


def test_one_client_is_one_place() -> None:
    """An IPv6 subscriber has a network of addresses and counts once."""
    assert place_of("203.0.113.9") == place_of("::ffff:203.0.113.9") == "203.0.113.9"
    assert place_of("2001:db8:0:7::1") == place_of("2001:db8:0:7:ffff::2")
    assert place_of("2001:db8:0:7::1") != place_of("2001:db8:0:8::1")
