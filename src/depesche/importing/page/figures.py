"""Lines about one picture, gathered into its note; and cards that lead to another article."""

import re
from dataclasses import dataclass, field
from itertools import islice

from depesche.importing.page import reasons
from depesche.importing.page.bylines import Byline
from depesche.importing.page.draft import PictureNote, RelatedCard
from depesche.importing.page.furniture import Furniture
from depesche.importing.page.lines import Kind, bullet_of
from depesche.importing.page.pictures import Credit, labelled
from depesche.importing.page.sheet import Sheet
from depesche.importing.page.words import folded

#: Letters. On a page without blank lines, a shorter line under a caption is a subhead.
CARD_HEADLINE_AT_LEAST = 50
CAPTION_ALONE_AT_MOST = 160


@dataclass(slots=True)
class Figure:
    """The lines that speak of one picture."""

    indexes: list[int]
    credits: list[Credit]
    caption: str = ""
    told_by: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(self.indexes)

    @property
    def has_own_credit(self) -> bool:
        """Whether a credit stands apart from the caption line, as at an article's own pictures."""
        return any(not credit.complete for credit in self.credits)


def mergeable(one: str, other: str) -> bool:
    """Whether two captions are one, or one of them is missing or the other's beginning."""
    first, second = folded(one), folded(other)
    return not first or not second or first.startswith(second) or second.startswith(first)


def figure_at(sheet: Sheet, index: int, end: int) -> Figure:
    """All neighbouring lines about the picture of the credit or caption at ``index``."""
    mark = sheet.marks[index]
    figure = Figure([index], [mark] if isinstance(mark, Credit) else [])
    figure.caption = mark.caption if isinstance(mark, Credit) else ""
    group = sheet.lines[index].group
    for line in range(index + 1, end):
        if line in sheet.placed or (
            isinstance(sheet.marks[line], Furniture)
            and sheet.topic(line) in {"counter", "navigation"}
        ):
            continue
        if not belongs(sheet, figure, line, group):
            break
        add(sheet, figure, line)
    if not figure.caption:
        look_around(sheet, figure, end)
    return figure


def belongs(sheet: Sheet, figure: Figure, line: int, group: int) -> bool:
    other = sheet.marks[line]
    if group or sheet.lines[line].group:
        return group == sheet.lines[line].group
    if isinstance(other, Credit):
        several = any(
            credit.agency and other.agency and credit.agency != other.agency
            for credit in figure.credits
        )
        both_bare = not other.caption and any(not credit.caption for credit in figure.credits)
        return mergeable(figure.caption, other.caption) and not several and not both_bare
    # The caption once more, as a picture's alternative text.
    return (
        sheet.plain(line)
        and bool(figure.caption)
        and folded(sheet.lines[line].text) == folded(figure.caption)
    )


def add(sheet: Sheet, figure: Figure, line: int) -> None:
    figure.indexes.append(line)
    mark = sheet.marks[line]
    if isinstance(mark, Credit):
        figure.credits.append(mark)
        figure.caption = max(figure.caption, mark.caption, key=len)


def look_around(sheet: Sheet, figure: Figure, end: int) -> None:
    """The caption of a credit that stands alone: the line tied to it above, else below."""
    first, last = min(figure.indexes), figure.last
    if (kept := tied(sheet, first - 1, first)) is not None:
        figure.indexes.insert(0, kept)
    elif (
        last + 1 < end
        and (kept := tied(sheet, last + 1, last + 1)) is not None
        and sheet.gap_after(last + 1)
    ):
        figure.indexes.append(kept)
    else:
        return
    text = sheet.lines[kept].text
    found = labelled(text)
    figure.caption = found.caption
    figure.credits.append(found)
    if len(text) > 60 and sheet.lines[kept].full_stopped:
        sheet.doubt(reasons.caption_or_paragraph(text))


def tied(sheet: Sheet, index: int, lower: int) -> int | None:
    """``index`` if that line is short text with no blank line between it and the credit."""
    if (
        index < 0
        or not sheet.plain(index)
        or sheet.lines[lower].gap
        or bullet_of(sheet.lines[index])
    ):
        return None
    line = sheet.lines[index]
    alone = line.gap or index == 0 or index - 1 in sheet.placed or index == lower
    return (
        index
        if len(line.text) <= CAPTION_ALONE_AT_MOST and alone and line.kind is Kind.PLAIN
        else None
    )


