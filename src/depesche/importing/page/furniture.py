"""What stands around an article on a portal and is none of it.

``RULES`` run in their order, the first that knows a line gives the reason. What they find holds
everywhere, unless it is ``loose``: "Politik" is navigation above the headline and may be a subhead
inside the article.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from depesche.importing.page import reasons
from depesche.importing.page.draft import Sentence
from depesche.importing.page.languages import script_of
from depesche.importing.page.lines import NEXT_SENTENCE, Line
from depesche.importing.page.pictures import credit_line, is_rights_line
from depesche.importing.page.words import folded, gathered, phrases, squeezed

#: A button or prompt is shorter than this, in letters.
PROMPT_AT_MOST = 220
#: Prompts with a whole paragraph's length speak of three such things at least.
NOTICE_AT_MOST = 450
POLITE = re.compile(r"(?<![.!?:„“\"])\s(?:Sie|Ihre?[nmrs]?)\b")
BAR = re.compile(r"\s*[|•·›»>/\\–—\t]\s*")
WEB = re.compile(
    r"<?(?:https?://|www\.)\S+>?|\S+@\S+\.\w{2,}|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE
)
MACHINE_LINE = re.compile(
    r"/html/\S*|[{}\[\]();<>=\s]+|(?:var|function|window\.|document\.)\W.*|<[/\w!][^>]*>"
    r"|\+?\d[\d\s()-]{8,}\d|\d{3,4}\s?[x×]\s?\d{3,4}(?:px)?|[a-f0-9]{16,}|(?:true|false|null|undefined|NaN)",
    re.IGNORECASE,
)
CLOCK_ENTRY = re.compile(
    r"^(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*(?:uhr|h|am|pm|gmt))?\s*[-–|:]?\s+\S", re.IGNORECASE
)
#: A line with one of these alone may be a subhead inside the text; elsewhere it is dropped.
LOOSE_REASONS = frozenset(
    {"section", "navigation", "footer", "topics", "more", "chats", "discussion", "ticker"}
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is no part of the article. ``topic`` is its key in ``reasons.FURNITURE``."""

    why: Sentence
    topic: str = ""
    loose: bool = False


Rule = Callable[[Line], Furniture | None]


def of(topic: str, *, loose: bool = False) -> Furniture:
    return Furniture(reasons.FURNITURE[topic], topic, loose)


def no_words(line: Line) -> Furniture | None:
    """Counters, arrows, rules: nothing to read."""
    return (
        None
        if any(letter.isalpha() for letter in line.text)
        else Furniture(reasons.COUNTER, "counter")
    )


def address(line: Line) -> Furniture | None:
    return Furniture(reasons.ADDRESS, "address") if WEB.fullmatch(line.text) else None


def machine_line(line: Line) -> Furniture | None:
    return Furniture(reasons.MACHINE, "machine") if MACHINE_LINE.fullmatch(line.text) else None


@cache
def initial_phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Whole-line phrases by their first letter, longest first: for lines glued of several."""
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for phrase, topic in phrases("lines").items():
        if phrase:
            by_letter.setdefault(phrase[0], []).append((phrase, topic))
    return {
        letter: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for letter, found in by_letter.items()
    }


@cache
def known_phrases(text: str) -> tuple[str, ...]:
    """The reasons of the phrases that make up ``text`` (squeezed); empty if anything else does."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(text)):
        if start not in reached:
            continue
        for phrase, topic in initial_phrases().get(text[start], ()):
            # Two letters are a word alone ("or", "ok") and an accident inside another.
            if text.startswith(phrase, start) and (len(phrase) > 3 or phrase == text):
                reached.setdefault(start + len(phrase), (*reached[start], topic))
    return reached.get(len(text), ())


def known_line(line: Line) -> Furniture | None:
    """A line of the tables, also several glued together, also with a counter."""
    if len(line.text) > PROMPT_AT_MOST:
        return None
    topics = known_phrases(squeezed(line.text))
    if not topics:
        return None
    return of(topics[0], loose=all(topic in LOOSE_REASONS for topic in topics) and len(topics) == 1)


def known_start(line: Line) -> Furniture | None:
    """A line that begins as a prompt of the tables does."""
    if len(line.text) > PROMPT_AT_MOST:
        return None
    plain = folded(line.text)
    for phrase, topic in phrases("starts").items():
        if plain.startswith(phrase) and (
            len(plain) == len(phrase) or not plain[len(phrase)].isalpha()
        ):
            return start_topic(line, topic)
    return None


