"""One road: whatever Wagtail offers to publish, take down, delete or move leads to ours."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, Revision

from depesche.newsroom import actions
from depesche.newsroom.models import (
    Article,
    FormerAddress,
    OnlyByAction,
    Override,
    Publication,
    Section,
)
from depesche.wire.models import Entry
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    """The kinds of events since the beginning."""
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def latest(article: Article) -> Revision:
    """The newest version."""
    revision: Revision = Article.objects.get(pk=article.pk).latest_revision
    return revision


def test_the_release_button_releases_by_the_action() -> None:
    """The editor's button writes a publication and tells the wire once."""
    article = cast.draft()
    answer = desk.press(desk.sits("editor"), article, "publish")
    assert Publication.objects.get(article=article).by == desk.person("editor")
    assert told().count("article.released") == 1
    assert answer.redirect_chain[-1][0] == desk.editor(article)


def test_a_new_page_is_released_from_its_first_form() -> None:
    """Writing and releasing in one go is the same road."""
    sample = cast.draft("vorlage")
    sent = desk.form(sample, slug="", title="Kräne stehen still", **{"action-publish": "1"})
    sent["bylines-0-id"] = ""
    sent["bylines-INITIAL_FORMS"] = 0
    where = reverse("wagtailadmin_pages:add", args=["newsroom", "article", cast.section().pk])
    desk.sits("editor").post(where, sent)
    article = Article.objects.get(slug="kraene-stehen-still")
    assert article.is_public
    assert article.publications.count() == 1


def test_the_gate_stops_the_button_and_keeps_the_draft() -> None:
    """Not released, saved, and the page says what is missing and where."""
    article = cast.draft()
    answer = desk.press(desk.sits("editor"), article, "publish", lead="")
    assert answer.redirect_chain[-1][0] == reverse("newsroom_desk:gate", args=[article.pk])
    assert "#:w:contentpath=lead" in desk.words(answer)
    assert not Article.objects.get(pk=article.pk).is_public
    assert latest(article).content["lead"] == ""


def test_only_a_chief_goes_past_the_gate_and_says_why() -> None:
    """The editor is refused; the chief's reason is on record with the findings."""
    article = cast.draft(lead="")
    gate = reverse("newsroom_desk:gate", args=[article.pk])
    desk.sits("editor").post(gate, {"reason": "Es eilt"})
    assert not Article.objects.get(pk=article.pk).is_public
    desk.sits("chief").post(gate, {"reason": "Es eilt"})
    assert Article.objects.get(pk=article.pk).is_public
    override = Override.objects.get()
    assert (override.reason, override.by) == ("Es eilt", desk.person("chief"))
    assert override.findings[0]["code"] == "lead-missing"


def test_warnings_are_said_after_release() -> None:
    """What only warns stops nobody and is not forgotten."""
    article = cast.draft()
    answer = desk.press(desk.sits("editor"), article, "publish")
    assert Article.objects.get(pk=article.pk).is_public
    assert "#:w:contentpath=lead_picture" in desk.words(answer)


def test_an_old_version_comes_back_through_the_gate_too() -> None:
    """Reverting and releasing at once is one more release."""
    article = cast.released()
    old = latest(article)
    where = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, old.pk])
    desk.sits("editor").post(
        desk.editor(article), desk.form(article, lead="", **{"action-publish": "1"})
    )
    assert desk.sits("editor").get(where).status_code == 200
    sent = desk.form(article, lead="Wie es war.", **{"action-publish": "1", "revision": old.pk})
    desk.sits("editor").post(desk.editor(article), sent)
    assert [p.first for p in Publication.objects.order_by("pk")] == [True, False]


def test_wagtails_buttons_for_taking_down_are_not_offered() -> None:
    """Retracting stands in their place; who asks all the same is refused."""
    article, client = cast.released(), desk.sits("chief")
    page = desk.words(client.get(desk.editor(article)))
    retract = reverse("newsroom_desk:retract", args=[article.pk])
    others = [
        reverse(f"wagtailadmin_pages:{name}", args=[article.pk]) for name in ("unpublish", "delete")
    ]
    assert [where in page for where in (retract, *others)] == [True, False, False]
    for where in others:
        client.post(where)
    assert Article.objects.get(pk=article.pk).is_public


def test_what_was_released_is_not_deleted() -> None:
    """Neither alone nor with its section; a draft is."""
    article, never = cast.released(), cast.draft("nie")
    client = desk.sits("admin")
    for number in (article.pk, cast.section().pk):
        client.post(reverse("wagtailadmin_pages:delete", args=[number]))
        assert Page.objects.filter(pk=number).exists()
    client.post(reverse("wagtailadmin_pages:delete", args=[never.pk]))
    assert not Page.objects.filter(pk=never.pk).exists()


def test_a_moved_article_is_found_at_its_old_address() -> None:
    """Other section, other address; the old one leads there, and the wire knows."""
    article, business = cast.released(), cast.section("wirtschaft")
    old = article.address
    where = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, business.pk])
    desk.sits("editor").post(where)
    moved = Article.objects.get(pk=article.pk)
    assert (moved.section_id, moved.address) == (business.pk, "/wirtschaft/bruecke-gesperrt/")
    assert FormerAddress.objects.get(path=old).article_id == article.pk
    event = Entry.objects.get(kind="article.moved")
    assert {f"section/{article.section_id}", f"section/{business.pk}"} <= set(event.keys)


