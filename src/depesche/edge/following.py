"""What a web process does to keep its store up with the wire, also while nothing can be asked.

`begin` before the first reader, `follow` at every tick. At a start the pages filed on disk are
taken up again after the wire was replayed from where they were right: what was touched meanwhile
is thrown away. When the database cannot be asked they are served as well, marked as stale, until
it can.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import django
import wagtail
from django.conf import settings

import depesche
from depesche.edge import serving
from depesche.edge.cabinet import Cabinet
from depesche.edge.copying import Copyist
from depesche.edge.filing import Head
from depesche.edge.refreshing import REFRESHER
from depesche.wire import queries as wire

# Four ticks without a word from the database: what is kept may be old by now.
ADRIFT_SECONDS = 2.0
# Reading so much of the wire takes about a second; pages that are older are made anew.
MOST_REPLAYED = 10_000
# A filed page cannot know of an entry that was written later, except by two machines' clocks.
CLOCKS_DIFFER_SECONDS = 60.0
# Program, templates and translations; styles and scripts are named in the manifest.
PRINTING_SUFFIXES = frozenset({".py", ".html", ".mo", ".css", ".svg", ".toml"})


class Follower:
    """Keeps one store up with the wire.

    copyist, cabinet: the copy on disk, None for none.
    """

    def __init__(self, cabinet: Cabinet | None = None, copyist: Copyist | None = None) -> None:
        self._cabinet = cabinet
        self._copyist = copyist
        self._has_met = False

    def follow(self) -> None:
        """Hear everything there is, however long the wire has grown meanwhile."""
        filed: list[Head] = []
        if not serving.STORE.follows and (filed := self._filed()):
            serving.STORE.begin(min(head.heard for head in filed))
        try:
            if not self._has_met:
                filed = self._meet(filed)
            while serving.follow(REFRESHER.ask):
                pass
        finally:
            # Also when the database is away: then the store knows itself adrift.
            if filed and self._copyist:
                self._copyist.take_up(filed)

    def _filed(self) -> list[Head]:
        try:
            return self._cabinet.look() if self._cabinet else []
        except OSError:
            return []  # the copyist says so

    def _meet(self, filed: list[Head]) -> list[Head]:
        """The first time the wire can be read: see that it is the one the store knows of.

        Returns what is to be taken up.
        """
        store, known, last = serving.STORE, filed or self._filed(), wire.last_position()
        if not _is_the_same(known, last):
            for head in known:
                self._throw_away(head)
            filed = []
            store.begin(last)
        elif not store.follows or store.heard < last - MOST_REPLAYED:
            store.begin(max(store.heard, last - MOST_REPLAYED) if store.follows else last)
        self._has_met = True
        return filed

    def _throw_away(self, head: Head) -> None:
        if self._cabinet:
            self._cabinet.remove(head.name)


def _is_the_same(filed: list[Head], last: int) -> bool:
    """Whether the wire is still the one of the filed pages, and not an older one from a backup,
    or that of another database."""
    newest = max(filed, key=lambda head: head.heard, default=None)
    if newest is None or newest.heard == 0:
        return True
    if newest.heard > last:
        return False
    (entry, *_) = wire.read(after=newest.heard - 1, limit=1) or (None,)
    return (
        entry is not None
        and entry.position == newest.heard
        and entry.at.timestamp() <= newest.written + CLOCKS_DIFFER_SECONDS
    )


def begin() -> Follower:
    """Before the first reader; asks nobody, so that a start needs no database."""
    serving.STORE.patience = ADRIFT_SECONDS
    if not settings.ENVIRONMENT.edge_disk_bytes:
        return Follower()
    cabinet = Cabinet(
        settings.HOME / "edge", edition=edition(), budget=settings.ENVIRONMENT.edge_disk_bytes
    )
    copyist = Copyist(serving.STORE, cabinet)
    serving.COPIES = copyist
    copyist.start()
    return Follower(cabinet, copyist)


def edition() -> str:
    """What a page's bytes depend on beside the database: program, styles, settings.

    The same for all processes of one deployment, another one for the next.
    """
    seal = hashlib.sha256()
    for part in (
        django.__version__, wagtail.__version__, settings.ENVIRONMENT.database_url,
        settings.BASE_URL, settings.ALLOWED_HOSTS, settings.LANGUAGES, settings.TIME_ZONE,
        settings.PAPER_NAME, settings.PAPER_CLAIM, settings.DEBUG,
    ):  # fmt: skip
        seal.update(f"{part}\n".encode())
    package = Path(depesche.__file__).parent
    for file in sorted(package.rglob("*")):
        if file.suffix in PRINTING_SUFFIXES:
            seal.update(f"{file.relative_to(package)}\n".encode() + file.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        seal.update(manifest.read_bytes())
    return seal.hexdigest()[:32]
