"""The newsroom's rows."""

from depesche.newsroom.models.article import Article, Byline, OnlyByAction
from depesche.newsroom.models.edition import Banner, FrontPage, Section, Slot
from depesche.newsroom.models.planning import Bundle, Embargo, Outcome, Schedule
from depesche.newsroom.models.records import (
    Correction,
    FormerAddress,
    Override,
    Publication,
    Retraction,
)
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
    "Topic",
]