def start_topic(line: Line, topic: str) -> Furniture | None:
    """Some beginnings tell only with a colon behind them or in a short line."""
    if topic in {"also_read", "topics", "reading_time"}:
        return of(topic) if ":" in line.text or len(line.words) <= 6 else None
    if topic == "share":
        return of(topic) if len(line.words) <= 12 and not line.is_prose else None
    if topic == "subscribe":
        return of(topic) if not line.is_prose or len(line.text) < 120 else None
    return of(topic)


def reading_time(line: Line) -> Furniture | None:
    plain = folded(line.text)
    if len(plain) <= 30 and any(folded(words) == plain for words in gathered("byline", "minutes")):
        return of("reading_time") if re.search(r"\d", line.text) else None
    return None


def notice(line: Line) -> Furniture | None:
    """A notice nobody listed: it speaks to the visitor, of accounts, mails, links or cookies."""
    if len(line.text) > NOTICE_AT_MOST or line.text[0] in '„“"«»':
        return None
    plain = folded(line.text)
    about = [key for key in ("account", "channel") if stems(key).search(plain)]
    if not about:
        return None
    told = sum(len(stems(key).findall(plain)) for key in about)
    addressed = speaks(line.text, plain.split())
    if len(line.text) > PROMPT_AT_MOST or any(mark in line.text for mark in '„“"«'):
        return of("subscribe") if told >= 3 and addressed else None
    if "account" in about and stems("success").search(plain) and len(plain.split()) <= 8:
        return of("notice")
    if addressed and (len(about) == 2 or told >= 2):
        return of("login" if "account" in about else "notice")
    return None


def speaks(text: str, words: list[str]) -> bool:
    """Whether the line speaks to somebody. German "sie" does so only with a capital inside it."""
    return bool(POLITE.search(text)) or any(word in gathered("stems", "address") for word in words)


@cache
def stems(key: str) -> re.Pattern[str]:
    """Words that begin with one of the stems of all languages, in folded text."""
    words = "|".join(re.escape(folded(stem)) for stem in gathered("stems", key))
    return re.compile(rf"(?<!\w)(?:{words})")


def foot(line: Line) -> Furniture | None:
    """``© 2022 The Paper``, and anything that reserves rights."""
    return of("footer") if is_rights_line(line.text) else None


def bar(line: Line) -> Furniture | None:
    """``Startseite > Politik``, ``Impressum | Datenschutz | AGB``: short parts in a row."""
    parts = [part for part in BAR.split(line.text) if part]
    if len(parts) < 2 or len(line.text) > PROMPT_AT_MOST or credit_line(line.text) is not None:
        return None
    topics = [found[0] for part in parts if (found := known_phrases(squeezed(part)))]
    short = all(len(part.split()) <= 4 for part in parts)
    if topics and (len(topics) * 2 >= len(parts) or (short and len(parts) >= 3)):
        return of("footer" if topics.count("footer") * 2 > len(topics) else "navigation")
    crumbs = re.search(r"\s[>›»]\s|\s/\s.*\s/\s", line.text)
    if crumbs and len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts[:-1]):
        return of("navigation")
    return of("navigation", loose=True) if short and len(parts) >= 4 else None


def other_alphabet(line: Line, page_script: str) -> Furniture | None:
    """A short line in another alphabet than the page's, as templates leave behind."""
    if not page_script or len(line.text) > 100 or line.stopped or line.text[0] in '„“"«(':
        return None
    script = script_of(line.text)
    if not script or script == page_script:
        return None
    # Latin words are at home in every alphabet: only the text decides there.
    return Furniture(reasons.OTHER_ALPHABET, "alphabet", loose=script == "LATIN")


RULES: tuple[Rule, ...] = (
    no_words,
    address,
    machine_line,
    foot,
    known_line,
    reading_time,
    known_start,
    notice,
    bar,
)


def furniture_of(line: Line, page_script: str = "") -> Furniture | None:
    """The first rule's answer, or ``None`` for a line that may belong to the article."""
    found = next((found for rule in RULES if (found := rule(line))), None)
    return found or other_alphabet(line, page_script)


def is_ticker_entry(line: Line) -> bool:
    """``14:03 Something happened``: an entry of a ticker, not a sentence of an article."""
    return (
        bool(CLOCK_ENTRY.match(line.text))
        and len(line.text) < 160
        and not NEXT_SENTENCE.search(line.text)
    )
