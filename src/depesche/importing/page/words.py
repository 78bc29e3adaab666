"""The word lists of ``words/``: one table a language, so that a new language is a new file.

Keys of a table:
``stopwords``, ``letters``
    by which the language is recognised;
``months``
    twelve strings, each the names of one month;
``[lines]``
    whole lines around an article, by their reason (a key of ``reasons.FURNITURE``). They are also
    found glued to one another and with a counter;
``[starts]``
    beginnings of such lines, by reason;
``[stems]``
    ``account``, ``channel``, ``success``: what a notice to a visitor speaks of; ``address``: how it
    speaks to them. Two of the first kinds with one of the last make a notice;
``[pictures]``
    ``bank`` (the link to a picture database), ``credit``, ``source``, ``caption``: words before it;
``[labels]``
    the words that label the use of a picture;
``[byline]``
    ``by``, ``join``, ``roles``; ``published``, ``updated``, ``filler``, ``ago``: the words of a
    line that tells a date; ``minutes``: of a reading time.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from depesche.importing.page.draft import LABELS, Label

LANGUAGES = ("de", "en", "ru", "fr", "es", "it", "nl", "pl", "ar")


@cache
def table(name: str) -> Mapping[str, Any]:
    """The table of ``words/<name>.toml``."""
    source = files("depesche.importing.page").joinpath("words", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """``text`` for comparing: no case, no marks, no figures, words parted by one space."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w'+]|[\d_]", " ", plain).split())


def squeezed(text: str) -> str:
    """``folded`` without spaces, for phrases that are glued to one another."""
    return re.sub(r"[ ']", "", folded(text))


@cache
def gathered(section: str, key: str) -> tuple[str, ...]:
    """One list of every language in one, longest first."""
    every: set[str] = set()
    for language in LANGUAGES:
        words = table(language)[section].get(key, ())
        every.update(words.split() if isinstance(words, str) else words)
    return tuple(sorted(every, key=lambda word: (-len(word), word)))


@cache
def phrases(section: str) -> Mapping[str, str]:
    """Every squeezed phrase of ``[lines]`` or folded one of ``[starts]`` with its reason."""
    fold = squeezed if section == "lines" else folded
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for reason, words in table(language)[section].items():
            for word in words:
                found.setdefault(fold(word), reason)
    return found


@cache
def label_words() -> tuple[tuple[str, Label], ...]:
    """The labels' words of all languages, longest first."""
    pairs = [(word, label) for label in LABELS for word in gathered("labels", label)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def months() -> Mapping[str, int]:
    """The number of a month by each of its folded names."""
    return {
        folded(name): number
        for language in LANGUAGES
        for number, names in enumerate(table(language)["months"], start=1)
        for name in names.split()
    }


def alternatives(words: Iterable[str]) -> str:
    """A pattern that finds any of ``words``, longest first, spaces as any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
