"""Why the newsroom would not do what was asked. Each says so in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from depesche.newsroom.gate import Finding
    from depesche.newsroom.models import Embargo


class NewsroomRefuses(Exception):
    """The base of this room's refusals; `str()` is a sentence for the desk."""


class ArticleIsEmbargoed(NewsroomRefuses):
    """Nothing of it may leave the house yet."""

    def __init__(self, embargo: Embargo) -> None:
        until = formats.date_format(timezone.localtime(embargo.until), "SHORT_DATETIME_FORMAT")
        super().__init__(_("The article is embargoed until %(until)s.") % {"until": until})
        self.embargo = embargo


class GateIsShut(NewsroomRefuses):
    """The gate found something that stops release."""

    def __init__(self, findings: list[Finding]) -> None:
        stopping = " ".join(str(f.message) for f in findings if f.stops)
        super().__init__(_("Not released: %(findings)s") % {"findings": stopping})
        self.findings = findings


class ArticleIsRetracted(NewsroomRefuses):
    """A retracted article is released again only by taking the retraction back."""

    def __init__(self) -> None:
        super().__init__(_("The article is retracted; take the retraction back first."))


class ArticleIsNotPublic(NewsroomRefuses):
    """Only what readers have seen can be corrected or retracted."""

    def __init__(self) -> None:
        super().__init__(_("The article is not released."))


class TimeIsPast(NewsroomRefuses):
    """A schedule or an embargo needs a time that lies ahead."""

    def __init__(self) -> None:
        super().__init__(_("This time has already passed."))


class TimeIsAhead(NewsroomRefuses):
    """A release happens now; one that shall happen later is scheduled."""

    def __init__(self) -> None:
        super().__init__(_("An article cannot be released in the future; schedule it."))


class VersionIsGone(NewsroomRefuses):
    """Another version than the planned one is never released in its place."""

    def __init__(self) -> None:
        super().__init__(_("The planned version no longer exists; schedule the release anew."))


class VersionIsInThePaper(NewsroomRefuses):
    """What readers see now is replaced or retracted; only what was replaced can be withheld."""

    def __init__(self) -> None:
        super().__init__(_("This version is in the paper: release another one, or retract it."))


class ReasonIsMissing(NewsroomRefuses):
    """Overrides, corrections and retractions say why."""

    def __init__(self) -> None:
        super().__init__(_("Please give a reason."))


class AddressIsTaken(NewsroomRefuses):
    """Two articles cannot stand at one address."""

    def __init__(self) -> None:
        super().__init__(_("Another article of that section has the same address."))


class SectionSpeaksAnotherLanguage(NewsroomRefuses):
    """An article moves within its edition; into another one it is translated."""

    def __init__(self) -> None:
        super().__init__(_("The section belongs to an edition in another language."))


class SectionHasArticles(NewsroomRefuses):
    """A section or an edition with released articles stays."""

    def __init__(self) -> None:
        super().__init__(_("Released articles stand in it; move or retract them first."))
