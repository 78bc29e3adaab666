"""What can happen in the newsroom. Topic "paper"; `at` is ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from depesche.wire.events import Event


@dataclass(frozen=True, kw_only=True)
class _OfArticle(Event):
    kind: ClassVar[str] = "article"
    topic: ClassVar[str] = "paper"
    article: int
    language: str


@dataclass(frozen=True, kw_only=True)
class ArticleReleased(_OfArticle):
    """It became public, for the first time or again after a retraction was taken back."""

    kind: ClassVar[str] = "article.released"


@dataclass(frozen=True, kw_only=True)
class ArticleUpdated(_OfArticle):
    """A newer version replaced the public one."""

    kind: ClassVar[str] = "article.updated"
    material: bool


@dataclass(frozen=True, kw_only=True)
class ArticleCorrected(_OfArticle):
    """A public correction was appended."""

    kind: ClassVar[str] = "article.corrected"
    correction: int


@dataclass(frozen=True, kw_only=True)
class ArticleHistoryChanged(_OfArticle):
    """A former version is withheld from the public history, or shown in it again."""

    kind: ClassVar[str] = "article.history-changed"
    publication: int


@dataclass(frozen=True, kw_only=True)
class ArticleRetracted(_OfArticle):
    """It is gone; a tombstone says why."""

    kind: ClassVar[str] = "article.retracted"


@dataclass(frozen=True, kw_only=True)
class ArticleMoved(_OfArticle):
    """It stands under another address; the old one leads there."""

    kind: ClassVar[str] = "article.moved"


@dataclass(frozen=True, kw_only=True)
class FrontArranged(Event):
    """The front page's slots are others now."""

    kind: ClassVar[str] = "front.arranged"
    topic: ClassVar[str] = "paper"
    language: str


@dataclass(frozen=True, kw_only=True)
class FrameChanged(Event):
    """Sections or the breaking banner changed: every page shows them."""

    kind: ClassVar[str] = "frame.changed"
    topic: ClassVar[str] = "paper"
    language: str


@dataclass(frozen=True, kw_only=True)
class RecordChanged(Event):
    """An author, a topic or an agency is described in other words now."""

    kind: ClassVar[str] = "record.changed"
    topic: ClassVar[str] = "paper"
    record: str
    number: int
