"""The shipped Varnish configuration, before an origin that does as a test says."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from depesche.edge.outside import OutsideIsAway, Varnish
from tests.edge.server import Reply
from tests.edge.street import (
    Asked,
    Kept,
    Neighbour,
    Origin,
    ask,
    is_hit,
    origin,
    saying,
    until,
    varnish,
)


@dataclass
class Street:
    """An origin, a Varnish before it, and what tells it to forget."""

    origin: Origin
    cache: Neighbour

    def ask(self, target: str, **more: str) -> Reply:
        """What a reader gets."""
        return ask(self.cache.port, target, **more)

    def texts(self, target: str, times: int = 1) -> list[str]:
        """The page as readers see it one after the other."""
        return [self.ask(target).body.decode() for _ in range(times)]

    @property
    def teller(self) -> Varnish:
        """As `depesche serve` would tell it."""
        return Varnish(f"http://127.0.0.1:{self.cache.port}")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Both, for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("varnish")
    with origin(Kept()) as server, varnish(folder / "one", server.port) as cache:
        yield Street(server, cache)


@pytest.fixture
def street(running: Street) -> Street:
    """Varnish is empty, the origin has a page."""
    running.teller.forget_all()
    running.origin.answering = Kept()
    running.origin.seen.clear()
    return running


def page_of(street: Street) -> Kept:
    """The page, to be changed by the test."""
    page = street.origin.answering
    assert isinstance(page, Kept)
    return page


def test_a_page_is_asked_for_once(street: Street) -> None:
    """Also with cookies, parameters in another order, or another spelling of the host."""
    assert not is_hit(street.ask("/a/?x=1&y=2"))
    for target, more in (
        ("/a/?x=1&y=2", {"Cookie": "sessionid=carla"}),
        ("/a/?y=2&x=1", {}),
        ("/a/?x=1&y=2", {"User_Agent": "Mosaic", "Accept_Language": "ar"}),
    ):
        assert is_hit(street.ask(target, **more))
    assert len(street.origin.seen) == 1
    assert "Cookie" not in street.origin.seen[0][2]


def test_keys_stay_between_us(street: Street) -> None:
    """A reader learns from which cache a page came, and not how the paper is made."""
    for _ in range(2):
        said = set(street.ask("/a/").headers)
        assert not said & {"xkey", "surrogate-key", "surrogate-control", "x-varnish", "via"}
        assert "cache-status" in said


def test_a_key_is_forgotten_and_no_other(street: Street) -> None:
    """Of many keys on a page each is enough; a longer name is another key."""
    page_of(street).key = "article/17 section/3 latest/de"
    street.ask("/a/")
    page_of(street).key = "article/170 section/4"
    street.ask("/b/")
    street.teller.forget({"article/17"})
    assert not is_hit(street.ask("/a/"))
    assert is_hit(street.ask("/b/"))
    street.teller.forget({f"section/{number}" for number in range(4, 3000)})
    assert not is_hit(street.ask("/b/"))


def test_all_is_forgotten(street: Street) -> None:
    """By one word, and every page."""
    street.ask("/a/")
    street.ask("/b/")
    street.teller.forget_all()
    assert not is_hit(street.ask("/a/"))
    assert not is_hit(street.ask("/b/"))


def test_all_is_asked_for_again(street: Street) -> None:
    """What has not changed is not sent again; what has is new for the first reader already."""
    street.ask("/a/")
    street.teller.ask_again()
    assert street.texts("/a/") == ["old"]
    assert street.origin.seen[-1][2]["If-None-Match"] == '"old"'
    page_of(street).text = "new"
    street.teller.ask_again()
    assert street.texts("/a/", 2) == ["new", "new"]


def test_a_late_render_is_not_held(street: Street) -> None:
    """An answer that began before the purge and arrives after it goes to the one who asked for
    it, and to nobody else."""
    page = page_of(street)
    page.goes_on.clear()
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.extend(street.texts("/a/")))
    reader.start()
    assert page.comes.wait(30)
    page.text = "new"
    street.teller.forget({"article/17"})
    page.goes_on.set()
    reader.join(30)
    assert heard == ["old"]
    assert street.texts("/a/", 2) == ["new", "new"]


def test_a_process_that_heard_late_is_made_up_for(street: Street) -> None:
    """It gave out the old page after the purge, and in time: the next round takes it away."""
    street.teller.forget({"article/17"})
    assert street.texts("/a/", 2) == ["old", "old"]
    page_of(street).text = "new"
    street.teller.forget({"article/17"})
    assert street.texts("/a/") == ["new"]


def test_a_very_slow_answer_is_not_held(street: Street) -> None:
    """It could be older than the last round of purges, even if none came while it was made."""
    page = page_of(street)
    page.goes_on.clear()
    threading.Timer(4.5, page.goes_on.set).start()
    assert street.texts("/a/") == ["old"]
    page.text = "new"
    assert street.texts("/a/") == ["new"]


@pytest.mark.parametrize("life", ["no-store", "max-age=0"])
def test_what_is_not_to_be_held_is_not(street: Street, life: str) -> None:
    """A stale page is said to be no-store: its purge was before it."""
    page_of(street).life = life
    assert street.texts("/a/") == ["old"]
    page_of(street).text = "new"
    assert street.texts("/a/") == ["new"]


def test_nothing_personal_is_held(street: Street) -> None:
    """Nor anything that says nothing of itself."""
    for more in (
        {"Cache_Control": "private, no-store"},
        {"Cache_Control": "public, max-age=60", "Set_Cookie": "a=b"},
        {"Cache_Control": "public, max-age=60", "Vary": "Accept-Encoding, Cookie"},
        {},
    ):
        street.origin.answering = saying("mine", **more)
        for _ in range(3):
            street.origin.seen.clear()
            assert not is_hit(street.ask("/mine/"))
            assert len(street.origin.seen) == 1


@pytest.mark.parametrize("target", ["/desk/", "/dokumente/1/", "/konto/", "/healthz"])
def test_private_addresses_are_passed_on(street: Street, target: str) -> None:
    """With the cookie, whatever the answer says of itself."""
    for _ in range(2):
        assert not is_hit(street.ask(target, Cookie="sessionid=carla"))
        assert street.origin.seen[-1][2]["Cookie"] == "sessionid=carla"
    assert len(street.origin.seen) == 2


def test_an_editor_sees_a_picture_that_is_not_out(street: Street) -> None:
    """It is shown to the cookie only; a public one is the same for everybody and held."""

    def picture(asked: Asked) -> None:
        if "draft" in asked.path and "sessionid" not in asked.headers.get("Cookie", ""):
            asked.say("", 404, {"Cache_Control": "private, no-store"})
        elif "draft" in asked.path:
            asked.say("draft", 200, {"Cache_Control": "private, no-store"})
        else:
            asked.say("bridge", 200, {"Cache_Control": "public, max-age=600"})

    street.origin.answering = picture
    draft, bridge = "/media/renditions/draft.avif", "/media/renditions/bridge.avif"
    for _ in range(2):
        assert street.ask(draft, Cookie="a=b; sessionid=carla").body == b"draft"
        assert street.ask(draft).status == 404
    assert street.ask(bridge, Cookie="sessionid=carla").body == b"bridge"
    assert is_hit(street.ask(bridge))


def test_nobody_else_purges(street: Street) -> None:
    """Not from another address, not through what ends TLS here, and not without a key."""
    street.ask("/a/")
    port = street.cache.port
    keys = {"Purge_Keys": "article/17"}
    assert ask(port, "/", method="PURGE", source="127.0.0.2", **keys).status == 403
    forged = keys | {"X_Forwarded_For": "127.0.0.1"}
    assert ask(port, "/", method="PURGE", **forged).status == 403
    assert ask(port, "/", method="PURGE", source="127.0.0.2", **forged).status == 403
    assert ask(port, "/", method="PURGE").status == 400
    assert is_hit(street.ask("/a/"))
    assert ask(port, "/", method="PURGE", **keys).status == 200
    assert not is_hit(street.ask("/a/"))


def test_who_asks_is_said_by_ours_only(street: Street) -> None:
    """What ends TLS on this machine is believed; a stranger is who connects, and came by http."""
    told = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https",
            "Forwarded": "for=203.0.113.9"}  # fmt: skip
    street.ask("/healthz", **told)
    street.ask("/healthz", source="127.0.0.2", **told)
    ours, strangers = (seen[2] for seen in street.origin.seen)
    assert (ours["X-Forwarded-For"], ours["X-Forwarded-Proto"]) == (
        "203.0.113.9, 127.0.0.1", "https",
    )  # fmt: skip
    assert (strangers["X-Forwarded-For"], strangers["X-Forwarded-Proto"]) == ("127.0.0.2", "http")
    assert "Forwarded" not in ours | strangers


def test_http_and_https_are_two_pages(street: Street) -> None:
    """A page may name its own scheme."""
    street.ask("/a/")
    assert not is_hit(street.ask("/a/", X_Forwarded_Proto="https"))
    assert is_hit(street.ask("/a/", X_Forwarded_Proto="https"))


def test_strange_methods_go_nowhere(street: Street) -> None:
    """Varnish would connect them through, with whatever follows."""
    for method in ("TRACE", "CONNECT", "PROPFIND", "purge"):
        assert ask(street.cache.port, "/a/", method=method).status == 405
    assert ask(street.cache.port, "/metrics").status == 404
    assert street.origin.seen == []


def test_an_error_is_nobodys_page(street: Street) -> None:
    """While the origin fails, the last page that was right is given; what changed is gone, and a
    page that ends by itself ends."""
    page = page_of(street)
    for target, key in (("/a/", "article/1"), ("/b/", "article/2")):
        page.key = key
        street.ask(target)
    page.life = "max-age=1"
    street.ask("/ends/")
    street.teller.ask_again()
    page.status, page.text = 503, "broken"
    assert street.texts("/a/", 3) == ["old"] * 3
    street.teller.forget({"article/2"})
    for target in ("/b/", "/ends/", "/new/"):
        assert street.ask(target).status == 503
    page.status, page.text, page.life = 200, "new", "max-age=60"
    for target in ("/a/", "/b/", "/ends/"):
        assert street.texts(target, 2)[-1] == "new"


def test_an_origin_that_is_away_is_an_error(tmp_path: Path) -> None:
    """Held pages go on; others are said to be unreachable, and are there soon afterwards."""
    with origin(Kept()) as first, varnish(tmp_path / "two", first.port) as cache:
        port = first.port
        street = Street(first, cache)
        assert not is_hit(street.ask("/a/"))
        assert is_hit(street.ask("/a/"))  # before anybody ever purged
        street.teller.ask_again()
        first.go_away()
        assert street.texts("/a/", 2) == ["old", "old"]
        for _ in range(2):
            answer = street.ask("/b/")
            assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        with origin(Kept(text="new"), port):
            until(lambda: street.texts("/b/") == ["new"], seconds=5)


def test_packings_are_two_words(street: Street) -> None:
    """br is asked of the origin by those who take it; gzip and plain are one page of Varnish's."""
    offers = ("gzip, deflate, br, zstd", "br;q=1.0, gzip", "gzip;q=0.8", "deflate", "br;q=0, gzip")
    for offer in offers:
        street.ask("/a/", Accept_Encoding=offer)
    street.ask("/a/")
    asked = [seen[2].get("Accept-Encoding") for seen in street.origin.seen]
    assert asked == ["br", "gzip"]


