"""Which line is the headline, and what of the lines above it belongs to the article."""

import re
from collections import Counter

from depesche.importing.page import reasons
from depesche.importing.page.bylines import Byline
from depesche.importing.page.dates import without_times
from depesche.importing.page.furniture import Furniture, is_ticker_entry
from depesche.importing.page.lines import Kind, Line, bullet_of
from depesche.importing.page.pictures import Credit
from depesche.importing.page.sheet import Sheet, drop_all, same_words
from depesche.importing.page.words import folded

#: Behind it a page's title names the site: "Headline | The Paper".
TITLE_TAIL = re.compile(r"^(?P<head>.+?\S)\s+(?:\||[-–—•·:])\s+(?P<site>[^|]{2,60})$")
#: Points by which the runner-up may trail before the choice is called unsure.
CLOSE = 2.5
#: A headline has this many words or fewer.
WORDS_AT_MOST = 32
#: Below so many paragraphs, or after so many lines that could be it, no headline is looked for.
PROSE_ABOVE_AT_MOST = 20
CANDIDATES_AT_MOST = 400
#: A page's title, which repeats the headline, is one of its first lines.
TITLE_WITHIN = 12
QUIET = frozenset(
    {"share", "subscribe", "counter", "reading_time", "player", "loader", "advert", "discussion"}
)


def own_points(line: Line) -> float:
    """How much a line looks like a headline by itself."""
    words = len(line.words)
    points = min(words, 10) - max(0, words - 22) / 2
    points -= 4 if len(line.text) < 15 else 0
    points -= 5 if line.full_stopped else 0
    points -= 4 if line.is_prose else 0
    points -= 2 if line.text.endswith(("!", "…")) else 0
    points -= 4 if line.text.endswith((":", ",", ";")) else 0
    points -= 6 if bullet_of(line) else 0
    points += 4 if line.kind is Kind.HEADING else 0
    return points + line.gap


def near_points(sheet: Sheet, index: int) -> float:
    """How much its surroundings make a line the headline."""
    below = [
        line
        for line in range(index + 1, min(index + 8, len(sheet.lines)))
        if sheet.topic(line) not in QUIET
    ]
    points = 0.0
    if any(isinstance(sheet.marks[line], (Credit, Byline)) for line in below[:2]):
        points += 4
    if any(sheet.prose(line) for line in below[:2]):
        points += 3
    points += 1 if sheet.gap_after(index) else 0
    points -= 8 * under_byline(sheet, index)
    return points - second_line_points(sheet, index)


def under_byline(sheet: Sheet, index: int) -> bool:
    """Whether a picture's or an author's line stands between this line and a headline over it."""
    named = [
        line
        for line in range(max(0, index - 6), index)
        if isinstance(mark := sheet.marks[line], Credit)
        or (isinstance(mark, Byline) and mark.authors)
    ]
    over = range(max(0, named[0] - 4), named[0]) if named else range(0)
    return any(
        sheet.plain(line) and not sheet.lines[line].is_prose and len(sheet.lines[line].words) >= 4
        for line in over
    )


def second_line_points(sheet: Sheet, index: int) -> float:
    """A line right under one too long for a kicker is the headline's second line or the lead."""
    if index == 0 or sheet.lines[index].gap:
        return 0
    before, line = sheet.lines[index - 1], sheet.lines[index]
    if not sheet.plain(index - 1) or before.is_prose:
        return 0
    return 8 if len(before.words) >= 5 or (len(before.words) == 4 and len(line.words) >= 8) else 0


def told_again(sheet: Sheet, index: int, texts: Counter[str]) -> bool:
    """Whether the line stands on the page once more, alone or with the site's name behind it."""
    text = sheet.lines[index].text
    return len(text) >= 15 and (
        texts[folded(text)] > 1
        or any(names_site(line.text, text) for line in sheet.lines[:TITLE_WITHIN])
    )


def names_site(line: str, headline: str) -> str:
    """What a page's title says behind the headline, or nothing if ``line`` is no such title."""
    if not line.startswith(headline) or len(headline) < 15:
        return ""
    rest = line[len(headline) :]
    site = without_times(rest)[0].strip(" |-–—•·:,")
    return site if re.match(r"\s*[|–—•·:-]\s", rest) else ""


