"""The names of what this room shows."""

from __future__ import annotations


def picture(number: int) -> str:
    """A picture: its file, caption, credit, crop."""
    return f"picture/{number}"
