"""Lines that tell who wrote and when: ``Von Marlene Voss, 13.01.2022, 14:05 Uhr``."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from depesche.importing.page.dates import (
    first_date,
    only_time_words,
    updated_word,
    without_times,
)
from depesche.importing.page.lines import Line
from depesche.importing.page.pictures import is_agency, is_name
from depesche.importing.page.words import alternatives, folded, gathered

BYLINE_AT_MOST = 160
#: The short of an agency that no table knows: "KP".
SHORT_NAME = re.compile(r"[A-ZÄÖÜА-Я]{2,5}")
PLACE = re.compile(r"^[A-ZÄÖÜА-ЯÉ][\w.-]+(?:\s[A-ZÄÖÜА-ЯÉ][\w.-]+){0,2}$")
#: "BERLIN (dpa) – ": the place line that agencies set before the first sentence.
PLACE_LINE = re.compile(
    r"^[^\W\d_][\w ./,-]{1,50}?[,\s]\s*\((?P<names>[^()]{2,40})\)\s*(?:[-–—:.]|$)"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line tells; ``updated`` when its only date is that of a change."""

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    date: dt.date | None = None
    updated: bool = False
    doubtful: bool = False


@cache
def by_word() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{alternatives(gathered('byline', 'by'))})\s*[:：]?\s+(?=\S)", re.IGNORECASE
    )


@cache
def joints() -> re.Pattern[str]:
    words = alternatives(gathered("byline", "join"))
    return re.compile(
        rf"\s*[,;|/·•]\s*(?:(?:{words})\s+)?|\s+(?:{words}|&|-|–|—)\s+|\s*[()]\s*", re.IGNORECASE
    )


@cache
def role() -> re.Pattern[str]:
    return re.compile(
        rf"(?:.*\s)?(?:{alternatives(gathered('byline', 'roles'))})(?:\s.{{0,30}})?", re.IGNORECASE
    )


@cache
def role_first() -> re.Pattern[str]:
    """``unserem Reporter Tobias Wendt``: the role in front of the name."""
    return re.compile(
        rf"(?:[^\W\d_]+\s)?(?:{alternatives(gathered('byline', 'roles'))})\s+"
        r"(?P<name>[^\W\d_a-z].*)"
    )


@cache
def agency_line() -> re.Pattern[str]:
    words = "mit Material (?:von|der)|Quelle|Source|With material from|Источник|Avec"
    return re.compile(rf"^(?:{words})\s*:?\s+(?=\S)", re.IGNORECASE)


def byline_of(line: Line) -> Byline | None:
    """What ``line`` tells of author, agency and date, if it tells nothing else."""
    text = line.text
    if len(text) > BYLINE_AT_MOST:
        return None
    rest, timed = without_times(text)
    by = by_word().match(rest.strip(" |"))
    if timed and only_time_words(rest):
        return dated(text)
    people = people_in(rest.strip(" |"), led=bool(by), timed=timed)
    if people is None:
        return None
    when = dated(text) if timed else Byline()
    return Byline(people[0], people[1], when.date, when.updated, when.doubtful)


def dated(text: str) -> Byline:
    found = first_date(text)
    if found is None:
        return Byline()
    word = updated_word().search(text)
    return Byline(
        date=found.date, updated=bool(word and word.start() < found.start), doubtful=found.doubtful
    )


def people_in(
    text: str, *, led: bool, timed: bool
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Authors and agencies, if ``text`` holds nothing but them, roles, a place and time words.

    Without a word such as "Von" in front a person's name alone tells too little: it needs a date
    beside it or an agency.
    """
    found = by_word().match(text)
    rest = text[found.end() :] if found and led else text
    authors: list[str] = []
    agencies: list[str] = []
    for part in joints().split(rest):
        name = part.strip(" .|,:")
        if nested := by_word().match(name):
            name, led = name[nested.end() :], True
        if not name or only_time_words(name):
            continue
        if titled := role_first().match(name):
            name = titled["name"]
        if is_agency(name):
            agencies.append(name)
        elif is_name(name) and not role().fullmatch(name):
            authors.append(name)
        elif not (authors or agencies) or not (role().fullmatch(name) or PLACE.match(name)):
            return None
    if authors and not (led or timed or agencies):
        return None
    return (tuple(authors), tuple(agencies)) if authors or agencies else None


def agencies_at_end(line: Line) -> tuple[str, ...]:
    """The agencies in a signature under the text: ``dpa/afp``, ``(dpa)``, ``Quelle: dpa``."""
    text = agency_line().sub("", line.text).strip(" ()[].")
    parts = [part.strip() for part in re.split(r"[/,|]|\s+(?:und|and|et|y|e|и)\s+", text)]
    if len(text) > 60 or not any(is_agency(part) or SHORT_NAME.fullmatch(part) for part in parts):
        return ()
    known = tuple(part for part in parts if is_agency(part) or SHORT_NAME.fullmatch(part))
    # "dpa/mv": an agency with an editor's initials.
    return known if all(part in known or len(part) <= 4 for part in parts) else ()


def agencies_in_front(text: str) -> tuple[str, ...]:
    """The agencies of a place line; the words stay in the text."""
    found = PLACE_LINE.match(text)
    names = re.split(r"[/,]\s*", found["names"]) if found else []
    return tuple(name for name in names if is_agency(name) or SHORT_NAME.fullmatch(name))


def is_role(line: Line) -> bool:
    """Whether a short line under a byline only tells what its author is."""
    return len(line.words) <= 6 and bool(role().fullmatch(folded(line.text)))
