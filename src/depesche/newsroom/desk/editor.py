"""The editor of an article: its fields in the order in which an article is written."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from depesche.newsroom.desk import menu, notice
from depesche.newsroom.models import Article, Byline, FrontPage, Section, Topic
from depesche.newsroom.models.address import numbered, slug_of, slugs_for
from depesche.newsroom.queries import author_called


def notice_for(number: int, user: AbstractUser) -> dict[str, Any]:
    """The notice of an article, and what somebody may do about it."""
    article = Article.objects.get(pk=number)
    return {
        "notice": notice.of(article),
        "deeds": menu.deeds(article, user),
        "may_plan": user.has_perm("newsroom.plan_release"),
        "may_retract": user.has_perm("newsroom.retract_article"),
    }


class NoticePanel(Panel):
    """Over the fields: how the article stands, what is planned, what the gate would say."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one article and one person."""

        template_name = "newsroom/desk/notice.html"

        def show_panel_furniture(self) -> bool:
            """It brings its own heading."""
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The notice. A new article has none yet; its place is filled when it is saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk is not None:
                context |= notice_for(self.instance.pk, self.request.user)
            return context


class ArticleForm(WagtailAdminPageForm):
    """The form behind the editor. Topics are those of the article's own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("data") is None and not args:
            _sign(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # it follows from the headline
        if "topics" in self.fields:
            topics = Topic.objects.filter(locale_id=self.instance.locale_id)
            self.fields["topics"].queryset = topics

    def clean_slug(self) -> str:
        """The address follows from the headline, numbered where another article has it.

        A draft's address follows a changed headline too, unless somebody wrote another. A
        tombstone stays where readers look for the article. Raises ValidationError.
        """
        slug = slug_of(self.cleaned_data.get("slug") or "")
        from_headline = slug_of(self.cleaned_data.get("title") or "")
        if slug in ("", from_headline) or self._came_from_headline(slug):
            slug = self._free(from_headline or "article")
        if self._is_retracted() and slug != Article.objects.get(pk=self.instance.pk).slug:
            raise forms.ValidationError(
                _("The article is retracted; its tombstone stays at this address.")
            )
        return slug

    def _came_from_headline(self, slug: str) -> bool:
        if self.instance.pk is None or self.instance.first_released_at is not None:
            return False
        earlier = slug_of(self.instance.title) or "article"
        tail = re.search(r"-(\d+)$", slug)
        return slug == earlier or bool(tail and slug == numbered(earlier, int(tail[1])))

    def _free(self, slug: str) -> str:
        return next(
            candidate
            for candidate in slugs_for(slug)
            if Article._slug_is_available(candidate, self.parent_page, self.instance)
        )

    def _is_retracted(self) -> bool:
        return self.instance.first_released_at is not None and not self.instance.is_public


def _sign(article: Article | None, writer: AbstractUser | None) -> None:
    """A new article begins with its writer's name, where that is an author of the paper."""
    if article is None or article.pk or writer is None:
        return
    if author := author_called(writer.get_full_name()):
        article.bylines.add(Byline(author=author))


class PlainCopyForm(CopyForm):
    """A copy is a draft of its own: neither public at once nor bound to its original."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias", "copy_subpages"):
            self.fields.pop(name, None)


WRITING = [
    NoticePanel(heading=_("How it stands")),
    FieldPanel("kicker"),
    # Not Wagtail's panel for titles: in the browser it would make "fahre" of "Fähre".
    FieldPanel("title", heading=_("Headline"), help_text=_("Up to 90 characters.")),
    FieldPanel("short_headline"),
    FieldPanel("lead", widget=forms.Textarea(attrs={"rows": 3})),
    InlinePanel(
        "bylines",
        heading=_("Byline"),
        label=_("name"),
        panels=[
            FieldRowPanel(
                [
                    FieldPanel("author", widget=forms.Select),
                    FieldPanel("agency", widget=forms.Select),
                ]
            )
        ],
    ),
    FieldPanel("place_line"),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    FieldPanel("event_date"),
    MultiFieldPanel(
        [FieldPanel("lead_picture"), FieldPanel("lead_caption"), FieldPanel("lead_label")],
        heading=_("Lead picture"),
    ),
    FieldPanel("body"),
    FieldPanel("update_is_material"),
    CommentPanel(),
]
FINDING = [
    FieldPanel("slug"),
    FieldPanel("seo_title"),
    FieldPanel("search_description"),
]


def furnish() -> None:
    """Give the pages of the paper their editor and their way of being copied."""
    Article.edit_handler = TabbedInterface(
        [
            ObjectList(WRITING, heading=_("Article")),
            ObjectList(FINDING, heading=_("Address and search engines")),
        ],
        base_form_class=ArticleForm,
    )
    for model in (Article, Section, FrontPage):
        model.copy_form_class = PlainCopyForm
