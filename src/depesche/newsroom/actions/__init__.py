"""What the newsroom does. Each action writes its rows and one event in one transaction."""

from depesche.newsroom.actions.addressing import move
from depesche.newsroom.actions.arranging import (
    arrange_front,
    change_frame,
    describe,
    end_banner,
    end_what_ran_out,
    put_up,
    raise_banner,
    take_down,
)
from depesche.newsroom.actions.correcting import correct
from depesche.newsroom.actions.errors import (
    AddressIsTaken,
    ArticleIsEmbargoed,
    ArticleIsNotPublic,
    ArticleIsRetracted,
    GateIsShut,
    NewsroomRefuses,
    ReasonIsMissing,
    SectionHasArticles,
    SectionSpeaksAnotherLanguage,
    TimeIsAhead,
    TimeIsPast,
    VersionIsGone,
    VersionIsInThePaper,
)
from depesche.newsroom.actions.planning import (
    bundle,
    cancel_schedule,
    embargo,
    lift_embargo,
    mark_seen,
    release_what_is_due,
    schedule,
)
from depesche.newsroom.actions.releasing import publish, retract, take_back_retraction
from depesche.newsroom.actions.withholding import show_again, withhold

__all__ = [
    "AddressIsTaken",
    "ArticleIsEmbargoed",
    "ArticleIsNotPublic",
    "ArticleIsRetracted",
    "GateIsShut",
    "NewsroomRefuses",
    "ReasonIsMissing",
    "SectionHasArticles",
    "SectionSpeaksAnotherLanguage",
    "TimeIsAhead",
    "TimeIsPast",
    "VersionIsGone",
    "VersionIsInThePaper",
    "arrange_front",
    "bundle",
    "cancel_schedule",
    "change_frame",
    "correct",
    "describe",
    "embargo",
    "end_banner",
    "end_what_ran_out",
    "lift_embargo",
    "mark_seen",
    "move",
    "publish",
    "put_up",
    "raise_banner",
    "release_what_is_due",
    "retract",
    "schedule",
    "show_again",
    "take_back_retraction",
    "take_down",
    "withhold",
]
