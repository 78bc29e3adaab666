"""The text under the lead: paragraphs, subheads, quotes, lists, pictures and cards."""

import re
from collections.abc import Callable

from depesche.importing.page import reasons
from depesche.importing.page.bylines import Byline, agencies_at_end
from depesche.importing.page.draft import Listing, Paragraph, PictureNote, Piece, Quote, Subhead
from depesche.importing.page.figures import card_at, figure_at, note_of
from depesche.importing.page.furniture import Furniture
from depesche.importing.page.header import Facts
from depesche.importing.page.lines import Kind, Line, bullet_of, without_stars
from depesche.importing.page.pictures import Credit
from depesche.importing.page.sheet import Sheet

SUBHEAD_AT_MOST = 110
SUBHEAD_WORDS_AT_MOST = 14
#: From so many short questions on, a page is an interview and they are its text.
QUESTIONS_OF_INTERVIEW = 3
ENCLOSED = re.compile(r"^[„“\"«»‚‘].+[“”\"»«’‘][.!?]?$")
SPEAKER = re.compile(r"^[-–—―]\s*(?P<name>\S.{1,120})$")

Reader = Callable[["Text", int], Piece | None]


class Text:
    """Reads one stretch of a sheet, from ``start`` up to ``end``, into pieces."""

    def __init__(self, sheet: Sheet, start: int, end: int, facts: Facts) -> None:
        self.sheet, self.start, self.end, self.facts = sheet, start, end, facts
        self.spacing = sheet.spacing(start, end)
        self.said: set[str] = set()
        self.last_text = max(
            (
                line
                for line in sheet.open(start, end)
                if sheet.prose(line)
                or bullet_of(sheet.lines[line])
                or sheet.lines[line].kind is Kind.PARAGRAPH
            ),
            default=-1,
        )
        self.interview = (
            sum(self.question(index) for index in range(start, end)) >= QUESTIONS_OF_INTERVIEW
        )

    def question(self, index: int) -> bool:
        line = self.sheet.lines[index]
        return (
            self.sheet.plain(index)
            and line.text.endswith("?")
            and len(line.text) <= SUBHEAD_AT_MOST
        )

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        for index in range(self.start, self.end):
            if index in self.sheet.placed:
                continue
            piece = next((piece for read in READERS if (piece := read(self, index))), None)
            if piece:
                found.append(piece)
        return found

    def next_open(self, index: int) -> int | None:
        """The next line that is not furniture."""
        for line in self.sheet.open(index + 1, self.end):
            mark = self.sheet.marks[line]
            if not isinstance(mark, Furniture) or self.is_loose(line):
                return line
        return None

    def is_loose(self, index: int) -> bool:
        mark = self.sheet.marks[index]
        return isinstance(mark, Furniture) and mark.loose

    def goes_on(self, index: int) -> bool:
        """Whether text follows, so that a short line here can be a subhead."""
        return index < self.last_text

    def parted(self, index: int) -> bool:
        """Whether a short line is set apart as subheads are on this page."""
        return self.spacing == "tight" or self.sheet.lines[index].gap


def furniture(text: Text, index: int) -> Piece | None:
    """Drop it, unless it is a word that may as well be a subhead here."""
    mark, line = text.sheet.marks[index], text.sheet.lines[index]
    if not isinstance(mark, Furniture):
        return None
    after = text.next_open(index)
    if text.is_loose(index) and after is not None and text.sheet.prose(after):
        before = index - 1
        apart = line.gap and text.sheet.gap_after(index) and text.sheet.topic(before) == ""
        if apart and not any(letter.isdigit() for letter in line.text):
            return Subhead(*text.sheet.take(index))
    text.sheet.drop(index, mark.why)
    return None


def byline(text: Text, index: int) -> Piece | None:
    """A signature under the text, or a line that only tells a time."""
    mark = text.sheet.marks[index]
    if not isinstance(mark, Byline):
        return None
    fresh = (mark.authors and not text.facts.authors) or (mark.agencies and not text.facts.agencies)
    if mark.authors and not fresh and text.goes_on(index) and text.parted(index):
        return Subhead(*text.sheet.take(index))
    if mark.authors or mark.agencies or (mark.date and not text.facts.date):
        text.facts.hear(text.sheet, index, mark)
    else:
        text.sheet.drop(index, reasons.CLOCK)
    return None


def picture(text: Text, index: int) -> Piece | None:
    """A picture's lines, or a card."""
    mark = text.sheet.marks[index]
    tied_below = text.sheet.plain(index) and comes_with_credit(text, index)
    if not isinstance(mark, Credit) and not tied_below:
        return None
    if isinstance(mark, Credit) and not mark.caption and not text.goes_on(index):
        agencies = agencies_at_end(text.sheet.lines[index])
        if agencies and not mark.photographer:
            signature(text, index, agencies)
            return None
    figure = figure_at(text.sheet, index + 1 if tied_below else index, text.end)
    if tied_below and index not in figure.indexes:
        return None
    card = card_at(text.sheet, figure, text.end, text.spacing)
    return card or note_of(text.sheet, figure)


