"""The cast: the named people, places and stories that the tests share.

The town is Brunnhafen, its paper the Brunnhafener Bote; nobody here is a real person. Everything
is laid through the rooms' own actions, so that a test stands on what an instance would hold.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection, Locale, Page

from depesche.newsroom import actions
from depesche.newsroom.models import Agency, Article, Author, Byline, FrontPage, Section, Topic
from depesche.pictures.models import Picture
from depesche.readers.models import Reader

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""A Monday noon in Brunnhafen (12:00 there), when the bridge was closed."""

PAPER = {
    "de": "Brunnhafener Bote",
    "en": "Brunnhafen Courier",
    "ru": "Бруннхафенский вестник",
    "ar": "بريد برونهافن",
}
SECTIONS = {
    "stadt": {
        "de": ("stadt", "Stadt"),
        "en": ("city", "City"),
        "ru": ("gorod", "Город"),
        "ar": ("city", "المدينة"),
    },
    "wirtschaft": {"de": ("wirtschaft", "Wirtschaft"), "en": ("business", "Business")},
}
TOPICS = {
    "bruecke": {
        "de": ("aulebruecke", "Aulebrücke"),
        "en": ("aule-bridge", "Aule Bridge"),
        "ru": ("most-aule", "Мост через Ауле"),
        "ar": ("jisr-aule", "جسر آوله"),
    },
    "hafen": {"de": ("hafenausbau", "Hafenausbau"), "en": ("port-expansion", "Port expansion")},
}


def locale(language: str) -> Locale:
    """Wagtail's record of a language."""
    found: Locale = Locale.objects.get_or_create(language_code=language)[0]
    return found


def edition(language: str = "de") -> FrontPage:
    """The front page of the paper in one language; the same one whenever it is asked for."""
    if standing := FrontPage.objects.filter(slug=language, depth=2).first():
        return standing
    original = FrontPage.objects.filter(depth=2).first()
    front = FrontPage(title=PAPER[language], slug=language, locale=locale(language))
    if original:
        front.translation_key = original.translation_key
    made: FrontPage = root().add_child(instance=front)
    return made


def root() -> Page:
    """The root of the tree; a test that commits for real has emptied it before this one."""
    locale("de")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


def section(name: str = "stadt", language: str = "de") -> Section:
    """A section of an edition, linked with the same one of the other editions."""
    slug, title = SECTIONS[name][language]
    front = edition(language)
    standing: Section | None = Section.objects.child_of(front).filter(slug=slug).first()
    if standing:
        return standing
    others = [words[0] for code, words in SECTIONS[name].items() if code != language]
    made = Section(title=title, slug=slug, locale=locale(language))
    if original := Section.objects.filter(slug__in=others).first():
        made.translation_key = original.translation_key
    front.add_child(instance=made)
    return made


def topic(name: str = "bruecke", language: str = "de") -> Topic:
    """A topic in one language, linked with the same one in the others."""
    slug, title = TOPICS[name][language]
    if standing := Topic.objects.filter(slug=slug, locale=locale(language)).first():
        return standing
    others = [words[0] for code, words in TOPICS[name].items() if code != language]
    made = Topic(slug=slug, name=title, locale=locale(language))
    if original := Topic.objects.filter(slug__in=others).first():
        made.translation_key = original.translation_key
    made.save()
    return made


def jonas() -> Author:
    """Jonas Ahrendt, who writes about the city."""
    return _author("jonas-ahrendt", "Jonas Ahrendt")


def derya() -> Author:
    """Derya Kılıç, who writes about business."""
    return _author("derya-kilic", "Derya Kılıç")


def _author(slug: str, name: str) -> Author:
    author: Author = Author.objects.get_or_create(slug=slug, defaults={"name": name})[0]
    return author


def kuestenpress() -> Agency:
    """The news agency of the coast."""
    defaults = {"name": "Küstenpress", "short_name": "KP"}
    return Agency.objects.get_or_create(slug="kuestenpress", defaults=defaults)[0]


def marlene() -> Reader:
    """Marlene Voss, the chief editor, as a person of the desk."""
    if known := Reader.objects.filter(email="marlene-voss@example.org").first():
        return known
    return Reader.objects.create_user(
        "marlene-voss@example.org", "a password of the tests", display_name="Marlene Voss"
    )


def bridge_picture(**differing: Any) -> Picture:
    """The iron bridge over the Aule, photographed by Ines Kaltenbach for Nordbild."""
    root()
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), (70, 90, 110)).save(file, "JPEG")
    facts: dict[str, Any] = {
        "title": "Aulebrücke",
        "description": "Eine Eisenbrücke über einem breiten Fluss",
        "creator": "Ines Kaltenbach",
        "agency": "Nordbild",
        "taken_on": date(2026, 3, 1),
        "file": ImageFile(file, name="aulebruecke.jpg"),
    }
    picture = Picture(**(facts | differing))
    picture.save()
    return picture


def paragraph(text: str) -> dict[str, str]:
    """A block of running text as the body keeps it."""
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def draft(slug: str = "bruecke-gesperrt", **differing: Any) -> Article:
    """An article nobody has released, complete enough for the gate.

    differing: `language`, `section` and `topic` (names of this cast), `authors`, `agencies`,
    `body` (raw blocks), `translation_of` (an article), or any field of the article.
    """
    language = differing.pop("language", "de")
    above = section(differing.pop("section", "stadt"), language)
    about = differing.pop("topic", None)
    signed = [Byline(author=one) for one in differing.pop("authors", None) or [jonas()]]
    signed += [Byline(agency=one) for one in differing.pop("agencies", ())]
    original: Article | None = differing.pop("translation_of", None)
    body = differing.pop("body", None) or [paragraph("Seit dem Mittag steht der Verkehr.")]
    facts: dict[str, Any] = {
        "title": "Die Aulebrücke ist gesperrt",
        "kicker": "Verkehr",
        "lead": "Ein Riss im Träger zwingt die Stadt zu einem Umweg.",
        "event_date": date(2026, 3, 2),
    }
    article = Article(
        slug=slug, locale=locale(language), live=False, body=json.dumps(body), **(facts | differing)
    )
    if original:
        article.translation_key = original.translation_key
    article.bylines = signed  # type: ignore[misc] # modelcluster takes a list
    above.add_child(instance=article)
    if about:
        article.topics = [topic(about, language)]
        article.save()
    article.save_revision()
    return article


def released(slug: str = "bruecke-gesperrt", at: datetime = NOON, **differing: Any) -> Article:
    """An article readers can see, first released at an instant of the past."""
    article = draft(slug, **differing)
    actions.publish(article, by=None, at=at)
    return Article.objects.get(pk=article.pk)
