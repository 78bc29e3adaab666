"""The demo paper's house: editions, sections, people, words, pictures."""

from __future__ import annotations

import io
import json
import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Site

from depesche.demo import prints, reading
from depesche.kit import clock
from depesche.newsroom.models import (
    Agency,
    Author,
    AuthorDescription,
    FrontPage,
    Section,
    Topic,
)
from depesche.pictures.models import Picture
from depesche.readers.models import Reader

LOGINS = (
    ("jonas-ahrendt", "Jonas Ahrendt", "reporter"),
    ("carla-meinhold", "Carla Meinhold", "editor"),
    ("marlene-voss", "Marlene Voss", "chief"),
    ("ines-kaltenbach", "Ines Kaltenbach", "picture-editor"),
    ("ruth-okafor", "Ruth Okafor", "moderator"),
    ("hedda-ruhland", "Hedda Ruhland", "admin"),
)


def logins_file() -> Path:
    """Where the demo people's passwords stand."""
    return Path(settings.HOME) / "demo-logins.json"


def hire() -> dict[str, Reader]:
    """Register the demo people with fresh passwords, written into the home; by role."""
    people = {}
    cards = []
    for slug, name, role in LOGINS:
        password = f"{slug.split('-', 1)[0]}-{secrets.token_hex(3)}"
        first, _space, last = name.partition(" ")
        reader = Reader.objects.create_user(
            f"{slug}@example.org",
            password,
            display_name=name,
            first_name=first,
            last_name=last,
            is_staff=True,
        )
        reader.groups.add(Group.objects.get(name=role))
        people[role] = reader
        cards.append({"name": name, "email": reader.email, "password": password, "role": role})
    text = json.dumps(cards, ensure_ascii=False, indent=2) + "\n"
    logins_file().write_text(text, encoding="utf-8")
    logins_file().chmod(0o600)
    return people


def lay_editions() -> dict[str, FrontPage]:
    """The front page of each language with its sections, linked across languages."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2, slug="home").delete()
    root.refresh_from_db()
    fronts: dict[str, FrontPage] = {}
    for language in reading.EDITIONS:
        fronts[language] = _lay_edition(root, language, fronts.get("de"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": fronts["de"],
            "hostname": "localhost",
            "site_name": settings.PAPER_NAME,
        },
    )
    return fronts


def _lay_edition(root: Page, language: str, original: FrontPage | None) -> FrontPage:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    words = reading.people()["paper"][language]
    front = FrontPage(
        title=words["name"],
        slug=language,
        locale=locale,
        description=words["claim"],
        imprint=words["imprint"],
        privacy=words["privacy"],
    )
    if original:
        front.translation_key = original.translation_key
    root.add_child(instance=front)
    for number, names in enumerate(reading.people()["section"]):
        name = names[language]
        section = Section(
            title=name["name"], slug=name["slug"], locale=locale, description=name["description"]
        )
        if original:
            section.translation_key = list(original.get_children())[number].translation_key
        front.add_child(instance=section)
    return front


def lay_vocabulary() -> None:
    """Authors, agencies and topics."""
    people = reading.people()
    for one in people["author"]:
        author = Author(
            slug=one["slug"], name=one["name"], email=f"{one['email_local']}@example.org"
        )
        author.descriptions = [
            AuthorDescription(language=language, **one[language]) for language in reading.EDITIONS
        ]
        author.save()
    for one in people["agency"]:
        Agency.objects.create(slug=one["slug"], name=one["name"], short_name=one["short"])
    for one in people["topic"]:
        original = Topic.objects.create(locale=_locale("de"), **one["de"])
        Topic.objects.create(
            locale=_locale("en"), translation_key=original.translation_key, **one["en"]
        )


def hang_pictures(by: Reader) -> dict[str, Picture]:
    """Store every picture with its credits; by slug."""
    agencies = {one["slug"]: one["name"] for one in reading.people()["agency"]}
    return {one["slug"]: _hang(one, agencies, by) for one in reading.pictures()}


def _hang(one: reading.Table, agencies: dict[str, str], by: Reader) -> Picture:
    file = io.BytesIO(prints.jpeg(one["slug"]))
    picture = Picture(
        title=one["title"],
        description=one["description"],
        creator=one["creator"],
        agency=agencies.get(one["agency"], ""),
        copyright_notice=f"© {settings.PAPER_NAME}",
        category=one["category"],
        taken_on=clock.local_date(clock.now() - timedelta(days=one["taken_days_ago"])),
        uploaded_by_user=by,
        file=ImageFile(file, name=f"{one['slug']}.jpg"),
    )
    picture.save()
    focal, size = one["focal"], one["focal_size"]
    picture.focal_point_x = round(focal[0] * picture.width)
    picture.focal_point_y = round(focal[1] * picture.height)
    picture.focal_point_width = round(size[0] * picture.width)
    picture.focal_point_height = round(size[1] * picture.height)
    picture.save()
    return picture


def file_documents(by: Reader) -> dict[str, Document]:
    """The files readers may take with them; by slug."""
    path = reading.document("haushaltsplan")
    document = Document.objects.create(
        title="Haushaltsplan 2027, Kurzfassung",
        file=ContentFile(path.read_bytes(), name=path.name),
        uploaded_by_user=by,
    )
    document.get_file_size()  # readers are told it, and browsers the mark of its content
    document.get_file_hash()
    return {"haushaltsplan": document}


def _locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)
