"""A running paper behind Varnish: what readers get is the paper as it is, and mostly held."""

from __future__ import annotations

import fcntl
import gzip
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from depesche.edge.keeping import Policy, policy_of
from depesche.edge.views import stream
from depesche.front.views import today
from depesche.newsroom.models import Article
from depesche.wire import actions as wire
from depesche.wire import queries as wire_queries
from depesche.wire.models import Position
from tests.edge import paper
from tests.edge.server import Reply
from tests.edge.street import (
    DEPLOY,
    ROOT,
    Neighbour,
    Paper,
    ask,
    database_of_the_tests,
    is_hit,
    until,
    varnish,
)
from tests.house.routes import FOREIGN_BRANCHES, routes
from tests.journeys.instance import free_port

STYLES = ROOT / ".pytest_cache" / "styles"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _django_db_helper() -> None:
    """In place of pytest-django's, which would empty the database after each test: the paper runs
    on until the last one of this file, and `street` clears up."""


@dataclass
class Street:
    """The paper, the Varnish before it, and the articles by number."""

    paper: Paper
    cache: Neighbour
    numbers: list[int]

    def ask(self, target: str, **more: str) -> Reply:
        """What a reader gets."""
        return ask(self.cache.port, target, **more)

    def article(self, which: int) -> Article:
        """One of the articles as it is now."""
        return Article.objects.get(pk=self.numbers[which])

    def do(self, step: str, which: int) -> Article:
        """Do something at the desk; the running paper hears of it by itself."""
        paper.STEPS[step](self.article(which))
        return self.article(which)

    def warm(self, *targets: str) -> None:
        """Let Varnish hold these pages."""
        for target in targets:
            until(partial(self._is_held, target))

    def _is_held(self, target: str) -> bool:
        return is_hit(self.ask(target))

    def says(self, target: str, text: str) -> bool:
        """Whether readers find the text on the page."""
        return text in self.ask(target).body.decode()

    @property
    def place(self) -> Position:
        """How far the cache was told for certain, and how it fares."""
        return Position.objects.get(consumer=f"outside 127.0.0.1:{self.cache.port}")


@pytest.fixture(scope="module")
def street(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Street]:
    """Five articles that point at each other, in print."""
    folder: Path = tmp_path_factory.mktemp("street")
    home = folder / "home"
    home.mkdir()
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    (home / "media").symlink_to(settings.MEDIA_ROOT)
    # The tests are another process of the same house: it hears their bell.
    Path(settings.HOME, "bells").mkdir(exist_ok=True)
    (home / "bells").symlink_to(Path(settings.HOME, "bells"))
    # Gathered once for all runs of the tests: it takes longer than all that follows.
    STYLES.mkdir(parents=True, exist_ok=True)
    (home / "static").symlink_to(STYLES)
    port = free_port()
    running = Paper(
        home, free_port(), folder / "paper.log", caches=f"http://127.0.0.1:{port}",
        database=database_of_the_tests(),
    )  # fmt: skip
    with django_db_blocker.unblock(), varnish(folder / "varnish", running.port, port) as cache:
        street = Street(running, cache, paper.lay())
        wire.number()
        # Told of everything until now; the trouble is over as soon as the paper reaches it.
        name = f"outside 127.0.0.1:{cache.port}"
        Position.objects.create(consumer=name, last=wire_queries.last_position(), failures=1)
        try:
            with STYLES.with_suffix(".lock").open("w") as door:
                fcntl.flock(door, fcntl.LOCK_EX)
                running.start()
            until(lambda: not street.place.failures)
            yield street
        finally:
            running.stop()
            call_command("flush", interactive=False, verbosity=0)


def test_a_page_is_held_for_everybody(street: Street) -> None:
    """Whoever asks, with whatever cookie; it sets none, and its keys stay between the servers."""
    target = street.article(0).address
    street.warm(target)
    page = street.ask(target, Cookie="sessionid=carla; csrftoken=x")
    assert is_hit(page)
    assert page.status == 200
    assert not {"set-cookie", "surrogate-key", "xkey", "surrogate-control"} & set(page.headers)
    assert page.headers["cache-control"] == "public, max-age=0"
    assert page.body == ask(street.paper.port, target).body


def test_a_change_is_read_and_nothing_else_is_rendered(street: Street) -> None:
    """The article and what names it are new; a page that does not show it is still held."""
    target, other = street.article(0).address, "/impressum/"
    street.warm(target, other, "/")
    title = street.do("retitle", 0).title
    for changed in (target, "/"):
        until(partial(street.says, changed, title))
    assert is_hit(street.ask(other))
    street.warm(target)
    assert street.says(target, title)


