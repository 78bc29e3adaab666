"""Names nobody can guess."""

from __future__ import annotations

import secrets


def token() -> str:
    """22 characters, 128 bits, safe in a path."""
    return secrets.token_urlsafe(16)
