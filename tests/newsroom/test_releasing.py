"""Release, update, retraction, taking back: the one road to readers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from depesche.kit import clock
from depesche.newsroom import actions, keys, queries
from depesche.newsroom.models import (
    Article,
    Byline,
    FormerAddress,
    OnlyByAction,
    Override,
    Publication,
    Retraction,
)
from depesche.pictures import queries as pictures
from depesche.wire.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db

LATER = cast.NOON + timedelta(hours=2)


def told() -> list[str]:
    """The kinds of what the newsroom told, pictures left out."""
    kinds = Entry.objects.order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if not kind.startswith("picture.")]


def last_keys() -> set[str]:
    """What the newest entry touches."""
    return set(Entry.objects.latest("pk").keys)


def rewrite(article: Article, **fields: Any) -> Article:
    """Save a new draft of an article and fetch its row."""
    draft: Article = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return Article.objects.get(pk=article.pk)


def test_the_first_release_makes_it_public() -> None:
    """Number, instant and place in the lists; one Publication, one event."""
    article = cast.draft()
    assert queries.article_at("de", "stadt", "bruecke-gesperrt") is None
    publication = actions.publish(article, by=cast.marlene())
    shown = queries.article_at("de", "stadt", "bruecke-gesperrt")
    assert shown is not None
    assert (publication.first, publication.material, publication.by) == (
        True,
        False,
        cast.marlene(),
    )
    assert shown.first_released_at == publication.at
    assert shown.number == clock.milliseconds(publication.at)
    assert shown.materially_changed_at is None
    assert told() == ["article.released"]


def test_an_update_keeps_its_place_in_the_lists() -> None:
    """First release and number stay; the newest words are shown; readers see no "updated"."""
    article = cast.released()
    rewrite(article, title="Die Aulebrücke bleibt gesperrt")
    publication = actions.publish(article, by=None, at=LATER)
    now = Article.objects.get(pk=article.pk)
    assert (publication.first, publication.material) == (False, False)
    assert (now.number, now.first_released_at) == (article.number, cast.NOON)
    assert (now.title, now.materially_changed_at) == ("Die Aulebrücke bleibt gesperrt", None)
    assert told() == ["article.released", "article.updated"]


def test_a_material_update_is_dated_once() -> None:
    """The mark belongs to one release; the next small one changes neither the time nor the mark."""
    article = cast.released()
    article = rewrite(article, update_is_material=True)
    assert actions.publish(article, by=None, at=LATER).material
    article = rewrite(article, title="Ein Tippfehler weniger")
    assert not actions.publish(article, by=None).material
    assert Article.objects.get(pk=article.pk).materially_changed_at == LATER
    assert [e.payload["material"] for e in Entry.objects.filter(kind="article.updated")] == [
        True,
        False,
    ]


def test_the_mark_means_nothing_at_the_first_release() -> None:
    """Nothing can be updated that nobody has seen."""
    article = rewrite(cast.draft(), update_is_material=True)
    assert not actions.publish(article, by=None).material
    assert Article.objects.get(pk=article.pk).materially_changed_at is None


def test_an_old_version_does_not_turn_back_time() -> None:
    """Released again, a version from before the first release leaves number and dates alone."""
    article = cast.draft()
    first_version = article.latest_revision
    actions.publish(article, by=None, at=cast.NOON)
    article = rewrite(article, title="Später", update_is_material=True)
    actions.publish(article, by=None, at=LATER)
    before = Article.objects.get(pk=article.pk)
    actions.publish(article, by=None, revision=first_version)
    now = Article.objects.get(pk=article.pk)
    assert now.title == "Die Aulebrücke ist gesperrt"
    assert (now.number, now.first_released_at) == (before.number, cast.NOON)
    assert now.materially_changed_at == LATER
    assert now.section_id == before.section_id


def test_a_draft_changes_nothing_readers_see() -> None:
    """What is typed after a release is a draft until the next."""
    article = cast.released()
    rewrite(article, title="Noch nicht fertig")
    shown = queries.article_at("de", "stadt", "bruecke-gesperrt")
    assert shown is not None
    assert shown.title == "Die Aulebrücke ist gesperrt"
    assert told() == ["article.released"]


def test_nothing_is_released_in_the_future() -> None:
    """An imported article may be older; one that is newer than now is scheduled."""
    with pytest.raises(actions.TimeIsAhead):
        actions.publish(cast.draft(), by=None, at=clock.now() + timedelta(seconds=5))
    assert not Publication.objects.exists()
    assert told() == []


def test_no_other_road_leads_to_readers() -> None:
    """Neither Wagtail's own publishing, nor a saved flag, nor a copy makes anything public."""
    article = cast.draft()
    with pytest.raises(OnlyByAction):
        article.latest_revision.publish()
    article = Article.objects.get(pk=article.pk)
    article.live = True
    with pytest.raises(OnlyByAction):
        article.save()
    assert told() == []
    assert queries.article_at("de", "stadt", "bruecke-gesperrt") is None


