"""The page that Wagtail's own tutorial ends with: a title, an introduction, rich text."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    """An article."""

    intro = models.TextField(blank=True)
    body = RichTextField(blank=True)

    class Meta:
        app_label = "stock"