def test_a_reporter_moves_nothing_released() -> None:
    """Asking does not move it, and a refusal leaves everything in its place."""
    article, business = cast.released(owner=desk.person("reporter")), cast.section("wirtschaft")
    where = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, business.pk])
    desk.sits("reporter").post(where)
    assert Article.objects.get(pk=article.pk).section_id == article.section_id


def test_a_new_slug_keeps_the_old_address() -> None:
    """At release, not before."""
    article = cast.released()
    client = desk.sits("editor")
    desk.press(client, article, slug="riss-im-traeger")
    assert not FormerAddress.objects.exists()
    desk.press(client, article, "publish", slug="riss-im-traeger")
    assert Article.objects.get(pk=article.pk).address == "/stadt/riss-im-traeger/"
    assert FormerAddress.objects.get().path == "/stadt/bruecke-gesperrt/"
    assert "article.moved" in told()


def test_many_at_once_go_through_the_gate_one_by_one() -> None:
    """What is complete is released, what is not stays, and its name is said."""
    whole, hollow = cast.draft("ganz"), cast.draft("leer", title="Leeres Blatt", lead="")
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.sits("editor").post(
        f"{where}?id={whole.pk}&id={hollow.pk}&next=/desk/", follow=True
    )
    assert Article.objects.get(pk=whole.pk).is_public
    assert not Article.objects.get(pk=hollow.pk).is_public
    assert "Leeres Blatt" in desk.words(answer)


def test_nothing_is_taken_down_or_deleted_in_a_heap() -> None:
    """A released article survives both."""
    article = cast.released()
    for deed in ("unpublish", "delete"):
        where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", deed])
        desk.sits("admin").post(f"{where}?id={article.pk}")
        assert Article.objects.get(pk=article.pk).is_public


def test_many_move_with_their_old_addresses() -> None:
    """The heap keeps what one by one keeps."""
    article, business = cast.released(), cast.section("wirtschaft")
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    desk.sits("editor").post(f"{where}?id={article.pk}", {"chooser": business.pk})
    assert Article.objects.get(pk=article.pk).section_id == business.pk
    assert FormerAddress.objects.filter(article=article).exists()


def test_a_copy_is_a_draft_without_a_past() -> None:
    """Also when the form asks to publish it or to make it an alias."""
    article = cast.released()
    where = reverse("wagtailadmin_pages:copy", args=[article.pk])
    sent = {
        "new_title": "Zweite Brücke",
        "new_slug": "zweite-bruecke",
        "new_parent_page": article.section_id,
        "publish_copies": "on",
        "alias": "on",
    }
    desk.sits("editor").post(where, sent)
    copy = Article.objects.get(slug="zweite-bruecke")
    assert (copy.live, copy.number, copy.first_released_at, copy.alias_of) == (
        False,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("deed", ["publish", "unpublish", "delete"])
def test_the_desks_interface_for_programs_is_no_side_door(deed: str) -> None:
    """Wagtail's own API is refused what its forms are."""
    article = cast.released()
    article.lead = ""
    article.save_revision()
    where = f"/desk/api/main/pages/{article.pk}/action/{deed}/"
    client = desk.sits("admin")
    with transaction.atomic():  # what is refused half-way is undone, as it is outside of a test
        answer = client.post(where, {}, content_type="application/json")
    assert answer.status_code == 403
    assert Article.objects.get(pk=article.pk).lead != ""
    assert Article.objects.get(pk=article.pk).is_public


def test_the_models_refuse_every_other_road() -> None:
    """Publishing a version, taking down, moving and deleting by code all end the same."""
    article, business = cast.released(), cast.section("wirtschaft")
    article.lead = "Ungeprüft."
    revision = article.save_revision()
    for deed in (
        revision.publish,
        article.unpublish,
        article.delete,
        lambda: article.move(business, pos="last-child"),
        lambda: article.create_alias(update_slug="alias"),
    ):
        with pytest.raises(OnlyByAction), transaction.atomic():
            deed()
    assert issubclass(OnlyByAction, PermissionDenied)
    assert Publication.objects.count() == 1


def test_front_and_sections_are_released_with_their_event() -> None:
    """Both are standing pages: Wagtail's button, our transaction."""
    client = desk.sits("editor")
    front, section = cast.edition(), cast.section()
    front.save_revision()
    section.save_revision()
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{where}?id={front.pk}&id={section.pk}")
    assert {"front.arranged", "frame.changed"} <= set(told())


def test_a_printed_section_keeps_its_address() -> None:
    """Readers' links outlive a better name."""
    cast.released()
    section = cast.section()
    sent = {"title": "Stadt", "slug": "lokales", "description": "", "action-publish": "1"}
    where = reverse("wagtailadmin_pages:edit", args=[section.pk])
    desk.sits("editor").post(where, sent)
    assert Section.objects.get(pk=section.pk).slug == "stadt"


def test_a_retraction_taken_back_shows_what_readers_last_saw() -> None:
    """What was typed in between stays a draft."""
    article = cast.released()
    actions.retract(article, reason="Der Riss war ein Schatten.", by=None)
    desk.press(desk.sits("editor"), article, lead="Ungeprüft.")
    actions.take_back_retraction(article, by=None)
    back = Article.objects.get(pk=article.pk)
    assert back.lead == "Ein Riss im Träger zwingt die Stadt zu einem Umweg."
    assert back.get_latest_revision_as_object().lead == "Ungeprüft."