def test_no_other_road_changes_what_is_public() -> None:
    """Nor does Wagtail publish over, take down, or delete what readers see."""
    article = cast.released()
    rewrite(article, title="Am Tor vorbei", lead="")
    with pytest.raises(OnlyByAction):
        Article.objects.get(pk=article.pk).latest_revision.publish()
    with pytest.raises(OnlyByAction):
        Article.objects.get(pk=article.pk).unpublish()
    with pytest.raises(OnlyByAction), transaction.atomic():
        Article.objects.get(pk=article.pk).delete()
    shown = queries.article_at("de", "stadt", "bruecke-gesperrt")
    assert shown is not None
    assert shown.title == "Die Aulebrücke ist gesperrt"


def test_a_copy_is_a_draft() -> None:
    """A copied public article is nobody's to see, in the paper's lists either."""
    article = cast.released()
    copy = article.copy(update_attrs={"slug": "kopie"})
    assert queries.article_at("de", "stadt", "kopie") is None
    assert [a.pk for a in queries.public("de")] == [article.pk]
    assert Article.objects.get(pk=copy.pk).first_released_at is None


def test_an_embargo_stops_release() -> None:
    """Until it ends or is lifted, with a reason on record."""
    article = cast.draft()
    actions.embargo(article, until=clock.now() + timedelta(hours=1), by=None, reason="Sperrfrist")
    with pytest.raises(actions.ArticleIsEmbargoed):
        actions.publish(article, by=None, override="we want it now")
    with pytest.raises(actions.ReasonIsMissing):
        actions.lift_embargo(article, by=None, reason=" ")
    actions.lift_embargo(article, by=cast.marlene(), reason="Port agreed")
    actions.publish(article, by=None)
    embargo = article.embargos.get()
    assert (embargo.reason, embargo.lifted_by) == ("Sperrfrist · Port agreed", cast.marlene())


def test_an_override_is_logged_with_its_reason() -> None:
    """What the gate named, who released all the same, and why."""
    article = cast.draft(lead="")
    with pytest.raises(actions.GateIsShut) as shut:
        actions.publish(article, by=cast.marlene(), override="  ")
    assert [finding.code for finding in shut.value.findings if finding.stops] == ["lead-missing"]
    assert not Override.objects.exists()
    actions.publish(article, by=cast.marlene(), override="Eilmeldung")
    override = Override.objects.get()
    assert (override.by, override.reason) == (cast.marlene(), "Eilmeldung")
    assert "lead-missing" in [finding["code"] for finding in override.findings]


def test_no_override_is_logged_where_nothing_stops() -> None:
    """A reason given in vain is no record."""
    actions.publish(cast.draft(), by=None, override="just in case")
    assert not Override.objects.exists()


def test_pictures_follow_the_article() -> None:
    """Public with it, private again with its retraction or when another version leaves them out."""
    bridge, crane = cast.bridge_picture(), cast.bridge_picture(title="Kran")
    body = [cast.paragraph("Text"), {"type": "picture", "value": {"picture": crane.pk}}]
    article = cast.draft(lead_picture=bridge, body=body)
    assert not pictures.is_public(bridge.pk)
    actions.publish(article, by=None)
    assert pictures.is_public(bridge.pk)
    assert pictures.is_public(crane.pk)
    rewrite(article, body=article.body[:1] and '[{"type":"paragraph","value":"<p>Text</p>"}]')
    assert pictures.is_public(crane.pk)
    actions.publish(article, by=None)
    assert not pictures.is_public(crane.pk)
    actions.retract(article, reason="Ein Irrtum", by=None)
    assert not pictures.is_public(bridge.pk)
    actions.take_back_retraction(article, by=None)
    assert pictures.is_public(bridge.pk)


def test_a_retraction_leaves_a_tombstone() -> None:
    """Gone from its address and from the lists, with a reason for readers."""
    article = cast.released(topic="bruecke")
    with pytest.raises(actions.ReasonIsMissing):
        actions.retract(article, reason="\n", by=None)
    actions.retract(article, reason="Das Gutachten war gefälscht.", by=cast.marlene())
    assert queries.article_at("de", "stadt", "bruecke-gesperrt") is None
    assert not queries.public("de").exists()
    tombstone = queries.tombstone_at("de", "stadt", "bruecke-gesperrt")
    assert tombstone is not None
    assert (tombstone.reason, tombstone.by) == ("Das Gutachten war gefälscht.", cast.marlene())
    assert last_keys() >= keys.touched(article) | {keys.corrections("de")}


def test_what_is_retracted_comes_back_only_by_taking_back() -> None:
    """A new version is refused; taken back, it stands where it stood, as readers last saw it."""
    article = cast.released()
    actions.retract(article, reason="Ein Irrtum", by=None)
    rewrite(article, title="Neu geschrieben")
    with pytest.raises(actions.ArticleIsRetracted):
        actions.publish(article, by=None)
    with pytest.raises(actions.ArticleIsNotPublic):
        actions.retract(article, reason="noch einmal", by=None)
    actions.take_back_retraction(article, by=cast.marlene())
    now = Article.objects.get(pk=article.pk)
    assert (now.number, now.title, now.live) == (
        article.number,
        "Die Aulebrücke ist gesperrt",
        True,
    )
    assert queries.tombstone_at("de", "stadt", "bruecke-gesperrt") is None
    record = Retraction.objects.get()
    assert record.taken_back_by == cast.marlene()
    assert told() == ["article.released", "article.retracted", "article.released"]


