"""Importing a page into the newsroom: by the command and at the desk."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupPagePermission

from depesche.newsroom.models import Article, Override
from depesche.newsroom.models.address import numbered
from depesche.newsroom.uses import picture_uses
from depesche.pictures.models import Picture
from depesche.readers.models import Reader
from tests import cast

SAMPLE = Path("../shared/samples/portal-page/portal-page-de.txt")
PAGE = """Startseite
Anmelden

Pegel der Aule steigt schneller als erwartet

© Nordbild / Ines Kaltenbach
Sandsäcke am Speicherkai - Nordbild, 1920, 02.03.2026

Das Wasser stand am Montagmorgen schon vierzig Zentimeter höher als am Abend zuvor. Nun \
sind die unteren Kaistraßen gesperrt, und die Stadt bittet, die Keller zu räumen.

„Wir haben Pumpen genug, aber nicht genug Hände“, sagte Einsatzleiterin Gesa Timm am Kai.

Was jetzt gesperrt ist

Betroffen sind der Speicherkai und die Straße Am Hafenmarkt bis zur Brücke.
"""

pytestmark = pytest.mark.django_db


def chief() -> Reader:
    """Marlene, who may do everything with articles."""
    marlene = cast.marlene()
    marlene.groups.add(Group.objects.get(name="chief"))
    return marlene


def imported(path: Path, *options: str) -> dict[str, object]:
    """What the command answers for one file."""
    cast.section("stadt")
    said = StringIO()
    call_command("import", "page", str(path), "--json", *options, stdout=said)
    record: dict[str, object] = json.loads(said.getvalue())
    return record


def kinds(article: Article) -> list[str]:
    """The kinds of an article's blocks in order."""
    return [block.block_type for block in article.body]


def test_a_saved_page_becomes_a_draft(tmp_path: Path) -> None:
    """Headline, lead, body and the picture's credits arrive; nothing is public yet."""
    page = tmp_path / "pegel.txt"
    page.write_text(PAGE, encoding="utf-8")
    record = imported(page)
    article = Article.objects.get().get_latest_revision_as_object()
    assert article.headline == record["headline"] == "Pegel der Aule steigt schneller als erwartet"
    assert article.slug == "pegel-der-aule-steigt-schneller-als-erwartet"
    assert article.lead.startswith("Das Wasser stand")
    assert kinds(article) == ["paragraph", "subhead", "paragraph"]
    picture = article.lead_picture
    assert (picture.agency, picture.creator) == ("Nordbild", "Ines Kaltenbach")
    assert (picture.taken_on.isoformat(), article.language) == ("2026-03-02", "de")
    assert not article.is_public
    assert record["released"] is False
    assert "Anmelden" in [one["text"] for one in record["dropped"]]  # type: ignore[attr-defined]


def test_releasing_at_once_is_logged_against_the_gate(tmp_path: Path) -> None:
    """A placeholder stops the gate; `--release` goes past it, on record, under the page's date."""
    page = tmp_path / "pegel.txt"
    page.write_text(PAGE, encoding="utf-8")
    record = imported(page, "--release")
    article = Article.objects.get()
    assert article.is_public
    assert str(record["url"]).endswith(article.address)
    first = article.first_released_at
    assert first
    assert first.date().isoformat() == "2026-03-02"
    assert "picture-awaited" in [one["code"] for one in Override.objects.get().findings]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not here")
