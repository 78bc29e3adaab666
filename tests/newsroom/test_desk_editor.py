"""The editor itself: fields, addresses, bylines, files, and what autosave must not touch."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from depesche.config import roles
from depesche.kit import clock
from depesche.newsroom import actions
from depesche.newsroom.models import Article, Byline, Topic
from depesche.newsroom.models.address import slug_of
from depesche.wire.models import Entry
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settled() -> None:
    roles.settle()


def test_wagtails_own_schedule_is_gone() -> None:
    """One clock releases; a second one would contradict it."""
    page = desk.sits("editor").get(desk.editor(cast.draft()))
    form = desk.context(page)["form"]
    assert {"go_live_at", "expire_at"} & set(form.fields) == set()
    assert not form.show_schedule_publishing_toggle


def test_fields_stand_in_the_order_of_writing() -> None:
    """As the eye reads the article."""
    page = desk.words(desk.sits("editor").get(desk.editor(cast.draft())))
    order = (
        "kicker title short_headline lead bylines-TOTAL_FORMS place_line topics event_date "
        "lead_picture lead_caption lead_label body-count update_is_material slug"
    ).split()
    places = [page.index(f'name="{name}"') for name in order if f'name="{name}"' in page]
    assert places == sorted(places)
    assert len(places) >= len(order) - 2  # no topics yet, and Wagtail writes the body by script


@pytest.mark.parametrize("both", [True, False])
def test_a_byline_names_one_of_two(both: bool) -> None:
    """An author or an agency: neither both nor none."""
    article = cast.draft()
    sent = {
        "bylines-0-author": cast.jonas().pk if both else "",
        "bylines-0-agency": cast.kuestenpress().pk if both else "",
    }
    answer = desk.press(desk.sits("editor"), article, "", **sent)
    assert desk.context(answer)["form"].formsets["bylines"].errors[0]
    assert Byline.objects.get(article=article).author == cast.jonas()


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Brücke gesperrt: Größtes Loch seit 1887", "bruecke-gesperrt-groesstes-loch-seit-1887"),
        ("Kılıç, Łódź & Æbeltoft", "kilic-lodz-aebeltoft"),
        ("a" * 100, "a" * 80),
        ("wort " * 30, "-".join(["wort"] * 16)),
        ("", ""),
    ],
)
def test_addresses_are_written_in_latin_letters(headline: str, slug: str) -> None:
    """Readers can type and dictate them."""
    assert slug_of(headline) == slug


@pytest.mark.parametrize(
    ("headline", "addresses"),
    [
        ("Möwen siegen", ["moewen-siegen", "moewen-siegen-2"]),
        ("M" * 90, ["m" * 80, "m" * 78 + "-2"]),
    ],
)
def test_two_articles_with_one_headline_have_two_addresses(
    headline: str, addresses: list[str]
) -> None:
    """Numbered, without a question to the writer, also where there is hardly room."""
    client = desk.sits("editor")
    for article in (cast.draft("eins"), cast.draft("zwei")):
        for _save in range(2):
            desk.press(client, article, title=headline, slug="")
    assert list(Article.objects.order_by("pk").values_list("slug", flat=True)) == addresses


def test_a_drafts_address_follows_its_headline() -> None:
    """Until it is released, and unless somebody wrote another."""
    article, client = cast.draft("bruecke"), desk.sits("editor")

    def address(**changes: str) -> str:
        desk.press(client, Article.objects.get(pk=article.pk), **changes)
        return str(Article.objects.get(pk=article.pk).slug)

    assert address(title="Öl im Hafen", slug="") == "oel-im-hafen"
    assert address(title="Öl in der Bucht") == "oel-in-der-bucht"
    assert address(title="Öl überall", slug="oelpest") == "oelpest"
    assert address(title="Öl am Strand") == "oelpest"
    assert address(title="Öl am Strand", slug="") == "oel-am-strand"
    actions.publish(Article.objects.get(pk=article.pk), by=None)
    assert address(title="Der Strand ist sauber") == "oel-am-strand"


def test_a_topics_address_follows_its_name() -> None:
    """Written as German is written, not as a browser would."""
    sent = {"name": "Fährverkehr", "slug": "", "description": ""}
    new = reverse("wagtailsnippets_newsroom_topic:add")
    desk.sits("editor").post(f"{new}?locale={cast.locale('de').language_code}", sent)
    assert Topic.objects.get().slug == "faehrverkehr"


def test_a_new_article_begins_with_its_writers_name() -> None:
    """Where the paper has exactly one author of that name; it can be taken out before saving."""
    new = reverse("wagtailadmin_pages:add", args=["newsroom", "article", cast.section().pk])
    browser = desk.sits("reporter")
    assert not desk.context(browser.get(new))["form"].instance.bylines.all()
    jonas = cast.jonas()
    form = desk.context(browser.get(new))["form"]
    assert [str(line["author"].value()) for line in form.formsets["bylines"]] == [str(jonas.pk)]
    unsigned = desk.form(cast.draft()) | desk.no_bylines() | {"title": "Ohne Namen", "slug": ""}
    browser.post(new, unsigned)
    assert not Article.objects.get(title="Ohne Namen").get_latest_revision_as_object().bylines.all()


def test_what_needs_two_of_a_kind_begins_with_two() -> None:
    """A gallery of one picture and a timeline of one moment are none."""
    body = Article._meta.get_field("body").stream_block.child_blocks
    gallery, timeline = body["gallery"].get_default(), body["timeline"].get_default()
    assert [dict(use) for use in gallery["pictures"]] == [
        {"picture": None, "caption": "", "label": ""}
    ] * 2
    assert [dict(moment) for moment in timeline["moments"]] == [
        {"when": "", "headline": "", "text": ""}
    ] * 2


def test_a_tombstone_stays_where_it_is() -> None:
    """A retracted article keeps its address whatever is typed."""
    article = cast.released()
    actions.retract(article, reason="Falsch.", by=None)
    desk.press(desk.sits("editor"), article, slug="anderswo")
    assert Article.objects.get(pk=article.pk).slug == "bruecke-gesperrt"


def test_a_file_is_public_as_long_as_a_released_article_offers_it() -> None:
    """Not before release, not under embargo, not after retraction; at the desk always."""
    document = Document.objects.create(
        title="Gutachten", file=ContentFile(b"Riss im Untergurt", name="gutachten.txt")
    )
    block = {"type": "file", "value": {"document": document.pk, "title": ""}}
    article = cast.draft(body=[cast.paragraph("Siehe Anhang."), block])
    reader, staff = Client(), desk.sits("reporter")

    def public() -> bool:
        assert staff.get(document.url).status_code == 200
        return reader.get(document.url).status_code == 200

    assert not public()
    actions.embargo(article, until=clock.now() + timedelta(hours=1), by=None)
    assert not public()
    actions.lift_embargo(article, by=None, reason="frei")
    actions.publish(article, by=None)
    assert public()
    actions.retract(article, reason="Falsch.", by=None)
    assert not public()
    actions.take_back_retraction(article, by=None)
    assert public()


def test_describing_an_author_tells_the_wire() -> None:
    """Saved at the desk, told in the same transaction; deleting a topic as well."""
    author = cast.jonas()
    sent = {
        "name": "Jonas Ahrendt",
        "slug": "jonas-ahrendt",
        "email": "jonas@example.org",
        "portrait": "",
        "descriptions-TOTAL_FORMS": 0,
        "descriptions-INITIAL_FORMS": 0,
    }
    client = desk.sits("editor")
    client.post(reverse("wagtailsnippets_newsroom_author:edit", args=[author.pk]), sent)
    topic = cast.topic()
    number = topic.pk
    client.post(reverse("wagtailsnippets_newsroom_topic:delete", args=[topic.pk]))
    touched = {key for entry in Entry.objects.filter(kind="record.changed") for key in entry.keys}
    assert {f"author/{author.pk}", f"topic/{number}"} <= touched


def test_the_gate_is_seen_before_release() -> None:
    """Every finding with the way to its place; a file of a quote by its block."""
    quote = {"type": "quote", "value": {"text": "Es hat geknirscht.", "speaker": ""}}
    article = cast.draft(body=[cast.paragraph("Ein Zeuge:"), quote], lead="")
    page = desk.words(desk.sits("reporter").get(reverse("wagtailadmin_home")))
    assert "Freigabeplan" in page or "Release plan" in page
    shown = desk.words(desk.sits("editor").get(desk.editor(article)))
    block = article.get_latest_revision_as_object().body[1].id
    assert "#:w:contentpath=lead" in shown
    assert f"#:w:contentpath=body.{block}" in shown


def test_a_translation_begins_as_a_draft_of_its_own_edition() -> None:
    """Linked with the original, in the section of the other language, with no past."""
    cast.section("stadt", "en")
    article = cast.released()
    where = reverse("simple_translation:submit_page_translation", args=[article.pk])
    english = cast.locale("en")
    desk.sits("admin").post(where, {"locales": [english.pk], "include_subtree": ""})
    draft = Article.objects.get(locale=english)
    assert (draft.language, draft.is_public, draft.first_released_at) == ("en", False, None)
    assert draft.translation_key == article.translation_key
    assert draft.section == cast.section("stadt", "en")
