"""Where the article ends, and what other articles' headlines and tickers interrupt it."""

from depesche.importing.page import reasons
from depesche.importing.page.furniture import CLOCK_ENTRY, Furniture, is_ticker_entry
from depesche.importing.page.lines import Kind
from depesche.importing.page.pictures import Credit
from depesche.importing.page.sheet import Sheet, drop_all
from depesche.importing.page.words import phrases, squeezed

#: What shows that a heading "Diskussion" or "Chats" opens the readers' part and is no subhead.
SIGNS = frozenset(
    {
        "login",
        "sort",
        "loader",
        "discussion",
        "chats",
        "alphabet",
        "placeholder",
        "counter",
        "notice",
    }
)
STRONG_SIGNS = frozenset({"login", "sort", "discussion", "notice"})


def readers_part(sheet: Sheet, lead: int) -> int:
    """The index at which discussion or chats begin, after which nothing is the article's."""
    masses = sheet.masses()
    for index in range(lead + 1, len(sheet.lines)):
        if sheet.topic(index) not in {"discussion", "chats"} or index in sheet.placed:
            continue
        before, after = masses[index] - masses[lead], masses[-1] - masses[index]
        near = {sheet.topic(line) for line in range(index + 1, min(index + 5, len(sheet.lines)))}
        counted = any(letter.isdigit() for letter in sheet.lines[index].text)
        if after == 0 or near & STRONG_SIGNS or ((near & SIGNS or counted) and after <= before):
            return index
    return len(sheet.lines)


def other_articles_part(sheet: Sheet, lead: int, end: int) -> int:
    """The index at which a closing list of other articles begins; teasers there are short."""
    masses = sheet.masses()
    long = max((index for index in range(end) if len(sheet.lines[index].text) >= 250), default=0)
    for index in range(lead + 1, end):
        if sheet.topic(index) != "more" or not is_heading(sheet, index):
            continue
        before, after = masses[index] - masses[lead], masses[end] - masses[index]
        teased = long < index and not sheet.prose(min(index + 1, end - 1))
        if after == 0 or (teased and after < 0.35 * before):
            return index
    return end


def is_heading(sheet: Sheet, index: int) -> bool:
    """Whether the line is the bare phrase, without a headline behind it."""
    return squeezed(sheet.lines[index].text) in phrases("lines")


def drop_tail(sheet: Sheet, start: int) -> None:
    """Drop everything from ``start``, each line for its own reason or that of its heading."""
    why = reasons.AFTER_END
    for index in range(start, len(sheet.lines)):
        mark = sheet.marks[index]
        if isinstance(mark, Furniture) and mark.topic in {
            "discussion",
            "chats",
            "ticker",
            "more",
            "also_read",
        }:
            why = mark.why
        drop_all(sheet, [index], why)


def drop_tickers(sheet: Sheet, start: int, end: int) -> None:
    """Drop each newsticker with its entries, up to where the text goes on."""
    index = start
    while index < end:
        if sheet.topic(index) != "ticker" or index in sheet.placed:
            index += 1
            continue
        stop = next((line for line in range(index + 1, end) if resumes(sheet, line)), end)
        if stop < end and stop - 1 > index and subhead_before(sheet, stop):
            stop -= 1
        drop_all(sheet, sheet.open(index, stop), reasons.FURNITURE["ticker"])
        index = max(stop, index + 1)


def resumes(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    return isinstance(sheet.marks[index], Credit) or (
        sheet.prose(index) and len(line.text) >= 100 and not CLOCK_ENTRY.match(line.text)
    )


def subhead_before(sheet: Sheet, index: int) -> bool:
    """Whether the line before ``index`` is a short one set apart, which belongs to what follows."""
    before = sheet.lines[index - 1]
    timed = CLOCK_ENTRY.match(before.text) or CLOCK_ENTRY.match(sheet.lines[index - 2].text) is None
    return (
        sheet.plain(index - 1)
        and before.gap
        and len(before.words) <= 8
        and bool(timed)
        and not is_ticker_entry(before)
    )


def drop_pointers(sheet: Sheet, start: int, end: int) -> None:
    """Drop "also read" prompts with the headlines under them."""
    for index in range(start, end):
        if sheet.topic(index) not in {"also_read", "more"} or index in sheet.placed:
            continue
        following = headlines_under(sheet, index, end) if is_heading(sheet, index) else []
        drop_all(sheet, [index, *following], reasons.FURNITURE["also_read"])


def headlines_under(sheet: Sheet, index: int, end: int) -> list[int]:
    """The headlines that a bare prompt leads to; never the subhead of the text after them."""
    found: list[int] = []
    for line in range(index + 1, min(index + 9, end)):
        if not sheet.plain(line) or sheet.prose(line) or sheet.lines[line].kind is Kind.HEADING:
            break
        if found and sheet.lines[line].gap and not sheet.lines[found[0]].gap:
            break
        found.append(line)
    after = found[-1] + 1 if found else end
    if (
        len(found) > 1
        and after < end
        and sheet.prose(after)
        and len(sheet.lines[found[-1]].words) <= 6
    ):
        found.pop()
    return found


def drop_above(sheet: Sheet, end: int) -> None:
    """Tickers and lists of other articles that stand over the headline."""
    for index in range(end):
        if is_ticker_entry(sheet.lines[index]) and sheet.plain(index):
            sheet.drop(index, reasons.FURNITURE["ticker"])
