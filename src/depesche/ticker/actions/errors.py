"""Why the ticker would not do what was asked. Each says so in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from depesche.ticker.models import Version


class TickerRefuses(Exception):
    """The base of this room's refusals; `str()` is a sentence for the desk."""


class EntryIsEmpty(TickerRefuses):
    """Readers would see a time and nothing else."""

    def __init__(self) -> None:
        super().__init__(_("An entry needs a text or a headline."))


class TextIsTooLong(TickerRefuses):
    """An entry is short; more is an article. Nothing is cut."""

    def __init__(self, what: str, found: int, most: int) -> None:
        over = found - most
        super().__init__(
            ngettext(
                "%(what)s: %(over)s character too many, of %(most)s.",
                "%(what)s: %(over)s characters too many, of %(most)s.",
                over,
            )
            % {"what": what, "over": over, "most": most}
        )


class LetterIsForbidden(TickerRefuses):
    """Control characters and halves of letters, which no database and no feed takes."""

    def __init__(self) -> None:
        super().__init__(_("The text holds control characters; please type them anew."))


class LinkLeadsNowhere(TickerRefuses):
    """A link names a web page or a path of the paper."""

    def __init__(self) -> None:
        super().__init__(_("The link must begin with https://, http:// or /."))


class UrgencyIsUnknown(TickerRefuses):
    """There are three."""

    def __init__(self) -> None:
        super().__init__(_("The urgency is normal, urgent or breaking."))


class LabelIsUnknown(TickerRefuses):
    """A label is one of those the picture desk knows."""

    def __init__(self) -> None:
        super().__init__(_("There is no such label of a picture."))


class EditionIsMissing(TickerRefuses):
    """The paper does not appear in that language."""

    def __init__(self, language: str) -> None:
        super().__init__(
            _("The paper has no edition in the language “%(language)s”.") % {"language": language}
        )


class SomethingIsMissing(TickerRefuses):
    """A section, topic or picture the copy names is not there, or is of another edition."""

    def __init__(self) -> None:
        super().__init__(
            _("A section, a topic or the picture does not exist in the edition of the entry.")
        )


class EntryWasChanged(TickerRefuses):
    """Somebody else saved a version meanwhile. What was typed is still with whoever typed it."""

    def __init__(self, theirs: Version) -> None:
        super().__init__(
            _("Somebody changed this entry meanwhile. Nothing of yours is lost; compare and save.")
        )
        self.theirs = theirs


class EntryIsNotPublic(TickerRefuses):
    """Only what readers see can be replaced, corrected or withdrawn."""

    def __init__(self) -> None:
        super().__init__(_("The entry is not released."))


class EntryIsPublic(TickerRefuses):
    """What readers saw is withdrawn with a reason, never thrown away."""

    def __init__(self) -> None:
        super().__init__(_("The entry was released; withdraw it instead."))


class EntryIsWithdrawn(TickerRefuses):
    """A withdrawn entry comes back only by taking the withdrawal back."""

    def __init__(self) -> None:
        super().__init__(_("The entry is withdrawn; take the withdrawal back first."))


class NothingIsSubmitted(TickerRefuses):
    """Somebody was quicker, or it was changed and must be submitted anew."""

    def __init__(self) -> None:
        super().__init__(_("Nothing of this entry waits for approval any more."))


class ReasonIsMissing(TickerRefuses):
    """Withdrawals, corrections and refusals say why."""

    def __init__(self) -> None:
        super().__init__(_("Please give a reason."))


class TimeIsMissing(TickerRefuses):
    """A schedule has a time."""

    def __init__(self) -> None:
        super().__init__(_("Please give a date and a time."))


class TimeIsPast(TickerRefuses):
    """A schedule needs a time that lies ahead."""

    def __init__(self) -> None:
        super().__init__(_("This time has already passed."))


class TimeIsAhead(TickerRefuses):
    """A release happens now; one that shall happen later is scheduled."""

    def __init__(self) -> None:
        super().__init__(_("An entry cannot be released in the future; schedule it."))
