"""What stands between the headline and the text: byline, date, lead picture, and the lead."""

import datetime as dt
from dataclasses import dataclass, field

from depesche.importing.page import reasons
from depesche.importing.page.bylines import Byline, agencies_in_front, is_role
from depesche.importing.page.draft import PictureNote
from depesche.importing.page.figures import figure_at, note_of
from depesche.importing.page.furniture import Furniture
from depesche.importing.page.lines import Kind, bullet_of
from depesche.importing.page.pictures import Credit, is_name
from depesche.importing.page.sheet import Sheet, drop_all

#: Words from which a line without a full stop is the lead: right under the headline, where a
#: shorter one is a second headline, and below a byline or picture.
LEAD_WORDS_AT_LEAST = 14
LEAD_WORDS_BELOW = 8
#: A picture that belongs to the headline under it stands within so many lines of it.
PICTURE_ABOVE_WITHIN = 4


@dataclass(slots=True)
class Facts:
    """What the lines around the text tell of the article."""

    authors: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    published: dt.date | None = None
    updated: dt.date | None = None
    told_by: list[str] = field(default_factory=list)
    pictures: list[PictureNote] = field(default_factory=list)

    @property
    def date(self) -> dt.date | None:
        return self.published or self.updated

    def hear(self, sheet: Sheet, index: int, byline: Byline) -> None:
        """Take over what a line tells; the first to tell a thing is believed."""
        self.authors += [name for name in byline.authors if name not in self.authors]
        self.agencies += [name for name in byline.agencies if name not in self.agencies]
        if byline.date and byline.updated:
            self.updated = self.updated or byline.date
        elif byline.date:
            self.published = self.published or byline.date
        if byline.doubtful and byline.date == self.date:
            sheet.doubt(reasons.day_or_month(sheet.lines[index].text))
        self.told_by += sheet.take(index)


def lead_index(sheet: Sheet, headline: int) -> int | None:
    """The first text under the headline."""
    below = range(headline + 1, len(sheet.lines))
    first = next((index for index in below if is_lead(sheet, index)), None)
    if first is not None and (whole := whole_lead(sheet, first)):
        return whole
    stop = len(sheet.lines) if first is None else first
    for index in range(headline + 1, stop):
        line = sheet.lines[index]
        if sheet.topic(index) in {"ticker", "discussion", "chats", "more"} and first is None:
            break
        least = LEAD_WORDS_AT_LEAST if index == headline + 1 else LEAD_WORDS_BELOW
        if sheet.plain(index) and len(line.words) >= least and not is_tied_caption(sheet, index):
            if bullet_of(line) or line.kind is Kind.HEADING:
                continue
            if not line.stopped:
                sheet.doubt(reasons.LEAD_WITHOUT_STOP)
            return index
    return first


def whole_lead(sheet: Sheet, first: int) -> int | None:
    """The paragraph that begins with the words of ``first``, which then was only the page's
    description of itself, as templates print it over the text."""
    words = sheet.lines[first].text
    for index in range(first + 1, min(first + 16, len(sheet.lines))):
        text = sheet.lines[index].text
        if len(words) >= 40 and text.startswith(words) and sheet.prose(index):
            sheet.drop(first, reasons.SAID_TWICE)
            return index
    return None


def is_lead(sheet: Sheet, index: int) -> bool:
    return sheet.prose(index) and not is_tied_caption(sheet, index)


def is_tied_caption(sheet: Sheet, index: int) -> bool:
    """Whether a short line makes one block of two lines with a bare credit under or over it."""
    lines = sheet.lines
    if len(lines[index].text) > 160:
        return False
    if index + 1 < len(lines) and is_bare_credit(sheet, index + 1):
        return lines[index].gap and not lines[index + 1].gap
    if index > 0 and is_bare_credit(sheet, index - 1):
        return lines[index - 1].gap and not lines[index].gap and sheet.gap_after(index)
    return False


def is_bare_credit(sheet: Sheet, index: int) -> bool:
    mark = sheet.marks[index]
    return isinstance(mark, Credit) and not mark.caption and not mark.alt


def read_header(sheet: Sheet, headline: int, lead: int) -> Facts:
    """Bylines, dates and pictures between headline and lead; the rest there is dropped."""
    facts = Facts()
    for index in range(headline + 1, lead):
        mark = sheet.marks[index]
        if index in sheet.placed:
            continue
        if isinstance(mark, Byline):
            facts.hear(sheet, index, mark)
        elif isinstance(mark, Credit):
            facts.pictures.append(note_of(sheet, figure_at(sheet, index, lead)))
        elif isinstance(mark, Furniture):
            sheet.drop(index, mark.why)
        elif facts.authors and is_role(sheet.lines[index]):
            facts.told_by += sheet.take(index)
    hear_lone_names(sheet, headline, lead, facts)
    left = [index for index in sheet.open(headline + 1, lead) if not bullet_of(sheet.lines[index])]
    for index in left:
        if sheet.plain(index) and len(sheet.lines[index].words) >= 5:
            sheet.doubt(reasons.second_headline(sheet.lines[index].text))
    drop_all(sheet, left, reasons.ABOVE_TEXT)
    return facts


def hear_lone_names(sheet: Sheet, headline: int, lead: int, facts: Facts) -> None:
    """A name alone is the author's where it stands right beside a line that tells the date."""
    for index in sheet.open(headline + 1, lead):
        beside = [sheet.marks[line] for line in (index - 1, index + 1) if 0 <= line < lead]
        dated = any(isinstance(mark, Byline) for mark in beside)
        if sheet.plain(index) and dated and not facts.authors and is_name(sheet.lines[index].text):
            facts.authors += sheet.take(index)


def read_above(sheet: Sheet, headline: int, facts: Facts) -> None:
    """A byline, date or picture over the headline, where none was found under it."""
    for index in sheet.open(0, headline):
        mark = sheet.marks[index]
        if isinstance(mark, Byline) and not (facts.date and mark.date):
            facts.hear(sheet, index, mark)
        near = headline - index <= PICTURE_ABOVE_WITHIN
        if isinstance(mark, Credit) and near and not facts.pictures and index not in sheet.placed:
            facts.pictures.append(note_of(sheet, figure_at(sheet, index, headline)))


def hear_place_line(facts: Facts, lead: str) -> None:
    facts.agencies += [name for name in agencies_in_front(lead) if name not in facts.agencies]
