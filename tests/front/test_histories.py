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
