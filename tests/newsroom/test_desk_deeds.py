"""What the desk offers beside writing: plans, embargoes, corrections, retractions, the banner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from depesche.config import roles
from depesche.kit import clock
from depesche.kit.moments import local
from depesche.newsroom import actions
from depesche.newsroom.models import Article, Banner, Outcome, Schedule
from depesche.newsroom.queries import open_schedule, standing_embargo
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _settled() -> None:
    roles.settle()


def where(name: str, article: Article) -> str:
    """The address of a deed."""
    return reverse(f"newsroom_desk:{name}", args=[article.pk])


def test_a_plan_is_made_to_the_second_and_dropped_again() -> None:
    """By the clock of the paper's town; the way back is one click."""
    article, client = cast.draft(), desk.sits("editor")
    instant = (clock.now() + HOUR).replace(microsecond=0)
    client.post(where("schedule", article), {"release_at": local(instant)})
    planned = open_schedule(article)
    assert planned is not None
    assert (planned.release_at, planned.by) == (instant, desk.person("editor"))
    answer = client.post(where("cancel_schedule", article), follow=True)
    assert open_schedule(article) is None
    assert f"?at={local(instant)}" in desk.words(answer)


def test_a_time_that_has_passed_is_refused_in_one_sentence() -> None:
    """The form comes back with it, and nothing is planned."""
    article = cast.draft()
    answer = desk.sits("editor").post(
        where("schedule", article), {"release_at": local(clock.now() - HOUR)}
    )
    assert desk.context(answer)["form"].non_field_errors() == [str(actions.TimeIsPast())]
    assert open_schedule(article) is None


def test_several_articles_leave_as_one_bundle() -> None:
    """A new bundle with its companions; another joins it later and takes its time."""
    first, second, third = cast.draft("eins"), cast.draft("zwei"), cast.draft("drei")
    client, instant = desk.sits("editor"), (clock.now() + HOUR).replace(microsecond=0)
    client.post(
        where("schedule", first),
        {"release_at": local(instant), "new_bundle": "Haushalt", "companions": [second.pk]},
    )
    bundle = Schedule.objects.get(article=first).bundle
    assert bundle is not None
    client.post(where("schedule", third), {"bundle": bundle.pk})
    planned = Schedule.objects.filter(bundle=bundle, outcome=Outcome.OPEN)
    assert {one.article_id for one in planned} == {first.pk, second.pk, third.pk}
    assert {one.release_at for one in planned} == {instant}


def test_a_bundle_with_an_unready_article_says_so_in_time() -> None:
    """It would leave whole or not at all; whoever plans it can still mend it."""
    first, second = cast.draft("eins"), cast.draft("zwei", title="Ohne Vorspann", lead="")
    sent = {"release_at": local(clock.now() + HOUR), "new_bundle": "Haushalt"}
    planned = desk.sits("editor").post(
        where("schedule", first), sent | {"companions": [second.pk]}, follow=True
    )
    assert "„Ohne Vorspann“ nicht freigegeben" in desk.said(planned)
    assert desk.editor(second) in desk.said(planned)
    ready = desk.sits("editor").post(
        where("schedule", first), {"release_at": local(clock.now() + HOUR)}, follow=True
    )
    assert "nicht freigegeben" not in desk.said(ready)


def test_the_desks_first_page_leads_to_writing_and_arranging() -> None:
    """A new article in each section of each edition; the front page for those who may."""
    city, town = cast.section("stadt"), cast.section("stadt", "en")

    def first_page(role: str) -> str:
        return desk.words(desk.sits(role).get(reverse("wagtailadmin_home")))

    for section in (city, town):
        new = reverse("wagtailadmin_pages:add", args=["newsroom", "article", section.pk])
        assert new in first_page("reporter")
        front = reverse("wagtailadmin_pages:edit", args=[section.get_parent().pk])
        assert front in first_page("editor")
        assert front not in first_page("reporter")
    arranged = desk.sits("editor").get(reverse("newsroom_desk:front"))
    assert arranged["Location"] == reverse("wagtailadmin_pages:edit", args=[cast.edition().pk])


def test_a_planned_version_is_not_changed_by_typing_on() -> None:
    """What the clock will release is what was planned; the desk says so."""
    article, client = cast.draft(), desk.sits("editor")
    actions.schedule(article, release_at=clock.now() + HOUR, by=desk.person("editor"))
    planned = open_schedule(article)
    assert planned is not None
    assert planned.revision is not None
    desk.press(client, article, lead="Später.", overwrite_revision_id=str(planned.revision_id))
    planned.revision.refresh_from_db()
    assert planned.revision.content["lead"] != "Später."
    assert client.get(desk.editor(article)).status_code == 200


def test_a_replaced_plan_is_shown_until_somebody_has_seen_it() -> None:
    """In the editor, in the plan and on the first page; then nowhere."""
    article, client = cast.draft(), desk.sits("editor")
    actions.schedule(article, release_at=clock.now() + HOUR, by=desk.person("editor"))
    desk.press(client, article, "publish")
    replaced = Schedule.objects.get(article=article)
    seen = reverse("newsroom_desk:seen", args=[replaced.pk])
    pages = (desk.editor(article), reverse("newsroom_desk:plan"), reverse("wagtailadmin_home"))
    assert [seen in desk.words(client.get(page)) for page in pages] == [True] * 3
    client.post(seen)
    assert [seen in desk.words(client.get(page)) for page in pages] == [False] * 3


