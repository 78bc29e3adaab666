"""The newsroom's rows."""

from depesche.newsroom.models.article import Article, Byline
from depesche.newsroom.models.edition import Banner, FrontPage, Section, Slot
from depesche.newsroom.models.planning import Bundle, Embargo, Outcome, Schedule
from depesche.newsroom.models.records import (
    Correction,
    FileUse,
    FormerAddress,
    Override,
    Publication,
    Retraction,
    Withholding,
)
from depesche.newsroom.models.road import OnlyByAction, by_action, refuse_other_roads
from depesche.newsroom.models.standing import Standing, standings
from depesche.newsroom.models.vocabulary import Agency, Author, AuthorDescription, Topic

__all__ = [
    "Agency",
    "Article",
    "Author",
    "AuthorDescription",
    "Banner",
    "Bundle",
    "Byline",
    "Correction",
    "Embargo",
    "FileUse",
    "FormerAddress",
    "FrontPage",
    "OnlyByAction",
    "Outcome",
    "Override",
    "Publication",
    "Retraction",
    "Schedule",
    "Section",
    "Slot",
    "Standing",
    "Topic",
    "Withholding",
    "by_action",
    "refuse_other_roads",
    "standings",
]
