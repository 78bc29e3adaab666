"""From lines to a draft: headline first, then what is above it, under it, and around the text."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.importing.page import headline as headlines
from depesche.importing.page import reasons, tail
from depesche.importing.page.body import Text, lead_picture
from depesche.importing.page.bylines import Byline
from depesche.importing.page.draft import (
    Draft,
    Dropped,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Sentence,
)
from depesche.importing.page.furniture import WEB
from depesche.importing.page.header import (
    Facts,
    hear_place_line,
    lead_index,
    read_above,
    read_header,
)
from depesche.importing.page.languages import language_of
from depesche.importing.page.lines import Line, without_stars
from depesche.importing.page.sheet import Sheet, drop_leftovers, laid_out, same_words

#: "© 2022 The Paper. All rights reserved."
OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*[-–]\s*)?\d{4},?\s+(?P<site>[^.,|/\d©]{2,50})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an HTML page tells of itself in its head."""

    headline: str = ""
    language: str = ""
    site: str = ""
    source_url: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Top:
    """The lines over the text, as words."""

    headline: str = ""
    kicker: str = ""
    site: str = ""


def read_lines(
    lines: Sequence[Line], *, dropped: Sequence[Dropped] = (), known: Known | None = None
) -> Draft:
    """The draft that one page's lines hold. ``dropped`` was taken out of them before."""
    sheet = laid_out(lines)
    asked = known or Known()
    index = headlines.choose(sheet, asked.headline)
    source_url = asked.source_url or own_address(sheet, index)
    top = read_top(sheet, index, asked)
    start = -1 if index is None else index
    lead = lead_index(sheet, start)
    pieces: list[Piece] = []
    if lead is not None:
        facts, pieces = read_text(sheet, start, lead)
    else:
        facts = read_header(sheet, start, len(sheet.lines))
        sheet.doubt(reasons.NO_LEAD)
    if index is not None:
        read_above(sheet, index, facts)
    site = asked.site or top.site or owner(sheet)
    if index is not None:
        headlines.clear_above(sheet, index)
    hear_machine_dates(sheet, facts)
    drop_leftovers(sheet)
    return finished(sheet, top, facts, pieces, asked, (site, source_url), dropped)


def read_top(sheet: Sheet, index: int | None, known: Known) -> Top:
    """Headline and kicker; the title and other repeats of the headline are dropped."""
    if index is None:
        return Top(known.headline)
    text, site = headlines.split_site(sheet, index)
    sheet.take(index)
    told = headlines.repeats(sheet, index, text)
    tail.drop_above(sheet, index)
    kicker = headlines.kicker_above(sheet, index)
    words = sheet.take(kicker)[0] if kicker is not None else ""
    site = site or told
    if kicker is not None and same_words(words, site):
        return Top(without_stars(text), "", words)
    return Top(without_stars(text), without_stars(words), site)


def read_text(sheet: Sheet, headline: int, lead: int) -> tuple[Facts, list[Piece]]:
    """Everything from the headline down: header, lead, body, and the end of the page."""
    facts = read_header(sheet, headline, lead)
    end = tail.readers_part(sheet, lead)
    end = tail.other_articles_part(sheet, lead, end)
    tail.drop_tail(sheet, end)
    tail.drop_tickers(sheet, headline + 1, end)
    tail.drop_pointers(sheet, headline + 1, end)
    (words,) = sheet.take(lead)
    hear_place_line(facts, words)
    over = Text(sheet, headline + 1, lead, facts).pieces()
    under = Text(sheet, lead + 1, end, facts)
    under.said.add(words)
    return facts, [Paragraph(words), *over, *under.pieces()]


def own_address(sheet: Sheet, headline: int | None) -> str:
    """The page's address, where it is printed over the headline or as the page's only one."""
    found = [
        index
        for index, line in enumerate(sheet.lines)
        if WEB.fullmatch(line.text) and "://" in line.text
    ]
    above = [index for index in found if headline is not None and index < headline]
    chosen = above[:1] or (found if len(found) == 1 else [])
    return sheet.take(*chosen)[0].strip("<>") if chosen else ""


def owner(sheet: Sheet) -> str:
    """The site's name from the line that reserves its rights."""
    for index, line in enumerate(sheet.lines):
        if sheet.topic(index) == "footer" and (found := OWNER.search(line.text)):
            return found["site"].strip(" –-")
    return ""


def hear_machine_dates(sheet: Sheet, facts: Facts) -> None:
    """Time stamps that templates leave at the foot, when no line for readers told a date."""
    for index in sheet.open(0):
        mark = sheet.marks[index]
        if isinstance(mark, Byline) and mark.date and not facts.date:
            facts.hear(sheet, index, mark)
        elif isinstance(mark, Byline):
            sheet.drop(index, reasons.CLOCK)


def finished(
    sheet: Sheet,
    top: Top,
    facts: Facts,
    pieces: list[Piece],
    known: Known,
    place: tuple[str, str],
    dropped: Sequence[Dropped],
) -> Draft:
    """The draft, with remarks on what is missing or doubtful."""
    lead = pieces.pop(0) if pieces else None
    picture = lead_picture(pieces, facts)
    body = (*facts.pictures, *pieces)
    language, remarks = language_told(top.headline, lead, body, known)
    date = dt.date.fromisoformat(known.date[:10]) if known.date else facts.date
    if date is None and picture and picture.date:
        date = picture.date
        remarks += (reasons.PICTURE_DATE,)
    remarks += () if date else (reasons.NO_DATE,)
    remarks += (reasons.ONLY_LEAD,) if lead and not body else ()
    left = [*((0, piece) for piece in dropped), *sheet.dropped]
    return Draft(
        headline=top.headline,
        kicker=top.kicker,
        lead=lead.text if isinstance(lead, Paragraph) else "",
        body=body,
        picture=picture,
        language=language,
        date=date,
        site=place[0],
        source_url=place[1],
        authors=tuple(name for name in facts.authors if name != place[0]) or known.authors,
        agencies=tuple(facts.agencies),
        told_by=tuple(facts.told_by),
        dropped=tuple(piece for _, piece in sorted(left, key=lambda pair: pair[0])),
        unsure=(*sheet.unsure, *remarks),
    )


def language_told(
    headline: str, lead: Piece | None, body: Sequence[Piece], known: Known
) -> tuple[str, tuple[Sentence, ...]]:
    """The language of the article's own words; what a page claims counts where these are unsure."""
    words = [headline]
    for piece in (lead, *body):
        if isinstance(piece, (Paragraph, Quote)):
            words.append(piece.text)
        elif isinstance(piece, Listing):
            words += piece.items
    language, sure = language_of(" ".join(words))
    claimed = known.language[:2].lower()
    if sure:
        return language, ()
    if claimed or language:
        return claimed or language, () if claimed == language else (
            reasons.language_guess(claimed or language),
        )
    return "", (reasons.language_unknown(),)