def note_of(sheet: Sheet, figure: Figure) -> PictureNote:
    """The picture's note; its lines are placed, the words that led elsewhere are reported."""
    lines = figure.credits
    for index in figure.indexes:
        mark = sheet.marks[index]
        if isinstance(mark, Credit) and mark.bank:
            sheet.part(index, mark.bank, reasons.BANK_LINK)
    return PictureNote(
        caption=figure.caption.strip(),
        agency=next((credit.agency for credit in lines if credit.agency), ""),
        photographer=next((credit.photographer for credit in lines if credit.photographer), ""),
        label=next((credit.label for credit in lines if credit.label), None),
        date=next((credit.date for credit in lines if credit.date), None),
        width=next((credit.width for credit in lines if credit.width), None),
        alt=next((credit.alt for credit in lines if credit.alt), ""),
        source=next(
            (sheet.lines[index].source for index in figure.indexes if sheet.lines[index].source), ""
        ),
        licence=next((credit.licence for credit in lines if credit.licence), ""),
        told_by=sheet.take(*sorted(figure.indexes)),
    )


def card_at(sheet: Sheet, figure: Figure, end: int, spacing: str) -> RelatedCard | None:
    """A card, if the figure is one caption line with a headline under it; else ``None``."""
    if figure.has_own_credit or len(figure.indexes) > 1 or sheet.lines[figure.last].group:
        return None
    following = sheet.open(figure.last + 1, end)
    below = [*islice((line for line in following if not is_firm_furniture(sheet, line)), 4)]
    over: list[int] = []
    if len(below) > 1 and is_section_over(sheet, below[0], below[1]):
        over, below = below[:1], below[1:]
    if not below or not is_headline_like(sheet, below[0]):
        return None
    if not over and not leads_elsewhere(sheet, figure, below, spacing):
        return None
    head = below[0]
    when = [line for line in below[1:2] if is_time_of_card(sheet, line)]
    note = note_of(sheet, figure)
    times = [mark.date for line in when if isinstance(mark := sheet.marks[line], Byline)]
    told = (*note.told_by, *sheet.take(*over, *when))
    (headline,) = sheet.take(head)
    return RelatedCard(
        headline=headline,
        picture_caption=note.caption,
        label=note.label,
        agency=note.agency,
        date=note.date or next((date for date in times if date), None),
        photographer=note.photographer,
        told_by=told,
    )


def is_firm_furniture(sheet: Sheet, index: int) -> bool:
    mark = sheet.marks[index]
    return isinstance(mark, Furniture) and not mark.loose


def is_headline_like(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    return (
        sheet.plain(index)
        and line.kind in {Kind.PLAIN, Kind.PARAGRAPH, Kind.HEADING, Kind.CARD}
        and len(line.words) >= 2
        and len(line.text) <= 220
        and not line.full_stopped
        and (not line.is_prose or line.kind is Kind.PARAGRAPH)
    )


def is_section_over(sheet: Sheet, index: int, below: int) -> bool:
    """A card's section printed between its picture and its headline."""
    line = sheet.lines[index]
    mark = sheet.marks[index]
    section = isinstance(mark, Furniture) and mark.topic == "section"
    return (
        section and not line.gap and not sheet.lines[below].gap and is_headline_like(sheet, below)
    )


def is_time_of_card(sheet: Sheet, index: int) -> bool:
    mark = sheet.marks[index]
    return (
        isinstance(mark, Byline)
        and not mark.authors
        and not mark.agencies
        and not sheet.lines[index].gap
    )


def leads_elsewhere(sheet: Sheet, figure: Figure, below: list[int], spacing: str) -> bool:
    """Whether the line under a caption is another article's headline and not the next subhead."""
    head = sheet.lines[below[0]]
    if head.kind is Kind.CARD or sheet.credits_its_own:
        return True
    if spacing == "mixed":
        return not head.gap and below[0] == figure.last + 1 + skipped(sheet, figure.last, below[0])
    if (
        len(below) > 1
        and is_headline_like(sheet, below[1])
        and not bullet_of(sheet.lines[below[1]])
    ):
        return True
    long_enough = len(head.text) >= CARD_HEADLINE_AT_LEAST or bool(
        re.search(r":\s|[„“«»\"]", head.text)
    )
    if len(head.text) < CARD_HEADLINE_AT_LEAST + 10:
        sheet.doubt(reasons.card_or_subhead(head.text))
    return long_enough


def skipped(sheet: Sheet, last: int, head: int) -> int:
    """How many lines of furniture stand between caption and headline."""
    return sum(
        line in sheet.placed or is_firm_furniture(sheet, line) for line in range(last + 1, head)
    )
