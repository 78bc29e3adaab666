"""Draft, review, approved, released: the way of an article through the house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from depesche.config import roles
from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.desk.footer import Beside
from depesche.newsroom.models import Article, Standing, standings
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settled() -> None:
    roles.settle()


def stands(article: Article) -> list[Standing]:
    """How it stands now."""
    return standings(Article.objects.get(pk=article.pk))


def decide(role: str, article: Article, deed: str, **changes: Any) -> Any:
    """Press a button of the review."""
    sent = {"action-workflow-action": "true", "workflow-action-name": deed}
    return desk.press(desk.sits(role), article, **sent, **changes)


def submitted() -> Article:
    """An article that its reporter gave to the editors."""
    article = cast.draft(owner=desk.person("reporter"))
    desk.press(desk.sits("reporter"), article, "submit")
    return article


def test_there_is_one_workflow_over_the_paper() -> None:
    """Settling again makes no second one."""
    roles.settle()
    assert [flow.name for flow in Workflow.objects.active()] == ["Redaktion"]


def test_the_article_goes_its_way() -> None:
    """Submitted by the reporter, approved and released by the editor, each in one click."""
    article = submitted()
    assert stands(article) == [Standing.IN_REVIEW]
    answer = decide("editor", article, "approve")
    assert stands(article) == [Standing.APPROVED]
    assert not Article.objects.get(pk=article.pk).is_public
    assert answer.redirect_chain[-1][0] == desk.editor(article)
    desk.press(desk.sits("editor"), article, "publish")
    assert stands(article) == [Standing.RELEASED]


def test_the_reporter_cannot_approve() -> None:
    """Asking for it changes nothing."""
    article = submitted()
    decide("reporter", article, "approve")
    assert stands(article) == [Standing.IN_REVIEW]


def test_it_is_sent_back_with_a_word() -> None:
    """And submitted again."""
    article = submitted()
    decide("editor", article, "reject")
    assert stands(article) == [Standing.SENT_BACK]
    desk.press(desk.sits("reporter"), article, "submit")
    assert stands(article) == [Standing.IN_REVIEW]


def test_approval_is_for_what_was_read() -> None:
    """A word typed afterwards is not approved; the approved version itself is untouched."""
    article = submitted()
    decide("editor", article, "approve")
    approved = Article.objects.get(pk=article.pk).latest_revision
    words = approved.content["lead"]
    desk.press(desk.sits("editor"), article, lead="Anders.", overwrite_revision_id=str(approved.pk))
    assert stands(article) == [Standing.DRAFT]
    approved.refresh_from_db()
    assert approved.content["lead"] == words


def test_approving_a_changed_form_approves_the_change() -> None:
    """What the editor mended while reading is part of what was approved."""
    article = submitted()
    decide("editor", article, "approve", lead="Vom Redakteur geglättet.")
    assert stands(article) == [Standing.APPROVED]


def test_a_shut_gate_does_not_cost_the_approval() -> None:
    """Pressing Release without effect leaves everything as it was."""
    article = cast.draft(owner=desk.person("reporter"), lead="")
    desk.press(desk.sits("reporter"), article, "submit")
    decide("editor", article, "approve")
    desk.press(desk.sits("editor"), article, "publish")
    assert stands(article) == [Standing.APPROVED]


def test_release_stands_in_front_once_approved() -> None:
    """The button of the footer that needs no unfolding."""
    article = submitted()
    decide("editor", article, "approve")
    answer = desk.sits("editor").get(desk.editor(article))
    assert desk.context(answer)["action_menu"].default_item.name == "action-publish"


def test_the_next_step_stands_beside_saving() -> None:
    """One click for those who may: release a draft, approve what was submitted."""

    def in_front(role: str, article: Article) -> list[str]:
        menu = desk.context(desk.sits(role).get(desk.editor(article)))["action_menu"]
        first = menu.default_item
        return [one.name for one in (first.both if isinstance(first, Beside) else [first])]

    article = submitted()
    assert in_front("editor", article) == ["action-save-draft", "approve"]
    draft = cast.draft("entwurf", owner=desk.person("reporter"))
    assert in_front("editor", draft) == ["action-save-draft", "action-publish"]
    assert in_front("reporter", draft) == ["action-save-draft"]


def test_an_approval_says_what_comes_next() -> None:
    """Not merely that something was updated."""
    said = desk.said(decide("editor", submitted(), "approve"))
    assert "freigegeben oder eingeplant" in said
    assert "aktualisiert" not in said


def test_the_list_says_how_it_stands() -> None:
    """Each word in the list of a section, in the desk's language."""
    released, changed = cast.released("frei"), cast.released("anders")
    retracted, held = cast.released("weg"), cast.draft("gesperrt")
    desk.press(desk.sits("editor"), changed, lead="Neuer.")
    actions.retract(retracted, reason="Falsch.", by=None)
    actions.embargo(held, until=clock.now() + timedelta(days=1), by=None)
    words = [released.status_string] + [
        Article.objects.get(pk=one.pk).status_string for one in (changed, retracted, held)
    ]
    listed = desk.words(
        desk.sits("editor").get(reverse("wagtailadmin_explore", args=[released.section_id]))
    )
    assert len(set(words)) == 4
    assert all(word in listed for word in words)
