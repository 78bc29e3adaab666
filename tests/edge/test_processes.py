"""Two processes over one database: what is done in one is seen in the other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from depesche.edge import following, serving
from depesche.newsroom import actions
from depesche.newsroom.models import Article
from depesche.wire import actions as wire
from depesche.wire import queries
from tests import cast
from tests.edge import paper

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0


class Line:
    """A line to the second process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, what: str, *about: Any) -> Any:
        """Its answer. Fails if it died."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([what, *about]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "The second process died."
        return json.loads(answer)

    def has_heard(self) -> None:
        """Wait until it has heard what happened."""
        until = time.monotonic() + PATIENCE
        while self.ask("heard") < queries.last_position():
            assert time.monotonic() < until, "It never heard of it."
            time.sleep(0.02)


@pytest.fixture
def second() -> Iterator[Line]:
    """Another process over the same database."""
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.edge.second", name]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Line(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(PATIENCE)


def retitle(number: int, title: str) -> str:
    """Release an article under another headline; where it stands."""
    article = Article.objects.get(pk=number)
    changed: Article = article.get_latest_revision_as_object()
    changed.title = title
    changed.save_revision()
    actions.publish(article, by=None, at=paper.LATER)
    wire.number()
    return str(article.address)


def test_a_change_here_is_seen_there(second: Line) -> None:
    """Kept there, changed here: the next reader there gets the new page, also of a list."""
    article = cast.released("riss", title="Ein Riss")
    wire.number()
    second.has_heard()
    for address in (article.address, "/", "/stadt/"):
        assert "Ein Riss" in second.ask("read", address)[2]
        assert second.ask("read", address)[1] == "depesche; hit"
    retitle(article.pk, "Zwei Risse")
    second.has_heard()
    for address in (article.address, "/", "/stadt/"):
        assert "Zwei Risse" in second.ask("read", address)[2]


def test_a_change_there_is_seen_here(second: Line) -> None:
    """The other way round, and for what is gone."""
    article = cast.released("riss", title="Ein Riss")
    wire.number()
    follower = following.Follower()
    follower.follow()
    try:
        Client().get(article.address, headers=paper.HERE)
        answer = Client().get(article.address, headers=paper.HERE)
        assert answer.headers["Cache-Status"] == "depesche; hit"
        assert second.ask("retract", article.pk)
        follower.follow()
        assert Client().get(article.address, headers=paper.HERE).status_code == 410
    finally:
        serving.STORE.end()


def test_a_late_render_there_is_refused(second: Line) -> None:
    """Its rows were read before a change here, its page is ready after it: kept for nobody."""
    article = cast.released("riss", title="Ein Riss")
    wire.number()
    second.has_heard()
    assert second.ask("hold", article.address)
    retitle(article.pk, "Zwei Risse")
    second.has_heard()
    status, where_from, page = second.ask("let go")
    assert (status, where_from) == (200, "")
    assert "Ein Riss" in page
    status, where_from, page = second.ask("read", article.address)
    assert where_from == "depesche; fwd=miss; stored"
    assert "Zwei Risse" in page
