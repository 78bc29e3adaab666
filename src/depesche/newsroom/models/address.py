"""Where the pages of the paper stand: one place for every room that names an address."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from wagtail.coreutils import cautious_slugify

from depesche.newsroom.models.permissions import PaperPermissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.http import HttpRequest


def address_of(url_path: str) -> str:
    """The path readers use for a tree path such as "/en/city/bridge/".

    The first part is the language; that of the default language is not shown.
    """
    _, language, rest = url_path.split("/", 2)
    return f"/{rest}" if language == settings.LANGUAGE_CODE else f"/{language}/{rest}"


LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "oe",
        "å": "aa",
        "æ": "ae",
        "ł": "l",
        "ı": "i",
    }
)
SLUG_LENGTH = 80


def slug_of(text: str) -> str:
    """The last part of an address for a headline: "Brücke gesperrt" becomes "bruecke-gesperrt".

    Cut at a word; letters that have no Latin form are written as their code, as Django does.
    """
    slug: str = cautious_slugify(text.lower().translate(LETTERS))
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug


def numbered(slug: str, number: int) -> str:
    """The slug of the second, third … article of one headline, which fits as the first one did."""
    tail = f"-{number}"
    return slug[: SLUG_LENGTH - len(tail)].rstrip("-") + tail


def slugs_for(slug: str) -> Iterator[str]:
    """The slug itself, then the numbered ones: the first that is free is the address."""
    return chain([slug], (numbered(slug, number) for number in count(2)))


# First parts of paths that belong to the house, in every language, now or as the design draws it.
TAKEN = frozenset(
    "archiv archive autor author bilder chats corrections datenschutz desk diskussion discussion "
    "dokumente feeds healthz impressum imprint konto account korrekturen media metrics pictures "
    "privacy search static suche thema ticker topic wire".split()
) | {code for code, _name in settings.LANGUAGES}


# A language that is not named here takes the English word.
PATH_WORDS: dict[str, dict[str, str]] = {
    "topic": {"de": "thema", "en": "topic"},
    "author": {"de": "autor", "en": "author"},
}


def path_word(name: str, language: str) -> str:
    """A path word as the edition writes it."""
    return PATH_WORDS[name].get(language, PATH_WORDS[name]["en"])


def edition_address(language: str) -> str:
    """The front page of an edition."""
    return address_of(f"/{language}/")


def topic_address(language: str, slug: str) -> str:
    """The page that gathers a topic."""
    return f"{edition_address(language)}{path_word('topic', language)}/{slug}/"


def author_address(language: str, slug: str) -> str:
    """The page of an author in one edition."""
    return f"{edition_address(language)}{path_word('author', language)}/{slug}/"


class Addressed(models.Model):
    """A page whose address and language follow from its place in the tree, without a query."""

    url_path: str
    slug: str

    class Meta:
        abstract = True

    @property
    def edition(self) -> str:
        """The language code of the edition it stands in."""
        return self.url_path.split("/", 2)[1]

    @property
    def address(self) -> str:
        """The path readers use."""
        return address_of(self.url_path)

    def permissions_for_user(self, user: AbstractBaseUser | AnonymousUser) -> PaperPermissions:
        """What somebody may do to it with Wagtail's own buttons."""
        return PaperPermissions(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        """Wagtail's question where the page stands; the paper has one site."""
        return (1, settings.BASE_URL, self.address)