def test_a_retraction_is_gone_at_once(street: Street) -> None:
    """And the tombstone is held like any other page."""
    target = street.article(2).address
    street.warm(target)
    street.do("retract", 2)
    until(lambda: street.ask(target).status == 410)
    street.warm(target)
    assert street.ask(target).status == 410


def test_every_packing_is_the_same_page(street: Street) -> None:
    """br from the paper, gzip and plain by Varnish; HEAD has no body, a known tag 304."""
    target = street.article(0).address
    street.warm(target)
    plain = street.ask(target)
    packed = street.ask(target, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    until(lambda: is_hit(street.ask(target, Accept_Encoding="gzip, br")))
    tight = street.ask(target, Accept_Encoding="gzip, deflate, br, zstd")
    assert tight.headers["content-encoding"] == "br"
    assert brotli.decompress(tight.body) == plain.body
    for answer in (plain, packed, tight):
        assert answer.headers["vary"] == "Accept-Encoding"
    head = street.ask(target, method="HEAD", Accept_Encoding="gzip")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", packed.headers["etag"])
    for known, offered in ((packed, "gzip"), (tight, "br")):
        tag = known.headers["etag"]
        again = street.ask(target, Accept_Encoding=offered, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")


def test_the_desk_is_passed_on(street: Street) -> None:
    """Its cookie comes through and its pages are held by nobody."""
    assert street.ask("/desk/").status == 302
    for _ in range(2):
        form = street.ask("/desk/login/")
        assert (form.status, is_hit(form)) == (200, False)
        assert "csrftoken=" in form.headers["set-cookie"]
        assert "no-store" in form.headers["cache-control"]
    assert street.ask("/healthz").body == b'{"status": "ok"}'
    assert street.ask("/metrics").status == 404


def test_a_cache_that_was_frozen_is_told_afterwards(street: Street) -> None:
    """It holds the old page when it comes back; the desk saw the trouble, nobody had to act."""
    target = street.article(1).address
    street.warm(target)
    street.cache.freeze()
    try:
        title = street.do("retitle", 1).title
        until(lambda: street.place.failures)
        assert "was not reached" in street.place.complaint
    finally:
        street.cache.thaw()
    until(lambda: street.says(target, title))
    until(lambda: not street.place.failures)
    assert street.place.complaint == ""


def test_a_cache_that_was_killed_begins_empty(street: Street) -> None:
    """And is told again what it may have asked for meanwhile."""
    target = street.article(1).address
    street.warm(target)
    street.cache.stop(signal.SIGKILL)
    title = street.do("retitle", 1).title
    until(lambda: street.place.failures)
    street.cache.start()
    until(lambda: street.says(target, title))
    street.warm(target)
    until(lambda: not street.place.failures)
    assert street.says(target, title)


def test_the_paper_away_is_bridged(street: Street) -> None:
    """Held pages go on while no process of ours lives, and are right again when one does."""
    target = street.article(0).address
    street.warm(target)
    street.paper.stop()
    page = street.ask(target)
    assert (page.status, is_hit(page)) == (200, True)
    assert street.ask("/wirtschaft/?nie=gefragt").status == 503
    title = street.do("retitle", 0).title
    street.paper.start()
    until(lambda: street.says(target, title))


def test_no_private_address_loses_its_cookie() -> None:
    """Every route that is somebody's own is one that the configuration passes on. The way to
    today's page is private for the day it leads to; it knows nobody. Live streams are not even
    looked at."""
    vcl = (DEPLOY / "varnish" / "depesche.vcl").read_text("utf-8")
    (words,) = re.findall(r'req\.url ~ "\^/\(([a-z|]+)\)', vcl)
    passed = set(words.split("|")) | {"metrics", "media"}
    private = {
        path.lstrip("^").split("/")[0].removesuffix("$")
        for path, view in routes(get_resolver().url_patterns)
        if (policy_of(view) is Policy.PRIVATE and view not in {today, stream})
        or path.startswith(FOREIGN_BRANCHES)
    }
    (piped,) = re.findall(r'req\.url ~ "(\S+wire/stream\S+)"', vcl)
    streams = [path for path, view in routes(get_resolver().url_patterns) if view is stream]
    assert len(streams) == len(settings.LANGUAGES)
    assert all(re.search(piped, f"/{path}") for path in streams)
    assert private
    assert private <= passed
