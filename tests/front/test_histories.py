"""The public history of an article."""

from datetime import timedelta

import pytest

from depesche.newsroom import actions
from depesche.newsroom.models import Article
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def release_again(article: Article, hours: int, **changes: object) -> None:
    """Release another version some hours after the first."""
    for name, value in changes.items():
        setattr(article, name, value)
    article.save_revision()
    actions.publish(article, by=None, at=cast.NOON + timedelta(hours=hours))


def test_readers_see_every_released_word_that_changed() -> None:
    """In headline, lead and text, against the version before; the newest version first."""
    article = cast.released(lead="Ein Riss im Träger.", body=[cast.paragraph("Es ist ein Riss.")])
    release_again(article, 1, lead="Zwei Risse im Träger.", update_is_material=True)
    html = press.main(press.page(f"{article.address}versionen/"))
    assert html.index("version-2") < html.index("version-1")
    assert "<del>Ein Riss</del><ins>Zwei Risse</ins> im Träger." in html
    assert html.count("Es ist ein Riss.") == 2


def test_what_was_never_released_is_not_in_the_history() -> None:
    """Drafts in between stay in the house."""
    article = cast.released()
    article.title = "Der Bürgermeister ist schuld"
    article.save_revision()
    release_again(article, 1, title="Die Brücke ist zu")
    html = press.page(f"{article.address}versionen/")
    assert "schuld" not in html
    assert "Die Brücke ist zu" in html


def test_corrections_stand_with_the_version_they_were_appended_to() -> None:
    """So that readers see what was wrong when."""
    article = cast.released()
    actions.correct(
        article, text="Es sind zwei.", reason="x", by=None, at=cast.NOON + timedelta(minutes=30)
    )
    release_again(article, 1, title="Zwei Risse")
    html = press.main(press.page(f"{article.address}versionen/"))
    assert html.index("version-1") < html.index("Es sind zwei.")


def test_a_retracted_article_has_no_history() -> None:
    """What was taken back is not read through the back door."""
    article = cast.released()
    actions.retract(article, reason="Falsch.", by=None)
    press.page(f"{article.address}versionen/", status=404)


def test_the_words_of_a_withheld_version_are_nowhere() -> None:
    """Neither with their version nor struck out in the next; that there was one stays, and it can
    be shown again (a court's order binds a newspaper's archive as well)."""
    article = cast.released(lead="Ein Riss.")
    release_again(article, 1, lead="Der Riss heißt Meier.")
    release_again(article, 2, lead="Der Riss wird geprüft.")
    named = article.publications.all()[1]
    assert "Meier" in press.page(f"{article.address}versionen/")
    actions.withhold(named, reason="Einstweilige Verfügung", by=None)
    html = press.main(press.page(f"{article.address}versionen/"))
    assert "Meier" not in html
    assert "Verfügung" not in html
    assert html.count('class="version"') == 3
    assert "nicht mehr" in html[html.index("version-2") : html.index("version-1")]
    assert "<del>" in html
    actions.show_again(named, by=None)
    assert "Meier" in press.page(f"{article.address}versionen/")


def test_points_of_a_list_are_lines_of_their_own() -> None:
    """In a paragraph as in a fact box; run together they would read as one sentence."""
    points = "<ul><li>Karten kosten weniger</li><li>Hunde dürfen mit</li></ul>"
    box = {"type": "fact_box", "value": {"title": "Kurz notiert", "text": points}}
    article = cast.released(body=[{"type": "paragraph", "value": points}, box])
    release_again(article, 1, title="Neu")
    html = press.main(press.page(f"{article.address}versionen/"))
    assert html.count("<p>Hunde dürfen mit</p>") == 4
