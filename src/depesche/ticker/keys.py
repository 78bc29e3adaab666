"""The names of what the ticker shows."""

from __future__ import annotations


def entry(number: int) -> str:
    """An entry wherever it stands: its page, the ticker, the rail, the feeds."""
    return f"entry/{number}"


def ticker(language: str) -> str:
    """The entries of an edition in whatever list: how they follow one another."""
    return f"ticker/{language}"
