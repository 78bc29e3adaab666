"""What the picture desk asks of a picture."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Wagtail's form, with the fields that release depends on in plain words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            described = self.fields["description"]
            described.label = _("Alt text")
            described.help_text = _(
                "What is to be seen, for readers who cannot see it. No article with the picture "
                "is released without it."
            )
        if "creator" in self.fields:
            self.fields["creator"].help_text = _(
                "Named beside the picture, with the agency. One of the two is needed."
            )
