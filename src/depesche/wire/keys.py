"""The names of what a right to hear a topic hangs on: who changes one touches its key."""

from __future__ import annotations


def topic(name: str) -> str:
    """Who may hear a topic, whoever it is."""
    return f"wire/{name}"


def reader(number: object) -> str:
    """What a person may hear, and as whom; a number is that of the account."""
    return f"reader/{number}"


def is_right(key: str) -> bool:
    """Whether a right to hear something may hang on it."""
    return key.startswith(("wire/", "reader/"))
