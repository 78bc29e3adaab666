"""The ticker's rows."""

from depesche.ticker.models.entry import Entry, Filing, Urgency, Version
from depesche.ticker.models.records import (
    Correction,
    Outcome,
    Release,
    Schedule,
    Silence,
    Submission,
    Withdrawal,
)

__all__ = [
    "Correction",
    "Entry",
    "Filing",
    "Outcome",
    "Release",
    "Schedule",
    "Silence",
    "Submission",
    "Urgency",
    "Version",
    "Withdrawal",
]
