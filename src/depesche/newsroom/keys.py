"""The names of what the newsroom shows, and which of them a change touches.

A page lists the keys of what it shows; an event lists those it touches; nothing else purges.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from depesche.kit import clock

if TYPE_CHECKING:
    from depesche.newsroom.models import Article

VOLUME = 5_000


def article(number: int) -> str:
    """An article wherever it stands: its page, its cards, its feed entries."""
    return f"article/{number}"


def section(number: int) -> str:
    """The list of a section's articles."""
    return f"section/{number}"


def topic(number: int) -> str:
    """A topic as pages name and describe it."""
    return f"topic/{number}"


def topic_list(number: int) -> str:
    """The articles on a topic. Not `topic`: a release changes this list, and not the name of the
    topic on every page that was ever filed under it."""
    return f"topic-list/{number}"


def author(number: int) -> str:
    """An author as bylines name and pages describe that person."""
    return f"author/{number}"


def author_list(number: int) -> str:
    """The articles of an author; told from `author` as `topic_list` is from `topic`."""
    return f"author-list/{number}"


def agency(number: int) -> str:
    """An agency as bylines name it."""
    return f"agency/{number}"


def directory(record: str) -> str:
    """The list of all topics, or of all authors: their addresses, as sitemaps name them."""
    return f"directory/{record}"


def day(language: str, instant: datetime) -> str:
    """The list of one day's articles, by the calendar of the paper's town."""
    return f"day/{language}/{clock.local_date(instant).isoformat()}"


def latest(language: str) -> str:
    """The newest articles of one language, in whatever list."""
    return f"latest/{language}"


def front(language: str) -> str:
    """The curated front page."""
    return f"front/{language}"


def frame(language: str) -> str:
    """What stands around every page: the list of sections, the breaking banner."""
    return f"frame/{language}"


def translations(translation_key: object) -> str:
    """The set of an article's language versions."""
    return f"translations/{translation_key}"


def volume(number: int) -> str:
    """A bound volume of the archive: the articles of `VOLUME` successive ids in all languages,
    with the addresses of their language versions. Sitemaps are printed from volumes, since a
    page with a key for each of its thousands of articles would weigh more keys than text."""
    return f"volume/{number}"


def corrections(language: str) -> str:
    """The list of all corrections and retractions."""
    return f"corrections/{language}"


def placed(article_: Article) -> set[str]:
    """The lists in which an article stands, as its row and relations are now.

    Read before and after a change: both sets are touched, so that it leaves the old lists too.
    """
    language = article_.language
    lists = {latest(language), front(language), section(article_.section_id or 0)}
    lists |= {topic_list(number) for number in article_.topics.values_list("pk", flat=True)}
    lists |= {author_list(number) for number in article_.author_numbers()}
    lists.add(translations(article_.translation_key))
    lists |= volumes(article_)
    if article_.first_released_at:
        lists.add(day(language, article_.first_released_at))
    return lists


def volumes(article_: Article) -> set[str]:
    """The volumes that name the article: its own, and those of its language versions."""
    versions = type(article_).objects.filter(translation_key=article_.translation_key)
    numbers = {article_.pk, *versions.values_list("pk", flat=True)}
    return {volume(number // VOLUME) for number in numbers}


def touched(article_: Article) -> set[str]:
    """Everything that shows the article or its place in a list."""
    return {article(article_.pk)} | placed(article_)
