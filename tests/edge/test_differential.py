"""A kept page is the fresh page, whatever was done to the paper in whatever order.

Small here; `EXAMPLES=2000 bin/test tests/edge/test_differential.py` looks harder.
"""

from __future__ import annotations

import inspect
import os
import re
from unittest.mock import patch

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from depesche.edge import serving
from depesche.edge.keeping import PageKey
from depesche.newsroom import actions, events, keys
from depesche.newsroom.models import Article
from depesche.pictures import actions as pictures
from depesche.pictures import events as picture_events
from depesche.pictures import keys as picture_keys
from depesche.ticker import actions as ticker
from depesche.ticker import events as ticker_events
from depesche.ticker import keys as ticker_keys
from depesche.ticker.models import Entry as Told
from depesche.wire import actions as wire
from depesche.wire.events import Event
from depesche.wire.models import Entry
from tests import cast
from tests.edge import newsticker, paper

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
STEPS = st.tuples(st.sampled_from(sorted(paper.STEPS)), st.integers(0, 4), st.integers(0, 3))


class KeptIsFresh(TestCase):
    """The whole paper under random steps."""

    numbers: list[int]

    @classmethod
    def setUpTestData(cls) -> None:
        """Lay the paper once; each example starts from it."""
        cache.clear()
        cls.numbers = paper.lay()

    def setUp(self) -> None:
        """Everything is kept and nothing is old."""
        wire.number()
        serving.begin_following()

    def tearDown(self) -> None:
        """No other test meets a kept page."""
        serving.STORE.end()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES < 10,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    @given(st.lists(STEPS, min_size=1, max_size=6))
    def test_after_any_steps(self, steps: list[tuple[str, int, int]]) -> None:
        """Pages nobody read, pages read once and hot pages: each is right afterwards."""
        self.setUp()
        for step, which, readers in steps:
            for _ in range(readers):
                for address in paper.addresses():
                    paper.read(address)
            paper.do(step, self.numbers[which])
        assert paper.differences() == [], steps

    def test_after_each_step_once(self) -> None:
        """Every action there is, one after another, on pages that readers are reading."""
        for count, step in enumerate(paper.STEPS, start=1):
            for address in paper.addresses() * 2:
                paper.read(address)
            paper.do(step, self.numbers[3 if step in {"release", "plan"} else 0])
            if count % 7 == 0:
                assert paper.differences() == [], step
        assert paper.differences() == []
        happened = set(Entry.objects.values_list("kind", flat=True))
        rooms = (events, picture_events, ticker_events)
        told = [one for room in rooms for one in vars(room).values()]
        kinds = {one.kind for one in told if isinstance(one, type) and issubclass(one, Event)}
        assert {kind for kind in kinds if "." in kind} <= happened, "every event there is"


# Without the keys of this kind, this step leaves this page old.
FORGOTTEN = {
    "article/": ("correct", "/stadt/riss/"),
    "section/": ("release", "/stadt/"),
    "topic/": ("topic", "/stadt/riss/"),
    "topic-list/": ("release", "/thema/aulebruecke/"),
    "author/": ("author", "/autor/jonas-ahrendt/"),
    "author-list/": ("release", "/autor/jonas-ahrendt/"),
    "agency/": ("agency", "/wirtschaft/kaje/"),
    "directory/": ("topic goes", "/sitemap-topics.xml"),
    "latest/": ("release", "/feeds/atom.xml"),
    "frame/": ("banner", "/impressum/"),
    "translations/": ("release in English", "/stadt/umleitung/"),
    "volume/": ("release", "/sitemap-0.xml"),
    "corrections/": ("correct", "/korrekturen/"),
    "picture/": ("picture changes", "/stadt/riss/"),
    "entry/": ("replace entry", "the page of an entry"),
    "ticker/": ("tell", "/ticker/"),
}
# Whatever touches these touches "latest" or "frame" as well, which their pages show too.
COVERED = {"day/", "front/"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORGOTTEN)
def test_it_is_seen_when_a_key_is_forgotten(kind: str) -> None:
    """The tests above can fail: without one kind of key, a page is old; with it, it is not."""
    cache.clear()
    numbers = paper.lay()
    english = cast.draft("survey", language="en", translation_of=Article.objects.get(pk=numbers[1]))
    wire.number()
    serving.begin_following()
    touch = serving.STORE.touch
    forgotten: list[str] = []

    def forgetful(keys: list[str], position: int) -> list[PageKey]:
        forgotten.extend(key for key in keys if key.startswith(kind))
        return touch([key for key in keys if not key.startswith(kind)], position)

    step, address = FORGOTTEN[kind]
    if address == "the page of an entry":
        address = Told.objects.get(article=None, number__isnull=False).address
    try:
        before = paper.read(address)
        with patch.object(serving.STORE, "touch", forgetful):
            if step == "release in English":
                paper.do("release", english.pk)
            else:
                paper.do(step, numbers[3 if step == "release" else 0])
        assert paper.read(address) == before
        serving.STORE.touch(forgotten, serving.STORE.heard)
        assert paper.read(address) != before
    finally:
        serving.STORE.end()


def test_every_kind_of_key_is_tried() -> None:
    """A new row of a room's table gets a line above, or it is not known to be needed."""
    tables = "".join(map(inspect.getsource, (keys, picture_keys, ticker_keys)))
    kinds = set(re.findall(r"return f\"([a-z-]+/)", tables))
    assert len(kinds) > 10
    assert kinds == set(FORGOTTEN) | COVERED


# They change nothing that readers see: a plan, a note to the desk, a draft.
SILENT = {"cancel_schedule", "mark_seen", "expect", "discard", "send_back"}
# The steps take them through others: a hook of the desk, the release of an article, the wire.
WITHIN = {"change_frame", "tell_change", "show", "follow"}


def test_every_action_is_a_step() -> None:
    """A new action of the desk gets a step, or pages may be old after it and nobody knows."""
    steps = inspect.getsource(paper) + inspect.getsource(newsticker)
    for room, name in ((actions, "actions"), (pictures, "pictures"), (ticker, "ticker")):
        names = {
            one
            for one, what in vars(room).items()
            if inspect.isfunction(what) and what.__module__.startswith(room.__name__)
        }
        assert {
            one for one in names if not re.search(rf"\b{name}\.{one}\b", steps)
        } <= SILENT | WITHIN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/archiv/9999/12/31/", "/archiv/0001/01/01/", "/stadt/?vor=99999999999999999999-1",
     "/stadt/?vor=999999999999999999-999999999999999999", "/korrekturen/?jahr=9999",
     "/korrekturen/?jahr=0001", "/ticker/99999999999999999999/", "/ticker/0/",
     "/ticker/?vor=999999999999999999-999999999999999999", "/ticker/?nach=0-99999999999999999999",
     "/media/renditions/%00", "/thema/%00/", "/stadt/riss%FF/"],
)  # fmt: skip
def test_no_address_breaks_the_paper(address: str) -> None:
    """Whatever is written into an address line: a page, another address, or none."""
    cast.released("riss")
    assert paper.read(address)[0] in {200, 301, 302, 404}
