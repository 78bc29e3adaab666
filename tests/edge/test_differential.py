"""A kept page is the fresh page, whatever was done to the paper in whatever order.

Small here; `EXAMPLES=2000 bin/test tests/edge/test_differential.py` looks harder.
"""

from __future__ import annotations

import os
from unittest.mock import patch

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from depesche.edge import serving
from depesche.newsroom import keys
from depesche.newsroom.models import Article
from depesche.wire import actions as wire
from tests import cast
from tests.edge import paper

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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", ["latest/", "section/", "topic-list/", "author-list/", "translations/"]
)
def test_it_is_seen_when_a_key_is_forgotten(kind: str) -> None:
    """The tests above can fail: without one key of the table, some page is old."""
    cache.clear()
    numbers = paper.lay()
    english = cast.draft("survey", language="en", translation_of=Article.objects.get(pk=numbers[1]))
    wire.number()
    serving.begin_following()
    placed = keys.placed

    def forgetful(article: Article) -> set[str]:
        return {key for key in placed(article) if not key.startswith(kind)}

    try:
        with patch.object(keys, "placed", forgetful):
            paper.differences()
            paper.do("release", english.pk if kind == "translations/" else numbers[3])
            assert paper.differences() != []
    finally:
        serving.STORE.end()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/archiv/9999/12/31/", "/archiv/0001/01/01/", "/stadt/?vor=99999999999999999999-1",
     "/stadt/?vor=999999999999999999-999999999999999999", "/korrekturen/?jahr=9999",
     "/korrekturen/?jahr=0001", "/media/renditions/%00", "/thema/%00/", "/stadt/riss%FF/"],
)  # fmt: skip
def test_no_address_breaks_the_paper(address: str) -> None:
    """Whatever is written into an address line: a page, another address, or none."""
    cast.released("riss")
    assert paper.read(address)[0] in {200, 301, 302, 404}
