"""Where the pages of the paper stand, with path words in the language of the edition."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.utils.encoding import iri_to_uri

from depesche.newsroom.models.address import (
    PATH_WORDS,
    author_address,
    edition_address,
    topic_address,
)
from depesche.newsroom.queries import Place

# A language that is not named here takes the English words.
WORDS: dict[str, dict[str, str]] = PATH_WORDS | {
    "archive": {"de": "archiv", "en": "archive"},
    "corrections": {"de": "korrekturen", "en": "corrections"},
    "imprint": {"de": "impressum", "en": "imprint"},
    "privacy": {"de": "datenschutz", "en": "privacy"},
    "versions": {"de": "versionen", "en": "versions"},
    "embed": {"de": "einbettung", "en": "embed"},
    "before": {"de": "vor", "en": "before"},
    "year": {"de": "jahr", "en": "year"},
    "ticker": {"en": "ticker"},
    "rail": {"de": "leiste", "en": "rail"},
    "section": {"de": "ressort", "en": "section"},
    "after": {"de": "nach", "en": "after"},
}


def word(name: str, language: str) -> str:
    """A path word or the name of a query parameter as the edition writes it."""
    return WORDS[name].get(language, WORDS[name]["en"])


def every(name: str) -> frozenset[str]:
    """A word in all languages."""
    return frozenset(WORDS[name].values())


home = edition_address
topic = topic_address
author = author_address


def standing(name: str, language: str) -> str:
    """A page there is one of: archive, corrections, imprint, privacy."""
    return f"{home(language)}{word(name, language)}/"


def day(language: str, day_: date) -> str:
    """The archive of one day."""
    return f"{standing('archive', language)}{day_:%Y/%m/%d}/"


def versions(article: str, language: str) -> str:
    """The public history of the article that stands at the address `article`."""
    return f"{article}{word('versions', language)}/"


def embed(article: str, language: str, number: int) -> str:
    """The page in the frame of an article's embed, counted from one."""
    return f"{article}{word('embed', language)}/{number}/"


def behind(address: str, language: str, place: Place) -> str:
    """The page of a list that begins behind a place."""
    return f"{address}?{urlencode({word('before', language): str(place)})}"


def ticker(language: str, **asked: str) -> str:
    """The newsticker. asked: the values of the query parameters, named as in `WORDS`; empty ones
    are left out."""
    own = {word(name, language): value for name, value in asked.items() if value}
    return standing("ticker", language) + (f"?{urlencode(own)}" if own else "")


def rail(language: str) -> str:
    """The newest entries as a part of other pages."""
    return f"{ticker(language)}{word('rail', language)}/"


def absolute(address: str) -> str:
    """An address as other sites and machines are told it."""
    return f"{settings.BASE_URL}{iri_to_uri(address)}"