def test_the_sample_arrives_whole_on_the_page(client: Client) -> None:
    """The portal page of the samples: everything of the article is printed, no furniture is."""
    record = imported(SAMPLE, "--release")
    article = Article.objects.get()
    printed = client.get(article.address).content.decode()
    assert record["headline"] == (
        "Nach Gesprächen mit USA und Nato: Moskau sieht keine Annäherung in wesentlichen Fragen"
    )
    assert record["language"] == "de"
    assert [b.value for b in article.body if b.block_type == "subhead"] == [
        "Rufe nach Deeskalation",
        "Bereitschaft zur Fortsetzung des Dialogs",
        "Russland besteht auf Sicherheitsgarantien",
    ]
    for words in (
        "Die Flaggen der Nato und Russlands",
        "SNA / Alexey Vitvitsky",
        "Moskauer Kreml",
        "Kreml: Verhängung neuer US-Sanktionen würde Abbruch der Beziehungen bedeuten",
        "„War nicht klug von Russland…“",
        "12.01.2022",
        "(…) Was sollen wir vor diesem Hintergrund deeskalieren?“",
    ):
        assert words in printed, words
    for furniture in ("loader", "Registrierung erfolgreich", "Заголовок", "loggen Sie sich ein"):
        assert furniture not in printed, furniture


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("binary.txt", bytes(range(256)) * 8),
        ("large.txt", b"a" * 5_300_000),
        ("furniture.txt", b"Anmelden\nAbonnieren\nNewsticker\n0\n"),
    ],
)
def test_bad_input_gets_a_sentence_and_leaves_nothing(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    """One clear sentence with the file's name; no article, no picture."""
    page = tmp_path / name
    page.write_bytes(raw)
    with pytest.raises(CommandError, match=rf"{name}: .+\.$"):
        imported(page)
    assert not Article.objects.exists()
    assert not Picture.objects.exists()


def test_what_is_said_of_a_page_is_said_in_one_language(tmp_path: Path) -> None:
    """Doubts, reasons and refusals come in the paper's language, none half in English."""
    page, empty = tmp_path / "pegel.txt", tmp_path / "empty.txt"
    page.write_text(PAGE, encoding="utf-8")
    empty.touch()
    whys = {one["text"]: one["why"] for one in imported(page)["dropped"]}  # type: ignore[attr-defined]
    assert whys["Anmelden"] == "Eine Aufforderung, sich anzumelden oder zu registrieren."
    with pytest.raises(CommandError, match=r"Die Datei ist leer\.$"):
        imported(empty)


def test_the_same_page_again_is_another_draft(tmp_path: Path) -> None:
    """Its number fits into the address, however long the headline is."""
    page = tmp_path / "pegel.txt"
    headline = "Pegel der Aule steigt nach drei Tagen Regen viel schneller als von allen erwartet"
    page.write_text(PAGE.replace("Pegel der Aule steigt schneller als erwartet", headline))
    for _time in range(3):
        imported(page)
    first, second, third = Article.objects.order_by("pk").values_list("slug", flat=True)
    assert (second, third) == (numbered(first, 2), numbered(first, 3))
    assert len({first, second, third}) == 3


def test_an_unknown_section_is_said_with_the_known_ones(tmp_path: Path) -> None:
    """A typing mistake in --section does not put the page somewhere else."""
    page = tmp_path / "pegel.txt"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(CommandError, match="stadt"):
        imported(page, "--section", "stad")
    assert not Article.objects.exists()


def test_the_desk_imports_too_and_says_what_it_left_out(client: Client) -> None:
    """The form makes a draft of the person's own and lists what was dropped and why."""
    cast.section("stadt")
    marlene = chief()
    client.force_login(marlene)
    file = SimpleUploadedFile("pegel.txt", PAGE.encode())
    answer = client.post("/desk/import/", {"file": file, "text": "", "section": ""})
    article = Article.objects.get()
    assert article.owner == marlene
    assert "Anmelden" in answer.content.decode()
    assert [use.picture.title for use in picture_uses(article)]


def test_the_desk_refuses_bad_pages_with_a_sentence(client: Client) -> None:
    """An empty form and a binary file come back with what to do."""
    cast.section("stadt")
    client.force_login(chief())
    empty = client.post("/desk/import/", {"text": "", "section": ""})
    binary = client.post(
        "/desk/import/", {"file": SimpleUploadedFile("x.txt", bytes(range(256))), "section": ""}
    )
    assert empty.context["form"].non_field_errors()
    assert binary.context["form"].non_field_errors()
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", ["moderator", "picture-editor"])
def test_only_who_writes_imports(client: Client, role: str) -> None:
    """An import makes an article; a form without a section is no way around the permission."""
    cast.section("stadt")
    person = cast.marlene()
    person.groups.set([Group.objects.get(name=role)])
    client.force_login(person)
    answer = client.post("/desk/import/", {"text": PAGE, "section": ""})
    assert answer.status_code == 302
    assert not Article.objects.exists()


def test_an_import_goes_where_the_person_may_write(client: Client) -> None:
    """Who writes for one section only imports into that one, also without choosing it."""
    cast.section("stadt")
    business = cast.section("wirtschaft")
    person = cast.marlene()
    desk_of_business = Group.objects.create(name="business")
    desk_of_business.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=desk_of_business,
        page=business,
        permission=Permission.objects.get(codename="add_page"),
    )
    person.groups.set([desk_of_business])
    client.force_login(person)
    client.post("/desk/import/", {"text": PAGE, "section": ""})
    assert Article.objects.get().section_id == business.pk
