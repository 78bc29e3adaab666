"""SQLite as in production, and a process killed at any moment: what was acknowledged is there.

Two processes write at once: facts for the wire with rows that point at each other, numbers,
chapters, sessions that come, change and go. Each transaction is acknowledged on a pipe after its
commit. Then both are killed, and the database is asked.

In the ordinary suite 15 kills. All 1,000: `bin/parts/soak.sh -k kills`.
"""

from __future__ import annotations

import os
import random
import select
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from depesche.config.databases import SQLITE
from depesche.kit import clock
from depesche.wire import actions as wire
from depesche.wire import archiving, queries
from depesche.wire.models import Entry, Head
from tests.conftest import copy_database
from tests.wire import forks
from tests.wire.postal import LetterSent

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Is about the embedded database."),
]

IN_FULL = os.environ.get("SOAK") == "full"
ROUNDS = 500 if IN_FULL else 8
WRITERS = 2  # killed in each round
ROUNDS_BETWEEN_CHECKS = 25
LONGEST_LIFE = 0.3
SECONDS_TO_BEGIN = 60


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """A migrated database of our own, opened as in production by whoever is forked."""
    place = tmp_path / "depesche.sqlite3"
    copy_database(place)
    tests_own = connection.settings_dict["NAME"]
    options = connection.settings_dict["OPTIONS"]
    forks.alone()
    connection.settings_dict["NAME"] = str(place)
    connection.settings_dict["OPTIONS"] = dict(SQLITE)
    yield place
    connection.close()
    connection.settings_dict["NAME"] = tests_own
    connection.settings_dict["OPTIONS"] = options


def write(name: str, acknowledged: int) -> None:
    """Write without end, and say after each commit what is in the database for good."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)  # FULL
    dice = random.Random(name)
    permissions = list(Permission.objects.order_by("pk")[:4])
    os.write(acknowledged, b"begun\n")
    turn = 0
    while True:
        turn += 1
        fact = f"{name} {turn}"
        write_one(fact, dice, permissions)
        os.write(acknowledged, f"{fact}\n".encode())
        if dice.random() < 0.3:
            wire.number(limit=20)
        if dice.random() < 0.2:
            wire.archive(days=0)


@transaction.atomic
def write_one(fact: str, dice: random.Random, permissions: list[Permission]) -> None:
    """One fact in five tables; an earlier row is changed, another taken away."""
    wire.append(LetterSent(to=fact), keys={fact})
    Head.objects.create(topic=f"first half of {fact}")
    Group.objects.create(name=fact).permissions.set(permissions)
    name = fact.split(maxsplit=1)[0]
    for key in (fact, f"scratch of {fact}"):
        text = dice.randbytes(1500).hex()
        Session.objects.create(session_key=key, session_data=text, expire_date=clock.now())
    Session.objects.filter(session_key__startswith=f"{name} ").update(session_data="read")
    Session.objects.filter(session_key__startswith=f"scratch of {name} ").exclude(
        session_key=f"scratch of {fact}"
    ).delete()
    Head.objects.create(topic=f"second half of {fact}")


def test_no_acknowledged_write_is_lost(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all, and never damaged, however often and whenever processes are killed."""
    monkeypatch.setattr(archiving, "PORTION", 30)
    begun, kept = time.monotonic(), 0
    for turn in range(ROUNDS):
        names = [f"{turn}-{writer}" for writer in range(WRITERS)]
        acknowledged = live_and_die(names)
        kept += len(acknowledged)
        judge(database, names, acknowledged)
        if turn % ROUNDS_BETWEEN_CHECKS == 0 or turn == ROUNDS - 1:
            judge_whole(database)
    assert kept >= ROUNDS
    seconds = time.monotonic() - begun
    sys.stdout.write(f"\n{ROUNDS * WRITERS} kills, {kept} writes kept, {seconds:.0f} s\n")


def live_and_die(names: list[str]) -> set[str]:
    """Writers of these names live a moment; returns what they acknowledged."""
    pipes = [os.pipe() for _ in names]
    children = [
        forks.fork(partial(write, name, pipe[1])) for name, pipe in zip(names, pipes, strict=True)
    ]
    said = b""
    try:
        for ear, mouth in pipes:
            os.close(mouth)
            assert select.select([ear], [], [], SECONDS_TO_BEGIN)[0]
        time.sleep(random.uniform(0, LONGEST_LIFE))
    finally:
        for child in children:
            forks.kill(child)
        for ear, _ in pipes:
            while part := os.read(ear, 65536):
                said += part
            os.close(ear)
    return set(said.decode().splitlines()) - {"begun"}


def judge(database: Path, names: list[str], acknowledged: set[str]) -> None:
    """All that was acknowledged is there; of the last, unacknowledged, the whole or nothing."""
    with closing(sqlite3.connect(database)) as asked:
        for name in names:
            mine = {fact for fact in acknowledged if fact.startswith(f"{name} ")}
            groups = column(asked, "SELECT name FROM auth_group WHERE name LIKE ?", f"{name} %")
            assert mine <= groups
            assert len(groups - mine) <= 1
            sessions = "SELECT session_key FROM django_session WHERE session_key LIKE ?"
            assert column(asked, sessions, f"{name} %") == groups
            assert len(column(asked, sessions, f"scratch of {name} %")) == bool(groups)
            half = "SELECT topic FROM wire_head WHERE topic LIKE ?"
            for which in ("first", "second"):
                assert column(asked, half, f"{which} half of {name} %") == {
                    f"{which} half of {fact}" for fact in groups
                }


def judge_whole(database: Path) -> None:
    """SQLite's own judgement; and the wire holds every fact once."""
    with closing(sqlite3.connect(database)) as asked:
        assert asked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert asked.execute("PRAGMA foreign_key_check").fetchall() == []
        facts = column(asked, "SELECT name FROM auth_group WHERE name LIKE ?", "%-% %")
        counts = asked.execute(
            "SELECT count(*) FROM auth_group_permissions JOIN auth_group g ON g.id = group_id"
            " WHERE g.name LIKE '%-% %' GROUP BY group_id"
        )
        assert {count for (count,) in counts} <= {4}
    told = forks.fork(lambda: judge_wire(facts))
    assert forks.wait(told, 120) == 0


def judge_wire(facts: set[str]) -> None:
    """Numbered and unnumbered, in the table and in chapters: every fact, and once; no gap."""
    while wire.number():
        pass
    entries: list[Entry] = []
    while portion := queries.read(after=len(entries)):
        entries += portion
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    told = [entry.payload["to"] for entry in entries]
    assert len(told) == len(facts)
    assert set(told) == facts


def column(asked: sqlite3.Connection, question: str, *values: Any) -> set[str]:
    """The first column of an answer."""
    return {row[0] for row in asked.execute(question, values)}
