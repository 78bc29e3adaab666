"""Why something was left out, what the reader of a page was unsure of, and why a page is refused.

The sentences are marked here and translated where they are shown.
"""

from depesche.importing.page.draft import Sentence


def _(msgid: str) -> str:
    """Mark ``msgid`` for ``makemessages``; Django's own marker would ask for settings."""
    return msgid


FURNITURE: dict[str, Sentence] = {
    "notice": Sentence(_("A notice about registration or an account.")),
    "login": Sentence(_("A prompt to log in or register.")),
    "cookies": Sentence(_("A notice about cookies.")),
    "share": Sentence(_("A button for sharing, printing or saving.")),
    "subscribe": Sentence(_("A prompt to subscribe.")),
    "ticker": Sentence(_("The newsticker.")),
    "chats": Sentence(_("The chats.")),
    "discussion": Sentence(_("The readers' discussion.")),
    "loader": Sentence(_("A word shown while the page loads.")),
    "sort": Sentence(_("A switch for sorting.")),
    "placeholder": Sentence(_("A placeholder that was left over.")),
    "navigation": Sentence(_("Navigation.")),
    "section": Sentence(_("The name of a section in the navigation.")),
    "also_read": Sentence(_("A pointer to another article.")),
    "more": Sentence(_("A list of other articles.")),
    "footer": Sentence(_("The foot of the page.")),
    "advert": Sentence(_("The mark of an advertisement.")),
    "player": Sentence(_("A control for sound or video.")),
    "embed": Sentence(_("The place of content from elsewhere.")),
    "topics": Sentence(_("The list of topics.")),
    "reading_time": Sentence(_("The time it takes to read.")),
}
OTHER_ALPHABET = Sentence(_("A placeholder left over in another alphabet than the page's."))
COUNTER = Sentence(_("A counter or a mark without words."))
MACHINE = Sentence(_("A technical line, not written for readers."))
ADDRESS = Sentence(_("A web or mail address."))
CLOCK = Sentence(_("A line that only tells a time."))
TITLE_LINE = Sentence(_("The page's title, which repeats the headline."))
SAID_TWICE = Sentence(_("It repeats what stands elsewhere on the page."))
ABOVE = Sentence(_("It stands above the headline."))
ABOVE_TEXT = Sentence(_("A short line between headline and text."))
AFTER_END = Sentence(_("A short line after the end of the text."))
BANK_LINK = Sentence(_("The link to the picture database."))
OUTSIDE = Sentence(_("It stands outside the article."))
UNPLACED = Sentence(_("No place in the article was found for it."))

NO_HEADLINE = Sentence(_("No line looks like a headline."))
NO_LEAD = Sentence(_("There is no text under the headline."))
ONLY_LEAD = Sentence(_("There is no text besides the lead."))
NO_DATE = Sentence(_("No date was found."))
PICTURE_DATE = Sentence(_("No line tells the date; it is taken from the picture's caption."))
LEAD_WITHOUT_STOP = Sentence(
    _("The lead does not end like a sentence; it may be a second headline.")
)
MENDED = Sentence(_("The text was in the wrong character set twice over; it was mended."))


def two_headlines(chosen: str, other: str) -> Sentence:
    return Sentence(
        _("Two lines could be the headline: “%(chosen)s” was taken, not “%(other)s”."),
        chosen=chosen,
        other=other,
    )


def card_or_subhead(text: str) -> Sentence:
    return Sentence(
        _("“%(text)s” could be a subhead or the headline of a related article."), text=text
    )


def caption_or_paragraph(text: str) -> Sentence:
    return Sentence(_("“%(text)s” was taken as a picture's caption; it may be text."), text=text)


def second_headline(text: str) -> Sentence:
    return Sentence(
        _("“%(text)s” under the headline was left out; it may be a second headline."),
        text=text,
    )


def left_above(text: str) -> Sentence:
    return Sentence(_("A paragraph above the headline was left out: “%(text)s”"), text=text)


def day_or_month(text: str) -> Sentence:
    return Sentence(
        _("In the date “%(text)s” day and month could be the other way round."), text=text
    )


def language_guess(language: str) -> Sentence:
    return Sentence(_("The language is a guess: %(language)s."), language=language or "?")


def language_unknown() -> Sentence:
    return Sentence(_("The language was not recognised."))


def charset_guess(charset: str) -> Sentence:
    return Sentence(_("The character set is a guess: %(charset)s."), charset=charset)


def controls_removed(count: int) -> Sentence:
    return Sentence(_("Control characters were removed: %(count)d."), count=count)


def unreadable_characters(count: int) -> Sentence:
    return Sentence(_("Characters that cannot be read: %(count)d."), count=count)


EMPTY = Sentence(_("The file is empty."))
BINARY = Sentence(_("This is not text but a file of another kind."))
XML = Sentence(_("This is XML data, not the text of a page."))
CHARSET = Sentence(_("The character set of the text cannot be recognised."))


def too_large(limit: int) -> Sentence:
    return Sentence(
        _("The file is too large for a page: more than %(megabytes)d MB."),
        megabytes=limit // 1_000_000,
    )


def too_many_lines(limit: int) -> Sentence:
    return Sentence(_("This is no page: it has more than %(count)d lines."), count=limit)


def other_file(kind: str) -> Sentence:
    return Sentence(_("This is a file of the kind %(kind)s, not the text of a page."), kind=kind)
