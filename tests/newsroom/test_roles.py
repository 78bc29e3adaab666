"""Who may do what: every role and every ability of the table, asked at the real desk."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from depesche.config import roles
from depesche.config.roles import ROLES, Ability
from depesche.kit import clock
from depesche.kit.moments import local
from depesche.newsroom import actions
from depesche.newsroom.models import Article, Author, Banner, Override, Section
from depesche.newsroom.queries import open_schedule
from depesche.pictures.models import Picture
from depesche.ticker import actions as ticker
from depesche.ticker.models import Entry, Submission
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db

Attempt = Callable[[Client, str], bool]


@pytest.fixture(autouse=True)
def _settled() -> None:
    roles.settle()


def enters(client: Client, role: str) -> bool:
    """The first page of the desk opens."""
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def writes_own(client: Client, role: str) -> bool:
    """A new article, its change, and its way to review."""
    sample = desk.form(cast.draft("vorlage"), title="Eigenes", slug="eigenes")
    sample |= {"bylines-INITIAL_FORMS": 0, "bylines-0-id": ""}
    where = reverse("wagtailadmin_pages:add", args=["newsroom", "article", cast.section().pk])
    client.post(where, sample | {"action-submit": "1"})
    written = Article.objects.filter(slug="eigenes").first()
    return written is not None and written.workflow_in_progress


def writes_all(client: Client, role: str) -> bool:
    """A colleague's article."""
    article = cast.draft(owner=cast.marlene())
    if role == "chief":  # she is Marlene
        article.owner = None
        article.save(update_fields=["owner"])
    desk.press(client, article, lead="Von fremder Hand.")
    latest = Article.objects.get(pk=article.pk).latest_revision
    return bool(latest.content["lead"] == "Von fremder Hand.")


def releases(client: Client, role: str) -> bool:
    """By the editor's button, and a correction afterwards."""
    article = cast.draft(owner=desk.person(role))
    desk.press(client, article, "publish")
    released = Article.objects.get(pk=article.pk)
    if not released.is_public:
        actions.publish(article, by=None)
    where = reverse("newsroom_desk:correct", args=[article.pk])
    client.post(where, {"text": "Drei Meter.", "reason": "Zahl"})
    corrected = article.corrections.exists()
    assert corrected == released.is_public, "release and correction belong together"
    return released.is_public


def plans(client: Client, role: str) -> bool:
    """A schedule and an embargo."""
    article = cast.draft(owner=desk.person(role))
    soon = local(clock.now() + timedelta(hours=1))
    client.post(reverse("newsroom_desk:schedule", args=[article.pk]), {"release_at": soon})
    client.post(reverse("newsroom_desk:embargo", args=[article.pk]), {"until": soon})
    planned = open_schedule(article) is not None
    assert article.embargos.exists() == planned, "schedule and embargo belong together"
    return planned


def overrides(client: Client, role: str) -> bool:
    """Release what the gate stops."""
    article = cast.draft(lead="", owner=desk.person(role))
    client.post(reverse("newsroom_desk:gate", args=[article.pk]), {"reason": "Es eilt"})
    return Override.objects.exists() and bool(Article.objects.get(pk=article.pk).is_public)


def retracts(client: Client, role: str) -> bool:
    """Take a released article out of the paper."""
    article = cast.released(owner=desk.person(role))
    client.post(reverse("newsroom_desk:retract", args=[article.pk]), {"reason": "Falsch"})
    return not Article.objects.get(pk=article.pk).is_public


def arranges(client: Client, role: str) -> bool:
    """Raise a breaking banner."""
    cast.edition()
    until = local(clock.now() + timedelta(hours=2))
    page = reverse("newsroom_desk:banner")
    client.post(page, {"text": "Brücke gesperrt", "language": "de", "until": until})
    return Banner.objects.exists()


def keeps_vocabulary(client: Client, role: str) -> bool:
    """A new author."""
    sent = {
        "name": "Svea Brandt",
        "slug": "svea-brandt",
        "email": "",
        "portrait": "",
        "descriptions-TOTAL_FORMS": 0,
        "descriptions-INITIAL_FORMS": 0,
    }
    client.post(reverse("wagtailsnippets_newsroom_author:add"), sent)
    return bool(Author.objects.filter(slug="svea-brandt").exists())


def adds_pictures(client: Client, role: str) -> bool:
    """A picture of one's own."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "PNG")
    upload = SimpleUploadedFile("mole.png", file.getvalue(), "image/png")
    sent = {"title": "Nordmole", "file": upload, "category": "staff", "tags": ""}
    client.post(reverse("wagtailimages:add"), sent)
    return bool(Picture.objects.filter(title="Nordmole").exists())


def keeps_pictures(client: Client, role: str) -> bool:
    """The caption of a colleague's picture."""
    picture = cast.bridge_picture()
    sent = {"title": "Umbenannt", "category": "staff", "tags": "", "description": "Eine Brücke"}
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), sent)
    return bool(Picture.objects.filter(title="Umbenannt").exists())