def candidates(sheet: Sheet) -> list[tuple[float, int]]:
    """Lines that could be the headline with their points, best first."""
    found: list[tuple[float, int]] = []
    texts = Counter(folded(line.text) for line in sheet.lines)
    above = 0
    for index, line in enumerate(sheet.lines):
        if above > PROSE_ABOVE_AT_MOST or len(found) > CANDIDATES_AT_MOST:
            break
        above += sheet.prose(index)
        if not sheet.plain(index) or len(line.words) > WORDS_AT_MOST or line.kind is Kind.QUOTE:
            continue
        if is_ticker_entry(line) or not any(letter.isalpha() for letter in line.text):
            continue
        points = own_points(line) + near_points(sheet, index)
        points -= 3.5 * (above - sheet.prose(index))
        points += 6 if told_again(sheet, index, texts) else 0
        found.append((points, index))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def choose(sheet: Sheet, known: str = "") -> int | None:
    """The headline's index; ``known`` is what an HTML page says it is. Says when it is unsure."""
    if known:
        for index, line in enumerate(sheet.lines):
            if same_words(line.text, known):
                return index
        return None
    ranked = candidates(sheet)
    if not ranked:
        sheet.doubt(reasons.NO_HEADLINE)
        return None
    best, index = ranked[0]
    chosen = sheet.lines[index]
    if best < 2 or (chosen.is_prose and chosen.full_stopped):
        sheet.doubt(reasons.NO_HEADLINE)
        return index if not chosen.is_prose or len(sheet.lines) > 1 else None
    for points, other in ranked[1:4]:
        text = sheet.lines[other].text
        if sheet.lines[other].is_prose or any(sheet.prose(line) for line in range(min(other, 500))):
            continue
        if best - points < CLOSE and len(text.split()) >= 4 and not same_words(text, chosen.text):
            sheet.doubt(reasons.two_headlines(chosen.text, text))
    return index


def split_site(sheet: Sheet, index: int) -> tuple[str, str]:
    """The headline without the site's name behind it, and that name."""
    text = sheet.lines[index].text
    found = TITLE_TAIL.match(text)
    if not found or len(found["site"].split()) > 4:
        return text, ""
    site, barred = found["site"], f"| {found['site']}" in text
    elsewhere = any(
        folded(site) in folded(line.text)
        for other, line in enumerate(sheet.lines)
        if other != index and not line.is_prose
    )
    if len(found["head"].split()) >= 3 and (
        barred or (elsewhere and ":" not in text[found.end("head") :][:2])
    ):
        return found["head"], site
    return text, ""


def repeats(sheet: Sheet, index: int, headline: str) -> str:
    """Drop the lines that only repeat the headline; gives the site's name if a title told it."""
    site = ""
    for other, line in enumerate(sheet.lines):
        if other == index or other in sheet.placed:
            continue
        if same_words(line.text, headline):
            sheet.drop(other, reasons.SAID_TWICE)
        elif name := names_site(line.text, headline):
            sheet.drop(other, reasons.TITLE_LINE)
            site = site or name
    return site


def kicker_above(sheet: Sheet, index: int) -> int | None:
    """The short line over the headline, unless it is the last of a row of navigation."""
    above = [line for line in sheet.open(0, index) if sheet.topic(line) not in QUIET]
    if not above or not short_line(sheet, above[-1]):
        return None
    last = above[-1]
    if (
        sheet.lines[index].gap
        and sheet.lines[last].gap is False
        and last > 0
        and last - 1 not in sheet.placed
    ):
        return None
    row = 0
    # An unknown word behind known navigation is no part of it; a section's name may be.
    known = {"navigation", "section", "login", "footer"} if sheet.marks[last] else set()
    for line in reversed(above[:-1]):
        if sheet.topic(line) not in known and not (sheet.plain(line) and short_line(sheet, line)):
            break
        row += 1
    set_apart = sheet.lines[last].gap and not sheet.lines[index].gap
    return last if row == 0 or set_apart or (row < 3 and sheet.lines[last].gap) else None


def short_line(sheet: Sheet, index: int) -> bool:
    mark, line = sheet.marks[index], sheet.lines[index]
    loose = isinstance(mark, Furniture) and mark.loose and mark.topic == "section"
    return (
        (mark is None or loose)
        and len(line.words) <= 6
        and not line.stopped
        and not bullet_of(line)
    )


def clear_above(sheet: Sheet, index: int) -> None:
    """Drop what is above the headline and not spoken for; long text there is mentioned."""
    for line in sheet.open(0, index):
        if sheet.prose(line) and len(sheet.lines[line].text) >= 100:
            sheet.doubt(reasons.left_above(sheet.lines[line].text))
    drop_all(sheet, sheet.open(0, index), reasons.ABOVE)