@pytest.mark.parametrize("edition", ["", "/en"])
def test_a_stream_is_not_held_back(street: Street, edition: str) -> None:
    """Its first event is there while the origin still has not said its second."""
    goes_on = threading.Event()

    def stream(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Type", "text/event-stream")
        asked.send_header("Connection", "close")
        asked.end_headers()
        asked.wfile.write(b"data: one\n\n")
        asked.wfile.flush()
        assert goes_on.wait(30)
        asked.wfile.write(b"data: two\n\n")
        asked.close_connection = True

    street.origin.answering = stream
    line = http.client.HTTPConnection("127.0.0.1", street.cache.port, timeout=30)
    line.request("GET", f"{edition}/wire/stream?topic=ticker")
    answer = line.getresponse()
    assert answer.readline() == b"data: one\n"
    goes_on.set()
    assert answer.read() == b"\ndata: two\n\n"
    line.close()
    assert "127.0.0.1" in street.origin.seen[0][2]["X-Forwarded-For"]


def test_a_cache_that_is_no_cache_is_away(street: Street) -> None:
    """Nobody there, or somebody who does not do as told: both are said in a sentence."""
    with pytest.raises(OutsideIsAway, match=r"127\.0\.0\.1:1 was not reached"):
        Varnish("http://127.0.0.1:1").forget({"a"})
    street.origin.answering = saying("what?")
    with pytest.raises(OutsideIsAway, match="answered 501"):
        Varnish(f"http://127.0.0.1:{street.origin.port}").forget({"a"})