def comes_with_credit(text: Text, index: int) -> bool:
    """Whether the next line is a bare credit in one block with this one, which is its caption."""
    if index + 1 >= text.end:
        return False
    sheet, line = text.sheet, text.sheet.lines[index]
    below = sheet.marks[index + 1]
    bare = isinstance(below, Credit) and not below.caption and not sheet.lines[index + 1].group
    alone = line.gap and not sheet.lines[index + 1].gap and sheet.gap_after(index + 1)
    return (
        bare and alone and len(line.text) <= 160 and line.kind is Kind.PLAIN and not bullet_of(line)
    )


def signature(text: Text, index: int, agencies: tuple[str, ...]) -> None:
    text.facts.agencies += [name for name in agencies if name not in text.facts.agencies]
    text.facts.told_by += text.sheet.take(index)


def listing(text: Text, index: int) -> Piece | None:
    """Lines with bullets or numbers, one after the other."""
    sheet = text.sheet
    first = bullet_of(sheet.lines[index]) if sheet.plain(index) else None
    if first is None or (first[1] and not counts_on(text, index)):
        return None
    items, line = [first[0]], index
    sheet.take(index)
    while (line := line + 1) < text.end:
        item = bullet_of(sheet.lines[line])
        if line in sheet.placed or item is None or item[1] != first[1] or not sheet.plain(line):
            break
        items.append(item[0])
        sheet.take(line)
    return Listing(tuple(items), numbered=first[1])


def counts_on(text: Text, index: int) -> bool:
    """One number alone ("1. FC …", "13. Januar …") does not make a list."""
    lines = text.sheet.lines
    if lines[index].kind is Kind.NUMBERED_ITEM:
        return True
    after = bullet_of(lines[index + 1]) if index + 1 < text.end else None
    return bool(after and after[1] and lines[index].text.startswith("1"))


def quote(text: Text, index: int) -> Piece | None:
    """A quotation set apart: marked so by HTML, or alone with a dash and a name under it."""
    line = text.sheet.lines[index]
    if not text.sheet.plain(index):
        return None
    speaker = ""
    below = index + 1
    if below < text.end and below not in text.sheet.placed and not text.sheet.lines[below].gap:
        named = SPEAKER.match(text.sheet.lines[below].text)
        speaker = named["name"] if named and not text.sheet.lines[below].full_stopped else ""
    if line.kind is not Kind.QUOTE and not (ENCLOSED.match(line.text) and line.gap and speaker):
        return None
    if speaker:
        text.sheet.take(below)
    return Quote(text.sheet.take(index)[0], speaker)


def paragraph(text: Text, index: int) -> Piece | None:
    """Text; a long paragraph that came before word for word is dropped."""
    line = text.sheet.lines[index]
    if not text.sheet.plain(index) or not (line.is_prose or line.kind is Kind.PARAGRAPH):
        return None
    if line.text in text.said and len(line.text) > 60:
        text.sheet.drop(index, reasons.SAID_TWICE)
        return None
    text.said.add(line.text)
    return Paragraph(*text.sheet.take(index))


def short(text: Text, index: int) -> Piece | None:
    """A short line: subhead, paragraph, signature, or a leftover under the text."""
    sheet, line = text.sheet, text.sheet.lines[index]
    if not sheet.plain(index):
        return None
    if not text.goes_on(index):
        agencies = agencies_at_end(line)
        if agencies:
            signature(text, index, agencies)
            return None
        if not line.stopped and line.kind is Kind.PLAIN:
            sheet.drop(index, reasons.AFTER_END)
            return None
    (words,) = sheet.take(index)
    if is_subhead(text, index, line):
        return Subhead(without_stars(words))
    return Paragraph(words)


def is_subhead(text: Text, index: int, line: Line) -> bool:
    if line.kind is Kind.HEADING:
        return True
    if len(line.text) > SUBHEAD_AT_MOST or len(line.words) > SUBHEAD_WORDS_AT_MOST:
        return False
    if not text.parted(index) or not text.goes_on(index) or line.text[0].islower():
        return False
    if line.stopped and (
        text.interview or not line.text.endswith(("?", "!")) or len(line.words) > 9
    ):
        return False
    after = text.next_open(index)
    followed = after is not None and (
        text.sheet.prose(after) or text.sheet.marks[after] is not None
    )
    return not line.text.endswith((",", ";", ":")) and (
        followed or (after is not None and bullet_of(text.sheet.lines[after]) is not None)
    )


READERS: tuple[Reader, ...] = (furniture, byline, quote, picture, listing, paragraph, short)


def lead_picture(pieces: list[Piece], facts: Facts) -> PictureNote | None:
    """The picture over the text; failing that, the one right under the lead, taken out of there."""
    if facts.pictures:
        return facts.pictures.pop(0)
    if pieces and isinstance(pieces[0], PictureNote):
        first = pieces.pop(0)
        return first if isinstance(first, PictureNote) else None
    return None
