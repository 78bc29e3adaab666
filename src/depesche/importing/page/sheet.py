"""The page on the table: its lines, what each was recognised as, and where each has gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from depesche.importing.page import reasons
from depesche.importing.page.bylines import Byline, by_word, byline_of
from depesche.importing.page.draft import Dropped, Sentence
from depesche.importing.page.furniture import Furniture, furniture_of, other_alphabet
from depesche.importing.page.languages import script_of
from depesche.importing.page.lines import Kind, Line, bullet_of
from depesche.importing.page.pictures import Credit, caption_line, credit_line
from depesche.importing.page.words import folded

Mark = Furniture | Credit | Byline | None


@dataclass(slots=True)
class Sheet:
    """Lines are named by their index. ``placed`` are those that the draft or ``dropped`` has."""

    lines: list[Line]
    marks: list[Mark]
    prosaic: list[bool]
    credits_its_own: bool = False
    placed: set[int] = field(default_factory=set)
    dropped: list[tuple[int, Dropped]] = field(default_factory=list)
    unsure: list[Sentence] = field(default_factory=list)

    def drop(self, index: int, why: Sentence) -> None:
        if index not in self.placed:
            self.placed.add(index)
            self.dropped.append((self.lines[index].number, Dropped(self.lines[index].text, why)))

    def part(self, index: int, text: str, why: Sentence) -> None:
        """Report a part of a line that the draft has otherwise."""
        self.dropped.append((self.lines[index].number, Dropped(text, why)))

    def take(self, *indexes: int) -> tuple[str, ...]:
        """Mark lines as kept; gives their texts."""
        self.placed.update(indexes)
        return tuple(self.lines[index].text for index in indexes)

    def doubt(self, remark: Sentence) -> None:
        if remark not in self.unsure:
            self.unsure.append(remark)

    def open(self, start: int, end: int | None = None) -> Iterator[int]:
        """The indexes in the range that have not been placed when they are asked for."""
        stop = len(self.lines) if end is None else end
        return (index for index in range(start, stop) if index not in self.placed)

    def plain(self, index: int) -> bool:
        """Whether nothing but the article can claim the line."""
        return self.marks[index] is None and index not in self.placed

    def prose(self, index: int) -> bool:
        return self.prosaic[index] and self.plain(index)

    def masses(self) -> list[int]:
        """Letters of prose before each line, and before the end."""
        letters = (
            len(line.text) if self.prose(index) else 0 for index, line in enumerate(self.lines)
        )
        return [0, *accumulate(letters)]

    def topic(self, index: int) -> str:
        """The reason's key when the line is furniture."""
        mark = self.marks[index]
        return mark.topic if isinstance(mark, Furniture) else ""

    def gap_after(self, index: int) -> bool:
        return index + 1 >= len(self.lines) or self.lines[index + 1].gap

    def spacing(self, start: int, end: int) -> str:
        """``airy``: blank lines between nearly all lines; ``tight``: none; else ``mixed``."""
        lines = self.lines[start + 1 : end]
        gaps = sum(line.gap for line in lines)
        if gaps <= min(1, len(lines) // 4):
            return "tight"
        return "airy" if gaps >= 0.8 * len(lines) else "mixed"


def credits_its_own(marks: Iterable[Mark]) -> bool:
    """Whether this portal gives its own pictures a credit line over the caption line.

    Then a caption line without one is a card's, as on the pages of which we have a sample.
    """
    told = [mark for mark in marks if isinstance(mark, Credit) and mark.caption]
    whole = {folded(mark.caption) for mark in told if mark.complete}
    return any(not mark.complete and folded(mark.caption) in whole for mark in told)


def laid_out(lines: Sequence[Line]) -> Sheet:
    """A sheet with every line recognised for itself, without its neighbours."""
    prose = " ".join(line.text for line in lines if line.is_prose)
    script = script_of(prose or " ".join(line.text for line in lines))
    prosaic = [line.is_prose and not bullet_of(line) for line in lines]
    marks = [mark_of(line, script) for line in lines]
    return Sheet(list(lines), marks, prosaic, credits_its_own(marks))


def mark_of(line: Line, page_script: str) -> Mark:
    """What a line is by its own looks. Credits come before prompts: "Bild:" may open both."""
    if line.kind is Kind.ALT:
        return Credit(alt=line.text)
    if line.kind is Kind.CAPTION:
        return caption_line(line.text) or credit_line(line.text) or Credit(caption=line.text)
    if line.kind is Kind.QUOTE:
        return None
    furniture = furniture_of(line, page_script)
    if furniture and line.kind is Kind.HEADING and furniture.loose:
        furniture = None
    if furniture and furniture.topic != "alphabet":
        return furniture
    if by_word().match(line.text) and (byline := byline_of(line)):
        return byline
    picture = credit_line(line.text) or caption_line(line.text)
    return picture or byline_of(line) or other_alphabet(line, page_script)


def same_words(one: str, other: str) -> bool:
    return bool(folded(one)) and folded(one) == folded(other)


def drop_all(sheet: Sheet, indexes: Iterable[int], why: Sentence) -> None:
    """Drop each line for the reason its mark gives, or else for ``why``."""
    for index in indexes:
        mark = sheet.marks[index]
        sheet.drop(index, mark.why if isinstance(mark, Furniture) else why)


def drop_leftovers(sheet: Sheet) -> None:
    """No line leaves unreported, whatever the rules forgot."""
    drop_all(sheet, sheet.open(0), reasons.UNPLACED)
