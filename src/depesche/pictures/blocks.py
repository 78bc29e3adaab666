"""A picture as a block of a text: the use with its own caption and label."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from depesche.pictures.labels import Label


class PictureUseBlock(blocks.StructBlock):
    """One use of a picture. The credit comes from the picture desk and cannot be typed here."""

    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.TextBlock(label=_("caption"), required=False, rows=2)
    label = blocks.ChoiceBlock(label=_("label"), choices=Label.choices, required=False)

    class Meta:
        icon = "image"
        label = _("picture")
        label_format = "{caption}"
