"""The figures for the operator: true, readable by Prometheus, and for this machine alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from depesche.edge import serving
from depesche.edge.store import Store
from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.models import Schedule
from depesche.wire import actions as wire
from depesche.wire.models import Entry, Position
from tests import cast

pytestmark = pytest.mark.django_db

HERE = {"host": "127.0.0.1:8000"}
LINE = re.compile(r'depesche_[a-z_]+(\{consumer="[^"\n]*"\})? \d+')
COMMENT = re.compile(r"# (HELP|TYPE) depesche_[a-z_]+ .+")


@pytest.fixture(autouse=True)
def empty_store(db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """A store and a tally from zero; styles need no folder."""
    monkeypatch.setattr(serving, "STORE", Store(budget=1_000_000))
    monkeypatch.setattr(serving, "TALLY", serving.Tally())
    serving.begin_following()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def figures(client: Client) -> dict[str, int]:
    """The page of figures as name and number."""
    answer = client.get("/metrics", headers=HERE)
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    assert all(LINE.fullmatch(line) or COMMENT.fullmatch(line) for line in lines), lines
    rows = (line.removeprefix("depesche_").rsplit(" ", 1) for line in lines if line[0] != "#")
    return {name: int(number) for name, number in rows}


def test_the_store_is_counted(client: Client) -> None:
    """One page kept, two answers given from it."""
    for _ in range(3):
        client.get("/robots.txt")
    found = figures(client)
    assert (found["edge_pages"], found["edge_stored_total"], found["edge_hits_total"]) == (1, 1, 2)
    assert found["edge_bytes"] > 0


def test_the_wire_and_those_who_fall_behind_are_counted(client: Client) -> None:
    """A consumer's lag is what it has not heard; a failing one is seen."""
    cast.released()
    before = figures(client)
    assert before["wire_unnumbered"] > 0
    wire.number()
    Entry.objects.filter(position=1).update(at=clock.now() - timedelta(seconds=90))
    in_an_hour = clock.now() + timedelta(hours=1)
    Position.objects.create(consumer="slow", last=0, failures=3, retry_at=in_an_hour)
    found = figures(client)
    assert found["wire_unnumbered"] == 0
    assert found["wire_position"] == before["wire_unnumbered"]
    assert found['consumer_lag{consumer="slow"}'] == found["wire_position"]
    assert 90 <= found['consumer_lag_seconds{consumer="slow"}'] < 600
    assert found['consumer_failures{consumer="slow"}'] == 3
    assert 3000 < found['consumer_retry_seconds{consumer="slow"}'] <= 3600
    assert found["wire_oldest"] == 1


def test_a_release_that_did_not_happen_is_seen(client: Client) -> None:
    """A planned one is open; one whose time passed ten seconds ago is overdue."""
    soon = clock.now() + timedelta(hours=1)
    actions.schedule(cast.draft("eins"), release_at=soon, by=None)
    missed = actions.schedule(cast.draft("zwei"), release_at=soon, by=None)
    found = figures(client)
    assert (found["schedules_open"], found["schedules_overdue"]) == (2, 0)
    Schedule.objects.filter(pk=missed.pk).update(release_at=clock.now() - timedelta(seconds=11))
    assert figures(client)["schedules_overdue"] == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_may_read_them(client: Client, address: str) -> None:
    """In both families of addresses; and no store keeps the answer."""
    answer = client.get("/metrics", headers=HERE, REMOTE_ADDR=address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "", "nonsense"])
def test_nobody_else_may(client: Client, address: str) -> None:
    """To others the page does not exist."""
    assert client.get("/metrics", headers=HERE, REMOTE_ADDR=address).status_code == 404


@pytest.mark.parametrize("mark", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_a_proxy_brings_comes_from_elsewhere(client: Client, mark: str) -> None:
    """A proxy on this machine speaks from the loopback for the whole world."""
    assert client.get("/metrics", headers={**HERE, mark: "203.0.113.9"}).status_code == 404


def test_nor_may_a_proxy_that_leaves_no_mark(client: Client, settings: LazySettings) -> None:
    """Who asks by the paper's own name comes from outside."""
    settings.ALLOWED_HOSTS = ["bote.example", "127.0.0.1"]
    assert client.get("/metrics", headers={"host": "bote.example"}).status_code == 404