def watches(client: Client, role: str) -> bool:
    """How the consumers of the wire fare."""
    return client.get(reverse("wire_desk:wire")).status_code == 200


def keeps_staff(client: Client, role: str) -> bool:
    """The list of people and the groups."""
    pages = ("wagtailusers_users:index", "wagtailusers_groups:index")
    answers = {client.get(reverse(page)).status_code == 200 for page in pages}
    assert len(answers) == 1, "people and groups belong together"
    return answers.pop()


def writes_entries(client: Client, role: str) -> bool:
    """A draft for the ticker, submitted."""
    cast.edition()
    sent = {"based_on": 0, "text": "Die Brücke ist zu.", "deed": "submit"}
    client.post(reverse("ticker_desk:ticker"), sent)
    return Submission.objects.exists()


def releases_entries(client: Client, role: str) -> bool:
    """An entry at once, and what waits for approval."""
    cast.edition()
    waiting = ticker.draft(ticker.Copy(text="Stau."), language="de", by=None)
    ticker.submit(waiting, by=None)
    client.post(reverse("ticker_desk:approve", args=[waiting.pk]), {"version": "1"})
    sent = {"based_on": 0, "text": "Die Brücke ist zu.", "deed": "release"}
    client.post(reverse("ticker_desk:ticker"), sent)
    released = Entry.objects.filter(number__isnull=False).count()
    assert released in {0, 2}, "releasing and approving belong together"
    return released == 2


ATTEMPTS: dict[Ability, Attempt] = {
    Ability.ENTER_DESK: enters,
    Ability.WRITE_OWN: writes_own,
    Ability.WRITE_ALL: writes_all,
    Ability.RELEASE: releases,
    Ability.PLAN: plans,
    Ability.OVERRIDE: overrides,
    Ability.RETRACT: retracts,
    Ability.ARRANGE: arranges,
    Ability.WRITE_ENTRIES: writes_entries,
    Ability.RELEASE_ENTRIES: releases_entries,
    Ability.VOCABULARY: keeps_vocabulary,
    Ability.ADD_PICTURES: adds_pictures,
    Ability.KEEP_PICTURES: keeps_pictures,
    Ability.WATCH: watches,
    Ability.STAFF: keeps_staff,
}
NOT_YET = {Ability.MODERATE}  # what readers write comes with the rooms of the readers' wing


def test_every_ability_is_tried() -> None:
    """A new line of the table needs its attempt here."""
    assert set(ATTEMPTS) | NOT_YET == set(Ability)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.slug)
@pytest.mark.parametrize("ability", ATTEMPTS, ids=lambda ability: ability.name.lower())
def test_the_desk_holds_the_table(ability: Ability, role: roles.Role) -> None:
    """A role can do at the desk what the table grants it, and nothing else of it."""
    may = ATTEMPTS[ability](desk.sits(role.slug), role.slug)
    assert may == (ability in role.abilities)


def test_nobody_without_a_role_comes_in() -> None:
    """A reader who has an account is not staff."""
    client = Client()
    client.force_login(cast.marlene())
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_the_desk_opens_with_an_e_mail_address() -> None:
    """There are no user names."""
    person = desk.person("editor")
    sent = {"username": person.email, "password": "a password of the tests"}
    answer = Client().post(reverse("wagtailadmin_login"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("wagtailadmin_home"))


def test_sections_are_kept_by_those_who_keep_settings() -> None:
    """Whoever may not delete a heap deletes no section, not even an empty one with pages."""
    section = cast.section()
    cast.draft()
    desk.sits("editor").post(reverse("wagtailadmin_pages:delete", args=[section.pk]))
    assert Section.objects.filter(pk=section.pk).exists()


def test_who_has_no_work_is_told_so() -> None:
    """A moderator finds a sentence and a way on, not an empty page with a search that is shut."""
    page = desk.words(desk.sits("moderator").get(reverse("wagtailadmin_home")))
    assert "Hier wartet zurzeit nichts auf Sie." in page
    assert 'role="search"' not in page
    for role in ("reporter", "picture-editor", "admin"):
        other = desk.words(desk.sits(role).get(reverse("wagtailadmin_home")))
        assert "Hier wartet zurzeit nichts" not in other


def test_a_page_that_the_desk_does_not_have_leads_back_to_it() -> None:
    """In the desk's own words and face, and in the person's own language."""
    client = desk.sits("reporter")
    answer = client.get("/desk/nirgends/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es in der Redaktion nicht" in desk.words(answer)
    assert "Wagtail Admin" not in desk.words(answer)
    profile = UserProfile.get_for_user(desk.person("reporter"))
    profile.preferred_language = "en"
    profile.save()
    assert "There is no such page at the desk" in desk.words(client.get("/desk/nirgends/"))
