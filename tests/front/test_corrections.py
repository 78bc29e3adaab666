"""The list of corrections and retractions."""

from datetime import timedelta

import pytest

from depesche.newsroom import actions
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def test_corrections_and_retractions_stand_together_newest_first() -> None:
    """With the article they belong to; of a retracted one the headline is withheld."""
    bridge = cast.released("riss", title="Ein Riss")
    invented = cast.released("erfunden", title="Erfundenes")
    actions.correct(bridge, text="Es sind zwei.", reason="gezählt", by=None)
    actions.retract(invented, reason="Die Quelle war erfunden.", by=None)
    html = press.main(press.page("/korrekturen/"))
    assert html.index("Die Quelle war erfunden.") < html.index("Es sind zwei.")
    assert f'<a href="{bridge.address}">Ein Riss</a>' in html
    assert "Erfundenes" not in html
    assert "gezählt" not in html


def test_each_year_has_a_page() -> None:
    """The newest stands first and has no second address."""
    bridge = cast.released()
    actions.correct(bridge, text="Neu.", reason="x", by=None, at=cast.NOON)
    actions.correct(bridge, text="Alt.", reason="x", by=None, at=cast.NOON - timedelta(days=400))
    first, older = press.page("/korrekturen/"), press.page("/korrekturen/?jahr=2025")
    assert ("Neu." in first, "Alt." in first) == (True, False)
    assert ("Neu." in older, "Alt." in older) == (False, True)
    assert 'rel="next" href="/korrekturen/?jahr=2025"' in first
    assert 'rel="prev" href="/korrekturen/"' in older
    for senseless in ("2026", "2024", "quatsch", "02025", ""):
        answer = press.fetch(f"/korrekturen/?jahr={senseless}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/korrekturen/")


def test_nothing_corrected_is_a_page_too() -> None:
    """In every edition there is."""
    cast.edition("en")
    cast.edition("de")
    assert press.fetch("/korrekturen/").status_code == 200
    assert press.fetch("/en/corrections/").status_code == 200
