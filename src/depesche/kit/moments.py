"""A moment as a person at the desk types or picks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"


def local(instant: datetime) -> str:
    """An instant as the field shows it."""
    return timezone.localtime(instant).strftime(TO_THE_SECOND)


class Moment(forms.DateTimeField):
    """A date with the time to the second; by the clock of the paper's town."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(
            format=TO_THE_SECOND, attrs={"type": "datetime-local", "step": "1"}
        )
        super().__init__(widget=widget, input_formats=[TO_THE_SECOND, "%Y-%m-%dT%H:%M"], **kwargs)
