"""Which language and which alphabet a text is in.

Small tables instead of a library: an article has hundreds of words, for which the share of the
commonest ones decides safely; the well-kept libraries bring models of megabytes for the same
answer, and would need a second table anyway for what a page says around its article.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from depesche.importing.page.words import LANGUAGES, table

#: Languages without a table of their own that share an alphabet with one: letters only they use.
OWN_LETTERS = {"uk": "іїєґ", "fa": "پچژگ", "be": "ў"}
ONLY_SCRIPT = {"GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "THAI": "th", "GEORGIAN": "ka"}
SCRIPTS = (
    "LATIN", "CYRILLIC", "ARABIC", "GREEK", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL",
    "THAI", "GEORGIAN", "ARMENIAN", "DEVANAGARI",
)  # fmt: skip


@cache
def script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in SCRIPTS if name.startswith(script)), "")


def script_of(text: str) -> str:
    """The alphabet most letters of ``text`` are in, at four fifths of them; empty if mixed."""
    counts = Counter(script_of_letter(letter) for letter in text if letter.isalpha())
    counts.pop("", None)
    if not counts:
        return ""
    script, count = counts.most_common(1)[0]
    return script if count >= 0.8 * counts.total() else ""


@cache
def stopwords(language: str) -> frozenset[str]:
    return frozenset(table(language)["stopwords"].split())


def scores(text: str) -> list[tuple[float, str]]:
    """Share of common words and own letters for each language with a table, best first."""
    words = re.findall(r"[^\W\d_]+", text.casefold())[:4000]
    found = []
    for language in LANGUAGES:
        common, letters = stopwords(language), set(table(language)["letters"])
        hits = sum(1.0 for word in words if word in common)
        hits += sum(0.3 for word in words if letters and not letters.isdisjoint(word))
        found.append((hits / max(len(words), 1), language))
    return sorted(found, reverse=True)


def language_of(text: str) -> tuple[str, bool]:
    """Code of ISO 639-1 or empty, and whether that is sure. ``text`` is the article's own."""
    script = script_of(text)
    if script in ONLY_SCRIPT:
        return ONLY_SCRIPT[script], True
    if script in {"HIRAGANA", "KATAKANA", "CJK"}:
        return ("ja" if re.search(r"[\u3040-\u30ff]", text) else "zh"), True
    letters = Counter(text.casefold())
    for language, own in OWN_LETTERS.items():
        if sum(letters[letter] for letter in own) > 0.01 * len(text):
            return language, True
    (best, language), (second, _) = scores(text)[:2]
    if best < 0.08:
        return "", False
    return language, best >= 0.15 and best > 1.3 * second