def test_an_embargo_holds_the_release_button() -> None:
    """Until it is lifted, with a reason."""
    article, client = cast.draft(), desk.sits("editor")
    client.post(where("embargo", article), {"until": local(clock.now() + HOUR), "reason": "dpa"})
    desk.press(client, article, "publish")
    assert not Article.objects.get(pk=article.pk).is_public
    client.post(where("lift_embargo", article), {"reason": ""})
    assert standing_embargo(article) is not None
    client.post(where("lift_embargo", article), {"reason": "Freigegeben vom Rathaus"})
    desk.press(client, article, "publish")
    assert Article.objects.get(pk=article.pk).is_public


def test_a_correction_is_shown_before_it_stands() -> None:
    """The preview appends nothing."""
    article, client = cast.released(), desk.sits("editor")
    sent = {"text": "Der Riss ist drei Meter lang.", "reason": "Zahlendreher"}
    shown = client.post(where("correct", article), sent | {"preview": "1"})
    assert sent["text"] in desk.words(shown)
    assert not article.corrections.exists()
    client.post(where("correct", article), sent)
    assert [c.text for c in article.corrections.all()] == [sent["text"]]


def test_the_deeds_stand_over_the_editor() -> None:
    """What can be done now, and the way to what readers see; nothing that cannot."""
    draft, released = cast.draft("entwurf"), cast.released()

    def notice(article: Article) -> str:
        page = desk.words(desk.sits("editor").get(desk.editor(article)))
        return page[page.index("desk-notice") :].partition("</section>")[0]

    assert where("schedule", draft) in notice(draft)
    assert where("correct", draft) not in notice(draft)
    assert where("correct", released) in notice(released)
    assert f'href="{released.url}"' in notice(released)


def test_a_correction_says_where_it_stands() -> None:
    """With the way to the article in the paper."""
    article = cast.released()
    sent = {"text": "Der Riss ist drei Meter lang.", "reason": "Zahlendreher"}
    answer = desk.sits("editor").post(where("correct", article), sent, follow=True)
    assert f'href="{article.url}"' in desk.said(answer)


def test_a_retraction_needs_a_reason_and_can_be_taken_back() -> None:
    """Each by one form."""
    article, client = cast.released(), desk.sits("chief")
    client.post(where("retract", article), {"reason": " "})
    assert Article.objects.get(pk=article.pk).is_public
    answer = client.post(where("retract", article), {"reason": "Quelle zurückgezogen"}, follow=True)
    assert not Article.objects.get(pk=article.pk).is_public
    assert where("take_back", article) in desk.words(answer)
    client.get(where("take_back", article))
    assert not Article.objects.get(pk=article.pk).is_public
    client.post(where("take_back", article))
    assert Article.objects.get(pk=article.pk).is_public


def test_what_readers_saw_is_listed() -> None:
    """Every release with its version, and what was said about it."""
    article, client = cast.released(), desk.sits("editor")
    desk.press(client, article, "publish", lead="Neu.")
    actions.correct(article, text="Drei Meter.", reason="Zahl", by=None)
    page = desk.words(client.get(where("history", article)))
    assert page.count("/revisions/") >= 2
    assert "Drei Meter." in page


def test_the_banner_is_raised_for_two_hours_and_ended() -> None:
    """The form brings the usual end; ending is one click."""
    cast.edition()
    client, page = desk.sits("editor"), reverse("newsroom_desk:banner")
    asked = desk.context(client.get(page))["form"].initial["until"]
    client.post(page, {"text": "Brücke gesperrt", "language": "de", "until": asked})
    banner = Banner.objects.get()
    assert abs(banner.until - clock.now() - 2 * HOUR) < timedelta(minutes=1)
    client.post(reverse("newsroom_desk:end_banner", args=[banner.pk]))
    banner.refresh_from_db()
    assert banner.ended_at is not None


def test_the_desk_speaks_german_and_calls_itself_by_name() -> None:
    """Also where nobody is signed in yet."""
    client = desk.sits("editor")
    client.logout()
    page = desk.words(client.get("/desk/login/"))
    title = page.split("<title>")[1].split("</title>")[0]
    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert "Depesche" in title
    assert "Depesche" in heading
    assert "Wagtail" not in title + heading


def test_a_chief_withholds_a_former_version_and_shows_it_again() -> None:
    """With a reason on record; never the version in the paper, and by nobody below."""
    article = cast.released()
    article.title = "Die Brücke bleibt zu"
    article.save_revision()
    actions.publish(article, by=None)
    former, present = article.publications.all()
    client, way = desk.sits("chief"), "newsroom_desk:withhold"
    page = reverse(way, args=[article.pk, former.pk])
    assert page in desk.words(client.get(where("history", article)))
    assert desk.sits("editor").post(page, {"reason": "Urteil"}).status_code in {302, 403}
    assert not former.is_withheld
    refused = client.post(reverse(way, args=[article.pk, present.pk]), {"reason": "Urteil"})
    assert desk.context(refused)["form"].non_field_errors() == [str(actions.VersionIsInThePaper())]
    client.post(page, {"reason": "Urteil des Landgerichts"})
    record = former.withholdings.get()
    assert (record.by, record.reason) == (desk.person("chief"), "Urteil des Landgerichts")
    again = reverse("newsroom_desk:show_again", args=[article.pk, former.pk])
    assert again in desk.words(client.get(where("history", article)))
    client.post(again)
    record.refresh_from_db()
    assert record.taken_back_by == desk.person("chief")
