"""Who signs out hears nothing private any more, in whichever process."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from depesche.wire import actions as wire
from depesche.wire import keys


@receiver(user_logged_out)
def end_rights(user: Any, **_more: object) -> None:
    """Let it be asked again what the person may hear; other sessions of theirs go on."""
    if user is not None:
        wire.review_rights([keys.reader(user.pk)])
