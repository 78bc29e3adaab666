"""Dates as pages print them: ISO, with figures, with the month's name in nine languages."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from depesche.importing.page.words import alternatives, folded, gathered, months

TIME = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3])[:.h]\s?[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?!\d)"
    r"(?:\s*(?:[ap]\.?m\.?|uhr|h|ч))?(?:\s*(?:z|[+-]\d{2}:?\d{2}))?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date and the stretch of the text it was read from; ``doubtful``: day or month first?"""

    date: dt.date
    start: int
    end: int
    doubtful: bool = False


@cache
def month_names() -> str:
    names = [
        re.escape(name).replace("'", "['’]") for name in sorted(months(), key=len, reverse=True)
    ]
    return "(?P<name>" + "|".join(names) + r")(?!\w)\.?"


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    name = month_names()
    day = r"(?<!\d)(?P<day>\d{1,2})"
    year = r"(?P<year>\d{4})(?!\d)"
    clock = r"(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
    shapes = (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)" + clock,
        rf"{day}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d\d)(?!\d)",
        rf"{day}\s?[/-]\s?(?P<month>\d{{1,2}})\s?[/-]\s?{year}",
        rf"{day}(?:\.|st|nd|rd|th|er|º|°)?\s+(?:de\s+|of\s+)?{name},?\s+(?:de[l]?\s+)?{year}(?:\s*г\.?(?!\w)|\s*r\.(?!\w))?",
        rf"(?<!\w){name}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


@cache
def yearless() -> re.Pattern[str]:
    """Day and month without a year, as cards print them."""
    name = month_names()
    second = name.replace("<name>", "<second>")
    return re.compile(
        rf"(?<!\d)\d{{1,2}}\.?\s+{name}(?!\s*\d{{4}})|(?<!\w){second}\s+\d{{1,2}}(?!\d)"
        r"|(?<!\d)\d{1,2}\.\d{1,2}\.(?!\d)",
        re.IGNORECASE,
    )


def dates_in(text: str) -> Iterator[Found]:
    """Every date in ``text`` with a year between 1900 and 2100."""
    for pattern in patterns():
        for match in pattern.finditer(text):
            if found := from_match(match):
                yield found


def from_match(match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    day, year = int(parts["day"]), int(parts["year"])
    month = months()[folded(parts["name"])] if parts.get("name") else int(parts["month"])
    year += 2000 if len(parts["year"]) == 2 else 0
    slashed = "/" in match[0]
    if slashed and month > 12:
        day, month = month, day
    if not 1900 <= year <= 2100:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    doubtful = slashed and day <= 12 and month <= 12 and day != month
    return Found(date, match.start(), match.end(), doubtful)


def last_date(text: str) -> Found | None:
    """The date that ends latest in ``text``; of two that end there the longer."""
    return max(dates_in(text), key=lambda found: (found.end, -found.start), default=None)


def first_date(text: str) -> Found | None:
    return min(dates_in(text), key=lambda found: (found.start, -found.end), default=None)


@cache
def date_words() -> frozenset[str]:
    """Words that may stand beside a date in a line that tells nothing else."""
    keys = ("published", "updated", "filler", "ago")
    return frozenset(
        folded(word)
        for key in keys
        for phrase in gathered("byline", key)
        for word in phrase.split()
    )


@cache
def updated_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(gathered('byline', 'updated'))})(?!\w)", re.IGNORECASE
    )


def without_times(text: str) -> tuple[str, bool]:
    """``text`` without dates and times, and whether there were any."""
    rest = text
    for pattern in patterns():
        rest = pattern.sub(" | ", rest)
    rest = TIME.sub(" | ", rest)
    rest = yearless().sub(" | ", rest)
    return rest, rest != text


def only_time_words(text: str) -> bool:
    """Whether nothing is left beside the words that go with a date."""
    words = folded(text).split()
    return all(word in date_words() for word in words)
