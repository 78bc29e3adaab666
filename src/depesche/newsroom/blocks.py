"""What an article's body is made of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import RichText

from depesche.pictures.blocks import PictureUseBlock
from depesche.pictures.models import Label

INLINE = ["bold", "italic", "link"]
RUNNING_TEXT = [*INLINE, "ul", "ol"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. Its box has a name: Wagtail writes the label beside it only for the eye."""

    @cached_property
    def field(self) -> Any:
        """The form field, its widget named for screen readers."""
        field = super().field
        field.widget.options["ariaLabel"] = self.label
        return field


class QuoteBlock(blocks.StructBlock):
    """What somebody said, in that person's words."""

    text = blocks.TextBlock(label=_("words"), rows=3)
    speaker = blocks.CharBlock(label=_("speaker"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("role"), required=False, max_length=120)
    where = blocks.CharBlock(label=_("where it was said"), required=False, max_length=160)
    language = blocks.ChoiceBlock(
        label=_("original language, if translated"), choices=settings.LANGUAGES, required=False
    )

    class Meta:
        icon = "openquote"
        label = _("direct quote")
        label_format = "{speaker} {text}"


class GalleryBlock(blocks.StructBlock):
    """Several pictures under one heading."""

    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    pictures = blocks.ListBlock(
        PictureUseBlock(),
        label=_("pictures"),
        min_num=2,
        default=[{"picture": None, "caption": "", "label": ""}] * 2,
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("gallery")
        label_format = "{title}"


class RelatedBlock(blocks.StructBlock):
    """A card of another article, with its lead picture; the label is that of this use.

    A card that came with an imported page has no article of ours: its headline and what stood
    under its picture are kept as words.
    """

    article = blocks.PageChooserBlock(
        page_type="newsroom.Article", label=_("article"), required=False
    )
    label = blocks.ChoiceBlock(
        label=_("label of the picture here"), choices=Label.choices, required=False
    )
    headline = blocks.CharBlock(
        label=_("headline, if it is not an article of ours"), required=False, max_length=200
    )
    url = blocks.URLBlock(label=_("its address"), required=False)
    caption = blocks.CharBlock(label=_("its picture's caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("its picture's credit"), required=False, max_length=160)
    taken_on = blocks.DateBlock(label=_("its picture's date"), required=False)

    class Meta:
        icon = "link"
        label = _("related article")
        label_format = "{headline}"


class FactBoxBlock(blocks.StructBlock):
    """What one should know, beside the text."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = ParagraphBlock(label=_("text"), features=RUNNING_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("fact box")


class TableBlock(blocks.StructBlock):
    """Rows and columns, with a caption that says what they show."""

    caption = blocks.CharBlock(label=pgettext_lazy("table", "caption"), max_length=200)
    table = TypedTableBlock([("text", blocks.CharBlock(required=False))], label=_("table"))

    class Meta:
        icon = "table"
        label = _("table")


class EmbedBlock(blocks.StructBlock):
    """Something that stands elsewhere; nothing of it is loaded before the reader asks."""

    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("what it shows"), max_length=200)

    class Meta:
        icon = "media"
        label = _("embed")


class FileBlock(blocks.StructBlock):
    """A document for readers to take with them."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(label=_("title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("file")


class MomentBlock(blocks.StructBlock):
    """One point of a timeline."""

    when = blocks.CharBlock(label=_("when"), max_length=60)
    headline = blocks.CharBlock(label=_("what"), max_length=160)
    text = blocks.TextBlock(label=_("more"), required=False, rows=2)

    class Meta:
        label = _("moment")
        label_format = "{when} {headline}"


class TimelineBlock(blocks.StructBlock):
    """What happened one after another."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    moments = blocks.ListBlock(
        MomentBlock(),
        label=_("moments"),
        min_num=2,
        default=[{"when": "", "headline": "", "text": ""}] * 2,
    )

    class Meta:
        icon = "history"
        label = _("timeline")


class SubheadBlock(blocks.CharBlock):
    """A line between paragraphs; named like them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget.attrs["aria-label"] = _("subhead")


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    paragraph = ParagraphBlock(label=_("paragraph"), features=RUNNING_TEXT, icon="pilcrow")
    subhead = SubheadBlock(label=_("subhead"), max_length=160, icon="title")
    quote = QuoteBlock()
    picture = PictureUseBlock()
    gallery = GalleryBlock()
    related = RelatedBlock()
    fact_box = FactBoxBlock()
    table = TableBlock()
    embed = EmbedBlock()
    file = FileBlock()
    timeline = TimelineBlock()


def is_complete(block: blocks.Block, value: Any) -> bool:
    """Whether everything that a block needs is filled in, also in the blocks inside it."""
    if isinstance(block, RelatedBlock):
        return bool(value["article"] or value["headline"])
    if isinstance(block, blocks.StructBlock):
        return all(is_complete(part, value[name]) for name, part in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return bool(value) and all(is_complete(block.child_block, part) for part in value)
    if isinstance(block, TypedTableBlock):
        return bool(value.columns and value.row_data)
    if not getattr(block, "required", False):
        return True
    written = strip_tags(value.source) if isinstance(value, RichText) else value
    return bool(written.strip() if isinstance(written, str) else written)