def test_taking_back_what_was_not_retracted_tells_nothing() -> None:
    """A second click changes nothing."""
    article = cast.released()
    actions.take_back_retraction(article, by=None)
    assert told() == ["article.released"]


def test_an_embargo_holds_for_taking_back_too() -> None:
    """Nothing leaves the house before it ends."""
    article = cast.released()
    actions.retract(article, reason="Ein Irrtum", by=None)
    actions.embargo(article, until=clock.now() + timedelta(hours=1), by=None)
    with pytest.raises(actions.ArticleIsEmbargoed):
        actions.take_back_retraction(article, by=None)
    assert not queries.public("de").exists()


def test_only_what_was_released_is_retracted_or_corrected() -> None:
    """Nobody has seen a draft."""
    article = cast.draft()
    with pytest.raises(actions.ArticleIsNotPublic):
        actions.retract(article, reason="Ein Irrtum", by=None)
    with pytest.raises(actions.ArticleIsNotPublic):
        actions.correct(article, text="Es war Montag.", reason="Fehler", by=None)
    assert told() == []


def test_a_correction_is_public_and_dated() -> None:
    """Under the article and in the list; it says what was wrong, and the desk knows why."""
    article = cast.released()
    for text, reason in (("", "Fehler"), ("Es war Montag.", " ")):
        with pytest.raises(actions.ReasonIsMissing):
            actions.correct(article, text=text, reason=reason, by=None)
    made = actions.correct(article, text=" Es war Montag. ", reason="Fehler", by=cast.marlene())
    assert (made.text, made.by) == ("Es war Montag.", cast.marlene())
    assert list(queries.corrections("de")) == [made]
    assert last_keys() >= {keys.article(article.pk), keys.corrections("de")}
    assert not last_keys() & {keys.front("de"), keys.latest("de")}
    assert told() == ["article.released", "article.corrected"]


def test_corrections_of_a_retracted_article_go_with_it() -> None:
    """The list shows the retraction instead."""
    article = cast.released()
    actions.correct(article, text="Es war Montag.", reason="Fehler", by=None)
    actions.retract(article, reason="Ein Irrtum", by=None)
    assert not queries.corrections("de").exists()
    assert [r.article_id for r in queries.retractions("de")] == [article.pk]


def test_a_new_address_keeps_the_old_one() -> None:
    """Links of readers lead on; back again, the former address is the present one only."""
    article = cast.released()
    article = rewrite(article, slug="bruecke-zu")
    actions.publish(article, by=None)
    moved = queries.moved_from("/stadt/bruecke-gesperrt/")
    assert moved is not None
    assert moved.address == "/stadt/bruecke-zu/"
    article = rewrite(article, slug="bruecke-gesperrt")
    actions.publish(article, by=None)
    assert queries.moved_from("/stadt/bruecke-gesperrt/") is None
    assert [former.path for former in FormerAddress.objects.all()] == ["/stadt/bruecke-zu/"]


def test_an_address_nobody_saw_is_not_kept() -> None:
    """The slug of a draft may change as often as it likes."""
    article = rewrite(cast.draft(), slug="bruecke-zu")
    actions.publish(article, by=None)
    assert not FormerAddress.objects.exists()


def test_the_lists_left_behind_are_touched() -> None:
    """An article that changes topic, author or section leaves the old lists too."""
    article = cast.released(topic="bruecke", authors=[cast.jonas()])
    old_section = keys.section(cast.section().pk)
    draft: Article = article.get_latest_revision_as_object()
    draft.topics = [cast.topic("hafen")]
    setattr(draft, "bylines", [Byline(author=cast.derya())])  # noqa: B010  modelcluster's manager
    draft.save_revision()
    actions.publish(article, by=None)
    assert last_keys() >= {
        keys.article(article.pk),
        keys.topic_list(cast.topic("bruecke").pk),
        keys.topic_list(cast.topic("hafen").pk),
        keys.author_list(cast.jonas().pk),
        keys.author_list(cast.derya().pk),
        keys.front("de"),
        keys.latest("de"),
        keys.day("de", cast.NOON),
    }
    actions.move(article, section=cast.section("wirtschaft"), by=None)
    assert last_keys() >= {old_section, keys.section(cast.section("wirtschaft").pk)}


def test_a_version_of_another_article_is_refused() -> None:
    """Else one article would appear under another's keys."""
    crane, bridge = cast.draft("kran", title="Der Kran"), cast.draft()
    with pytest.raises(ValueError, match="another article"):
        actions.publish(bridge, by=None, revision=crane.latest_revision)
    assert not queries.public("de").exists()
